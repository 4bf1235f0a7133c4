package org.camelquickbooks.examples.crmcontacts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.TreeMap;
import org.camelquickbooks.model.Json;

/**
 * A small CRM with a REST interface: {@code GET /contacts?since=N} what has changed, {@code POST /contacts} a new contact,
 * {@code PUT /contacts/ID} its next version. Each change has a number.
 */
final class Crm implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, ObjectNode> contacts = new TreeMap<>();
    private int changes;

    Crm() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/contacts", this::answer);
        server.start();
    }

    String url() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            JsonNode answer;
            switch (exchange.getRequestMethod()) {
                case "GET" -> answer = since(exchange.getRequestURI().getQuery());
                case "POST" -> answer = put("crm-" + (contacts.size() + 1), body(exchange));
                case "PUT" -> answer = put(path.substring(path.lastIndexOf('/') + 1), body(exchange));
                default -> {
                    exchange.sendResponseHeaders(405, -1);
                    return;
                }
            }
            byte[] bytes = Json.bytes(answer);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private static ObjectNode body(HttpExchange exchange) throws IOException {
        return (ObjectNode) Json.EXACT.readTree(exchange.getRequestBody());
    }

    private ArrayNode since(String query) {
        int since = query == null ? 0 : Integer.parseInt(query.replace("since=", ""));
        ArrayNode changed = Json.EXACT.createArrayNode();
        contacts.values().stream()
                .filter(contact -> contact.path("change").asInt() > since)
                .forEach(changed::add);
        return changed;
    }

    /** A contact of the CRM's own users, or of the interface. */
    synchronized ObjectNode put(String id, ObjectNode contact) {
        ObjectNode kept = contact.deepCopy().put("id", id).put("change", ++changes);
        contacts.put(id, kept);
        return kept;
    }

    synchronized ObjectNode find(String name) {
        return contacts.values().stream()
                .filter(contact -> contact.path("name").asText().equals(name))
                .findFirst()
                .orElse(null);
    }

    synchronized int changes() {
        return changes;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
