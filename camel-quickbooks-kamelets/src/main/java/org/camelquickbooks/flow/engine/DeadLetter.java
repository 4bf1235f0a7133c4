package org.camelquickbooks.flow.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.canonical.CanonicalException;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.flow.QuickBooksFlowEvent;
import org.camelquickbooks.flow.ask.ReferenceCache;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.NeverSentException;
import org.camelquickbooks.model.QuickBooksException;
import org.camelquickbooks.model.QuickBooksNotFoundException;
import org.camelquickbooks.model.QuickBooksValidationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a dead letter: the reason, what was booked in spite of it, and the message as it came. Only what was not booked
 * becomes refused; what failed after the booking stays booked, and goes on from there when the letter is sent again.
 */
final class DeadLetter extends AsyncStep {

    private static final Logger LOG = LoggerFactory.getLogger(DeadLetter.class);

    /** The property of an exchange for the event that is sent when the letter is written. */
    private static final String EVENT = "CamelQuickBooksFlowLetter";

    /** Something is gone or inactive; a reference is to nothing that may stand there. */
    private static final Set<String> GONE = Set.of("610", "2500");

    private final Intake intake;

    DeadLetter(Intake intake) {
        this.intake = intake;
    }

    private record Announcement(FlowKey key, QuickBooksFlowEvent.Outcome outcome, String reason) {}

    @Override
    protected CompletionStage<?> step(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        FlowWork work = FlowWork.of(exchange);
        String company = TakeIn.company(exchange);
        JsonNode original = json(TakeIn.original(exchange));
        String own = work != null ? work.key().id() : idOf(original);
        String id = own != null ? own : "exchange-" + exchange.getExchangeId();
        FlowKey key = new FlowKey(intake.flow(), company == null ? "" : company, id);
        // What has no id of its own would not be known again when it is sent again.
        CompletableFuture<?> outcome =
                own == null ? CompletableFuture.completedFuture(null) : outcome(exchange, work, key, failure);
        return outcome.thenAccept(now -> {
            boolean booked = work != null && work.isSafe();
            String reason = reason(work, failure, booked);
            LOG.warn(
                    booked ? "The {} flow has booked {}, but a later step failed: {}" : "The {} flow refuses {}: {}",
                    intake.flow(),
                    id,
                    reason);
            exchange.getMessage()
                    .setBody(
                            letter(key, work, failure, reason, original, booked).toString());
            exchange.getMessage().setHeader(Exchange.FILE_NAME, fileName(key));
            exchange.setProperty(
                    EVENT,
                    new Announcement(
                            key,
                            booked ? QuickBooksFlowEvent.Outcome.INCOMPLETE : QuickBooksFlowEvent.Outcome.REFUSED,
                            reason));
        });
    }

    /** After the letter is written: it is announced. */
    static void announce(Exchange exchange) {
        Announcement event = exchange.getProperty(EVENT, Announcement.class);
        if (event != null) {
            QuickBooksFlowEvent.tell(exchange.getContext(), event.key(), event.outcome(), event.reason());
        }
    }

    private CompletableFuture<?> outcome(Exchange exchange, FlowWork work, FlowKey key, Throwable failure) {
        if (work == null) {
            return unread(exchange, key, failure);
        }
        FlowEntry entry = work.entry();
        boolean refused = !work.isOlder()
                && (entry.is(FlowState.RECEIVED) || entry.is(FlowState.PLANNED) && isVerdict(exchange, work, failure));
        if (!refused) {
            return CompletableFuture.completedFuture(null);
        }
        if (failure instanceof QuickBooksException e && GONE.contains(e.getCode())) {
            // What was remembered is gone, or inactive, by now: when the letter is sent again it is looked up anew.
            ReferenceCache.of(getCamelContext()).forget(key.company());
        }
        return work.put(entry.refused(said(failure), now()))
                .exceptionallyCompose(e -> Failures.cause(e) instanceof Journal.ConflictException
                        ? work.reload()
                        : CompletableFuture.failedFuture(Failures.cause(e)));
    }

    /** What could not be taken in is known all the same, unless it has the number of something that could. */
    private CompletableFuture<?> unread(Exchange exchange, FlowKey key, Throwable failure) {
        if (key.company().isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        Journal journal = Journals.of(getCamelContext());
        return journal.find(key)
                .thenCompose(before -> {
                    if (before.isPresent()) {
                        return CompletableFuture.completedFuture(null);
                    }
                    FlowEntry refused = FlowEntry.received(key, "", null, now())
                            .keeping(TakeIn.facts(exchange))
                            .refused(said(failure), now());
                    return journal.put(null, refused, intake.keep());
                })
                .exceptionallyCompose(e -> Failures.cause(e) instanceof Journal.ConflictException
                        ? CompletableFuture.completedFuture(null)
                        : CompletableFuture.failedFuture(Failures.cause(e)));
    }

    private Instant now() {
        return Journals.now(getCamelContext());
    }

    /**
     * Whether the main write was refused for good: by QuickBooks, or by the component before anything was sent.
     * Whatever else went wrong leaves open whether QuickBooks has it.
     */
    private boolean isVerdict(Exchange exchange, FlowWork work, Throwable failure) {
        if (!work.isSending()) {
            return false;
        }
        boolean byQuickBooks =
                failure instanceof QuickBooksValidationException || failure instanceof QuickBooksNotFoundException;
        boolean neverSent = failure instanceof IllegalArgumentException
                && work.isPlannedHere()
                && !exchange.getMessage().getHeader(Exchange.REDELIVERED, false, Boolean.class);
        return byQuickBooks || neverSent || failure instanceof NeverSentException && isRecorded(work.entry());
    }

    /** Whether the component would still know of a write of this plan, where there was one. */
    private boolean isRecorded(FlowEntry planned) {
        QuickBooksComponent component = Journals.component(getCamelContext());
        return component.isIntentLogEnabled()
                && now().isBefore(planned.at().plusMillis(component.getIntentRetention()));
    }

    private static String said(Throwable failure) {
        String reason = failure instanceof QuickBooksException e ? e.summary() : failure.getMessage();
        return reason == null ? failure.getClass().getName() : reason;
    }

    private static String reason(FlowWork work, Throwable failure, boolean booked) {
        String said = said(failure);
        if (booked) {
            FlowEntry entry = work.entry();
            String what = entry.entityId() == null ? "It" : entry.entity() + " " + entry.entityId();
            return what + " is booked and remains in QuickBooks; a later step failed: " + said;
        }
        return work != null && work.entry().is(FlowState.PLANNED)
                ? said + " (it may have been booked; if you send the message again, the flow uses the same request id)"
                : said;
    }

    private static boolean retryable(Throwable failure) {
        if (failure instanceof QuickBooksException e) {
            return e.isRetryable();
        }
        boolean decided = failure instanceof IllegalArgumentException || failure instanceof IllegalStateException;
        return !decided || failure instanceof CancellationException;
    }

    private ObjectNode letter(
            FlowKey key, FlowWork work, Throwable failure, String reason, JsonNode original, boolean booked) {
        ObjectNode letter = Json.object()
                .put("flow", key.flow())
                .put("company", key.company())
                .put("id", key.id())
                .put("at", now().toString())
                .put("reason", reason)
                .put("retryable", retryable(failure) || booked);
        if (work != null) {
            letter.put("state", work.entry().state().name());
        }
        letter.put("booked", booked);
        if (booked && work.entry().entityId() != null) {
            letter.put("entity", work.entry().entity())
                    .put("entityId", work.entry().entityId());
        }
        if (failure instanceof CanonicalException e && e.getProblems() != null) {
            ArrayNode problems = letter.putArray("problems");
            e.getProblems().forEach(problem -> problems.addObject()
                    .put("pointer", problem.pointer())
                    .put("reason", problem.reason()));
        }
        if (failure instanceof QuickBooksException e && !e.getCode().isEmpty()) {
            letter.put("code", e.getCode()).put("intuitTid", e.getIntuitTid());
        }
        letter.set("original", original);
        return letter;
    }

    /** The original as JSON where it is JSON, so that it can be sent again as it stands; else as text. */
    private static JsonNode json(Object original) {
        if (original instanceof JsonNode node) {
            return node;
        }
        String text = original == null ? "" : original.toString();
        try {
            JsonNode read = Json.EXACT.readTree(text);
            return read.isContainerNode() ? read : Json.EXACT.getNodeFactory().textNode(text);
        } catch (JsonProcessingException e) {
            return Json.EXACT.getNodeFactory().textNode(text);
        }
    }

    /** A message that could not be taken in may have its number all the same; an entity of QuickBooks' has an Id. */
    private static String idOf(JsonNode original) {
        return Json.text(original, original.has("id") ? "id" : "Id");
    }

    /** One file a message, whatever is in its id; what was refused twice is there once. */
    private static String fileName(FlowKey key) {
        String plain = key.id().replaceAll("[^A-Za-z0-9_.-]", "_");
        boolean same = plain.equals(key.id()) && plain.length() <= LONGEST_NAME;
        String shortened = plain.substring(0, Math.min(plain.length(), LONGEST_NAME));
        return key.flow().replaceAll("[^A-Za-z0-9_.-]", "_") + "-"
                + key.company().replaceAll("[^A-Za-z0-9_-]", "_") + "-" + shortened
                + (same ? "" : "-" + key.hash().substring(0, HASH)) + ".json";
    }

    private static final int LONGEST_NAME = 80;
    private static final int HASH = 12;
}
