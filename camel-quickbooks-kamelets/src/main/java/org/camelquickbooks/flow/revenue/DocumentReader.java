package org.camelquickbooks.flow.revenue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.Year;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.camelquickbooks.flow.ask.Calls;

/** Reads documents, a year at a time, and keeps those that have prepaid items. */
final class DocumentReader {

    private static final int IDS_AT_A_TIME = 300;

    private final Calls calls;
    private final Set<String> items;
    private final LocalDate until;

    /**
     * @param items the Ids of the prepaid items
     * @param until the last day
     */
    DocumentReader(Calls calls, Set<String> items, LocalDate until) {
        this.calls = calls;
        this.items = items;
        this.until = until;
    }

    /** @param from the first day; null for that of the first document */
    CompletableFuture<List<JsonNode>> since(String entity, LocalDate from) {
        return (from == null ? first(entity) : CompletableFuture.completedFuture(from)).thenCompose(first -> {
            List<JsonNode> found = new ArrayList<>();
            CompletableFuture<?> all = CompletableFuture.completedFuture(null);
            for (LocalDate begin = first;
                    !begin.isAfter(until);
                    begin = endOfYear(begin).plusDays(1)) {
                LocalDate end = endOfYear(begin);
                Map<String, Object> span = Map.of("from", begin, "to", end.isBefore(until) ? end : until);
                all = all.thenCompose(before -> calls.query(
                                "select * from " + entity + " where TxnDate >= :from and TxnDate <= :to", span))
                        .thenAccept(rows -> keep(rows, found));
            }
            return all.thenApply(done -> found);
        });
    }

    private CompletableFuture<LocalDate> first(String entity) {
        return calls.first("select * from " + entity + " orderby TxnDate").thenApply(row -> row.map(
                        document -> LocalDate.parse(document.path("TxnDate").asText()))
                // There is none.
                .orElse(until.plusDays(1)));
    }

    private static LocalDate endOfYear(LocalDate day) {
        return Year.from(day).atMonth(12).atEndOfMonth();
    }

    /** Those of customers that are before, or after, a day. */
    CompletableFuture<List<JsonNode>> ofCustomers(
            String entity, Collection<String> customers, String beforeOrAfter, LocalDate day) {
        List<JsonNode> found = new ArrayList<>();
        return each(List.copyOf(customers), some -> calls.query(
                                "select * from " + entity + " where CustomerRef in (:customers) and TxnDate "
                                        + beforeOrAfter + " :day",
                                Map.of("customers", some, "day", day))
                        .thenAccept(rows -> keep(rows, found)))
                .thenApply(done -> found);
    }

    /** Those of Ids that are still there, whatever they have now. */
    CompletableFuture<List<JsonNode>> withIds(String entity, List<String> ids) {
        List<JsonNode> found = new ArrayList<>();
        return each(ids, some -> calls.query("select * from " + entity + " where Id in (:ids)", Map.of("ids", some))
                        .thenAccept(found::addAll))
                .thenApply(done -> found);
    }

    /** As many at a time as a query may hold. */
    private static CompletableFuture<?> each(List<String> ids, Function<List<String>, CompletableFuture<?>> asking) {
        CompletableFuture<?> all = CompletableFuture.completedFuture(null);
        for (int i = 0; i < ids.size(); i += IDS_AT_A_TIME) {
            List<String> some = ids.subList(i, Math.min(i + IDS_AT_A_TIME, ids.size()));
            all = all.thenCompose(before -> asking.apply(some));
        }
        return all;
    }

    private void keep(List<JsonNode> rows, List<JsonNode> found) {
        for (JsonNode row : rows) {
            boolean prepaid = Documents.lines(row).stream()
                    .anyMatch(line -> items.contains(
                            line.at("/SalesItemLineDetail/ItemRef/value").asText()));
            if (prepaid) {
                found.add(row);
            }
        }
    }
}
