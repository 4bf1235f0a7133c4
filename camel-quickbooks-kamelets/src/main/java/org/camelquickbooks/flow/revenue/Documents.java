package org.camelquickbooks.flow.revenue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.camelquickbooks.flow.ask.Calls;
import org.camelquickbooks.model.Json;

/** The documents with prepaid items: what was sold, and what was credited of it. */
final class Documents {

    private static final List<String> SALES = List.of("Invoice", "SalesReceipt");
    private static final List<String> CREDITS = List.of("CreditMemo", "RefundReceipt");

    private final Map<String, PrepaidItem> items;
    private final Set<Unit> known;
    private final Map<Unit, Contract> contracts = new LinkedHashMap<>();

    private final LeftOut leftOut = new LeftOut();
    private final Map<String, Set<String>> payments = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    /**
     * An item, and over how many months it is earned.
     *
     * @param former whether it is no longer one of the flow: only what was begun of it is earned
     */
    record PrepaidItem(String name, int months, boolean former) {

        static PrepaidItem of(String name, int months) {
            return new PrepaidItem(name, months, false);
        }

        static PrepaidItem former(String name, int months) {
            return new PrepaidItem(name, months, true);
        }
    }

    /** Something that a person has to decide. */
    record Problem(String id, String reason) {}

    /** @param items by their Ids */
    private Documents(Map<String, PrepaidItem> items, Set<Unit> known) {
        this.items = items;
        this.known = known;
    }

    /**
     * Reads them.
     *
     * @param known of which something was posted: they are read whatever their date
     * @param since the first day of others; null for all
     */
    static CompletableFuture<Documents> read(
            Calls calls, Map<String, PrepaidItem> items, Set<Unit> known, LocalDate since, YearMonth until) {
        DocumentReader reader = new DocumentReader(calls, items.keySet(), until.atEndOfMonth());
        Documents documents = new Documents(items, known);
        Map<String, List<JsonNode>> rows = new HashMap<>();
        CompletableFuture<?> all = CompletableFuture.completedFuture(null);
        for (String entity : SALES) {
            all = all.thenCompose(before -> reader.since(entity, since))
                    .thenCompose(found -> {
                        rows.put(entity, found);
                        return reader.withIds(entity, others(entity, known, found));
                    })
                    .thenAccept(others -> rows.get(entity).addAll(others));
        }
        for (String entity : CREDITS) {
            // Credits of all that was read: none is older than the first of them.
            all = all.thenCompose(before -> reader.since(entity, earliest(rows, until.atEndOfMonth())))
                    .thenAccept(found -> rows.put(entity, found));
        }
        for (String entity : SALES) {
            if (since != null) {
                all = all.thenCompose(before -> reader.ofCustomers(entity, credited(rows), "<", since))
                        .thenAccept(found -> found.forEach(row -> documents.leaveOut(entity, row, false)));
            }
            all = all.thenCompose(before -> reader.ofCustomers(entity, credited(rows), ">", until.atEndOfMonth()))
                    .thenAccept(found -> found.forEach(row -> documents.leaveOut(entity, row, true)));
        }
        return all.thenCompose(done -> {
            SALES.forEach(entity -> rows.get(entity).forEach(row -> documents.sale(entity, row)));
            Credits credits = new Credits(items, documents.contracts, documents.leftOut, documents.payments);
            CREDITS.forEach(entity -> rows.get(entity).forEach(row -> credits.add(entity, row)));
            return reader.withIds("Payment", credits.payments()).thenApply(found -> {
                documents.problems.addAll(credits.take(found));
                return documents;
            });
        });
    }

    /** The customers of credits: what they are for may be a document that is not read otherwise. */
    private static Set<String> credited(Map<String, List<JsonNode>> rows) {
        return CREDITS.stream()
                .flatMap(entity -> rows.get(entity).stream())
                .map(row -> row.at("/CustomerRef/value").asText())
                .collect(Collectors.toSet());
    }

    /** The Ids of known documents that were not found by their dates. */
    private static List<String> others(String entity, Set<Unit> known, List<JsonNode> found) {
        Set<String> ids = found.stream().map(row -> Json.text(row, "Id")).collect(Collectors.toSet());
        return known.stream()
                .filter(unit -> unit.entity().equals(entity) && !ids.contains(unit.id()))
                .map(Unit::id)
                .distinct()
                .toList();
    }

    private static LocalDate earliest(Map<String, List<JsonNode>> rows, LocalDate from) {
        return rows.values().stream()
                .flatMap(List::stream)
                .map(row -> LocalDate.parse(row.path("TxnDate").asText()))
                .filter(date -> date.isBefore(from))
                .min(LocalDate::compareTo)
                .orElse(from);
    }

    Map<Unit, Contract> contracts() {
        return contracts;
    }

    List<Problem> problems() {
        return problems;
    }

    private void sale(String entity, JsonNode row) {
        String id = Json.text(row, "Id");
        LocalDate date = LocalDate.parse(row.path("TxnDate").asText());
        payments.put(entity + id, links(row));
        for (JsonNode line : lines(row)) {
            JsonNode detail = line.path("SalesItemLineDetail");
            String item = detail.at("/ItemRef/value").asText();
            PrepaidItem prepaid = items.get(item);
            if (prepaid == null) {
                continue;
            }
            Unit unit = new Unit(entity, id, item);
            if (prepaid.former() && !known.contains(unit)) {
                leftOut.add(unit, row.at("/CustomerRef/value").asText(), false);
                continue;
            }
            String start = Json.text(detail, "ServiceDate");
            contracts
                    .computeIfAbsent(unit, key -> new Contract(key, terms(row, prepaid.name()), prepaid.months()))
                    .line(
                            line.path("Amount").decimalValue(),
                            start == null ? date : LocalDate.parse(start),
                            Posted.of(row, detail));
        }
    }

    /** @param later whether it is after the last month: only a credit that is applied to it can be meant for it */
    private void leaveOut(String entity, JsonNode row, boolean later) {
        String id = Json.text(row, "Id");
        for (JsonNode line : lines(row)) {
            String item = line.at("/SalesItemLineDetail/ItemRef/value").asText();
            Unit unit = new Unit(entity, id, item);
            if (items.containsKey(item) && !known.contains(unit)) {
                payments.put(entity + id, links(row));
                leftOut.add(unit, row.at("/CustomerRef/value").asText(), later);
            }
        }
    }

    /** All lines, also those within a bundle. */
    static List<JsonNode> lines(JsonNode row) {
        List<JsonNode> lines = new ArrayList<>();
        for (JsonNode line : row.path("Line")) {
            lines.add(line);
            line.at("/GroupLineDetail/Line").forEach(lines::add);
        }
        return lines;
    }

    private static Contract.Terms terms(JsonNode row, String item) {
        String number = Json.text(row, "DocNumber");
        return new Contract.Terms(
                row.at("/CustomerRef/value").asText(),
                number == null ? "with the Id " + Json.text(row, "Id") : number,
                item);
    }

    /** What a document is linked to, such as the payment that applies a credit to an invoice. */
    static Set<String> links(JsonNode row) {
        Set<String> links = new HashSet<>();
        row.path("LinkedTxn")
                .forEach(link -> links.add(
                        link.path("TxnType").asText() + link.path("TxnId").asText()));
        return links;
    }
}
