package org.camelquickbooks.sandbox.http;

import io.vertx.core.http.HttpServerRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.camelquickbooks.sandbox.call.Call;
import org.camelquickbooks.sandbox.call.Handler;
import org.camelquickbooks.sandbox.call.Route;
import org.camelquickbooks.sandbox.call.Route.Kind;
import org.camelquickbooks.sandbox.company.Companies;
import org.camelquickbooks.sandbox.document.Letters;
import org.camelquickbooks.sandbox.document.TemporaryUris;
import org.camelquickbooks.sandbox.oauth.OAuthService;
import org.camelquickbooks.sandbox.report.ReportService;

/** The complete HTTP interface of the sandbox, as one table. */
public final class Routes {

    /** A route and what of the path it has captured. */
    record Found(Route route, Map<String, String> variables) {}

    private final Map<Integer, List<Route>> bySegments = new HashMap<>();

    private final Predicate<HttpServerRequest> controllers;

    /**
     * @param control the routes by which the sandbox is controlled
     * @param controllers who may use them
     */
    public Routes(
            Supplier<String> url,
            OAuthService oauth,
            Letters letters,
            TemporaryUris uris,
            Companies companies,
            ReportService reportService,
            List<Route> control,
            Predicate<HttpServerRequest> controllers) {
        this.controllers = controllers;
        Api api = new Api();
        Batch batch = new Batch();
        Documents documents = new Documents(letters, uris, companies);
        Reports reports = new Reports(reportService);

        add("GET", "/connect/oauth2", Kind.OPEN, oauth::consentPage);
        add("POST", "/connect/oauth2", Kind.OPEN, oauth::consent);
        add("POST", "/oauth2/v1/tokens/bearer", Kind.OPEN, oauth::token);
        add("POST", "/v2/oauth2/tokens/revoke", Kind.OPEN, oauth::revoke);
        add("GET", "/.well-known/openid_configuration", Kind.OPEN, call -> oauth.discovery(call, url.get()));
        add("GET", "/.well-known/openid_sandbox_configuration", Kind.OPEN, call -> oauth.discovery(call, url.get()));
        add("GET", "/v1/openid_connect/userinfo", Kind.OPEN, oauth::userInfo);
        add("GET", "/op/v1/jwks", Kind.OPEN, oauth::keys);
        add("GET", "/download/{realm}/{id}", Kind.OPEN, documents::file);

        add("GET", "/v3/company/{realm}/query", Kind.READ, api::query);
        add("POST", "/v3/company/{realm}/query", Kind.READ, api::postedQuery);
        add("GET", "/v3/company/{realm}/cdc", Kind.READ, api::changes);
        add("POST", "/v3/company/{realm}/batch", Kind.BATCH, batch::run);
        addSlow("POST", "/v3/company/{realm}/upload", Kind.WRITE, documents::upload);
        add("GET", "/v3/company/{realm}/download/{id}", Kind.READ, documents::download);
        addSlow("GET", "/v3/company/{realm}/reports/{name}", Kind.REPORT, reports::report);
        add("POST", "/v3/company/{realm}/taxservice/taxcode", Kind.WRITE, api::createTaxCode);
        add("GET", "/v3/company/{realm}/{entity}", Kind.READ, api::readSingle);
        add("POST", "/v3/company/{realm}/{entity}", Kind.WRITE, api::save);
        add("GET", "/v3/company/{realm}/{entity}/{id}", Kind.READ, api::read);
        addSlow("GET", "/v3/company/{realm}/{entity}/{id}/pdf", Kind.READ, documents::pdf);
        add("POST", "/v3/company/{realm}/{entity}/{id}/send", Kind.WRITE, documents::send);
        add("GET", "/manage/entitlements/v3/{realm}", Kind.READ, reports::entitlements);
        control.forEach(this::add);
    }

    private void add(String method, String pattern, Kind kind, Handler handler) {
        add(new Route(method, pattern, kind, false, handler));
    }

    /** A route whose work would hold up others on the event loop. */
    private void addSlow(String method, String pattern, Kind kind, Handler handler) {
        add(new Route(method, pattern, kind, true, handler));
    }

    private void add(Route route) {
        bySegments.computeIfAbsent(route.length(), n -> new ArrayList<>()).add(route);
    }

    /** Whether the caller may control the sandbox. */
    boolean admits(HttpServerRequest request) {
        return controllers.test(request);
    }

    /** The first route of the table that fits, or null. */
    Found find(String method, String path) {
        if (path == null || !path.startsWith("/")) {
            return null;
        }
        String[] segments = Call.withoutSlash(path).substring(1).split("/", -1);
        if (path.indexOf('%') >= 0) {
            for (int i = 0; i < segments.length; i++) {
                segments[i] = decode(segments[i]);
            }
        }
        for (Route route : bySegments.getOrDefault(segments.length, List.of())) {
            Map<String, String> variables = route.match(method, segments);
            if (variables != null) {
                return new Found(route, variables);
            }
        }
        return null;
    }

    private static String decode(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return segment;
        }
    }
}
