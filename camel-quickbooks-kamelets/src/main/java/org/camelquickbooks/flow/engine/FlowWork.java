package org.camelquickbooks.flow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.camelquickbooks.flow.ask.Reference;
import org.camelquickbooks.model.Json;

/** A message on its way through a flow. It belongs to one exchange, and is kept in a property of it. */
public final class FlowWork {

    private static final String PROPERTY = "CamelQuickBooksFlowWork";

    private final FlowKey key;
    private final JsonNode message;
    private final String digest;
    private final FlowEntry before;
    private final Map<Reference, String> known = new ConcurrentHashMap<>();
    private final ObjectNode plan = Json.object();
    private FlowEntry entry;
    private BigDecimal amount;
    private String note;
    private boolean takenBack;
    private boolean nothingToDo;

    /** @param before what the journal knew; null where it knew nothing */
    public FlowWork(FlowKey key, JsonNode message, String digest, FlowEntry before) {
        this.key = key;
        this.message = message;
        this.digest = digest;
        this.before = before;
        this.entry = before;
    }

    /** Begins with what a step has made; what the journal knows of it is asked. */
    public static FlowWork begin(Exchange exchange, FlowKey key, JsonNode message, JsonNode whatMatters) {
        FlowEntry before = Journals.of(exchange.getContext()).find(key).orElse(null);
        FlowWork work = new FlowWork(key, message, Digest.of(whatMatters), before);
        begin(exchange, work);
        return work;
    }

    public static void begin(Exchange exchange, FlowWork work) {
        exchange.setProperty(PROPERTY, work);
    }

    /** That of an exchange; null where the flow could not even read the message. */
    public static FlowWork of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, FlowWork.class);
    }

    /** Ids that steps before have found; none outside of a flow. */
    public static Map<Reference, String> known(Exchange exchange) {
        FlowWork work = of(exchange);
        return work == null ? Map.of() : work.known();
    }

    /** Ids that steps before have found. */
    public Map<Reference, String> known() {
        return known;
    }

    public FlowKey key() {
        return key;
    }

    /** The canonical message, checked. */
    public JsonNode message() {
        return message;
    }

    public String digest() {
        return digest;
    }

    /** Whether QuickBooks has it already, as it is. */
    public boolean isDone() {
        return before != null
                && before.is(FlowEntry.State.DONE)
                && before.digest().equals(digest);
    }

    /** Whether it was decided already what is sent; it may have been. */
    public boolean isPlanned() {
        return before != null && before.is(FlowEntry.State.PLANNED);
    }

    /** Whether there is something to send. */
    public boolean isToWrite() {
        return !isDone() && !nothingToDo;
    }

    /** There is nothing to send: what is meant is so already. */
    public void nothingToDo(String why) {
        this.nothingToDo = true;
        this.note = why;
    }

    /** The same, where it is known what has it so. */
    public void nothingToDo(String why, String entity, String entityId) {
        nothingToDo(why);
        this.entry = FlowEntry.known(key, digest, attempt(), entity, entityId, null, why, null);
    }

    public boolean isNothingToDo() {
        return nothingToDo;
    }

    /** Whether nothing was decided yet. */
    public boolean isNew() {
        return !isDone() && !isPlanned();
    }

    /** A version after another is another write. */
    public int attempt() {
        if (before == null) {
            return 0;
        }
        return before.is(FlowEntry.State.DONE) ? before.attempt() + 1 : before.attempt();
    }

    /** What the journal knew when the message came; null for nothing. */
    public FlowEntry before() {
        return before;
    }

    /** What the journal says now; null before anything is planned. */
    public FlowEntry entry() {
        return entry;
    }

    public void entry(FlowEntry now) {
        this.entry = now;
    }

    /** Remembers an Id, so that it is not looked up. */
    public void know(String type, String field, String value, String id) {
        known.put(new Reference(type, field, value), id);
    }

    /** What QuickBooks' total has to be; null where that is not known beforehand. */
    public BigDecimal amount() {
        return amount;
    }

    public void expect(BigDecimal total) {
        this.amount = total;
    }

    /** Something that the acknowledgement tells; null for nothing. */
    public String note() {
        return note;
    }

    public void note(String text) {
        this.note = text;
    }

    /** What else is written down with what will be sent, for steps that come after it. */
    public ObjectNode plan() {
        return plan;
    }

    /** A write was undone: the next has to be another, under a request id of its own. */
    public void takenBack() {
        this.takenBack = true;
    }

    public boolean isTakenBack() {
        return takenBack;
    }

    public int nextAttempt() {
        return attempt() + (takenBack ? 1 : 0);
    }
}
