package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.FaultContext;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QuickBooksDeletedSinceException;
import org.camelquickbooks.model.QuickBooksException;
import org.camelquickbooks.model.QuickBooksUnavailableException;

/**
 * Whether the answer to a write is that of an earlier one, and what it holds is gone. QuickBooks does not mark such an
 * answer (facts, section 7); it is known by its age.
 */
final class ReplayCheck {

    /** Younger answers are taken for new ones: clocks differ. */
    private static final Duration NEW = Duration.ofMinutes(1);

    private ReplayCheck() {}

    /** Completes with what was written, or fails where it is gone. */
    static CompletionStage<WrittenEntity> checked(Call call, WrittenEntity written, boolean repeated) {
        // What was deleted is gone by intent, and where nothing was sent the entity was just read.
        if (written.does().startsWith("delete/") || written.does().isEmpty()) {
            return CompletableFuture.completedFuture(written);
        }
        return deletedSince(call, call.type(), call.label(), written.entity(), repeated)
                .thenCompose(gone -> gone == null
                        ? CompletableFuture.completedFuture(written)
                        : CompletableFuture.failedFuture(gone));
    }

    /**
     * The failure of a write whose answer is that of an earlier one, of what is gone; completes with null for any other.
     *
     * @param repeated whether the answer may be that of an earlier request, however young it is
     */
    static CompletionStage<QuickBooksDeletedSinceException> deletedSince(
            Call call, EntityType type, String label, JsonNode entity, boolean repeated) {
        String id = Json.text(entity, "Id");
        boolean asks = call.options().isVerifyReplay()
                && type.kind() != EntityType.Category.SINGLE
                && id != null
                && (repeated || isOld(call, entity));
        if (!asks) {
            return CompletableFuture.completedFuture(null);
        }
        return EntityRead.find(call, type, id, null)
                .exceptionallyCompose(failure ->
                        CompletableFuture.failedFuture(unverified(call, type, label, id, Failures.cause(failure))))
                // What stays in a list is deleted by being made inactive (facts, section 1).
                .thenApply(now ->
                        now == null || isActive(entity) && !isActive(now) ? gone(call, type, label, entity) : null);
    }

    /** The write has its answer: only whether that is still so could not be found out. */
    private static QuickBooksException unverified(
            Call call, EntityType type, String label, String id, Throwable cause) {
        return new QuickBooksUnavailableException(
                "QuickBooks repeated the answer to an earlier write of " + type.name() + " " + id
                        + ". With verifyReplay=true the component reads it again, and this failed: "
                        + cause.getMessage()
                        + ". Do not write it under another request id",
                FaultContext.unanswered(call.realmId(), label),
                true,
                cause);
    }

    private static boolean isOld(Call call, JsonNode entity) {
        Instant written = time(Json.text(entity.path("MetaData"), "LastUpdatedTime"));
        return written == null || written.isBefore(call.started().minus(NEW));
    }

    private static Instant time(String text) {
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static boolean isActive(JsonNode entity) {
        return entity.path("Active").asBoolean(true);
    }

    private static QuickBooksDeletedSinceException gone(Call call, EntityType type, String label, JsonNode entity) {
        return new QuickBooksDeletedSinceException(
                type.name(),
                Json.text(entity, "Id"),
                Json.text(entity.path("MetaData"), "LastUpdatedTime"),
                FaultContext.unanswered(call.realmId(), label));
    }
}
