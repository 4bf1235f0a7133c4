package org.camelquickbooks.flow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.Exchange;
import org.camelquickbooks.flow.ask.Lookups;
import org.camelquickbooks.flow.ask.PlacedReferences;
import org.camelquickbooks.flow.ask.Reference;
import org.camelquickbooks.model.Json;

/** A message in a flow. It belongs to one exchange, and is stored in a property of it. */
public final class FlowWork {

    private static final String PROPERTY = "CamelQuickBooksFlowWork";

    private final Journal journal;
    private final Duration keep;
    private final JsonNode message;
    private final Map<Reference, String> known = new ConcurrentHashMap<>();
    private final List<Plan.Meant> names = new ArrayList<>();
    private final List<Plan.Further> further = new ArrayList<>();
    private FlowEntry entry;
    private BigDecimal expected;
    private String note;
    private String operation;
    private String keyField;
    private final boolean older;
    private boolean repeated;
    private boolean nothingToDo;
    private String knownEntity;
    private String knownId;
    private boolean checked;
    private boolean plannedHere;
    private boolean sending;
    private final Map<String, HeldTurn> turns = new ConcurrentHashMap<>();
    private NewerVersion newer;
    private JsonNode facts;

    FlowWork(Journal journal, Duration keep, JsonNode message, FlowEntry entry, boolean older) {
        this.journal = journal;
        this.keep = keep;
        this.message = message;
        this.entry = entry;
        this.older = older;
        this.repeated = older || entry.is(FlowState.DONE);
    }

    static void begin(Exchange exchange, FlowWork work) {
        exchange.setProperty(PROPERTY, work);
    }

    /** That of an exchange; null where the flow could not even read the message. */
    public static FlowWork of(Exchange exchange) {
        return exchange.getProperty(PROPERTY, FlowWork.class);
    }

    /** Ids that steps before have found. */
    public Map<Reference, String> known() {
        return known;
    }

    public FlowKey key() {
        return entry.key();
    }

    /** The canonical message, checked. */
    public JsonNode message() {
        return message;
    }

    /** What the journal says now. */
    public FlowEntry entry() {
        return entry;
    }

    /** Whether it was done before it came this time. */
    public boolean isRepeated() {
        return repeated;
    }

    /** Whether it says what was so before something newer came: it changes nothing. */
    boolean isOlder() {
        return older;
    }

    /** Whether nothing was decided yet. */
    public boolean isNew() {
        return !older && entry.is(FlowState.RECEIVED);
    }

    public boolean isDone() {
        return older || entry.is(FlowState.DONE);
    }

    /** Whether the main document has to be sent. */
    boolean isToWrite() {
        return !older && entry.is(FlowState.PLANNED) && !entry.plan().isNothing();
    }

    /** Whether the main document has to be sent, or what QuickBooks made of it compared with what was meant. */
    boolean isUnsettled() {
        return isToWrite() || isBooked() && !checked;
    }

    /** Whether there may be something left to do after the main document. */
    boolean isBooked() {
        return !older && entry.is(FlowState.BOOKED);
    }

    /** Whether QuickBooks has it: nothing that happens now makes a refusal of it. */
    boolean isSafe() {
        return entry.is(FlowState.BOOKED) || entry.is(FlowState.DONE);
    }

    void checked() {
        this.checked = true;
    }

    void sending(boolean now) {
        this.sending = now;
    }

    boolean isSending() {
        return sending;
    }

    /** Whether the plan was made for this exchange, and not taken from the journal. */
    boolean isPlannedHere() {
        return plannedHere;
    }

    void plannedHere() {
        this.plannedHere = true;
    }

    /** There is nothing to send: what is meant is so already. */
    public void nothingToDo(String why) {
        this.nothingToDo = true;
        this.note = why;
    }

    /** The same, where it is known what has it so. */
    public void nothingToDo(String why, String entity, String entityId) {
        nothingToDo(why);
        this.knownEntity = entity;
        this.knownId = entityId;
    }

    public boolean isNothingToDo() {
        return nothingToDo;
    }

    /** Remembers an Id, so that it is not looked up. */
    public void know(String type, String field, String value, String id) {
        known.put(new Reference(type, field, value), id);
    }

    /** What QuickBooks' total has to be. */
    public void expect(BigDecimal total) {
        this.expected = total;
    }

    BigDecimal expected() {
        return expected;
    }

    /** Something that the acknowledgement says; null for nothing. */
    public void note(String text) {
        this.note = text;
    }

    public String note() {
        return note;
    }

    /**
     * Whom, and what, the Ids in the body mean that may be somebody else's by the time of the write: the answer is
     * compared with it.
     *
     * @param lookups by which they were found
     */
    public void means(PlacedReferences placed, Lookups lookups) {
        placed.places().forEach((pointer, reference) -> {
            // A step may have left out what must not be sent.
            String id = Json.text(placed.document().at(pointer), "value");
            if (id != null && lookups.isCompared(reference)) {
                names.add(new Plan.Meant(pointer, reference.entity(), reference.value(), id));
            }
        });
    }

    /** A document that is made after the main one. */
    public void further(String name, String entity, ObjectNode body) {
        further.add(new Plan.Further(name, entity, body));
    }

    /** How the main document is written, where it is not created: update or upsert. */
    public void operation(String word) {
        this.operation = word;
    }

    /** The field by which an upsert finds what is there. */
    public void keyField(String field) {
        this.keyField = field;
    }

    /** Forgets what a step before has put together, where it is run again. */
    public void anew() {
        names.clear();
        further.clear();
        note = null;
        nothingToDo = false;
    }

    Plan plan(String entity, ObjectNode body) {
        return nothingToDo
                ? Plan.nothing(knownEntity, knownId, note)
                : new Plan(
                        entity,
                        body,
                        null,
                        operation == null ? "create" : operation,
                        keyField,
                        expected,
                        note,
                        List.copyOf(names),
                        List.copyOf(further));
    }

    /** Keeps something with the message in the journal, from when it is decided. */
    public void keep(JsonNode kept) {
        this.facts = kept;
    }

    JsonNode kept() {
        return facts;
    }

    /** A turn that the message has; null where it does not. */
    HeldTurn turn(String name) {
        return turns.get(name);
    }

    void has(String name, HeldTurn turn) {
        turns.put(name, turn);
    }

    /** The message is a newer version of one that is not finished, which is finished first; null where it is not. */
    FlowWork after(NewerVersion version) {
        this.newer = version;
        return this;
    }

    /** Whether an older version has to be finished before this one. */
    boolean isBehind() {
        return newer != null && (entry.is(FlowState.PLANNED) || entry.is(FlowState.BOOKED));
    }

    /** The older version is finished: now it is the turn of this one. */
    CompletableFuture<FlowEntry> next(Instant now) {
        NewerVersion mine = newer;
        return put(entry.done(now))
                .thenCompose(done ->
                        put(done.again(mine.digest(), mine.version(), now).keeping(mine.facts())))
                .thenApply(put -> {
                    newer = null;
                    checked = false;
                    return put;
                });
    }

    /** The same as put, where the turns in which it was decided are still held. */
    CompletableFuture<FlowEntry> decide(FlowEntry next) {
        return journal.put(entry, next, keep, turns.values()).thenApply(put -> entry = put);
    }

    /** Changes what the journal says. */
    CompletableFuture<FlowEntry> put(FlowEntry next) {
        return journal.put(entry, next, keep).thenApply(put -> entry = put);
    }

    /** Takes what the journal says, after somebody else has changed it. */
    CompletableFuture<FlowEntry> reload() {
        return journal.find(key()).thenApply(found -> {
            found.ifPresent(there -> {
                entry = there;
                if (there.is(FlowState.DONE)) {
                    repeated = true;
                }
            });
            return entry;
        });
    }

    Journal journal() {
        return journal;
    }
}
