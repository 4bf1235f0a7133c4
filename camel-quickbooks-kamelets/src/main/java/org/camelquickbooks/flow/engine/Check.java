package org.camelquickbooks.flow.engine;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.flow.ask.Lookups;
import org.camelquickbooks.flow.ask.Names;
import org.camelquickbooks.flow.ask.ReferenceCache;
import org.camelquickbooks.model.QuickBooksNotFoundException;

/**
 * Compares what QuickBooks made with what was meant. A document with another total is taken back and the message
 * refused; one that went to somebody else, since a name has changed hands, is taken back and booked to whom was meant.
 * That it is taken back is written down before it is done.
 */
final class Check extends AsyncStep {

    private static final String REFUSE = "refuse: ";
    private static final String REBOOK = "rebook: ";

    @Override
    protected CompletionStage<?> step(Exchange exchange) {
        FlowWork work = FlowWork.of(exchange);
        FlowEntry entry = work.entry();
        if (!entry.is(FlowState.BOOKED)) {
            return CompletableFuture.completedFuture(null);
        }
        if (entry.undo() != null) {
            return takeBack(work);
        }
        Plan plan = entry.plan();
        if (plan.isNothing() || entry.isSettled()) {
            work.checked();
            return CompletableFuture.completedFuture(null);
        }
        BigDecimal total = entry.amount();
        if (plan.expected() != null && total != null && total.compareTo(plan.expected()) != 0) {
            String why =
                    "QuickBooks created " + entry.entity() + " " + entry.entityId() + " of " + total.toPlainString()
                            + " where " + plan.expected().toPlainString() + " was expected (difference "
                            + total.subtract(plan.expected()).toPlainString()
                            + "); the document was deleted. The usual reason is tax or rounding in QuickBooks";
            return work.put(entry.undoing(REFUSE + why, now())).thenCompose(put -> takeBack(work));
        }
        return names(work, plan, 0, false);
    }

    private Instant now() {
        return Journals.now(getCamelContext());
    }

    /**
     * The names that QuickBooks has answered, one after the other.
     *
     * @param asked whether it was asked about any of them
     */
    private CompletableFuture<?> names(FlowWork work, Plan plan, int from, boolean asked) {
        for (int i = from; i < plan.names().size(); i++) {
            Plan.Meant meant = plan.names().get(i);
            String answered = work.entry().answered(meant);
            // Where the answer has no name it is asked who has the one that was meant.
            if (answered == null || !Names.isSame(answered, meant.name())) {
                int next = i + 1;
                return new Lookups(calls(work.key().company()))
                        .whoHas(meant.type(), meant.name(), meant.id())
                        .handle((id, failure) -> {
                            Throwable cause = failure == null ? null : Failures.cause(failure);
                            if (cause != null && !(cause instanceof Lookups.NoSuchReferenceException)) {
                                return CompletableFuture.<Object>failedFuture(cause);
                            }
                            if (cause != null && "create".equals(plan.operation())) {
                                return unclear(work, cause.getMessage());
                            }
                            // Where nobody has the name now the same party was renamed, and keeps the document.
                            CompletableFuture<?> done = id == null || id.equals(meant.id())
                                    ? names(work, plan, next, true)
                                    : another(work, meant, answered == null ? meant.id() : answered, id);
                            return done.thenApply(any -> null);
                        })
                        .thenCompose(done -> done);
            }
        }
        // Another answer to the same question, weeks later, would take back what is paid by then.
        return asked
                ? conflict(work, work.put(work.entry().settled(now()))).thenAccept(put -> settled(work))
                : settled(work);
    }

    private static CompletableFuture<?> settled(FlowWork work) {
        // Where another process has decided otherwise, what it wrote down goes on.
        if (work.entry().is(FlowState.BOOKED) && work.entry().undo() == null) {
            work.checked();
        }
        return CompletableFuture.completedFuture(null);
    }

    /** Several others have the name now: a person says which is meant. */
    private CompletableFuture<Object> unclear(FlowWork work, String several) {
        ReferenceCache.of(getCamelContext()).forget(work.key().company());
        FlowEntry entry = work.entry();
        String why = several + ". " + entry.entity() + " " + entry.entityId()
                + " was deleted again, because an entity that it refers to has another name now";
        return work.put(entry.undoing(REFUSE + why, now()))
                .thenCompose(put -> takeBack(work))
                .thenApply(done -> null);
    }

    /** Documents are taken back; of an item, which is in use for good, the reference is corrected. */
    private CompletableFuture<?> another(FlowWork work, Plan.Meant meant, String answered, String id) {
        ReferenceCache.of(getCamelContext()).forget(work.key().company());
        FlowEntry entry = work.entry();
        return "create".equals(entry.plan().operation())
                ? rebook(work, meant, answered, id)
                : conflict(
                        work, work.put(entry.correcting(entry.plan().correcting(entry.entityId(), meant, id), now())));
    }

    private CompletableFuture<?> rebook(FlowWork work, Plan.Meant meant, String answered, String id) {
        FlowEntry entry = work.entry();
        String why = REBOOK + meant.pointer() + " " + id + " " + entry.entity() + " " + entry.entityId() + " went to "
                + answered + ", and " + meant.name() + " is another name now";
        return work.put(entry.undoing(why, now())).thenCompose(put -> takeBack(work));
    }

    /** Only what this very plan has made; what is gone already is done. */
    private CompletableFuture<?> takeBack(FlowWork work) {
        FlowEntry entry = work.entry();
        return calls(work.key().company())
                .send(
                        "quickbooks:delete/" + entry.entity(),
                        null,
                        Map.of(QuickBooksConstants.ENTITY_ID, entry.entityId()))
                .handle((deleted, failure) -> {
                    Throwable cause = failure == null ? null : Failures.cause(failure);
                    return cause == null || cause instanceof QuickBooksNotFoundException
                            ? CompletableFuture.<Void>completedFuture(null)
                            : CompletableFuture.<Void>failedFuture(cause);
                })
                .thenCompose(done -> done)
                .thenCompose(gone -> next(work, entry));
    }

    private CompletableFuture<?> next(FlowWork work, FlowEntry entry) {
        String undo = entry.undo();
        if (undo.startsWith(REBOOK)) {
            String[] words = undo.substring(REBOOK.length()).split(" ", 3);
            Plan plan = entry.plan();
            for (Plan.Meant meant : entry.plan().names()) {
                if (meant.pointer().equals(words[0])) {
                    plan = plan.meaning(meant, words[1]);
                }
            }
            return conflict(work, work.put(entry.takenBack(plan, now())));
        }
        String why = undo.substring(REFUSE.length());
        FlowEntry refused = entry.takenBack(entry.plan(), now()).refused(why, now());
        return conflict(work, work.put(refused)).thenApply(put -> {
            throw new IllegalStateException(why);
        });
    }

    /** Where another process has taken the same document back, what it wrote down stands. */
    private static CompletableFuture<FlowEntry> conflict(FlowWork work, CompletableFuture<FlowEntry> put) {
        return put.exceptionallyCompose(failure -> Failures.cause(failure) instanceof Journal.ConflictException
                ? work.reload()
                : CompletableFuture.failedFuture(Failures.cause(failure)));
    }
}
