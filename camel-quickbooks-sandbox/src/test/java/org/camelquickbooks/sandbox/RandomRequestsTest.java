package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.catalogue.FieldType;
import org.camelquickbooks.sandbox.catalogue.Shape;
import org.camelquickbooks.sandbox.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten thousand requests drawn at random, valid and not, over all entities, and among them two thousand that are raw bytes:
 * the company stays sound, and what is refused is refused with a fault.
 */
class RandomRequestsTest {

    private static final int REQUESTS = 10_000;
    private static final int RAW_EACH = 5;
    private static final List<String> COMPUTED = List.of(
            "Balance",
            "BalanceWithJobs",
            "CurrentBalance",
            "CurrentBalanceWithSubAccounts",
            "QtyOnHand",
            "QtyOnPurchaseOrder",
            "TempDownloadUri",
            "FileAccessUri");

    private final Random random = new Random(20261121);
    private final RawRequests raws = new RawRequests(20261127);
    private final Map<String, Integer> rawOutcomes = new TreeMap<>();
    private final Map<String, Integer> outcomes = new TreeMap<>();
    /** What was last answered about an entity, by entity and Id. */
    private final Map<String, JsonNode> answered = new LinkedHashMap<>();

    private int refusals;

    @TempDir
    private Path directory;

    private Path data;

    private QuickBooksSandbox sandbox;
    private Client client;

    @Test
    void aCompanyStaysSoundUnderRandomRequests() {
        data = directory.resolve("data");
        try (QuickBooksSandbox running = start()) {
            sandbox = running;
            client = Client.of(running);
            for (int i = 0; i < REQUESTS; i++) {
                request(i);
                if (i % RAW_EACH == 0) {
                    raw(i);
                }
            }
            assertThat(sandbox.companies())
                    .allSatisfy(c -> assertThat(c.trialBalance()).isEqualByComparingTo("0"));
            everyReadIsWhatWasAnswered();
            noReferenceDangles();
        }
        Map<String, String> before = state(sandbox);
        try (QuickBooksSandbox again = start()) {
            assertThat(state(again)).as("the state after replay").isEqualTo(before);
            assertThat(again.company().trialBalance()).isEqualByComparingTo("0");
        }
        assertThat(outcomes.getOrDefault("200", 0))
                .as("requests that succeed, of %s", outcomes)
                .isGreaterThan(2_000);
        assertThat(outcomes.getOrDefault("400", 0))
                .as("requests that are refused, of %s", outcomes)
                .isGreaterThan(1_000);
        assertThat(rawOutcomes.getOrDefault("400", 0))
                .as("raw requests that are refused, of %s", rawOutcomes)
                .isGreaterThan(1_000);
    }

    private void raw(int i) {
        List<EntityType> types = new ArrayList<>(Catalogue.get().types());
        RawRequests.Raw raw = raws.next(types.get(i % types.size()));
        boolean api = !raw.path().startsWith("/");
        HttpRequest.Builder request = client.request(api ? client.path(raw.path()) : raw.path())
                .method(raw.method(), BodyPublishers.ofByteArray(raw.body()));
        if (raw.headers().length > 0) {
            request.headers(raw.headers());
        }
        Client.Reply reply = Client.send(request.build());
        rawOutcomes.merge(Integer.toString(reply.status()), 1, Integer::sum);
        assertThat(reply.status())
                .as("raw request %d: %s%n%s", i, raw, reply.text())
                .isLessThan(500);
        // The service itself answers so to what is not UTF-8.
        String text = reply.text().replace("MalformedByteSequenceException: Invalid byte", "");
        assertThat(text).as("raw request %d: %s", i, raw).doesNotContain("\tat ", "Exception");
        if (api) {
            assertThat(reply.status() == 200 || reply.fault() != null)
                    .as("raw request %d is refused with a fault that has a code: %s%n%s", i, raw, reply.text())
                    .isTrue();
            remember(reply);
        } else {
            assertThat(reply.status()).as("raw request %d: %s", i, raw).isEqualTo(400);
        }
    }

    private QuickBooksSandbox start() {
        return QuickBooksSandbox.create()
                .sample(Sample.OWN)
                .throttled(false)
                .data(data)
                .start();
    }

    private void request(int i) {
        EntityType type = any(new ArrayList<>(Catalogue.get().types()));
        int kind = random.nextInt(20);
        Client.Reply reply;
        if (kind < 9) {
            reply = client.post(type.path(), plausible(type));
        } else if (kind < 13) {
            reply = client.post(type.path() + "?requestid=r" + i, mutated(type));
        } else if (kind < 15) {
            reply = client.post(
                    type.path() + "?operation=" + any(List.of("delete", "void", "update", "nonsense")), handle(type));
        } else if (kind < 16) {
            reply = client.get(type.path() + "/"
                    + (random.nextBoolean() ? anyId(type.name()) : noise()).replaceAll("[^A-Za-z0-9]", "x"));
        } else if (kind < 18) {
            reply = client.query(statement(type));
        } else if (kind < 19) {
            reply = client.post("batch", batch(type));
        } else {
            reply = client.post(type.path(), noiseBody(type));
        }
        outcomes.merge(Integer.toString(reply.status()), 1, Integer::sum);
        assertThat(reply.status()).as("request %d: %s", i, reply.text()).isLessThan(500);
        if (i % 50 == 0) {
            assertThat(sandbox.company().trialBalance())
                    .as("after request %d", i)
                    .isEqualByComparingTo("0");
        }
        remember(reply);
        if (reply.status() >= 400 && ++refusals % 400 == 0) {
            theJournalCanBeReplayed(i);
        }
    }

    /** What a refused request leaves opens as it is. */
    private void theJournalCanBeReplayed(int i) {
        Path copy = data.resolveSibling(data.getFileName() + "-copy" + i);
        try (var files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = copy.resolve(data.relativize(file));
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try (QuickBooksSandbox again = QuickBooksSandbox.create()
                .sample(Sample.OWN)
                .throttled(false)
                .data(copy)
                .start()) {
            assertThat(state(again)).as("replayed after request %d", i).isEqualTo(state(sandbox));
        }
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private void remember(Client.Reply reply) {
        JsonNode json = reply.status() == 200 && reply.text().startsWith("{") ? reply.json() : Json.object();
        json.path("BatchItemResponse").forEach(this::remember);
        remember(json);
    }

    private void remember(JsonNode json) {
        json.properties().forEach(field -> {
            EntityType type = Catalogue.get().find(field.getKey());
            // Templates have their Id inside, and charges come and go with the expenses that make them.
            boolean followed = type != null
                    && !type.name().equals("RecurringTransaction")
                    && !type.name().equals("ReimburseCharge");
            if (followed && field.getValue().has("Id")) {
                String key = type.name() + "/" + field.getValue().path("Id").asText();
                if (field.getValue().path("status").asText().equals("Deleted")) {
                    answered.remove(key);
                } else if (field.getValue().has("SyncToken")) {
                    answered.put(key, field.getValue());
                }
            }
        });
    }

    /** A body that may well be accepted: required fields, references that exist, sums that add up. */
    private ObjectNode plausible(EntityType type) {
        ObjectNode body = Json.object();
        if (random.nextInt(3) == 0) {
            String id = anyId(type.name());
            JsonNode stored = read(type.name(), id);
            if (stored != null) {
                body.put("Id", id).put("SyncToken", stored.path("SyncToken").asText());
                body.put("sparse", true);
                if (type.isTransaction()) {
                    body.put("PrivateNote", "changed " + random.nextInt());
                } else if (type.nameKey() != null && random.nextBoolean()) {
                    body.put("Active", random.nextBoolean());
                }
                return body;
            }
        }
        return Bodies.plausible(type, body, random, this::anyId);
    }

    private JsonNode read(String type, String id) {
        return sandbox.company()
                .company()
                .read(() -> sandbox.company().company().find(type, id));
    }

    private String anyId(String type) {
        return sandbox.company().company().read(() -> {
            var rows = new ArrayList<>(sandbox.company().company().table(type).rows());
            return rows.isEmpty()
                    ? "1"
                    : rows.get(random.nextInt(rows.size())).id().text();
        });
    }

    private ObjectNode mutated(EntityType type) {
        ObjectNode body = plausible(type);
        List<String> fields = new ArrayList<>();
        body.fieldNames().forEachRemaining(fields::add);
        if (!fields.isEmpty()) {
            String field = any(fields);
            switch (random.nextInt(6)) {
                case 0 -> body.remove(field);
                case 1 -> body.put(field, noise());
                case 2 -> body.put(field, random.nextInt());
                case 3 -> body.putNull(field);
                case 4 -> body.putArray(field).add(1);
                default -> body.putObject(field).put("value", noise());
            }
        }
        return body;
    }

    private String noise() {
        return any(List.of(
                "",
                " ",
                "0",
                "-1",
                "99999999",
                "é漢字🦊",
                "'; drop",
                "2026-02-30",
                "true",
                "x".repeat(5000),
                "1e999",
                "1e2147483648",
                "1e-1000000",
                "NaN",
                "9".repeat(41),
                "-999999999-01-01"));
    }

    private ObjectNode handle(EntityType type) {
        String id = anyId(type.name());
        JsonNode stored = read(type.name(), id);
        ObjectNode body = Json.object().put("Id", id);
        body.put(
                "SyncToken",
                stored == null || random.nextInt(4) == 0
                        ? "77"
                        : stored.path("SyncToken").asText());
        return body;
    }

    private String statement(EntityType type) {
        if (type.properties().isEmpty()) {
            return "select * from " + type.name();
        }
        String property = any(new ArrayList<>(type.properties().keySet()));
        String value = any(List.of("1", "a", "2026-01-01", "true", "100.00", noise().replace("'", "\\'")));
        return "select * from " + type.name() + " where " + property + " "
                + any(List.of("=", "<", ">", "<=", ">=", "like", "in", "!=")) + " '" + value + "'"
                + any(List.of(
                        "", " orderby Id", " orderby " + property + " desc", " startposition 2 maxresults 3", " foo"));
    }

    private ObjectNode batch(EntityType type) {
        ObjectNode batch = Json.object();
        ArrayNode items = batch.putArray("BatchItemRequest");
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            ObjectNode item = items.addObject().put("bId", "b" + i);
            if (random.nextInt(4) == 0) {
                item.put("Query", statement(type));
            } else {
                item.put("operation", any(List.of("create", "update", "delete", "what")));
                item.set(type.name(), plausible(type));
            }
        }
        return batch;
    }

    private ObjectNode noiseBody(EntityType type) {
        ObjectNode body = Json.object();
        for (Map.Entry<String, FieldType> field : type.shape().fields().entrySet()) {
            if (random.nextInt(8) == 0) {
                body.set(field.getKey(), random(field.getValue(), 0));
            }
        }
        return body;
    }

    private JsonNode random(FieldType type, int depth) {
        if (type.list()) {
            return Json.array().add(random(new FieldType(type.kind(), type.shape(), false, false), depth));
        }
        return switch (type.kind()) {
            case DECIMAL, INTEGER -> Json.object().numberNode(random.nextInt(2000) - 500);
            case BOOLEAN -> Json.object().booleanNode(random.nextBoolean());
            case DATE -> Json.object().textNode("2026-0" + (1 + random.nextInt(9)) + "-15");
            case OBJECT -> object(Catalogue.get().shape(type.shape()), depth);
            default -> Json.object().textNode(noise());
        };
    }

    private JsonNode object(Shape shape, int depth) {
        ObjectNode node = Json.object();
        shape.fields().forEach((name, type) -> {
            if (depth < 3 && random.nextInt(3) == 0) {
                node.set(name, random(type, depth + 1));
            }
        });
        return node;
    }

    /** What was answered at the last write still stands, but for what others changed since. */
    private void everyReadIsWhatWasAnswered() {
        int same = 0;
        for (Map.Entry<String, JsonNode> e : answered.entrySet()) {
            String[] key = e.getKey().split("/");
            assertThat(read(key[0], key[1]))
                    .as("%s was answered and never deleted", e.getKey())
                    .isNotNull();
            JsonNode now = sandbox.company().read(key[0], key[1]);
            if (now.path("SyncToken").equals(e.getValue().path("SyncToken"))) {
                assertThat(stable(now)).as(e.getKey()).isEqualTo(stable(e.getValue()));
                same++;
            } else {
                assertThat(now.path("SyncToken").asInt())
                        .as(e.getKey())
                        .isGreaterThan(e.getValue().path("SyncToken").asInt());
            }
        }
        assertThat(same).as("entities that nobody else has changed").isGreaterThan(500);
    }

    /** Balances are what the ledger says now; the rest is the entity's own. */
    private static JsonNode stable(JsonNode entity) {
        return ((ObjectNode) Json.read(Json.bytes(entity)))
                .without(COMPUTED.stream()
                        .filter(f -> !f.equals("Balance") || entity.has("DisplayName"))
                        .toList());
    }

    private void noReferenceDangles() {
        for (EntityType type : Catalogue.get().types()) {
            sandbox.company().company().read(() -> {
                sandbox.company().company().table(type.name()).rows().forEach(row -> check(type.name(), row.copy()));
                return null;
            });
        }
    }

    private void check(String type, JsonNode node) {
        node.properties().forEach(field -> {
            String target = Catalogue.get().referenced(field.getKey());
            String id = Json.text(field.getValue(), "value");
            if (target != null && id != null && !id.endsWith("_ITEM_ID")) {
                assertThat(sandbox.company().company().find(target, id))
                        .as("%s refers to %s %s by %s", type, target, id, field.getKey())
                        .isNotNull();
            }
            if (field.getKey().equals("TxnId")) {
                EntityType linked = Catalogue.get().linked(node.path("TxnType").asText());
                assertThat(sandbox.company()
                                .company()
                                .find(linked.name(), field.getValue().asText()))
                        .as("%s is linked to %s", type, node)
                        .isNotNull();
            }
            if (field.getValue().isObject()) {
                check(type, field.getValue());
            } else if (field.getValue().isArray()) {
                field.getValue().forEach(element -> check(type, element));
            }
        });
    }

    private static Map<String, String> state(QuickBooksSandbox sandbox) {
        Map<String, String> state = new TreeMap<>();
        sandbox.companies().forEach(company -> company.company().read(() -> {
            for (EntityType type : Catalogue.get().types()) {
                company.company()
                        .table(type.name())
                        .rows()
                        .forEach(row -> state.put(
                                company.realmId() + "/" + type.name() + "/" + row.id(),
                                company.company()
                                        .rendering()
                                        .tree(company.company().table(type.name()), row)
                                        .toString()
                                        .replaceAll("http://localhost:\\d+/download[^\"]*", "")));
            }
            return null;
        }));
        return state;
    }
}
