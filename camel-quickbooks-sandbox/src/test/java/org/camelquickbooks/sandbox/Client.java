package org.camelquickbooks.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.camelquickbooks.sandbox.json.Json;

/** A client of the API as anybody would write it: HTTP and JSON. */
final class Client {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final String url;
    private final String realm;
    private String token;

    Client(QuickBooksSandbox sandbox, String realm) {
        this.url = sandbox.url();
        this.realm = realm;
        this.token = sandbox.tokens(realm).access().value();
    }

    static Client of(QuickBooksSandbox sandbox) {
        return new Client(sandbox, QuickBooksSandbox.US_REALM);
    }

    Client withToken(String other) {
        token = other;
        return this;
    }

    String token() {
        return token;
    }

    /** An answer, read as JSON where it is JSON. */
    record Reply(int status, HttpResponse<byte[]> response) {

        String text() {
            return new String(response.body(), StandardCharsets.UTF_8);
        }

        JsonNode json() {
            return Json.read(response.body());
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse(null);
        }

        /** The code of the fault, of either casing; null where there is none. */
        String fault() {
            JsonNode json = json();
            JsonNode upper = json.path("Fault").path("Error").path(0);
            return upper.has("code")
                    ? upper.path("code").asText()
                    : json.path("fault").path("error").path(0).path("code").asText(null);
        }

        String detail() {
            return json().path("Fault").path("Error").path(0).path("Detail").asText();
        }
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(path.startsWith("/") ? url + path : path))
                .header("Accept", "application/json");
        return token == null ? builder : builder.header("Authorization", "Bearer " + token);
    }

    static Reply send(HttpRequest request) {
        try {
            HttpResponse<byte[]> response = HTTP.send(request, BodyHandlers.ofByteArray());
            return new Reply(response.statusCode(), response);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    String path(String resource) {
        return "/v3/company/" + realm + "/" + resource;
    }

    Reply get(String resource) {
        return send(request(path(resource)).GET().build());
    }

    Reply post(String resource, String contentType, byte[] body) {
        return send(request(path(resource))
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofByteArray(body))
                .build());
    }

    Reply post(String resource, String json) {
        return post(resource, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    Reply post(String resource, JsonNode body) {
        return post(resource, "application/json", Json.bytes(body));
    }

    Reply query(String statement) {
        return get("query?query=" + encode(statement));
    }

    /** The rows of an entity that a statement finds. */
    ArrayNode rows(String entity, String statement) {
        JsonNode rows = query(statement).json().path("QueryResponse").path(entity);
        return rows.isArray() ? (ArrayNode) rows : Json.array();
    }

    /** Stores an entity and answers it; fails where the service refuses. */
    JsonNode create(String resource, String json) {
        Reply reply = post(resource, json);
        if (reply.status() != 200 || reply.json().has("Fault")) {
            throw new AssertionError(resource + " was refused: " + reply.text());
        }
        for (JsonNode value : reply.json()) {
            if (value.isObject()) {
                return value;
            }
        }
        throw new AssertionError("No entity in " + reply.text());
    }

    JsonNode read(String resource, String id) {
        for (JsonNode value : get(resource + "/" + id).json()) {
            if (value.isObject()) {
                return value;
            }
        }
        throw new AssertionError("No " + resource + " " + id);
    }

    Reply admin(String method, String path, String json) {
        return send(HttpRequest.newBuilder(URI.create(url + "/admin/" + path))
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json))
                .build());
    }

    static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The Id of the first row of an entity that fits. */
    String id(String entity, String where) {
        ArrayNode rows =
                rows(entity, "select * from " + entity + (where.isEmpty() ? "" : " where " + where) + " maxresults 1");
        if (rows.isEmpty()) {
            throw new AssertionError("No " + entity + " where " + where);
        }
        return rows.get(0).path("Id").asText();
    }
}
