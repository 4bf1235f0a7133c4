package org.camelquickbooks.client.connect;

import static org.camelquickbooks.client.connect.Html.escape;
import static org.camelquickbooks.client.connect.Html.time;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import org.camelquickbooks.client.oauth.CompanyConnection;
import org.camelquickbooks.client.throttle.Limits;
import org.camelquickbooks.client.throttle.ThrottleState;

/** The pages: plain HTML with links and forms, no scripts, good on a phone and with a keyboard alone. */
final class ConnectPages {

    private static final String STYLE = """
        :root{color-scheme:light dark;--ink:#1d2433;--soft:#5a6577;--page:#f6f7f9;--card:#fff;--line:#d9dee6;\
        --go:#1a6e3c;--bad:#b3261e;--warn:#8a5a00}
        @media(prefers-color-scheme:dark){:root{--ink:#e8ebf1;--soft:#a5afbf;--page:#14171d;--card:#1d222b;\
        --line:#363d4a;--go:#6fd196;--bad:#ff8a80;--warn:#f2bd5b}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--page);color:var(--ink);font:1rem/1.5 system-ui,sans-serif}
        main{max-width:64rem;margin:0 auto;padding:2rem 1rem 4rem}
        h1{font-size:1.5rem;margin:0 0 1rem}h2{font-size:1.1rem;margin:0}
        p{max-width:42rem}a{color:inherit}
        ul.companies{list-style:none;margin:0 0 1.5rem;padding:0;display:grid;gap:1rem;\
        grid-template-columns:repeat(auto-fill,minmax(min(100%,24rem),1fr))}
        .card{background:var(--card);border:1px solid var(--line);border-radius:.6rem;padding:1rem 1.25rem}
        dl{display:grid;grid-template-columns:auto 1fr;gap:.15rem 1rem;margin:.75rem 0;font-size:.9rem}
        dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
        .actions{display:flex;flex-wrap:wrap;gap:.6rem;align-items:center;margin:1rem 0 0}
        button,.button{font:inherit;padding:.5rem 1.1rem;border-radius:.4rem;border:1px solid var(--line);\
        background:var(--card);color:var(--ink);text-decoration:none;cursor:pointer;display:inline-block}
        button.main,.button.main{background:#1a6e3c;border-color:#1a6e3c;color:#fff}
        button:focus-visible,a:focus-visible,input:focus-visible{outline:3px solid #4c8dff;outline-offset:2px}
        form.card{max-width:28rem}label{display:block;margin:0 0 .25rem}
        input[type=password]{font:inherit;padding:.5rem;width:100%;max-width:22rem;border:1px solid var(--soft);\
        border-radius:.4rem;background:var(--page);color:var(--ink)}
        .state{font-weight:600}.CONNECTED{color:var(--go)}.EXPIRING{color:var(--warn)}\
        .RECONNECT_NEEDED,.UNREADABLE{color:var(--bad)}
        .note{border-left:4px solid var(--go);padding:.5rem 1rem;background:var(--card)}
        .note.bad{border-color:var(--bad)}
        """;

    /** Only this style, no script, and forms that lead here or to Intuit. */
    static final String POLICY = "default-src 'none'; style-src 'sha256-" + hash(STYLE)
            + "'; base-uri 'none'; frame-ancestors 'none'; form-action 'self' ";

    private ConnectPages() {}

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    private static String page(String title, String body) {
        return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>" + title
                + " · QuickBooks</title><style>" + STYLE + "</style></head><body><main><h1>" + title + "</h1>" + body
                + "</main></body></html>\n";
    }

    /** A page that says something and leads on. */
    static String message(String title, String text) {
        return page(
                escape(title),
                "<p>" + escape(text) + "</p><p class=\"actions\"><a class=\"button main\" href=\"connect\">"
                        + "Connect a company</a> <a class=\"button\" href=\"companies\">All companies</a></p>");
    }

    /** A page that leads nowhere. */
    static String refusal(String title, String text) {
        return page(escape(title), "<p>" + escape(text) + "</p>");
    }

    static String login(String problem, String formSignature) {
        return page(
                "Who is there?",
                (problem == null ? "" : "<p class=\"note bad\" role=\"alert\">" + escape(problem) + "</p>")
                        + "<form class=\"card\" method=\"post\" action=\"login\">" + hidden("form", formSignature)
                        + "<label for=\"secret\">The connectSecret of this integration</label>"
                        + "<input id=\"secret\" name=\"secret\" type=\"password\" required autofocus"
                        + " autocomplete=\"current-password\"><p class=\"actions\">"
                        + "<button class=\"main\">Continue</button></p></form>");
    }

    static String connect(String realmId, String formSignature) {
        String whom = realmId.isEmpty() ? "a company" : "company " + escape(realmId);
        return page(
                "Connect " + whom,
                "<p>On the next page QuickBooks asks you to sign in, to choose the company, and to allow this"
                        + " integration to work with its books. You can take that back at any time, here or in"
                        + " QuickBooks.</p><form method=\"post\" action=\"connect\">" + hidden("form", formSignature)
                        + hidden("realmId", realmId) + "<p class=\"actions\">"
                        + "<button class=\"main\" autofocus>Connect to QuickBooks</button>"
                        + " <a class=\"button\" href=\"companies\">Not now</a></p></form>");
    }

    static String disconnect(CompanyConnection company, String formSignature) {
        String name = escape(nameOf(company));
        return page(
                "Disconnect " + name + "?",
                "<p>The integration's access to the books of " + name + " (" + escape(company.realmId())
                        + ") is revoked at QuickBooks, and its tokens are deleted here. The routes of this company"
                        + " stop until somebody connects it again.</p>"
                        + "<form method=\"post\" action=\"disconnect\">" + hidden("form", formSignature)
                        + hidden("realmId", company.realmId()) + "<p class=\"actions\">"
                        + "<button class=\"main\">Disconnect</button>"
                        + " <a class=\"button\" href=\"companies\">Keep it connected</a></p></form>");
    }

    /** A company and how much of its limits is in use. */
    record CompanyRow(CompanyConnection state, ThrottleState throttle) {}

    static String companies(List<CompanyRow> rows, String note, Limits limits, String logOutSeal) {
        StringBuilder body = new StringBuilder();
        if (note != null) {
            body.append("<p class=\"note\" role=\"status\">")
                    .append(escape(note))
                    .append("</p>");
        }
        if (rows.isEmpty()) {
            body.append("<p>No company is connected yet.</p>");
        } else {
            body.append("<ul class=\"companies\">");
            rows.forEach(row -> body.append(company(row, limits)));
            body.append("</ul>");
        }
        body.append("<p class=\"actions\"><a class=\"button main\" href=\"connect\">Connect a company</a></p>");
        if (logOutSeal != null) {
            body.append("<form method=\"post\" action=\"logout\">")
                    .append(hidden("form", logOutSeal))
                    .append("<p class=\"actions\"><button>Log out</button></p></form>");
        }
        return page("Companies", body.toString());
    }

    private static String company(CompanyRow row, Limits limits) {
        CompanyConnection state = row.state;
        String realmId = escape(state.realmId());
        StringBuilder card = new StringBuilder("<li class=\"card\"><h2>");
        card.append(escape(nameOf(state))).append("</h2><dl>");
        entry(card, "Company", realmId);
        entry(card, "State", "<span class=\"state " + state.state() + "\">" + word(state.state()) + "</span>");
        if (state.why() != null) {
            entry(card, "Why", escape(state.why()));
        }
        entry(card, "Last refresh", time(state.refreshed()));
        entry(card, "Expires if unused", time(state.refreshExpires()));
        entry(card, "Expires at the latest", time(state.hardExpires()));
        entry(card, "In the last minute", use(row.throttle, limits));
        card.append("</dl><p class=\"actions\"><a class=\"button\" href=\"connect?realmId=")
                .append(realmId)
                .append("\" aria-label=\"Reconnect company ")
                .append(realmId)
                .append("\">Reconnect</a> <a class=\"button\" href=\"disconnect?realmId=")
                .append(realmId)
                .append("\" aria-label=\"Disconnect company ")
                .append(realmId)
                .append("\">Disconnect</a></p></li>");
        return card.toString();
    }

    private static void entry(StringBuilder list, String name, String html) {
        list.append("<dt>").append(name).append("</dt><dd>").append(html).append("</dd>");
    }

    private static String use(ThrottleState throttle, Limits limits) {
        if (throttle == null) {
            return "no requests";
        }
        String text = of(throttle.requests(), limits.requestsPerMinute()) + " requests, "
                + of(throttle.batches(), limits.batchesPerMinute()) + " batches";
        if (throttle.waiting() > 0) {
            text += ", " + throttle.waiting() + " waiting";
        }
        return throttle.throttledUntil() == null ? text : text + ", throttled until " + time(throttle.throttledUntil());
    }

    private static String of(int used, int allowed) {
        return allowed > 0 ? used + " of " + allowed : Integer.toString(used);
    }

    private static String word(CompanyConnection.Status state) {
        return switch (state) {
            case CONNECTED -> "Connected";
            case EXPIRING -> "Connected, expires soon";
            case RECONNECT_NEEDED -> "Has to be connected again";
            case UNREADABLE -> "Its tokens cannot be read";
        };
    }

    private static String nameOf(CompanyConnection state) {
        return state.name() == null ? "Company " + state.realmId() : state.name();
    }

    private static String hidden(String name, String value) {
        return "<input type=\"hidden\" name=\"" + name + "\" value=\"" + escape(value) + "\">";
    }
}
