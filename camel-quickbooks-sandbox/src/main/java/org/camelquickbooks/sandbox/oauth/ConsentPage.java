package org.camelquickbooks.sandbox.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.camelquickbooks.sandbox.call.Answer;
import org.camelquickbooks.sandbox.call.Call;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.json.Json;

/** The plain page on which a user consents, and the user. */
final class ConsentPage {

    static final String SUBJECT = "1182d6ec-2a1f-4aa3-af3f-bb3b95db45af";

    private static final String PAGE = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>%s</title>
            <style>body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem}
            fieldset{border:1px solid #ccc;border-radius:.5rem}button{font:inherit;padding:.5rem 1.5rem}
            label{display:block;padding:.25rem 0}</style></head>
            <body><h1>%s</h1>%s</body></html>
            """;

    private ConsentPage() {}

    static Answer show(Call call, Set<String> scopes, List<Company> companies) {
        StringBuilder form = new StringBuilder("<form method=\"post\" action=\"/connect/oauth2\">");
        for (String field : List.of("client_id", "redirect_uri", "state", "scope")) {
            form.append("<input type=\"hidden\" name=\"").append(field).append("\" value=\"");
            form.append(escape(call.parameter(field))).append("\">");
        }
        form.append("<p><b>").append(escape(call.parameter("client_id"))).append("</b> asks for ");
        form.append(escape(String.join(", ", scopes))).append(".</p><fieldset><legend>Company</legend>");
        String checked = " checked";
        for (Company company : companies) {
            form.append("<label><input type=\"radio\" name=\"realmId\" value=\"");
            form.append(escape(company.profile().realmId()))
                    .append("\"")
                    .append(checked)
                    .append("> ");
            form.append(escape(company.profile().name())).append(" (");
            form.append(escape(company.profile().realmId())).append(")</label>");
            checked = "";
        }
        form.append("</fieldset><p><button name=\"decision\" value=\"allow\">Connect</button> ");
        form.append("<button name=\"decision\" value=\"deny\">No thanks</button></p></form>");
        return html(200, "Connect a company", form.toString());
    }

    static Answer refuse(String problem) {
        return html(400, "This app cannot be connected", "<p>" + escape(problem) + ".</p>");
    }

    private static Answer html(int status, String title, String body) {
        return Answer.text(status, "text/html;charset=UTF-8", PAGE.formatted(title, title, body))
                .with("Cache-Control", "no-store")
                .with("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'");
    }

    private static String escape(String text) {
        return text == null
                ? ""
                : text.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                        .replace("'", "&#39;");
    }

    /** The user who consents, as far as the scopes tell of them. */
    static ObjectNode user(Set<String> scopes) {
        ObjectNode user = Json.object().put("sub", SUBJECT);
        if (scopes.contains("profile")) {
            user.put("givenName", "Sandbox").put("familyName", "User");
        }
        if (scopes.contains("email")) {
            user.put("email", "sandbox.user@example.com").put("emailVerified", true);
        }
        if (scopes.contains("phone")) {
            user.put("phoneNumber", "+1 555 0100").put("phoneNumberVerified", true);
        }
        if (scopes.contains("address")) {
            user.putObject("address")
                    .put("streetAddress", "1 Sandbox Way")
                    .put("locality", "Mountain View")
                    .put("region", "CA")
                    .put("postalCode", "94043")
                    .put("country", "US");
        }
        return user;
    }
}
