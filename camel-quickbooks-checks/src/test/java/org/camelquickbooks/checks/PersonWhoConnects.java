package org.camelquickbooks.checks;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camelquickbooks.sandbox.QuickBooksSandbox;

/** Goes through the pages of quickbooks:connect, and consents in the sandbox. */
final class PersonWhoConnects {

    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    private PersonWhoConnects() {}

    static void connect(String pages, QuickBooksSandbox sandbox) throws InterruptedException {
        try {
            new PersonWhoConnects().walk(pages, sandbox);
        } catch (IOException e) {
            throw new AssertionError("The pages of quickbooks:connect broke off", e);
        }
    }

    private void walk(String pages, QuickBooksSandbox sandbox) throws IOException, InterruptedException {
        String connect = pages + "/connect";
        String consent = submit(connect, get(connect), "");
        String companies = submit(
                sandbox.url() + "/connect/oauth2", consent, "&decision=allow&realmId=" + QuickBooksSandbox.US_REALM);
        if (!companies.contains("is connected.")) {
            throw new AssertionError(companies);
        }
    }

    private String get(String url) throws IOException, InterruptedException {
        return page(HttpRequest.newBuilder(URI.create(url)).header("X-Remote-User", "ada"));
    }

    private String submit(String url, String form, String more) throws IOException, InterruptedException {
        StringBuilder fields = new StringBuilder();
        Matcher hidden = HIDDEN.matcher(form);
        while (hidden.find()) {
            fields.append(hidden.group(1)).append('=');
            fields.append(URLEncoder.encode(hidden.group(2).replace("&amp;", "&"), StandardCharsets.UTF_8))
                    .append('&');
        }
        return page(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("X-Remote-User", "ada")
                .POST(BodyPublishers.ofString(fields + more)));
    }

    private String page(HttpRequest.Builder request) throws IOException, InterruptedException {
        HttpResponse<String> answer = browser.send(request.build(), BodyHandlers.ofString());
        Optional<String> elsewhere = answer.headers().firstValue("Location");
        // By hand, since the client would send the form's Content-Type along, as no browser does.
        return elsewhere.isEmpty()
                ? answer.body()
                : get(answer.uri().resolve(elsewhere.get()).toString());
    }
}
