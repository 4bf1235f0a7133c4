package org.camelquickbooks.client.changes;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camelquickbooks.client.http.Awaited;
import org.camelquickbooks.client.http.Next;
import org.camelquickbooks.client.http.Priority;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.http.Response;
import org.camelquickbooks.client.query.Query;
import org.camelquickbooks.client.query.Statements;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.Json;

/**
 * Reads from a company while its changes are followed. It waits for each answer, and takes the current time from it:
 * the windows of changes use QuickBooks' time, never the local time.
 */
public final class CompanyReads {

    /**
     * What was read.
     *
     * @param time when it was so, at QuickBooks
     */
    record Rows<T>(List<T> list, Instant time) {}

    private static final String QUERY = "query";
    private static final Duration APART = Duration.ofMinutes(1);

    private final Next client;
    private final String realmId;
    private final String source;
    private final Time time;
    private volatile Duration ahead;

    /** @param source the endpoint in whose name is read */
    public CompanyReads(Next client, String realmId, String source, Time time) {
        this.client = client;
        this.realmId = realmId;
        this.source = source;
        this.time = time;
    }

    /** What time it is here. */
    Instant here() {
        return time.now();
    }

    String realmId() {
        return realmId;
    }

    /** What time it is at QuickBooks; asked for where nothing was heard of it yet. */
    Instant now() {
        if (ahead == null) {
            hearTime();
        }
        return time.now().plus(ahead).truncatedTo(ChronoUnit.SECONDS);
    }

    /** What time it is at QuickBooks, as far as that is known without asking. */
    Instant probablyNow() {
        return ahead == null ? here() : now();
    }

    /** Asks what time it is at QuickBooks; whether it is another one than was thought. */
    boolean hearTime() {
        Duration before = ahead;
        rows("SELECT * FROM CompanyInfo");
        return before == null || ahead.minus(before).abs().compareTo(APART) > 0;
    }

    /**
     * When a day begins for the company. QuickBooks writes a company's times in its zone (facts, section 1), of which
     * only the offset can be seen: that of the time nearest to the day counts. UTC where it writes none.
     */
    Instant midnight(LocalDate day) {
        Instant utc = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        ZoneOffset offset = rows("SELECT * FROM CompanyInfo").list().stream()
                .map(company -> company.path("MetaData"))
                .flatMap(times -> Stream.of("CreateTime", "LastUpdatedTime").map(name -> Json.text(times, name)))
                .filter(Objects::nonNull)
                .map(OffsetDateTime::parse)
                .min(Comparator.comparing(
                        time -> Duration.between(time.toInstant(), utc).abs()))
                .map(OffsetDateTime::getOffset)
                .orElse(ZoneOffset.UTC);
        return day.atStartOfDay(offset).toInstant();
    }

    private Instant heard(String text) {
        Instant there = text == null ? time.now() : ChangedObject.parse(text);
        ahead = Duration.between(time.now(), there);
        return there;
    }

    /** What changed since a time; where the answer is full, null, since it may be cut. */
    Map<EntityType, Rows<ChangedObject>> complete(Collection<EntityType> types, Instant since) {
        CdcAnswer answer = changes(types, since);
        if (answer.isFull()) {
            return null;
        }
        Instant at = heard(answer.time());
        Map<EntityType, Rows<ChangedObject>> all = new LinkedHashMap<>();
        types.forEach(type -> all.put(type, new Rows<>(objects(type, answer), at)));
        return all;
    }

    /** What changed since a time, which may be cut. */
    Rows<ChangedObject> upToCut(EntityType type, Instant since) {
        CdcAnswer answer = changes(List.of(type), since);
        return new Rows<>(objects(type, answer), heard(answer.time()));
    }

    private static List<ChangedObject> objects(EntityType type, CdcAnswer answer) {
        JsonNode rows = answer.rows().get(type.name());
        List<ChangedObject> objects = new ArrayList<>();
        if (rows != null) {
            rows.forEach(row -> objects.add(ChangedObject.of(type, row)));
        }
        return objects;
    }

    private CdcAnswer changes(Collection<EntityType> types, Instant since) {
        String names = types.stream().map(EntityType::name).collect(Collectors.joining(","));
        Response response = send(Request.get(realmId, "cdc")
                .parameter("entities", names)
                .parameter("changedSince", since.toString())
                .operation("cdc"));
        return CdcAnswer.of(response.json());
    }

    Rows<JsonNode> rows(String statement) {
        Response response = send(Query.request(realmId, statement).operation(QUERY));
        List<JsonNode> rows = new ArrayList<>();
        Json.rows(response.json().path("QueryResponse")).forEach(rows::add);
        return new Rows<>(rows, heard(Json.text(response.json(), "time")));
    }

    /** How many rows a statement of {@code count(*)} counts. */
    long count(String statement) {
        return Awaited.result(Query.count(statements(), List.of(statement)));
    }

    /** For queries that are paged by others. */
    Statements statements() {
        return Query.statements(client, realmId, QUERY, Priority.BULK, source);
    }

    private Response send(Request.Builder request) {
        return Awaited.result(
                client.proceed(request.priority(Priority.BULK).source(source).build()));
    }
}
