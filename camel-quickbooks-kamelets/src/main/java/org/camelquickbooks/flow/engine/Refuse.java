package org.camelquickbooks.flow.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.concurrent.CancellationException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.camelquickbooks.canonical.CanonicalException;
import org.camelquickbooks.flow.QuickBooksFlowEvent;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QuickBooksException;
import org.camelquickbooks.model.QuickBooksNotFoundException;
import org.camelquickbooks.model.QuickBooksValidationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a dead letter: the reason, and the message as it came. When the message comes again it is tried again. */
public final class Refuse implements Processor {

    private static final Logger LOG = LoggerFactory.getLogger(Refuse.class);

    private final String flow;

    public Refuse(String flow) {
        this.flow = flow;
    }

    @Override
    public void process(Exchange exchange) {
        Throwable failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        String reason = reason(failure);
        FlowWork work = FlowWork.of(exchange);
        String company = TakeIn.company(exchange);
        CamelContext context = exchange.getContext();
        JsonNode original = json(TakeIn.original(exchange));
        String id = work != null ? work.key().id() : idOf(original, exchange);
        FlowKey key = new FlowKey(flow, company == null ? "" : company, id);
        if (work == null) {
            rememberUnread(context, key, reason);
        } else if (!mayHaveBeenSent(work, failure) && !work.isDone()) {
            Journals.of(context)
                    .put(FlowEntry.refused(
                            key, work.digest(), work.nextAttempt(), work.amount(), reason, Journals.now(context)));
        }
        LOG.warn("The {} flow refuses {}: {}", flow, id, reason);
        exchange.getMessage().setBody(letter(context, key, failure, reason, original));
        exchange.getMessage().setHeader(Exchange.FILE_NAME, fileName(key));
        QuickBooksFlowEvent.tell(context, key, QuickBooksFlowEvent.Outcome.REFUSED, reason);
    }

    private static String reason(Throwable failure) {
        String reason = failure instanceof QuickBooksException e ? e.summary() : failure.getMessage();
        return reason == null ? failure.getClass().getName() : reason;
    }

    /** What could not be taken in is known all the same, unless it has the number of something that could. */
    private static void rememberUnread(CamelContext context, FlowKey key, String reason) {
        if (key.company().isEmpty()) {
            return;
        }
        FlowEntry before = Journals.of(context).find(key).orElse(null);
        if (before == null || before.is(FlowEntry.State.REFUSED)) {
            int attempt = before == null ? 0 : before.attempt();
            Journals.of(context).put(FlowEntry.refused(key, "", attempt, null, reason, Journals.now(context)));
        }
    }

    /** What QuickBooks itself refused was not done; of what was planned before a crash nobody else can say that. */
    private static boolean mayHaveBeenSent(FlowWork work, Throwable failure) {
        boolean refused =
                failure instanceof QuickBooksValidationException || failure instanceof QuickBooksNotFoundException;
        return work.entry() != null
                && work.entry().is(FlowEntry.State.PLANNED)
                && !refused
                && !work.isTakenBack()
                && (work.isPlanned() || retryable(failure));
    }

    private static boolean retryable(Throwable failure) {
        if (failure instanceof QuickBooksException e) {
            return e.isRetryable();
        }
        boolean decided = failure instanceof IllegalArgumentException || failure instanceof IllegalStateException;
        return !decided || failure instanceof CancellationException;
    }

    private static String letter(
            CamelContext context, FlowKey key, Throwable failure, String reason, JsonNode original) {
        ObjectNode letter = Json.object()
                .put("flow", key.flow())
                .put("company", key.company())
                .put("id", key.id())
                .put("at", Journals.now(context).toString())
                .put("reason", reason)
                .put("retryable", retryable(failure));
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
        return letter.toString();
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

    /** A message that could not be taken in may tell its number all the same. */
    private static String idOf(JsonNode original, Exchange exchange) {
        String id = Json.text(original, "id");
        return id != null ? id : "exchange-" + exchange.getExchangeId();
    }

    /** One file a message, whatever is in its id; what was refused twice is there once. */
    private static String fileName(FlowKey key) {
        String plain = key.id().replaceAll("[^A-Za-z0-9_.-]", "_");
        String unlike =
                plain.equals(key.id()) ? "" : "-" + Integer.toHexString(key.id().hashCode());
        return key.flow() + "-" + key.company() + "-" + plain + unlike + ".json";
    }
}
