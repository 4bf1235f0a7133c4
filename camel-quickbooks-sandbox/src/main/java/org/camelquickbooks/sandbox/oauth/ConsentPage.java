package org.camelquickbooks.sandbox.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.camelquickbooks.sandbox.call.Answer;
import org.camelquickbooks.sandbox.call.Call;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.console.ConsoleFiles;
import org.camelquickbooks.sandbox.json.Json;

/** The plain page on which a user consents, and the user. */
final class ConsentPage {

    static final String SUBJECT = "1182d6ec-2a1f-4aa3-af3f-bb3b95db45af";

    /** As browsers read it, whose hash is in the policy: they make one line feed of the two characters of Windows. */
    private static final String STYLE =
            (ConsoleFiles.style("look.css") + ConsoleFiles.style("consent.css")).replace("\r\n", "\n");

    /** Only this style, no script, in no frame. The form leads to the client, wherever that is. */
    private static final String POLICY =
            "default-src 'none'; style-src 'sha256-" + hash(STYLE) + "'; base-uri 'none'; frame-ancestors 'none'";

    private static final String PAGE = """
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%s · QuickBooks sandbox</title><style>%s</style></head>
            <body><main><h1>%s</h1>%s</main></body></html>
            """;

    private ConsentPage() {}

    private static String hash(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    static Answer show(Call call, Set<String> scopes, List<Company> companies) {
        StringBuilder form = new StringBuilder("<form class=\"card\" method=\"post\" action=\"/connect/oauth2\">");
        for (String field : List.of("client_id", "redirect_uri", "state", "scope")) {
            form.append("<input type=\"hidden\" name=\"").append(field).append("\" value=\"");
            form.append(escape(call.parameter(field))).append("\">");
        }
        form.append("<p>The app <b>")
                .append(escape(call.parameter("client_id")))
                .append("</b> asks for:</p><ul>");
        scopes.stream()
                .sorted()
                .forEach(scope -> form.append("<li>").append(escape(scope)).append("</li>"));
        form.append("</ul><fieldset><legend>Company</legend>");
        String checked = " checked";
        for (Company company : companies) {
            form.append("<label><input type=\"radio\" name=\"realmId\" value=\"");
            form.append(escape(company.profile().realmId()))
                    .append("\"")
                    .append(checked)
                    .append("> <span>");
            form.append(escape(company.profile().name())).append(" <span class=\"soft\">(");
            form.append(escape(company.profile().realmId())).append(")</span></span></label>");
            checked = "";
        }
        form.append("</fieldset><p class=\"actions\">");
        form.append("<button class=\"main\" name=\"decision\" value=\"allow\">Connect</button> ");
        form.append("<button name=\"decision\" value=\"deny\">No thanks</button></p></form>");
        return html(200, "Connect a company", form.toString());
    }

    static Answer refuse(String problem) {
        return html(400, "This app cannot be connected", "<div class=\"card\"><p>" + escape(problem) + ".</p></div>");
    }

    private static Answer html(int status, String title, String body) {
        return Answer.text(status, "text/html;charset=UTF-8", PAGE.formatted(title, STYLE, title, body))
                .with("Cache-Control", "no-store")
                .with("Referrer-Policy", "no-referrer")
                .with("Content-Security-Policy", POLICY);
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
