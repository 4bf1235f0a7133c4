package org.camelquickbooks.flow.revenue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.flow.ask.Calls;
import org.camelquickbooks.flow.ask.Inactive;
import org.camelquickbooks.flow.ask.Lookups;
import org.camelquickbooks.flow.ask.Reference;
import org.camelquickbooks.flow.engine.AsyncStep;
import org.camelquickbooks.flow.engine.Journals;
import org.camelquickbooks.flow.engine.Months;
import org.camelquickbooks.flow.engine.SentAgain;
import org.camelquickbooks.flow.engine.TakeIn;
import org.camelquickbooks.flow.engine.Turns;
import org.camelquickbooks.model.Json;

/**
 * Compares what is posted of each prepaid item of each document with what should be by the end of a month, and makes a
 * portion of each difference: also where an invoice was changed, voided, deleted or credited since.
 */
final class DuePortions extends AsyncStep {

    private final Turns turns = new Turns();
    private final String flow;
    private final String realmId;
    private final Map<String, Integer> months;
    private final String deferred;
    private final String revenue;
    private final LocalDate since;

    /**
     * @param months over how many months each item is earned, by its name
     * @param deferred the name of the account of what is not earned yet
     * @param revenue the name of the account of what is
     * @param since the first day of documents that are posted; null for all
     */
    DuePortions(
            String flow,
            String realmId,
            Map<String, Integer> months,
            String deferred,
            String revenue,
            LocalDate since) {
        this.flow = flow;
        this.realmId = realmId;
        this.months = Map.copyOf(months);
        this.deferred = deferred;
        this.revenue = revenue;
        this.since = since;
    }

    /** The Ids of the accounts of what is not earned yet, and of what is. */
    record Accounts(String deferred, String revenue) {}

    /** Reads {@code Name=12,Other=6}. */
    static Map<String, Integer> months(String text) {
        Map<String, Integer> months = new LinkedHashMap<>();
        for (String each : text.split(",")) {
            int equals = each.lastIndexOf('=');
            try {
                int over = Integer.parseInt(each.substring(equals + 1).trim());
                if (over < 1 || months.put(each.substring(0, equals).trim(), over) != null) {
                    throw new NumberFormatException(each);
                }
            } catch (IndexOutOfBoundsException | NumberFormatException e) {
                throw new IllegalArgumentException(
                        "items is '" + text + "'; use a list such as Support plan=12,Licence=24, with each item once",
                        e);
            }
        }
        return months;
    }

    /** Reads the parameter since; null where it is empty. */
    static LocalDate since(String text) {
        try {
            return text.isBlank() ? null : LocalDate.parse(text.trim());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("since is '" + text + "'; use a date such as 2026-01-31", e);
        }
    }

    @Override
    protected CompletionStage<?> step(Exchange exchange) {
        TakeIn.remember(exchange, null, TakeIn.readAgain(exchange.getMessage()));
        SentAgain.open(exchange, flow, realmId);
        String company = TakeIn.company(getCamelContext(), flow, realmId, exchange.getMessage());
        TakeIn.remember(exchange, company, exchange.getMessage().getBody());
        // A dead letter: what is due is computed anew, until the month it was for.
        YearMonth until = exchange.getMessage().getBody() instanceof JsonNode again && again.has("until")
                ? YearMonth.parse(again.path("until").asText())
                : Months.of("revenue", exchange);
        // What is sent again later means the same month.
        TakeIn.remember(exchange, company, until.toString());
        Calls calls = calls(company);
        Reference from = new Reference("Account", "Name", deferred);
        Reference to = new Reference("Account", "Name", revenue);
        Set<Reference> wanted = new LinkedHashSet<>(List.of(from, to));
        months.keySet().forEach(name -> wanted.add(new Reference("Item", "Name", name)));
        return turns.take("revenue " + company, exchange)
                // No document names the items anew: one that is no longer sold is still earned.
                .thenCompose(mine -> Lookups.fresh(calls, Inactive.USE).find(wanted, Map.of()))
                .thenCompose(found -> {
                    if (!found.missing().isEmpty()) {
                        throw new IllegalArgumentException(
                                String.join("; ", found.missing().values()));
                    }
                    Accounts accounts =
                            new Accounts(found.ids().get(from), found.ids().get(to));
                    return due(calls, company, items(found.ids()), accounts, until)
                            .thenAccept(due -> {
                                due.forEach(portion ->
                                        portion.put("company", company).put("until", until.toString()));
                                exchange.getMessage().setBody(due);
                            });
                });
    }

    private Map<String, Documents.PrepaidItem> items(Map<Reference, String> ids) {
        Map<String, Documents.PrepaidItem> items = new HashMap<>();
        months.forEach((name, over) ->
                items.put(ids.get(new Reference("Item", "Name", name)), Documents.PrepaidItem.of(name, over)));
        return items;
    }

    private CompletableFuture<List<ObjectNode>> due(
            Calls calls, String company, Map<String, Documents.PrepaidItem> now, Accounts accounts, YearMonth until) {
        Postings postings = new Postings();
        Map<String, Documents.PrepaidItem> items = new HashMap<>();
        return Journals.of(getCamelContext())
                .each(flow, company, postings::add)
                .thenCompose(read -> {
                    items.putAll(postings.items());
                    items.putAll(now);
                    return Documents.read(calls, items, postings.units(), since, until);
                })
                .thenCombine(calls.json("quickbooks:read/Preferences", null, Map.of()), (documents, preferences) -> {
                    List<ObjectNode> due = new ArrayList<>(postings.unfinished());
                    documents.contracts().values().forEach(contract -> due.addAll(postings.due(contract, until)));
                    for (Unit unit : postings.units()) {
                        if (!documents.contracts().containsKey(unit) && items.containsKey(unit.item())) {
                            due.addAll(postings.due(postings.gone(unit, items.get(unit.item())), until));
                        }
                    }
                    LocalDate closed = closed(preferences);
                    due.forEach(portion -> {
                        postings.accounts(portion, now.keySet(), accounts);
                        date(portion, closed);
                    });
                    documents
                            .problems()
                            .forEach(problem -> due.add(
                                    Json.object().put("id", problem.id()).put("problem", problem.reason())));
                    return due;
                });
    }

    /** The end of its month; where that is closed, the first day that is open. */
    private static void date(ObjectNode portion, LocalDate closed) {
        if (portion.has("date")) {
            return;
        }
        LocalDate end = YearMonth.parse(portion.path("month").asText()).atEndOfMonth();
        portion.put("date", (closed == null || end.isAfter(closed) ? end : closed.plusDays(1)).toString());
    }

    private static LocalDate closed(JsonNode preferences) {
        String date = Json.text(preferences.path("AccountingInfoPrefs"), "BookCloseDate");
        return date == null ? null : LocalDate.parse(date);
    }
}
