package org.camelquickbooks;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A browser without a screen: keeps cookies, fills in forms, follows redirects when told to. */
final class WebVisitor {

    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> cookies = new HashMap<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final List<String> seen = new ArrayList<>();
    private URI at;
    private HttpResponse<String> page;

    /** Sends a header with each request from now on. */
    WebVisitor with(String name, String value) {
        headers.put(name, value);
        return this;
    }

    WebVisitor get(String url) throws Exception {
        return go(HttpRequest.newBuilder(resolve(url)).GET());
    }

    /** Sends the form of the page with what is hidden in it, and more. */
    WebVisitor submit(String action, String... fields) throws Exception {
        Map<String, String> form = new LinkedHashMap<>();
        Matcher hidden = HIDDEN.matcher(page.body());
        while (hidden.find()) {
            form.put(hidden.group(1), hidden.group(2).replace("&amp;", "&"));
        }
        for (int i = 0; i < fields.length; i += 2) {
            form.put(fields[i], fields[i + 1]);
        }
        return post(action, form);
    }

    WebVisitor post(String url, Map<String, String> form) throws Exception {
        String body = form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
        return go(HttpRequest.newBuilder(resolve(url))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body)));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private URI resolve(String url) {
        return at == null ? URI.create(url) : at.resolve(url);
    }

    private WebVisitor go(HttpRequest.Builder request) throws IOException, InterruptedException {
        headers.forEach(request::header);
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        HttpRequest sent = request.build();
        page = http.send(sent, BodyHandlers.ofString());
        at = sent.uri();
        page.headers().allValues("Set-Cookie").forEach(cookie -> {
            String[] pair = cookie.split(";")[0].split("=", 2);
            cookies.put(pair[0], pair[1]);
        });
        seen.add(sent.uri() + "\n" + page.headers().map() + "\n" + page.body());
        return this;
    }

    WebVisitor follow() throws Exception {
        return get(location());
    }

    String location() {
        return page.headers()
                .firstValue("Location")
                .orElseThrow(() -> new AssertionError("No redirect: " + page.body()));
    }

    int status() {
        return page.statusCode();
    }

    String body() {
        return page.body();
    }

    String header(String name) {
        return page.headers().firstValue(name).orElse(null);
    }

    /** Everything that came: addresses, headers and pages. */
    String everything() {
        return String.join("\n", seen);
    }
}
