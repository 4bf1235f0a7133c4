package org.camelquickbooks.flow.replica;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.camel.Message;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.client.changes.CdcAnswer;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.flow.ask.Calls;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QueryLiteral;
import org.camelquickbooks.model.QueryStatement;
import org.camelquickbooks.model.ReportCutException;

/** What the flow asks a company in QuickBooks, one answer after the other, behind what people wait for. */
final class CompanyBooks {

    private final Calls calls;
    private final BooleanSupplier stopping;

    /** @param stopping whether nothing more is to be asked, since the flow stops */
    CompanyBooks(Calls calls, BooleanSupplier stopping) {
        this.calls = calls;
        this.stopping = stopping;
    }

    /** What was created within months, by QuickBooks' times. */
    private static String created(MonthRange months) {
        return months == null
                ? null
                : "MetaData.CreateTime >= " + QueryLiteral.of(months.from()) + " AND MetaData.CreateTime < "
                        + QueryLiteral.of(months.until());
    }

    /** The rows that follow an Id, in the order of Ids. */
    List<JsonNode> page(EntityType type, String afterId, int size, MonthRange months) throws InterruptedException {
        // There is one of it, and it cannot be sorted.
        String statement = type.kind() == EntityType.Category.SINGLE
                ? "SELECT * FROM " + type.name()
                : QueryStatement.all("*", type).where(created(months)).pageAfter(afterId, size);
        List<JsonNode> rows = new ArrayList<>();
        Json.rows(request("query", Map.of("query", statement)).path("QueryResponse"))
                .forEach(rows::add);
        return rows;
    }

    long count(EntityType type, MonthRange months) throws InterruptedException {
        String statement = QueryStatement.all("*", type).where(created(months)).count();
        return request("query", Map.of("query", statement))
                .path("QueryResponse")
                .path("totalCount")
                .asLong();
    }

    /** What time it is at QuickBooks. */
    Instant time() throws InterruptedException {
        JsonNode answer = request("query", Map.of("query", "SELECT * FROM CompanyInfo"));
        return OffsetDateTime.parse(answer.path("time").asText()).toInstant();
    }

    /** What changed since a time. */
    CdcAnswer changes(Collection<EntityType> types, Instant since) throws InterruptedException {
        String names = types.stream().map(EntityType::name).collect(Collectors.joining(","));
        return CdcAnswer.of(request("cdc", Map.of("entities", names, "changedSince", since.toString())));
    }

    /** How many rows are as they were changed within a time. */
    long changedBetween(EntityType type, Instant from, Instant before) throws InterruptedException {
        String statement = QueryStatement.all("*", type)
                .where("MetaData.LastUpdatedTime >= " + QueryLiteral.of(from) + " AND MetaData.LastUpdatedTime < "
                        + QueryLiteral.of(before))
                .count();
        return request("query", Map.of("query", statement))
                .path("QueryResponse")
                .path("totalCount")
                .asLong();
    }

    /** The ledger's lines of days, both included. */
    List<LedgerLine> ledger(LocalDate from, LocalDate until) throws InterruptedException {
        List<LedgerLine> lines = whole(from, until);
        if (lines != null) {
            return lines;
        }
        if (!from.isBefore(until)) {
            throw new IllegalStateException("The general ledger of " + from
                    + " has more lines than QuickBooks reports at once; ledger_line cannot hold this day. Set "
                    + "ledger=false to copy entities only");
        }
        LocalDate middle = from.plusDays((until.toEpochDay() - from.toEpochDay()) / 2);
        List<LedgerLine> both = new ArrayList<>(ledger(from, middle));
        both.addAll(ledger(middle.plusDays(1), until));
        return both;
    }

    /** Null where the service has cut the report. */
    private List<LedgerLine> whole(LocalDate from, LocalDate until) throws InterruptedException {
        try {
            return LedgerLine.of(report(
                    "GeneralLedger",
                    Map.of(
                            "start_date",
                            from.toString(),
                            "end_date",
                            until.toString(),
                            "accounting_method",
                            "Accrual",
                            "columns",
                            LedgerLine.COLUMNS)));
        } catch (ReportCutException e) {
            return null;
        }
    }

    JsonNode report(String name, Map<String, Object> parameters) throws InterruptedException {
        return json("quickbooks:report/" + name, Map.of(QuickBooksConstants.PARAMETERS, parameters));
    }

    private JsonNode request(String path, Map<String, Object> parameters) throws InterruptedException {
        return json(
                "quickbooks:request",
                Map.of(
                        QuickBooksConstants.METHOD,
                        "GET",
                        QuickBooksConstants.PATH,
                        path,
                        QuickBooksConstants.PARAMETERS,
                        parameters));
    }

    private JsonNode json(String uri, Map<String, Object> headers) throws InterruptedException {
        if (stopping.getAsBoolean()) {
            throw new InterruptedException(
                    "The replica flow is stopping; the run continues when the flow starts again");
        }
        Map<String, Object> all = new HashMap<>(headers);
        all.put(QuickBooksConstants.PRIORITY, "bulk");
        return awaited(calls.send(uri, null, all)).getBody(JsonNode.class);
    }

    private static Message awaited(CompletableFuture<Message> answer) throws InterruptedException {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            Throwable failure = Failures.cause(e.getCause());
            throw failure instanceof RuntimeException runtime ? runtime : new CompletionException(failure);
        }
    }
}
