package org.camelquickbooks.flow.revenue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
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

    /** The customers of what is not earned here, since its item is no longer one of the flow and nothing was begun. */
    private final Map<Unit, String> skipped = new LinkedHashMap<>();

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
        return all.thenApply(done -> {
            SALES.forEach(entity -> rows.get(entity).forEach(row -> documents.sale(entity, row)));
            CREDITS.forEach(entity -> rows.get(entity).forEach(row -> documents.credit(entity, row)));
            return documents;
        });
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
        payments.put(entity + id, payments(row));
        for (JsonNode line : lines(row)) {
            JsonNode detail = line.path("SalesItemLineDetail");
            String item = detail.at("/ItemRef/value").asText();
            PrepaidItem prepaid = items.get(item);
            if (prepaid == null) {
                continue;
            }
            Unit unit = new Unit(entity, id, item);
            if (prepaid.former() && !known.contains(unit)) {
                skipped.put(unit, row.at("/CustomerRef/value").asText());
                continue;
            }
            String start = Json.text(detail, "ServiceDate");
            contracts
                    .computeIfAbsent(unit, key -> new Contract(key, terms(row, date, prepaid.name()), prepaid.months()))
                    .line(line.path("Amount").decimalValue(), start == null ? date : LocalDate.parse(start));
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

    private static Contract.Terms terms(JsonNode row, LocalDate date, String item) {
        String number = Json.text(row, "DocNumber");
        return new Contract.Terms(
                row.at("/CustomerRef/value").asText(),
                number == null ? "with the Id " + Json.text(row, "Id") : number,
                item,
                date,
                new Contract.Money(
                        Json.text(row.path("CurrencyRef"), "value"),
                        row.has("ExchangeRate") ? row.path("ExchangeRate").decimalValue() : null));
    }

    private static Set<String> payments(JsonNode row) {
        Set<String> payments = new HashSet<>();
        row.path("LinkedTxn")
                .forEach(link -> payments.add(
                        link.path("TxnType").asText() + link.path("TxnId").asText()));
        return payments;
    }

    /** A credit takes from the contract that it is for: the linked one, or the only one it can be. */
    private void credit(String entity, JsonNode row) {
        Map<String, BigDecimal> amounts = new LinkedHashMap<>();
        for (JsonNode line : lines(row)) {
            String item = line.at("/SalesItemLineDetail/ItemRef/value").asText();
            if (items.containsKey(item)) {
                amounts.merge(item, line.path("Amount").decimalValue(), BigDecimal::add);
            }
        }
        YearMonth month = YearMonth.parse(row.path("TxnDate").asText().substring(0, "2026-01".length()));
        amounts.forEach((item, amount) -> {
            if (amount.signum() == 0) {
                return;
            }
            Set<String> links = links(row);
            List<Contract> candidates = candidates(entity, row, item, amount);
            boolean linked = candidates.stream().anyMatch(contract -> isLinked(contract.unit(), links));
            if (!linked && isLinkedToSkipped(item, links)
                    || candidates.isEmpty() && items.get(item).former() && !isBegun(row, item)) {
                // Nothing of it was earned here, so nothing is taken back.
                return;
            }
            // What is not earned here may be meant as well, unless it is applied.
            boolean unclear = linked ? isLinkedToSkipped(item, links) : isSkipped(row, item);
            if (candidates.size() == 1 && !unclear) {
                candidates.get(0).credit(amount, month);
                return;
            }
            String what =
                    (entity.equals("CreditMemo") ? "Credit memo " : "Refund receipt ") + Json.text(row, "DocNumber")
                            + " (Id " + Json.text(row, "Id") + ") credits " + amount.toPlainString() + " of "
                            + items.get(item).name();
            problems.add(new Problem(
                    entity + "/" + Json.text(row, "Id") + "/" + item,
                    what
                            + (candidates.isEmpty()
                                    ? ", and no invoice or sales receipt of the customer has so much of it left"
                                    : unclear
                                            ? ", and it may be meant for a document that the flow does not post"
                                            : ", and " + candidates.size() + " documents of the customer may be meant")
                            + ". Apply it to its invoice and start the flow again, or correct the revenue by hand"));
        });
    }

    /** What a credit is applied to, or names. */
    private static Set<String> links(JsonNode row) {
        Set<String> links = payments(row);
        String named = Json.text(row.path("InvoiceRef"), "value");
        if (named != null) {
            links.add("Invoice" + named);
        }
        return links;
    }

    private boolean isLinked(Unit unit, Set<String> links) {
        String document = unit.entity() + unit.id();
        return links.contains(document) || payments.get(document).stream().anyMatch(links::contains);
    }

    private boolean isLinkedToSkipped(String item, Set<String> links) {
        return skipped.keySet().stream().anyMatch(unit -> unit.item().equals(item) && isLinked(unit, links));
    }

    private boolean isSkipped(JsonNode row, String item) {
        String customer = row.at("/CustomerRef/value").asText();
        return skipped.entrySet().stream()
                .anyMatch(each ->
                        each.getKey().item().equals(item) && each.getValue().equals(customer));
    }

    private boolean isBegun(JsonNode row, String item) {
        String customer = row.at("/CustomerRef/value").asText();
        return contracts.values().stream()
                .anyMatch(contract -> contract.unit().item().equals(item)
                        && contract.terms().customer().equals(customer));
    }

    private List<Contract> candidates(String entity, JsonNode row, String item, BigDecimal amount) {
        String customer = row.at("/CustomerRef/value").asText();
        Set<String> links = links(row);
        List<Contract> own = contracts.values().stream()
                .filter(contract -> contract.unit().item().equals(item)
                        && contract.terms().customer().equals(customer)
                        && contract.left().compareTo(amount) >= 0)
                .toList();
        List<Contract> linked = own.stream()
                .filter(contract -> isLinked(contract.unit(), links))
                .toList();
        if (!linked.isEmpty()) {
            return linked;
        }
        String paidAtOnce = entity.equals("RefundReceipt") ? "SalesReceipt" : "Invoice";
        List<Contract> alike = own.stream()
                .filter(contract -> contract.unit().entity().equals(paidAtOnce))
                .toList();
        return alike.isEmpty() ? own : alike;
    }
}
