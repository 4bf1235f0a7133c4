package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.client.changes.CdcAnswer;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.validation.ChangedEntities;

/** What changed since a time, once. */
final class Changes implements Operation {

    @Override
    public CompletionStage<OperationResult> run(Call call) {
        String entities =
                call.header(QuickBooksConstants.ENTITIES, call.options().getEntities());
        if (entities == null) {
            throw new IllegalArgumentException(
                    "cdc needs the entities to follow: set entities=Invoice,Customer or the header "
                            + QuickBooksConstants.ENTITIES);
        }
        ChangedEntities.check(entities);
        String since = since(call);
        return call.send(Request.get(call.realmId(), "cdc")
                        .parameter("entities", entities.replace(" ", ""))
                        .parameter("changedSince", since))
                .thenApply(response -> {
                    CdcAnswer answer = CdcAnswer.of(response.json());
                    ObjectNode byEntity = Json.object();
                    answer.rows().forEach(byEntity::set);
                    return OperationResult.of(byEntity)
                            .header(QuickBooksConstants.ROW_COUNT, answer.count())
                            .header(QuickBooksConstants.TRUNCATED, answer.isFull())
                            .from(response);
                });
    }

    private static String since(Call call) {
        Object value = call.exchange().getMessage().getHeader(QuickBooksConstants.CHANGED_SINCE);
        if (value == null) {
            value = call.options().getChangedSince();
        }
        if (value == null) {
            throw new IllegalArgumentException(
                    "cdc needs a start time: set changedSince=2026-01-31T09:00:00Z or the header "
                            + QuickBooksConstants.CHANGED_SINCE);
        }
        if (value instanceof Date date) {
            value = date.toInstant();
        }
        if (value instanceof Instant instant) {
            value = instant.atOffset(ZoneOffset.UTC);
        }
        if (value instanceof ZonedDateTime zoned) {
            value = zoned.toOffsetDateTime();
        }
        return value instanceof OffsetDateTime time
                ? DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.truncatedTo(ChronoUnit.SECONDS))
                : value.toString();
    }
}
