package org.camelquickbooks.flow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.camelquickbooks.model.Json;

/**
 * The parts of a document whose change must be noticed: customer or vendor, date, number, currency, lines, and what
 * it is applied to. Two fingerprints of a document are compared field by field, by Ids: a customer that was renamed
 * or made inactive is the same customer.
 */
public final class Fingerprint {

    private static final List<String> TRANSACTION_PARTIES = List.of("CustomerRef", "VendorRef");

    /** What a fingerprint has since when; one without a number is older than any. */
    private static final String FORM = "form";

    /** From this form on lines have their parties. */
    private static final int WITH_PARTIES = 2;

    /** From this form on bundles have their lines. */
    private static final int WITH_BUNDLES = 3;

    /** Marks the lines of bundles, and those within. */
    private static final String BUNDLE = "bundle";

    private static final String ID = "id";
    private static final Set<String> VENDORS = Set.of("Bill", "PurchaseOrder");

    /** A field that is not what it was. */
    public record Change(String field, String was, String is) {}

    private Fingerprint() {}

    /** That of an entity as QuickBooks answers it. */
    public static ObjectNode of(String entity, JsonNode json) {
        ObjectNode print = Json.object()
                .put("entity", entity)
                .put(ID, Json.text(json, "Id"))
                .put(FORM, WITH_BUNDLES);
        put(print, "date", Json.text(json, "TxnDate"));
        // Payments have the number of the check, or of the card's transaction.
        put(print, "number", Json.text(json, json.has("DocNumber") ? "DocNumber" : "PaymentRefNum"));
        put(print, "currency", Json.text(json.path("CurrencyRef"), "value"));
        if (json.has("ExchangeRate")) {
            print.put("rate", json.path("ExchangeRate").decimalValue());
        }
        for (String party : TRANSACTION_PARTIES) {
            if (json.has(party)) {
                print.put("party", json.path(party).path("value").asText());
                put(print, "partyName", Json.text(json.path(party), "name"));
            }
        }
        put(print, "account", accountOf(json));
        if (json.has("TotalAmt")) {
            print.put("total", json.path("TotalAmt").decimalValue());
        }
        if (json.has("UnappliedAmt")) {
            print.put("unapplied", json.path("UnappliedAmt").decimalValue());
        }
        lines(json, print);
        put(print, "created", Json.text(json.path("MetaData"), "CreateTime"));
        return print;
    }

    private static String accountOf(JsonNode json) {
        String deposit = Json.text(json.path("DepositToAccountRef"), "value");
        return deposit != null ? deposit : Json.text(json.path("AdjustAccountRef"), "value");
    }

    private static void put(ObjectNode print, String field, String value) {
        if (value != null) {
            print.put(field, value);
        }
    }

    private static void lines(JsonNode json, ObjectNode print) {
        ArrayNode lines = Json.object().putArray("lines");
        Map<String, BigDecimal> links = new TreeMap<>();
        int index = -1;
        for (JsonNode line : json.path("Line")) {
            index++;
            String kind = line.path("DetailType").asText();
            JsonNode link = line.path("LinkedTxn").path(0);
            if (!link.isMissingNode() && !line.has(kind)) {
                links.merge(
                        link.path("TxnType").asText() + " " + link.path("TxnId").asText(),
                        line.path("Amount").decimalValue(),
                        BigDecimal::add);
            } else if (!kind.equals("SubTotalLineDetail") && line.has(kind)) {
                ObjectNode made = line(line, lines).put("at", index);
                if (kind.equals("GroupLineDetail")) {
                    made.put(BUNDLE, true);
                    line.at("/GroupLineDetail/Line")
                            .forEach(within -> line(within, lines).put(BUNDLE, true));
                }
            }
        }
        if (!lines.isEmpty()) {
            print.set("lines", lines);
        }
        if (!links.isEmpty()) {
            ObjectNode all = print.putObject("links");
            links.forEach(all::put);
        }
    }

    private static ObjectNode line(JsonNode line, ArrayNode lines) {
        JsonNode detail = line.path(line.path("DetailType").asText());
        ObjectNode made = lines.addObject();
        put(made, ID, Json.text(line, "Id"));
        reference(made, "item", detail.path(detail.has("GroupItemRef") ? "GroupItemRef" : "ItemRef"));
        reference(made, "account", detail.path("AccountRef"));
        // Of a journal entry's line the reference is one level deeper than of a deposit's.
        JsonNode party = detail.path("Entity");
        reference(made, "party", party.has("EntityRef") ? party.path("EntityRef") : party);
        put(made, "posting", Json.text(detail, "PostingType"));
        List.of("Qty", "QtyDiff", "Quantity").stream()
                .filter(detail::has)
                .findFirst()
                .ifPresent(field -> made.put("quantity", detail.path(field).decimalValue()));
        if (line.has("Amount")) {
            made.put("amount", line.path("Amount").decimalValue());
        }
        put(made, "linkedTo", Json.text(line.path("LinkedTxn").path(0), "TxnId"));
        return made;
    }

    private static void reference(ObjectNode made, String field, JsonNode reference) {
        put(made, field, Json.text(reference, "value"));
        put(made, field + "Name", Json.text(reference, "name"));
    }

    /** What is not as it was; empty where all is. */
    public static List<Change> changes(JsonNode was, JsonNode is) {
        List<Change> changes = new ArrayList<>();
        compareParty(was, is, changes);
        for (String field : List.of("date", "number", "currency", "rate", "account", "total", "unapplied")) {
            String before = said(was, field);
            String now = said(is, field);
            // What QuickBooks did not say when it was made cannot be compared.
            boolean isSaid = was.has(field) && (is.has(field) || !field.equals("rate"));
            if (isSaid && !before.equals(now)) {
                changes.add(new Change(field, before, now));
            }
        }
        boolean parties = was.path(FORM).asInt() >= WITH_PARTIES;
        JsonNode lines = is.path("lines");
        compareLines(
                was.path("lines"),
                was.path(FORM).asInt() >= WITH_BUNDLES ? lines : withoutBundles(lines),
                parties,
                changes);
        compareLinks(was.path("links"), is.path("links"), changes);
        return changes;
    }

    /** As it was kept before bundles had lines: of a bundle its amount. */
    private static JsonNode withoutBundles(JsonNode lines) {
        ArrayNode kept = Json.object().putArray("lines");
        for (JsonNode line : lines) {
            boolean within = line.has(BUNDLE) && !line.has("at");
            if (!within) {
                ObjectNode same = line.deepCopy();
                kept.add(line.has(BUNDLE) ? same.without(List.of("item", "itemName", "quantity")) : same);
            }
        }
        return kept;
    }

    private static void compareParty(JsonNode was, JsonNode is, List<Change> changes) {
        if (was.has("party") && !said(was, "party").equals(said(is, "party"))) {
            String party = VENDORS.contains(was.path("entity").asText()) ? "vendor" : "customer";
            changes.add(new Change(party, named(was, "party"), named(is, "party")));
        }
    }

    private static String named(JsonNode print, String field) {
        String name = Json.text(print, field + "Name");
        return name == null ? said(print, field) : name + " (Id " + said(print, field) + ")";
    }

    private static String said(JsonNode node, String field) {
        JsonNode value = node.path(field);
        return value.isNumber()
                ? value.decimalValue().stripTrailingZeros().toPlainString()
                : value.isMissingNode() ? "" : value.asText();
    }

    /** @param parties whether the lines had their parties when they were kept; else only those that are there count */
    private static void compareLines(JsonNode was, JsonNode is, boolean parties, List<Change> changes) {
        for (Pair pair : pairs(was, is)) {
            JsonNode before = pair.was() < 0 ? MissingNode.getInstance() : was.path(pair.was());
            JsonNode now = pair.is() < 0 ? MissingNode.getInstance() : is.path(pair.is());
            String line = "line " + ((pair.was() < 0 ? pair.is() : pair.was()) + 1);
            if (before.isMissingNode() || now.isMissingNode()) {
                changes.add(new Change(line, line(before), line(now)));
                continue;
            }
            for (String field : List.of("item", "account", "party", "posting", "quantity", "amount", "linkedTo")) {
                boolean kept = parties || !field.equals("party") || before.has(field);
                if (kept && !said(before, field).equals(said(now, field))) {
                    String word = field.equals("party") ? "customer" : field;
                    changes.add(new Change(line + " " + word, named(before, field), named(now, field)));
                }
            }
        }
    }

    /** The places of one line, before and now; less than 0 where it is not there. */
    private record Pair(int was, int is) {}

    /** By their Ids first: a line that somebody puts before the others changes none of them. The rest by their order. */
    private static List<Pair> pairs(JsonNode was, JsonNode is) {
        Map<String, Integer> byId = new HashMap<>();
        List<Integer> others = new ArrayList<>();
        for (int i = 0; i < is.size(); i++) {
            String id = Json.text(is.path(i), ID);
            if (id == null || byId.putIfAbsent(id, i) != null) {
                others.add(i);
            }
        }
        int[] places = new int[was.size()];
        for (int i = 0; i < was.size(); i++) {
            Integer place = byId.remove(String.valueOf(Json.text(was.path(i), ID)));
            places[i] = place == null ? -1 : place;
        }
        others.addAll(byId.values());
        Collections.sort(others);
        Iterator<Integer> rest = others.iterator();
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < was.size(); i++) {
            pairs.add(new Pair(i, places[i] < 0 && rest.hasNext() ? rest.next() : places[i]));
        }
        rest.forEachRemaining(place -> pairs.add(new Pair(-1, place)));
        return pairs;
    }

    private static String line(JsonNode line) {
        if (line.isMissingNode()) {
            return "";
        }
        Map<String, String> parts = new LinkedHashMap<>();
        for (String field : List.of("item", "account", "quantity", "amount")) {
            if (line.has(field)) {
                parts.put(field, named(line, field));
            }
        }
        return parts.toString();
    }

    private static void compareLinks(JsonNode was, JsonNode is, List<Change> changes) {
        Map<String, String> all = new TreeMap<>();
        was.fieldNames().forEachRemaining(name -> all.put(name, ""));
        is.fieldNames().forEachRemaining(name -> all.put(name, ""));
        for (String link : all.keySet()) {
            if (!said(was, link).equals(said(is, link))) {
                changes.add(new Change("applied to " + link, said(was, link), said(is, link)));
            }
        }
    }
}
