package org.camelquickbooks.sandbox.seed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.ChangeEvent.Operation;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.entity.EntityService;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Money;

/**
 * Fills a company from a list of entities, by the same rules as requests. References are names ({@code "CustomerRef":
 * "Fern & Co"}), dates may be days from today ({@code "TxnDate": "-30d"}), and an entity that others link to has a
 * label ({@code "$id": "first"}, {@code "TxnId": "#first"}). An {@code "Id"} creates an entity with this Id, or
 * changes the existing one. {@code "$company"} is the company's name.
 */
public final class SeedLoader {

    private final EntityService entities = new EntityService();
    private final Company company;
    private final LocalDate today;
    private final Map<String, String> labels = new HashMap<>();

    public SeedLoader(Company company) {
        this.company = company;
        this.today =
                LocalDate.ofInstant(company.clock().instant(), company.profile().zone());
    }

    /** Loads a list that comes with the sandbox. */
    public void loadResource(String name) {
        try (InputStream in = SeedLoader.class.getResourceAsStream(name)) {
            load(Json.MAPPER.readTree(in));
        } catch (IOException e) {
            throw new UncheckedIOException("The seed " + name + " cannot be read", e);
        }
    }

    public void loadFile(Path file) {
        try {
            load(Json.MAPPER.readTree(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new IllegalArgumentException("The seed file " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** A list of {@code ["Entity", {…}, {…}]}. */
    void load(JsonNode list) {
        for (JsonNode group : list) {
            EntityType type = Catalogue.get().type(group.path(0).asText());
            for (int i = 1; i < group.size(); i++) {
                store(type, (ObjectNode) group.get(i));
            }
        }
    }

    private void store(EntityType type, ObjectNode given) {
        String label = Json.text(given, "$id");
        ObjectNode body = given.deepCopy();
        pay(body, "$pay", "Invoice", "CustomerRef");
        pay(body, "$paybill", "Bill", "VendorRef");
        body.properties().removeIf(field -> field.getKey().startsWith("$"));
        try {
            JsonNode stored = company.write(change -> {
                resolve(type, body, change);
                boolean creatable = type.allows('C') || type.name().equals("ExchangeRate") || Json.bool(body, "sparse");
                if (!creatable) {
                    return change.put(type, body, Operation.CREATE);
                }
                identify(type, body, change);
                return entities.save(change, type, body, Set.of("allowduplicatedocnum"));
            });
            if (label != null) {
                labels.put("#" + label, Json.text(stored, "Id"));
            }
            if (Json.bool(given, "$void")) {
                company.write(change -> entities.voidTransaction(change, type, stored));
            }
        } catch (QuickBooksFault fault) {
            throw new IllegalArgumentException("The seed's " + type.name() + " " + given + " is refused: "
                    + fault.getMessage() + (fault.element() == null ? "" : " (" + fault.element() + ")"));
        }
    }

    /** An Id that is there already is changed, one that is not is given to what is made. */
    private static void identify(EntityType type, ObjectNode body, Change change) {
        String id = Json.text(body, "Id");
        if (id == null) {
            return;
        }
        JsonNode former = change.find(type.name(), id);
        if (former == null) {
            body.remove("Id");
            change.nextId(type, id);
        } else {
            body.put("SyncToken", Json.text(former, "SyncToken"));
        }
    }

    /** {@code "$pay": "first"} pays what is open of the invoice of that label, or the part of it that {@code $part} says. */
    private void pay(ObjectNode payment, String field, String debt, String partyField) {
        if (!payment.has(field)) {
            return;
        }
        String id = labels.get("#" + Json.text(payment, field));
        JsonNode owed = company.read(() -> company.find(debt, id));
        BigDecimal amount = Json.decimal(owed, "Balance");
        if (payment.has("$part")) {
            amount = Money.round(amount.multiply(Json.decimal(payment, "$part")));
        }
        payment.putObject(partyField).put("value", Json.ref(owed, partyField));
        payment.put("TotalAmt", amount);
        payment.putArray("Line")
                .addObject()
                .put("Amount", amount)
                .putArray("LinkedTxn")
                .addObject()
                .put("TxnId", id)
                .put("TxnType", debt);
    }

    private void resolve(EntityType type, ObjectNode node, Change change) {
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            JsonNode value = field.getValue();
            if (value instanceof ObjectNode object) {
                resolve(type, object, change);
            } else if (value instanceof ArrayNode array) {
                array.forEach(element -> {
                    if (element instanceof ObjectNode object) {
                        resolve(type, object, change);
                    }
                });
            } else if (value.isTextual()) {
                field.setValue(resolved(type, node, field.getKey(), value, change));
            }
        }
    }

    private JsonNode resolved(EntityType type, ObjectNode holder, String field, JsonNode value, Change change) {
        String text = value.asText();
        if (text.equals("$company")) {
            return holder.textNode(company.profile().name());
        }
        if (text.startsWith("#") && field.equals("TxnId")) {
            return holder.textNode(labels.get(text));
        }
        if (text.matches("[+-]?\\d+d") && (field.contains("Date"))) {
            return holder.textNode(today.plusDays(Long.parseLong(text.substring(0, text.length() - 1)))
                    .toString());
        }
        if (field.endsWith("Ref") && !field.equals("CurrencyRef") && !field.equals("HomeCurrency")) {
            return reference(type, holder, field, text, change);
        }
        return field.equals("CurrencyRef") || field.equals("HomeCurrency")
                ? Json.object().put("value", text)
                : value;
    }

    private static JsonNode reference(EntityType type, ObjectNode holder, String field, String name, Change change) {
        if (name.endsWith("_ITEM_ID") || field.equals("TaxCodeRef") && (name.equals("TAX") || name.equals("NON"))) {
            return Json.object().put("value", name);
        }
        String target =
                field.equals("ParentRef") ? type.name() : Catalogue.get().referenced(field);
        if (field.equals("EntityRef")) {
            target = holder.path("Type").asText(holder.path("type").asText("Vendor"));
            if (name.contains("/")) {
                return typed(name, change);
            }
        }
        if (target == null) {
            throw new IllegalArgumentException("The field " + field + " of the seed has the value '" + name
                    + "', but this field does not refer to an entity");
        }
        ObjectNode found = Json.object().put("value", find(target, name, change));
        // Codes are stored as they stand here; whatever else refers to something gets its name from the rules.
        return field.equals("TaxRateRef") ? found.put("name", name) : found;
    }

    /** {@code "Vendor/Brook Paper"}: an EntityRef that says whom it means. */
    private static JsonNode typed(String text, Change change) {
        String type = text.substring(0, text.indexOf('/'));
        String name = text.substring(text.indexOf('/') + 1);
        return Json.object().put("value", find(type, name, change)).put("type", type);
    }

    private static String find(String type, String name, Change change) {
        JsonNode found = change.first(
                type,
                e -> name.equals(Json.text(e, "FullyQualifiedName"))
                        || name.equals(Json.text(e, "DisplayName"))
                        || name.equals(Json.text(e, "Name")));
        if (found == null) {
            throw new IllegalArgumentException(
                    "The seed refers to the " + type + " '" + name + "', but no entry before this one creates it");
        }
        return Json.text(found, "Id");
    }
}
