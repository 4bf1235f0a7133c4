package org.camelquickbooks.flow.revenue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.flow.ask.Calls;
import org.camelquickbooks.flow.ask.Lookups;
import org.camelquickbooks.flow.ask.Reference;
import org.camelquickbooks.flow.engine.AsyncStep;
import org.camelquickbooks.flow.engine.Months;
import org.camelquickbooks.flow.engine.TakeIn;
import org.camelquickbooks.model.Json;

/**
 * Finds what of prepaid items is earned by the end of a month, and makes a journal entry of each portion. A portion that
 * is written down keeps its date, also where its month is closed later.
 */
final class DuePortions extends AsyncStep {

    private final String flow;
    private final String realmId;
    private final Map<String, Integer> months;
    private final String deferred;
    private final String revenue;

    /**
     * @param months over how many months each item is earned, by its name
     * @param deferred the name of the account of what is not earned yet
     * @param revenue the name of the account of what is
     */
    DuePortions(String flow, String realmId, Map<String, Integer> months, String deferred, String revenue) {
        this.flow = flow;
        this.realmId = realmId;
        this.months = Map.copyOf(months);
        this.deferred = deferred;
        this.revenue = revenue;
    }

    /** Reads {@code Name=12,Other=6}. */
    static Map<String, Integer> months(String text) {
        Map<String, Integer> months = new HashMap<>();
        for (String each : text.split(",")) {
            int equals = each.lastIndexOf('=');
            try {
                months.put(
                        each.substring(0, equals).trim(),
                        Integer.valueOf(each.substring(equals + 1).trim()));
            } catch (IndexOutOfBoundsException | NumberFormatException e) {
                throw new IllegalArgumentException(
                        "items is '" + text + "'; it is a list such as Support plan=12,Licence=24", e);
            }
        }
        return months;
    }

    @Override
    protected CompletionStage<?> step(Exchange exchange) {
        String company = TakeIn.company(getCamelContext(), flow, realmId, exchange.getMessage());
        YearMonth until = Months.of("revenue", exchange);
        Calls calls = calls(company);
        Lookups lookups = new Lookups(calls);
        Map<String, String> itemIds = new HashMap<>();
        LinkedHashSet<Reference> wanted = new LinkedHashSet<>();
        months.keySet().forEach(name -> wanted.add(new Reference("Item", "Name", name)));
        Reference from = new Reference("Account", "Name", deferred);
        Reference to = new Reference("Account", "Name", revenue);
        wanted.add(from);
        wanted.add(to);
        int longest = months.values().stream().max(Integer::compare).orElse(1);
        CompletableFuture<List<JsonNode>> invoices = calls.query(
                "select * from Invoice where TxnDate >= :from and TxnDate <= :to",
                Map.of("from", until.minusMonths(longest + 12L).atDay(1), "to", until.atEndOfMonth()));
        return lookups.find(wanted, Map.of()).thenCompose(found -> {
            if (!found.missing().isEmpty()) {
                throw new IllegalArgumentException("QuickBooks has no " + found.missing() + " that is active");
            }
            wanted.stream()
                    .filter(reference -> reference.entity().equals("Item"))
                    .forEach(item -> itemIds.put(item.value(), found.ids().get(item)));
            return invoices.thenCombine(calls.json("quickbooks:read/Preferences", null, Map.of()), (rows, prefs) -> {
                List<ObjectNode> due = new ArrayList<>();
                LocalDate closed = closed(prefs);
                rows.forEach(invoice -> due(invoice, itemIds, until, closed)
                        .forEach(portion -> due.add(portion.put("company", company)
                                .put("from", found.ids().get(from))
                                .put("to", found.ids().get(to)))));
                exchange.getMessage().setBody(due);
                return null;
            });
        });
    }

    private static LocalDate closed(JsonNode preferences) {
        String date = Json.text(preferences.path("AccountingInfoPrefs"), "BookCloseDate");
        return date == null ? null : LocalDate.parse(date);
    }

    private List<ObjectNode> due(JsonNode invoice, Map<String, String> itemIds, YearMonth until, LocalDate closed) {
        List<ObjectNode> due = new ArrayList<>();
        for (JsonNode line : invoice.path("Line")) {
            JsonNode detail = line.path("SalesItemLineDetail");
            for (Map.Entry<String, Integer> item : months.entrySet()) {
                if (detail.at("/ItemRef/value").asText().equals(itemIds.get(item.getKey()))
                        && line.path("Amount").decimalValue().signum() > 0) {
                    String start = Json.text(detail, "ServiceDate");
                    List<Portion> portions = Schedule.of(
                            line.path("Amount").decimalValue(),
                            LocalDate.parse(start != null ? start : Json.text(invoice, "TxnDate")),
                            item.getValue());
                    portions.stream()
                            .filter(portion -> !YearMonth.from(portion.date()).isAfter(until)
                                    && portion.amount().signum() > 0)
                            .map(portion -> portion(invoice, line, item.getKey(), portion, portions.size(), closed))
                            .forEach(due::add);
                }
            }
        }
        return due;
    }

    private static ObjectNode portion(
            JsonNode invoice, JsonNode line, String item, Portion portion, int all, LocalDate closed) {
        String id = Json.text(invoice, "Id") + "-" + Json.text(line, "Id") + "-" + portion.number();
        Portion posted = Schedule.open(portion, closed);
        return Json.object()
                .put("id", id)
                .put("amount", portion.amount())
                .put("date", posted.date().toString())
                .put(
                        "note",
                        "Revenue of " + item + ", invoice " + Json.text(invoice, "DocNumber") + ", month "
                                + portion.number() + " of " + all);
    }
}
