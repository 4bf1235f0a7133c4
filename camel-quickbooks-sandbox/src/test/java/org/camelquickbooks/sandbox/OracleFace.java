package org.camelquickbooks.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.entity.EntityService;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.report.ReportService;

/** How an oracle's operations come to a company: in its process, or as anybody's do, over HTTP. */
interface OracleFace {

    /** What the company does not do. */
    final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String message) {
            super(message, null, false, false);
        }
    }

    ObjectNode create(String type, JsonNode body);

    ObjectNode update(String type, String id, ObjectNode fields);

    /** Sends an entity as a whole, as it was read. */
    void replace(String type, ObjectNode entity);

    void delete(String type, String id);

    void voided(String type, String id);

    /** Merges the second into the first, as people do on QuickBooks' pages. */
    void merge(String type, String into, String from);

    ObjectNode read(String type, String id);

    List<ObjectNode> query(String statement);

    JsonNode report(String name, Map<String, String> parameters);

    /** In the process. */
    final class Inside implements OracleFace {

        private final SandboxCompany company;
        private final EntityService entities = new EntityService();
        private final ReportService reports = new ReportService();

        Inside(SandboxCompany company) {
            this.company = company;
        }

        private static <T> T asked(Supplier<T> what) {
            try {
                return what.get();
            } catch (QuickBooksFault | IllegalArgumentException fault) {
                throw new Refused(fault.getMessage());
            }
        }

        @Override
        public ObjectNode create(String type, JsonNode body) {
            return asked(() -> company.create(type, body));
        }

        @Override
        public ObjectNode update(String type, String id, ObjectNode fields) {
            return asked(() -> company.update(type, id, fields.toString()));
        }

        @Override
        public void replace(String type, ObjectNode entity) {
            asked(() -> company.company()
                    .write(
                            (String) null,
                            change -> entities.save(change, Catalogue.get().type(type), entity, Set.of())));
        }

        @Override
        public void delete(String type, String id) {
            asked(() -> {
                company.delete(type, id);
                return null;
            });
        }

        @Override
        public void voided(String type, String id) {
            asked(() -> company.company().write((String) null, change -> {
                ObjectNode body = Json.object().put("Id", id);
                body.put("SyncToken", Json.text(change.find(type, id), "SyncToken"));
                JsonNode answer =
                        entities.voidTransaction(change, Catalogue.get().type(type), body);
                return answer == null ? Json.object() : answer;
            }));
        }

        @Override
        public void merge(String type, String into, String from) {
            asked(() -> company.merge(type, into, from));
        }

        @Override
        public ObjectNode read(String type, String id) {
            return asked(() -> company.read(type, id));
        }

        @Override
        public List<ObjectNode> query(String statement) {
            return asked(() -> company.query(statement));
        }

        @Override
        public JsonNode report(String name, Map<String, String> parameters) {
            return asked(() -> reports.run(company.company(), name, parameters));
        }
    }

    /** Over HTTP: requests and answers as bytes, with tokens, versions and faults. */
    final class Outside implements OracleFace {

        private final Client client;
        private final String realm;

        Outside(Client client, String realm) {
            this.client = client;
            this.realm = realm;
        }

        private static JsonNode answer(Client.Reply reply) {
            JsonNode json = reply.json();
            JsonNode error = json.path("Fault").path("Error").path(0);
            if (!error.isMissingNode()) {
                throw new Refused(error.path("code").asText() + " "
                        + error.path("Message").asText() + ": "
                        + error.path("Detail").asText());
            }
            if (reply.status() != 200) {
                throw new AssertionError(reply.status() + " " + reply.text());
            }
            return json;
        }

        private static String resource(String type) {
            return Catalogue.get().type(type).path();
        }

        private ObjectNode post(String type, String operation, ObjectNode body) {
            JsonNode answer = answer(client.post(resource(type) + operation, body));
            return answer.path(type).isObject() ? (ObjectNode) answer.path(type) : Json.object();
        }

        private ObjectNode handle(String type, String id) {
            return Json.object()
                    .put("Id", id)
                    .put("SyncToken", read(type, id).path("SyncToken").asText());
        }

        @Override
        public ObjectNode create(String type, JsonNode body) {
            return post(type, "", (ObjectNode) body);
        }

        @Override
        public ObjectNode update(String type, String id, ObjectNode fields) {
            ObjectNode body = fields.deepCopy();
            body.setAll(handle(type, id));
            return post(type, "", body.put("sparse", true));
        }

        @Override
        public void replace(String type, ObjectNode entity) {
            post(type, "", entity);
        }

        @Override
        public void delete(String type, String id) {
            post(type, "?operation=delete", handle(type, id));
        }

        @Override
        public void voided(String type, String id) {
            ObjectNode handle = handle(type, id);
            if (type.equals("Payment") || type.equals("BillPayment")) {
                post(type, "?operation=update&include=void", handle.put("sparse", true));
            } else {
                post(type, "?operation=void", handle);
            }
        }

        @Override
        public void merge(String type, String into, String from) {
            ObjectNode body = Json.object().put("entity", type).put("into", into);
            Client.Reply reply = client.admin(
                    "POST",
                    "companies/" + realm + "/merge",
                    body.put("from", from).toString());
            if (reply.status() != 200) {
                throw new Refused(reply.text());
            }
        }

        @Override
        public ObjectNode read(String type, String id) {
            return (ObjectNode)
                    answer(client.get(resource(type) + "/" + id)).path(type).deepCopy();
        }

        @Override
        public List<ObjectNode> query(String statement) {
            String entity = statement.replaceAll("(?s).*\\bfrom\\s+(\\w+).*", "$1");
            List<ObjectNode> rows = new ArrayList<>();
            answer(client.query(statement))
                    .path("QueryResponse")
                    .path(entity)
                    .forEach(row -> rows.add((ObjectNode) row));
            return rows;
        }

        @Override
        public JsonNode report(String name, Map<String, String> parameters) {
            String query = parameters.entrySet().stream()
                    .map(e -> Client.encode(e.getKey()) + "=" + Client.encode(e.getValue()))
                    .collect(Collectors.joining("&"));
            return answer(client.get("reports/" + name + "?" + query));
        }
    }
}
