package org.camelquickbooks.client.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.client.http.Next;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.http.Response;
import org.camelquickbooks.client.http.Stage;
import org.camelquickbooks.model.Fault;
import org.camelquickbooks.model.FaultContext;
import org.camelquickbooks.model.FaultReader;
import org.camelquickbooks.model.QuickBooksException;
import org.camelquickbooks.model.QuickBooksUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to the audit log before and after each write. An intent without an outcome is a write without an answer:
 * check these writes after a crash.
 */
public final class Audit implements Stage {

    private static final Logger LOG = LoggerFactory.getLogger(Audit.class);

    private final AuditLog log;
    private final AuditEntries entries;

    public Audit(AuditLog log, AuditEntries entries) {
        this.log = log;
        this.entries = entries;
    }

    @Override
    public CompletionStage<Response> handle(Request request, Next next) {
        List<AuditedWrite> writes = AuditedWrite.of(request);
        if (writes.isEmpty()) {
            return next.proceed(request);
        }
        return announced(request, writes).thenCompose(safe -> next.proceed(request)
                .handle((response, failure) -> failure == null
                        ? recorded(writes, write -> answered(request, write, response))
                                .thenApply(done -> response)
                        : recorded(writes, write -> entries.failed(request, write, Failures.cause(failure)))
                                .<Response>thenCompose(done -> CompletableFuture.failedFuture(Failures.cause(failure))))
                .thenCompose(Function.identity()));
    }

    /** What cannot be audited is not done. */
    private CompletionStage<Void> announced(Request request, List<AuditedWrite> writes) {
        return record(writes.stream()
                        .map(write -> entries.intent(request, write))
                        .toList())
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(new QuickBooksUnavailableException(
                        "The audit log cannot record entries, so the request was not sent (option auditTo): "
                                + Failures.cause(failure).getMessage(),
                        FaultContext.unanswered(request.realmId(), request.operation()),
                        false,
                        Failures.cause(failure))));
    }

    /** It has been done whatever becomes of the entry: the intent stays without an outcome then. */
    private CompletionStage<Void> recorded(List<AuditedWrite> writes, Function<AuditedWrite, ObjectNode> entry) {
        return record(writes.stream().map(entry).toList()).exceptionally(failure -> {
            LOG.error(
                    "The audit log cannot record entries; it lacks the outcome of {} writes whose intent it "
                            + "recorded: {}",
                    writes.size(),
                    Failures.cause(failure).toString());
            return null;
        });
    }

    private CompletionStage<Void> record(List<ObjectNode> lines) {
        try {
            return log.record(lines);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private ObjectNode answered(Request request, AuditedWrite write, Response response) {
        JsonNode answer = write.answer(response.json());
        Fault fault = write.bId() == null || answer == null ? null : FaultReader.fromJson(answer);
        if (fault != null) {
            return entries.refused(request, write, fault, response.intuitTid());
        }
        if (write.bId() != null && answer == null) {
            // It is missing in a cut answer: the call is repeated, and told of again.
            return entries.unknown(request, write, response.intuitTid());
        }
        JsonNode entity = write.bId() == null || write.entity() == null ? answer : answer.get(write.entity());
        return entries.done(request, write, entity, response.intuitTid());
    }

    /** Whether somebody may have been heard of what we have not heard of. */
    static boolean isUnknown(Throwable failure) {
        return failure instanceof QuickBooksUnavailableException
                || failure instanceof QuickBooksException fault
                        && !fault.getHistory().isEmpty();
    }
}
