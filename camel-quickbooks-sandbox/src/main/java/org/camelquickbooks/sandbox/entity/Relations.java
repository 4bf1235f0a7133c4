package org.camelquickbooks.sandbox.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.Set;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.catalogue.IdValue;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.company.Row;
import org.camelquickbooks.sandbox.company.Table;
import org.camelquickbooks.sandbox.json.Json;

/** What an entity refers to, and what refers to it: by reference fields and by LinkedTxn. */
public final class Relations {

    /** @param field where the reference is in the entity, such as Line.LinkedTxn */
    public record Reference(String field, String entity, String id, String name) {}

    /**
     * The entities of one type that refer to another one.
     *
     * @param count how many there are
     * @param newest the newest of them, with the field that refers
     */
    public record Referrers(String entity, int count, List<Referrer> newest) {}

    /** @param label the document number or the name */
    public record Referrer(String field, String id, String label, String date, JsonNode amount, String currency) {}

    /** References to one of several kinds of entities, which name the kind. */
    private static final Set<String> TYPED = Set.of("Entity", "EntityRef", "ShipTo");

    /** These share their Ids, so that a reference to one of them need not say which. */
    private static final List<String> NUMBERED_TOGETHER = List.of("Customer", "Vendor", "Employee");

    private static final Comparator<Referrer> OLDEST = Comparator.comparing(
                    Referrer::date, Comparator.nullsFirst(Comparator.<String>naturalOrder()))
            .thenComparing(referrer -> new IdValue(Objects.requireNonNullElse(referrer.id(), "")));

    private final Company company;
    private final EntityType owner;

    private Relations(Company company, EntityType owner) {
        this.company = company;
        this.owner = owner;
    }

    /** What an entity refers to, each with the first field that does. */
    public static List<Reference> of(Company company, EntityType type, JsonNode entity) {
        Set<Reference> found = new LinkedHashSet<>();
        new Relations(company, type).collect(entity, "", found);
        List<Reference> first = new ArrayList<>();
        for (Reference one : found) {
            if (first.stream().noneMatch(r -> r.entity().equals(one.entity()) && r.id().equals(one.id()))) {
                first.add(one);
            }
        }
        return first;
    }

    private void collect(JsonNode node, String path, Set<Reference> found) {
        node.properties().forEach(field -> {
            String at = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            for (JsonNode value : field.getValue().isArray() ? field.getValue() : List.of(field.getValue())) {
                if (!value.isObject()) {
                    continue;
                }
                Reference reference = field.getKey().equals("LinkedTxn")
                        ? linked(at, value)
                        : referenced(field.getKey(), at, node, value);
                if (reference == null) {
                    collect(value, at, found);
                } else {
                    found.add(reference);
                }
            }
        });
    }

    private static Reference linked(String at, JsonNode link) {
        EntityType type = Catalogue.get().linked(link.path("TxnType").asText());
        String id = Json.text(link, "TxnId");
        return type == null || id == null ? null : new Reference(at, type.name(), id, null);
    }

    private Reference referenced(String field, String at, JsonNode holder, JsonNode value) {
        String id = Json.text(value, "value");
        String target = id == null ? null : target(field, id, holder, value);
        return target == null ? null : new Reference(at, target, id, Json.text(value, "name"));
    }

    private String target(String field, String id, JsonNode holder, JsonNode value) {
        if (field.equals("ParentRef")) {
            return owner.name();
        }
        if (!TYPED.contains(field)) {
            return Catalogue.get().referenced(field);
        }
        String named = value.path("type").asText(holder.path("Type").asText(null));
        if (named == null) {
            return whose(id);
        }
        EntityType type = Catalogue.get().find(named.equalsIgnoreCase("Job") ? "Customer" : named);
        return type == null ? null : type.name();
    }

    /** Whose Id it is, where the reference does not say. */
    private String whose(String id) {
        return company.read(() -> NUMBERED_TOGETHER.stream()
                .filter(name -> company.find(name, id) != null)
                .findFirst()
                .orElse(null));
    }

    /** @param most so many of each type are listed */
    public static List<Referrers> to(Company company, EntityType type, String id, int most) {
        byte[] reference = ("\"value\":\"" + id + "\"").getBytes(StandardCharsets.UTF_8);
        byte[] link = ("\"TxnId\":\"" + id + "\"").getBytes(StandardCharsets.UTF_8);
        List<Referrers> all = new ArrayList<>();
        for (EntityType other : Catalogue.get().types()) {
            // Only those that are listed are kept: all sales of a company may refer to one account.
            PriorityQueue<Referrer> newest = new PriorityQueue<>(OLDEST);
            int count = 0;
            for (Row row : company.read(() -> rows(company, other))) {
                byte[] json = row.json();
                if (!contains(json, reference) && !contains(json, link)) {
                    continue;
                }
                ObjectNode entity = row.copy();
                String field = of(company, other, entity).stream()
                        .filter(r -> r.entity().equals(type.name()) && r.id().equals(id))
                        .map(Reference::field)
                        .findFirst()
                        .orElse(null);
                if (field != null) {
                    count++;
                    newest.add(referrer(other, entity, field));
                    if (newest.size() > most) {
                        newest.remove();
                    }
                }
            }
            if (count > 0) {
                all.add(new Referrers(
                        other.name(),
                        count,
                        newest.stream().sorted(OLDEST.reversed()).toList()));
            }
        }
        return all;
    }

    /** Rows are never changed, so they are searched without holding up writers. */
    private static List<Row> rows(Company company, EntityType type) {
        Table table = company.table(type.name());
        return table == null ? List.of() : new ArrayList<>(table.rows());
    }

    private static Referrer referrer(EntityType type, ObjectNode entity, String field) {
        JsonNode total = entity.path("TotalAmt");
        return new Referrer(
                field,
                Json.text(entity, "Id"),
                label(type, entity),
                Json.text(entity, "TxnDate"),
                total.isNumber() ? total : null,
                Json.text(entity, "CurrencyRef.value"));
    }

    private static String label(EntityType type, ObjectNode entity) {
        String name = References.nameOf(entity);
        return name != null ? name : Objects.requireNonNullElse(Json.text(entity, "DocNumber"), type.name());
    }

    private static boolean contains(byte[] text, byte[] part) {
        for (int i = 0; i <= text.length - part.length; i++) {
            if (text[i] == part[0] && Arrays.equals(text, i, i + part.length, part, 0, part.length)) {
                return true;
            }
        }
        return false;
    }
}
