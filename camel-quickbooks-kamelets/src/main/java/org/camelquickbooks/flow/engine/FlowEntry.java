package org.camelquickbooks.flow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.camelquickbooks.model.Json;

/**
 * An entry of the journal for a message.
 *
 * @param digest the digest of the message, to detect other content with the same id
 * @param revision counts the changes of the entry; a change is refused if another one was made before it
 * @param data all other data, which the methods below read
 * @param at when the entry was changed
 */
public record FlowEntry(FlowKey key, FlowState state, String digest, long revision, ObjectNode data, Instant at) {

    private static final String ATTEMPT = "attempt";
    private static final String VERSION = "version";
    private static final String ENTITY = "entity";
    private static final String ENTITY_ID = "entityId";
    private static final String NUMBER = "number";
    private static final String AMOUNT = "amount";
    private static final String PLAN = "plan";
    private static final String DOCUMENTS = "documents";
    private static final String NOTE = "note";
    private static final String REASON = "reason";
    private static final String FACTS = "facts";
    private static final String THEIRS = "theirs";
    private static final String UNDO = "undo";
    private static final String SEEN = "seen";
    private static final String DAY = "day";
    private static final String ANSWERED = "answered";
    private static final String SETTLED = "settled";
    private static final String RECEIVED_AT = "receivedAt";

    private static final int MOST_SEEN = 500;
    private static final int SHORT = 16;

    /** A message that is new. */
    static FlowEntry received(FlowKey key, String digest, String version, Instant now) {
        ObjectNode data = Json.object().put(RECEIVED_AT, now.toString());
        if (version != null) {
            data.put(VERSION, version);
        }
        return new FlowEntry(key, FlowState.RECEIVED, digest, 0, data, now);
    }

    private FlowEntry next(FlowState state, Instant now, Consumer<ObjectNode> change) {
        return next(state, digest, now, change);
    }

    private FlowEntry next(FlowState next, String nextDigest, Instant now, Consumer<ObjectNode> change) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("Message " + key + " is " + state + ", and cannot become " + next);
        }
        ObjectNode changed = data.deepCopy();
        change.accept(changed);
        return new FlowEntry(key, next, nextDigest, revision + 1, changed, now);
    }

    /** It was sent again, or a newer version of it came: another attempt, which keeps the Id, and has facts of its own. */
    FlowEntry again(String nextDigest, String version, Instant now) {
        boolean newer = state == FlowState.DONE;
        return next(FlowState.RECEIVED, nextDigest, now, to -> {
            to.remove(List.of(PLAN, REASON, NOTE, UNDO, SETTLED, FACTS));
            if (newer) {
                to.put(ATTEMPT, attempt() + 1);
                ArrayNode seen = to.withArray("/" + SEEN);
                seen.add(shortened(digest));
                while (seen.size() > MOST_SEEN) {
                    seen.remove(0);
                }
            }
            if (version != null) {
                to.put(VERSION, version);
            }
        });
    }

    FlowEntry planned(Plan plan, Instant now) {
        return next(FlowState.PLANNED, now, to -> {
            to.set(PLAN, plan.json());
            if (plan.entity() != null) {
                to.put(ENTITY, plan.entity());
            }
            if (plan.number() != null) {
                to.put(NUMBER, plan.number());
            }
            if (plan.expected() != null) {
                to.put(AMOUNT, plan.expected());
            }
        });
    }

    /** QuickBooks has what was planned. */
    FlowEntry booked(JsonNode made, Instant now) {
        return next(FlowState.BOOKED, now, to -> {
            to.put(ENTITY_ID, Json.text(made, "Id"));
            set(to, NUMBER, Json.text(made, "DocNumber"));
            if (made.has("TotalAmt")) {
                to.put(AMOUNT, made.path("TotalAmt").decimalValue());
            }
            ObjectNode print = Fingerprint.of(entity(), made);
            set(to, DAY, Json.text(print, "date"));
            to.putArray(DOCUMENTS).add(print.put("name", Plan.MAIN));
            set(to, NOTE, plan().note());
            ObjectNode answered = to.putObject(ANSWERED);
            plan().names().forEach(meant -> set(answered, meant.pointer(), meant.answeredName(made)));
        });
    }

    /** There was nothing to send: what is meant is so already. */
    FlowEntry bookedNothing(Instant now) {
        return next(FlowState.BOOKED, now, to -> {
            set(to, ENTITY_ID, plan().entityId());
            set(to, NOTE, plan().note());
        });
    }

    /** Both sides have it so. */
    FlowEntry agreed(String theirs, Instant now) {
        return bookedNothing(now).next(FlowState.DONE, now, to -> {
            to.remove(PLAN);
            set(to, THEIRS, theirs);
        });
    }

    /** A further document of the plan is there. */
    FlowEntry with(String name, String entity, JsonNode made, Instant now) {
        return next(FlowState.BOOKED, now, to -> to.withArray("/" + DOCUMENTS)
                .add(Fingerprint.of(entity, made).put("name", name)));
    }

    /** QuickBooks was asked about the names of what was booked, and it stays: whoever has them later changes nothing. */
    FlowEntry settled(Instant now) {
        return next(FlowState.BOOKED, now, to -> to.put(SETTLED, true));
    }

    boolean isSettled() {
        return data.path(SETTLED).asBoolean();
    }

    /** What was booked is to be deleted again, and why; written down before it is done. */
    FlowEntry undoing(String why, Instant now) {
        return next(FlowState.BOOKED, now, to -> to.put(UNDO, why));
    }

    /** The document of this plan was taken back: the next write is another, under a request id of its own. */
    FlowEntry takenBack(Plan next, Instant now) {
        return next(FlowState.PLANNED, now, to -> {
            to.remove(List.of(UNDO, ENTITY_ID, DAY, DOCUMENTS, NOTE, ANSWERED, SETTLED));
            to.put(ATTEMPT, attempt() + 1).set(PLAN, next.json());
        });
    }

    /** What was made stays, and is corrected by another write, under a request id of its own. */
    FlowEntry correcting(Plan correction, Instant now) {
        return next(FlowState.PLANNED, now, to -> {
            to.remove(List.of(DOCUMENTS, ANSWERED, SETTLED));
            to.put(ATTEMPT, attempt() + 1).set(PLAN, correction.json());
        });
    }

    FlowEntry done(Instant now) {
        return next(FlowState.DONE, now, to -> to.remove(List.of(PLAN, ANSWERED, SETTLED)));
    }

    /** Nothing was booked. Where something was planned, the next attempt has a request id of its own. */
    FlowEntry refused(String why, Instant now) {
        return next(FlowState.REFUSED, now, to -> {
            to.put(REASON, why);
            if (state == FlowState.PLANNED) {
                to.put(ATTEMPT, attempt() + 1).remove(PLAN);
            }
        });
    }

    private static void set(ObjectNode to, String field, String value) {
        if (value != null) {
            to.put(field, value);
        }
    }

    public boolean is(FlowState wanted) {
        return state == wanted;
    }

    /** What a step before has kept with it; empty where nothing was. */
    public JsonNode facts() {
        return data.path(FACTS);
    }

    /** The same with something that is kept with it. */
    FlowEntry keeping(JsonNode facts) {
        if (facts == null || facts.isMissingNode()) {
            return this;
        }
        ObjectNode changed = data.deepCopy();
        changed.set(FACTS, facts);
        return new FlowEntry(key, state, digest, revision, changed, at);
    }

    /** How often a write of it was refused, taken back, or followed by a newer version. */
    public int attempt() {
        return data.path(ATTEMPT).asInt();
    }

    /** The version that the message has, by its own word; null where it says none. */
    public String version() {
        return Json.text(data, VERSION);
    }

    /** What is made of it, such as {@code Invoice}; null before that is decided. */
    public String entity() {
        return Json.text(data, ENTITY);
    }

    /** Its Id in QuickBooks; null before it is there. */
    public String entityId() {
        return Json.text(data, ENTITY_ID);
    }

    /** The number that people know it by; may be null. */
    public String number() {
        return Json.text(data, NUMBER);
    }

    /** What it comes to; null where it is about no money. */
    public BigDecimal amount() {
        return data.has(AMOUNT) ? data.path(AMOUNT).decimalValue() : null;
    }

    /** What is sent; null before it is decided, and after it is done. */
    public Plan plan() {
        return data.has(PLAN) ? Plan.of(data.path(PLAN)) : null;
    }

    /** The documents that were made of it, as they were then: the main one first. */
    public List<JsonNode> documents() {
        List<JsonNode> documents = new ArrayList<>();
        data.path(DOCUMENTS).forEach(documents::add);
        return documents;
    }

    /** A document of it by its name in the plan. */
    public Optional<JsonNode> document(String name) {
        return documents().stream()
                .filter(document -> name.equals(Json.text(document, "name")))
                .findFirst();
    }

    /** The name that QuickBooks has answered for an Id of the plan; null where it has not named it. */
    String answered(Plan.Meant meant) {
        return Json.text(data.path(ANSWERED), meant.pointer());
    }

    /** Something that the acknowledgement says; may be null. */
    public String note() {
        return Json.text(data, NOTE);
    }

    /** What the other side calls it, where both sides have agreed on it; else null. */
    public String theirs() {
        return Json.text(data, THEIRS);
    }

    /** The reason of a refusal; otherwise null. */
    public String reason() {
        return Json.text(data, REASON);
    }

    /** Why its document is being taken back; null where it is not. */
    public String undo() {
        return Json.text(data, UNDO);
    }

    /** The date of its document, as QuickBooks writes it; null where it has none. */
    public String day() {
        return Json.text(data, DAY);
    }

    /** When it came first. */
    public Instant receivedAt() {
        return Instant.parse(data.path(RECEIVED_AT).asText());
    }

    /** Whether a version before the present one said just this. */
    boolean wasSeen(String other) {
        for (JsonNode each : data.path(SEEN)) {
            if (each.asText().equals(shortened(other))) {
                return true;
            }
        }
        return false;
    }

    private static String shortened(String digest) {
        return digest.substring(0, Math.min(SHORT, digest.length()));
    }

    /** Under which QuickBooks knows the main write. */
    public String requestId() {
        return requestId(Plan.MAIN);
    }

    /** Under which QuickBooks knows a document of the plan: as long as it may be, whatever the id of the message. */
    String requestId(String document) {
        return Digest.ofTexts(key.flow(), key.company(), key.id(), Integer.toString(attempt()), document)
                .substring(0, 2 * SHORT);
    }
}
