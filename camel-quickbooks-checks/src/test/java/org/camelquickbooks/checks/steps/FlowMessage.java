package org.camelquickbooks.checks.steps;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.function.Function;
import org.camelquickbooks.sandbox.SandboxCompany;

/**
 * What another system sends, and the document that it becomes.
 *
 * @param key by which the queue knows it
 * @param route the name of the route that takes it
 * @param body made from the company as it is before the flow
 * @param entity what it becomes; null where its documents have no number of the message
 * @param pointer where the document has the message's id
 */
record FlowMessage(String key, String route, Function<SandboxCompany, String> body, String entity, String pointer) {

    /** A canonical message; quotes are backquotes. */
    static FlowMessage of(String key, String route, String entity, String pointer, String body) {
        return new FlowMessage(key, route, company -> body.replace('`', '"'), entity, pointer);
    }

    Message in(SandboxCompany company) {
        return new Message(key, "direct:" + route, body.apply(company), Node.headers());
    }

    /** The id under which the other system, or QuickBooks for what is its own, knows it. */
    static String id(Message message) {
        if (!message.body().toString().startsWith("{")) {
            return message.id();
        }
        JsonNode json = Books.json(message.body().toString());
        return json.path(json.has("Id") ? "Id" : "id").asText();
    }

    /** The documents it has become. */
    List<ObjectNode> found(SandboxCompany company, String id) {
        return company.query("select * from " + entity + " maxresults 1000").stream()
                .filter(row -> row.at(pointer).asText().equals(id))
                .toList();
    }
}
