package org.camelquickbooks.sandbox.company;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.catalogue.IdValue;
import org.camelquickbooks.sandbox.company.ChangeEvent.Operation;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.Posting;

/** A pending change: what it will store and delete. Others do not see it, and if it fails, nothing of it remains. */
public final class Change implements Lookup {

    /** The sequence of the Ids of addresses. */
    static final String ADDRESSES = "address";
    /** Whoever changes something, as answers name them. */
    private static final String USER = "9130347596841800";

    private static final List<String> COORDINATES = List.of("Lat", "Long");

    /** The object that is changed, by entity and Id. */
    record Target(String type, String id) {

        Entry.Key key() {
            return new Entry.Key(type, new IdValue(id));
        }
    }

    /** What becomes of it; no entity means deleted. */
    record Staged(EntityType type, ObjectNode entity, Operation operation) {}

    private final Company company;
    private final Instant now;
    private final Map<Target, Staged> staged = new LinkedHashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final List<ObjectNode> letters = new ArrayList<>();
    private final Set<Target> reposted = new HashSet<>();
    private final Map<Target, Entry> rewritten = new HashMap<>();
    /** What is answered, by identity: two answers may be equal. */
    private final Map<ObjectNode, EntityType> answers = new IdentityHashMap<>();

    private String mergedId;
    private final Map<Entry.Key, List<Posting>> settled = new HashMap<>();

    Change(Company company, Instant now) {
        this.company = company;
        this.now = now;
    }

    public Company company() {
        return company;
    }

    /** Today in the company's zone. */
    public LocalDate today() {
        return LocalDate.ofInstant(now, company.profile().zone());
    }

    /** The moment of this change as the API writes it. */
    public String timestamp() {
        return company.timestamp(now);
    }

    @Override
    public JsonNode find(String type, String id) {
        Staged mine = staged.get(new Target(type, id));
        return mine != null ? mine.entity : company.find(type, id);
    }

    @Override
    public JsonNode first(String type, Predicate<JsonNode> test) {
        for (Staged mine : staged.values()) {
            if (mine.type.name().equals(type) && mine.entity != null && test.test(mine.entity)) {
                return mine.entity;
            }
        }
        return company.first(type, test);
    }

    @Override
    public Entry posted(String type, String id) {
        return company.posted(type, id);
    }

    /** Lets an entity post anew; one that is only touched, such as an invoice that is paid, keeps what it has posted. */
    public void repost(EntityType type, String id) {
        reposted.add(new Target(type.name(), id));
    }

    /** Whether a staged entity posts anew: all that are new, and those that were said to. */
    boolean posts(Target target) {
        return reposted.contains(target) || company.table(target.type()).find(target.id()) == null;
    }

    /** Keeps a line by which a payment of this change settles something, until the payment is posted. */
    public void settles(Entry.Key payment, Posting line) {
        settled.get(payment).add(line);
    }

    /** A payment of this change settles nothing any more, as long as nothing else is said. */
    public void settlesNothing(Entry.Key payment) {
        settled.put(payment, new ArrayList<>());
    }

    /** The lines by which a payment settles, after this change; null where the change leaves the payment as it was. */
    public List<Posting> settledBy(Entry.Key payment) {
        return settled.get(payment);
    }

    /** A copy of the entity to change and put back, or null. */
    public ObjectNode edit(String type, String id) {
        Staged mine = staged.get(new Target(type, id));
        if (mine != null) {
            return mine.entity == null ? null : mine.entity.deepCopy();
        }
        Row row = company.table(type).find(id);
        return row == null ? null : row.copy();
    }

    /** The next free number of the sequence that the entity's Ids come from. */
    public String nextId(EntityType type) {
        return next(type.idSequence());
    }

    /** The Id that the next entity of this kind takes, as long as this change lasts. */
    public void nextId(EntityType type, String id) {
        sequences.put(type.idSequence(), Long.parseLong(id) - 1);
    }

    private String next(String name) {
        long next = sequences.getOrDefault(name, company.lastId(name)) + 1;
        sequences.put(name, next);
        return Long.toString(next);
    }

    /** The next document number of a form, also after those that this change has given out. */
    public String nextNumber(EntityType type) {
        String sequence = type.numberSequence();
        long next = Math.max(company.lastNumber(sequence), numbers.getOrDefault(sequence, 0L)) + 1;
        numbers.put(sequence, next);
        return Long.toString(next);
    }

    /** Stages an entity, new or changed, and stamps it: Id, SyncToken, times. */
    public ObjectNode put(EntityType type, ObjectNode entity, Operation operation) {
        String given = Json.text(entity, "Id");
        String id = given == null ? nextId(type) : given;
        Row former = company.table(type.name()).find(id);
        JsonNode before = former == null ? null : former.copy();
        String created = before == null ? created(type) : Json.text(before, "MetaData.CreateTime");
        entity.remove(List.of("domain", "sparse", "Id", "SyncToken", "MetaData"));
        entity.put("domain", "QBO").put("sparse", false).put("Id", id);
        entity.put("SyncToken", Integer.toString(former == null ? 0 : former.syncToken() + 1));
        ObjectNode meta = entity.putObject("MetaData").put("CreateTime", created);
        meta.putObject("LastModifiedByRef").put("value", USER);
        meta.put("LastUpdatedTime", timestamp());
        addresses(type, entity, before);
        type.answers().complete(entity);
        Staged mine = staged.remove(new Target(type.name(), id));
        staged.put(
                new Target(type.name(), id),
                new Staged(type, entity, mine == null ? operation : stronger(mine.operation, operation)));
        return entity;
    }

    /** Of the company itself: when it was founded. */
    private String created(EntityType type) {
        return type.name().equals("CompanyInfo") ? company.timestamp(company.founded()) : timestamp();
    }

    /** An address has an Id, which it keeps when it is changed or copied. Coordinates are no longer answered (2025). */
    private void addresses(EntityType type, ObjectNode entity, JsonNode before) {
        for (String field : type.addresses()) {
            if (entity.get(field) instanceof ObjectNode address) {
                address.remove(COORDINATES);
                if (!address.has("Id")) {
                    String former = before == null ? null : Json.text(before.path(field), "Id");
                    address.put("Id", former == null ? next(ADDRESSES) : former);
                }
            }
        }
    }

    /** Puts another body under a version that is staged already. */
    public void amend(EntityType type, ObjectNode entity) {
        staged.computeIfPresent(
                new Target(type.name(), Json.text(entity, "Id")),
                (target, before) -> new Staged(type, entity, before.operation));
    }

    /**
     * Stages an entity whose references now name another one. That is no change of the entity: its version stays, and
     * nobody is told.
     *
     * @param entry what it has posted, under the new name; null where that stays as it is
     */
    public void rewrite(EntityType type, ObjectNode entity, Entry entry) {
        Target target = new Target(type.name(), Json.text(entity, "Id"));
        staged.put(target, new Staged(type, entity, null));
        rewritten.put(target, entry);
    }

    /** Stages what another one was merged into. */
    public void mergeInto(EntityType type, ObjectNode winner, String loser) {
        put(type, winner, Operation.MERGE);
        mergedId = loser;
        rewritten.put(new Target(type.name(), Json.text(winner, "Id")), null);
    }

    /** Stages what was merged into another one: changed, but told only with that one. */
    public void retire(EntityType type, ObjectNode loser, Entry entry) {
        put(type, loser, null);
        rewritten.put(new Target(type.name(), Json.text(loser, "Id")), entry);
    }

    boolean isRewritten(Target target) {
        return rewritten.containsKey(target);
    }

    Booked rewritten(Target target) {
        Entry entry = rewritten.get(target);
        return entry == null ? Booked.AS_BEFORE : new Booked(entry);
    }

    /** What was merged in this change, or null. */
    String mergedId() {
        return mergedId;
    }

    /** Stages a change of another object, unless it leaves that object as it was. */
    public void relate(EntityType type, ObjectNode entity) {
        Row stored = table(type, entity);
        if (stored == null || !isSame(type, stored.copy(), entity)) {
            put(type, entity, Operation.UPDATE);
        } else {
            staged.remove(new Target(type.name(), Json.text(entity, "Id")));
        }
    }

    private Row table(EntityType type, ObjectNode entity) {
        return company.table(type.name()).find(Json.text(entity, "Id"));
    }

    /** Whether two versions of an entity say the same; what is worked out when read does not count. */
    public static boolean isSame(EntityType type, ObjectNode one, ObjectNode other) {
        return Json.same(
                contentOf(one.deepCopy()).without(type.computed()),
                contentOf(other.deepCopy()).without(type.computed()));
    }

    /** What was staged at a moment. */
    public static final class Mark {
        private final Map<Target, Staged> staged;
        private final Set<Target> reposted;
        private final Map<Entry.Key, List<Posting>> settled;

        private Mark(Change change) {
            this.staged = new LinkedHashMap<>(change.staged);
            this.reposted = Set.copyOf(change.reposted);
            this.settled = Map.copyOf(change.settled);
        }
    }

    public Mark mark() {
        return new Mark(this);
    }

    /** Forgets what was staged since. */
    public void backTo(Mark mark) {
        staged.clear();
        staged.putAll(mark.staged);
        reposted.retainAll(mark.reposted);
        settled.keySet().retainAll(mark.settled.keySet());
    }

    /** Without versions and times, and without what a payment's lines say of others' open balances. */
    private static ObjectNode contentOf(ObjectNode entity) {
        for (JsonNode line : entity.path("Line")) {
            if (line instanceof ObjectNode object) {
                object.remove("LineEx");
            }
        }
        withoutNames(entity);
        return entity.without(List.of("SyncToken", "MetaData"));
    }

    /** What is referred to may have another name since then; that is no change of what refers to it. */
    private static void withoutNames(JsonNode node) {
        if (node instanceof ObjectNode reference && reference.has("value")) {
            reference.remove("name");
        }
        node.forEach(Change::withoutNames);
    }

    /** A voided payment also updates itself: the news is that it was voided. */
    private static Operation stronger(Operation before, Operation now) {
        return now == Operation.UPDATE ? before : now;
    }

    public void delete(EntityType type, String id) {
        Staged before = staged.remove(new Target(type.name(), id));
        if (before == null || company.table(type.name()).find(id) != null) {
            staged.put(new Target(type.name(), id), new Staged(type, null, Operation.DELETE));
        }
    }

    /** Records an e-mail that goes out with this change. */
    public void send(ObjectNode letter) {
        letters.add(letter);
    }

    Map<Target, Staged> staged() {
        return staged;
    }

    List<ObjectNode> letters() {
        return letters;
    }

    Instant now() {
        return now;
    }

    boolean isEmpty() {
        return staged.isEmpty() && letters.isEmpty();
    }

    /** The entity as it will be answered: what is worked out of it is filled in once the change is booked. */
    public ObjectNode answer(EntityType type, ObjectNode entity) {
        ObjectNode answer = company.rendering().complete(type, entity.deepCopy());
        answers.put(answer, type);
        return answer;
    }

    Map<ObjectNode, EntityType> answers() {
        return answers;
    }

    /** The entity type by name, for rules that make or change others. */
    public static EntityType type(String name) {
        return Catalogue.get().type(name);
    }
}
