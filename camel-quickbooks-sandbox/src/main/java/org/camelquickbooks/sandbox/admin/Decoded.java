package org.camelquickbooks.sandbox.admin;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.camelquickbooks.sandbox.call.Call;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.gate.RequestLog.Entry;

/** What a request wants, in the words of the API: create Invoice, query: select … */
final class Decoded {

    private static final int LONGEST = 300;
    private static final Pattern API = Pattern.compile("/v3/company/[^/]+/([^/]+)(?:/([^/]+))?(?:/([^/]+))?");
    private static final Pattern ITEM = Pattern.compile("\"bId\"");
    private static final Pattern ID = Pattern.compile("\"Id\"\\s*:\\s*\"([^\"]{1,40})\"");

    private Decoded() {}

    static String of(Entry request) {
        String path = Call.withoutSlash(request.path());
        Matcher api = API.matcher(path);
        String decoded =
                api.matches() ? api(request, api.group(1), api.group(2), api.group(3)) : other(path, request.method());
        return decoded.length() <= LONGEST ? decoded : decoded.substring(0, LONGEST) + "…";
    }

    private static String other(String path, String method) {
        return switch (path) {
            case "/connect/oauth2" -> method.equals("GET") ? "show the consent page" : "answer of the consent page";
            case "/oauth2/v1/tokens/bearer" -> "get or refresh tokens";
            case "/v2/oauth2/tokens/revoke" -> "revoke tokens";
            case "/v1/openid_connect/userinfo" -> "read the user";
            case "/op/v1/jwks" -> "read the keys of id tokens";
            default -> {
                if (path.startsWith("/.well-known/")) {
                    yield "read the OpenID configuration";
                }
                yield path.startsWith("/download/") ? "read a file" : "";
            }
        };
    }

    private static String api(Entry request, String resource, String id, String part) {
        return switch (resource) {
            case "query" -> "query: " + (request.method().equals("GET") ? parameter(request, "query") : text(request));
            case "batch" -> "batch of " + ITEM.matcher(text(request)).results().count() + atLeast(request);
            case "cdc" -> "changes of " + parameter(request, "entities").replace(",", ", ");
            case "reports" -> "report " + (id == null ? "" : id);
            case "upload" -> "upload files";
            case "download" -> "address of file " + (id == null ? "" : id);
            case "taxservice" -> "create TaxCode";
            default -> entity(request, resource, id, part);
        };
    }

    private static String atLeast(Entry request) {
        return request.sent().cut() ? " or more" : "";
    }

    private static String entity(Entry request, String resource, String id, String part) {
        EntityType type = Catalogue.get().findByPath(resource);
        if (type == null) {
            return "";
        }
        String which = id == null ? type.name() : type.name() + " " + id;
        if (request.method().equals("GET")) {
            return part == null ? "read " + which : part + " of " + which;
        }
        if (id != null) {
            return (part == null ? "write " : part + " ") + which;
        }
        Matcher given = ID.matcher(text(request).replaceFirst("(?s)\"Line\".*", ""));
        String named = given.find() ? " " + given.group(1) : "";
        String operation = parameter(request, "operation");
        if (!operation.isEmpty()) {
            return operation + " " + type.name() + named;
        }
        return (named.isEmpty() ? "create " : "update ") + type.name() + named;
    }

    private static String text(Entry request) {
        return request.body() == null ? "" : request.body();
    }

    private static String parameter(Entry request, String name) {
        if (request.query() != null) {
            for (String pair : request.query().split("&")) {
                if (pair.startsWith(name + "=")) {
                    return decode(pair.substring(name.length() + 1));
                }
            }
        }
        return "";
    }

    private static String decode(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}
