package org.camelquickbooks.sandbox.company;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.Ledger;
import org.camelquickbooks.sandbox.time.SandboxClock;

/**
 * One company: its entities, its books, its journal. One writer at a time; readers see the state between two writes. A
 * write is first staged, then journalled, then applied, and only then answered.
 */
public final class Company implements Lookup {

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");
    private static final int READ_AHEAD_BYTES = 4 << 20;
    private static final int SPINS = 5_000;
    private static final int MOST_SNAPSHOTS = 100;
    private static final int LONGEST_NAME = 100;

    /** A line of the journal that is being read ahead. */
    private record Ahead(int bytes, CompletableFuture<JournalLine> line) {}

    private final CompanyProfile profile;
    private final SandboxClock clock;
    private final Bookkeeper bookkeeper;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final List<Consumer<ChangeEvent>> listeners = new CopyOnWriteArrayList<>();
    private final Instant founded;
    private final Path directory;
    private final FileStore files;
    private final Queue<Ahead> ahead = new ArrayDeque<>();
    private final Map<String, CompanyState> snapshots = new HashMap<>();
    private CompanyState state = new CompanyState();
    private Journal journal;
    private long aheadBytes;
    private volatile Function<String, String> temporaryUris = id -> "/download/" + id;
    private long lastSecond = Long.MIN_VALUE;
    private String lastTimestamp;

    /**
     * Opens a company; with a directory, brings back what its journal holds.
     *
     * @param founded when it was created, where it is a new one: by that moment it is told from others of its realm
     */
    public Company(CompanyProfile profile, SandboxClock clock, Instant founded, Bookkeeper bookkeeper, Path directory) {
        this.profile = profile;
        this.clock = clock;
        this.founded = founded;
        this.bookkeeper = bookkeeper;
        this.directory = directory;
        this.files = new FileStore(directory == null ? null : directory.resolve("files"));
        if (directory != null) {
            state.tables.values().forEach(Table::suspendIndexes);
            this.journal = new Journal(directory.resolve("journal.jsonl"), this::replay);
            applyAhead();
        }
    }

    public CompanyProfile profile() {
        return profile;
    }

    Instant founded() {
        return founded;
    }

    public SandboxClock clock() {
        return clock;
    }

    public FileStore files() {
        return files;
    }

    /** The books. Only within {@link #read}. */
    public Ledger ledger() {
        return state.ledger;
    }

    /** The rows of an entity. Only within {@link #read}. */
    public Table table(String type) {
        return state.tables.get(type);
    }

    /** The e-mails that went out, oldest first. Only within {@link #read}. */
    public List<ObjectNode> letters() {
        return state.letters();
    }

    public void onChange(Consumer<ChangeEvent> listener) {
        listeners.add(listener);
    }

    public <T> T read(Supplier<T> work) {
        lock.readLock().lock();
        try {
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    public <T> T write(Function<Change, T> work) {
        return write(null, () -> null, work, answer -> null);
    }

    /**
     * Does a piece of work once for each request id: the second time the first answer is given and nothing done. Null
     * stands for no id.
     */
    public JsonNode write(String requestId, Function<Change, JsonNode> work) {
        if (requestId == null) {
            return write(work);
        }
        return write(requestId, () -> state.answer(requestId), work, Json::bytes);
    }

    @SuppressWarnings("unchecked")
    private <T> T write(
            String requestId, Supplier<byte[]> remembered, Function<Change, T> work, Function<T, byte[]> keep) {
        List<ChangeEvent> events;
        T answer;
        lockForWriting();
        try {
            byte[] known = remembered.get();
            if (known != null) {
                // Only answers with a request id are remembered, and those are JSON.
                return (T) Json.read(known);
            }
            Change change = new Change(this, clock.instant());
            answer = work.apply(change);
            events = commit(change, requestId, () -> requestId == null ? null : keep.apply(answer));
        } finally {
            lock.writeLock().unlock();
        }
        events.forEach(event -> listeners.forEach(listener -> listener.accept(event)));
        return answer;
    }

    /** A write takes some hundred microseconds: to wait for one awake is cheaper than to be put to sleep and woken. */
    private void lockForWriting() {
        for (int i = 0; i < SPINS; i++) {
            if (lock.writeLock().tryLock()) {
                return;
            }
            Thread.onSpinWait();
        }
        lock.writeLock().lock();
    }

    /** The books are changed first: what cannot be booked is not journalled, and what is not journalled is undone. */
    private List<ChangeEvent> commit(Change change, String requestId, Supplier<byte[]> answers) {
        Booking booking = new Booking(state.ledger);
        List<JournalLine.Changed> changes = new ArrayList<>();
        byte[] answer;
        try {
            Map<Change.Target, Booked> booked = book(change, booking);
            // What is answered has the balances and quantities that the change has led to.
            change.answers().forEach((entity, type) -> bookkeeper.complete(type.name(), entity, this));
            answer = answers.get();
            change.staged().forEach((target, staged) -> {
                ObjectNode entity = staged.entity();
                byte[] json = entity == null ? null : Json.bytes(entity);
                changes.add(JournalLine.Changed.of(target.type(), target.id(), entity, json, booked.get(target)));
            });
            if (journal != null && (!change.isEmpty() || requestId != null)) {
                journal.append(new JournalLine(change.now(), changes, change.letters(), requestId, answer).write());
            }
        } catch (RuntimeException | Error e) {
            booking.undo();
            throw e;
        }
        changes.forEach(changed -> apply(changed, change.now()));
        changes.forEach(this::closePeriod);
        state.keep(change.letters());
        state.remember(requestId, answer);
        List<ChangeEvent> events = new ArrayList<>();
        change.staged().forEach((target, staged) -> {
            if (staged.operation() != null) {
                events.add(new ChangeEvent(
                        profile.realmId(),
                        target.type(),
                        target.id(),
                        staged.operation(),
                        change.now(),
                        staged.operation() == ChangeEvent.Operation.MERGE ? change.mergedId() : null));
            }
        });
        return events;
    }

    /** Payments are booked after what they settle. */
    private Map<Change.Target, Booked> book(Change change, Booking booking) {
        Map<Change.Target, Booked> booked = new HashMap<>();
        for (boolean payments : new boolean[] {false, true}) {
            change.staged().forEach((target, staged) -> {
                if (target.type().endsWith("Payment") != payments) {
                    return;
                }
                if (change.isRewritten(target)) {
                    Booked rewritten = change.rewritten(target);
                    if (rewritten != Booked.AS_BEFORE) {
                        booking.put(target.key(), rewritten.entry());
                    }
                    booked.put(target, rewritten);
                    return;
                }
                boolean kept = staged.entity() != null && !change.posts(target);
                if (!kept) {
                    Entry entry =
                            staged.entity() == null ? null : bookkeeper.post(target.type(), staged.entity(), change);
                    bookkeeper.checkOpenPeriod(posted(target.type(), target.id()), entry, change);
                    booking.put(target.key(), entry);
                    booked.put(target, new Booked(entry));
                } else {
                    booked.put(target, Booked.AS_BEFORE);
                }
            });
        }
        return booked;
    }

    private void apply(JournalLine.Changed changed, Instant now) {
        Table table = table(changed.type());
        ObjectNode entity = changed.entity();
        if (entity == null) {
            table.delete(new Tombstone(changed.type(), changed.id(), now.getEpochSecond(), timestamp(now)));
            return;
        }
        table.put(entity, changed.json(), changed.values());
        state.sawId(table.type().idSequence(), changed.id());
        state.sawNumber(changed.type(), Json.text(entity, "DocNumber"));
        for (String field : table.type().addresses()) {
            String address = Json.text(entity.path(field), "Id");
            if (address != null) {
                state.sawId(Change.ADDRESSES, address);
            }
        }
    }

    /** Lines are read ahead on other processors, so many bytes of them, and applied in their order. */
    private void replay(byte[] line) {
        ahead.add(new Ahead(line.length, CompletableFuture.supplyAsync(() -> JournalLine.read(line))));
        aheadBytes += line.length;
        while (aheadBytes > READ_AHEAD_BYTES) {
            applyNext();
        }
    }

    private void applyAhead() {
        while (!ahead.isEmpty()) {
            applyNext();
        }
        state.tables.values().forEach(Table::resumeIndexes);
    }

    private void applyNext() {
        Ahead next = ahead.remove();
        aheadBytes -= next.bytes;
        apply(next.line.join());
    }

    private void apply(JournalLine line) {
        List<JournalLine.Changed> changes = line.changes();
        changes.forEach(changed -> apply(changed, line.time()));
        changes.forEach(this::rebook);
        changes.forEach(this::closePeriod);
        state.keep(line.letters());
        state.remember(line.requestId(), line.answer());
    }

    /** Costs of a period that the preferences close stay what they are. */
    private void closePeriod(JournalLine.Changed changed) {
        if (changed.type().equals("Preferences") && changed.entity() != null) {
            String day = Json.text(changed.entity(), "AccountingInfoPrefs.BookCloseDate");
            state.ledger.close(day == null ? null : LocalDate.parse(day));
        }
    }

    /** Books what a line of the journal says was booked; older journals do not say, and their entities post anew. */
    private void rebook(JournalLine.Changed changed) {
        Entry.Key key = new Change.Target(changed.type(), changed.id()).key();
        if (changed.entity() == null) {
            new Booking(state.ledger).put(key, null);
        } else if (changed.booked() == null) {
            new Booking(state.ledger).put(key, bookkeeper.post(changed.type(), changed.entity(), this));
        } else if (changed.booked() != Booked.AS_BEFORE) {
            new Booking(state.ledger).put(key, changed.booked().entry());
        }
    }

    @Override
    public Entry posted(String type, String id) {
        return state.ledger.entry(new Change.Target(type, id).key());
    }

    /** Whether a state is kept under a name. */
    public boolean hasSnapshot(String name) {
        return journal == null ? snapshots.containsKey(name) : Files.exists(snapshotFile(name));
    }

    /** Keeps the state under a name, in the place of what was kept under it: in memory, or beside the journal. */
    public void snapshot(String name) {
        lock.writeLock().lock();
        try {
            if (name.length() > LONGEST_NAME) {
                throw new IllegalArgumentException(
                        "The name of a snapshot must have at most " + LONGEST_NAME + " characters");
            }
            if (!hasSnapshot(name) && snapshots() >= MOST_SNAPSHOTS) {
                throw new IllegalArgumentException("A company keeps at most " + MOST_SNAPSHOTS
                        + " snapshots; reuse a name to replace its snapshot");
            }
            if (journal == null) {
                snapshots.put(name, state.copy());
            } else {
                journal.copyTo(snapshotFile(name));
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    /**
     * Brings back the state that was kept under a name.
     *
     * @throws IllegalArgumentException where nothing was
     */
    public void restore(String name) {
        lock.writeLock().lock();
        try {
            if (!hasSnapshot(name)) {
                throw new IllegalArgumentException("There is no snapshot " + name + " of company " + profile.realmId());
            }
            if (journal == null) {
                state = snapshots.get(name).copy();
            } else {
                state = new CompanyState();
                state.tables.values().forEach(Table::suspendIndexes);
                journal.replaceWith(snapshotFile(name), this::replay);
                applyAhead();
            }
        } finally {
            lock.writeLock().unlock();
        }
    }

    private int snapshots() {
        if (journal == null) {
            return snapshots.size();
        }
        String[] files = directory.resolve("snapshots").toFile().list();
        return files == null ? 0 : files.length;
    }

    private Path snapshotFile(String name) {
        return directory
                .resolve("snapshots")
                .resolve(Integer.toHexString(name.hashCode()) + "-" + name.replaceAll("[^A-Za-z0-9._-]", "_"));
    }

    /** Forgets everything. */
    public void clear() {
        lock.writeLock().lock();
        try {
            state = new CompanyState();
            if (journal != null) {
                journal.clear();
            }
            files.clear();
        } finally {
            lock.writeLock().unlock();
        }
    }

    public void close() {
        if (journal != null) {
            journal.close();
        }
    }

    @Override
    public JsonNode find(String type, String id) {
        Row row = table(type).find(id);
        if (row == null) {
            return null;
        }
        return table(type).type().isTransaction() ? row.copy() : row.shared();
    }

    @Override
    public JsonNode first(String type, Predicate<JsonNode> test) {
        for (Row row : table(type).rows()) {
            if (test.test(row.shared())) {
                return row.shared();
            }
        }
        return null;
    }

    /** The entity as it is answered: stored fields and those that are worked out. */
    public byte[] render(Table table, Row row) {
        return table.type().computed().isEmpty() ? row.json() : Json.bytes(renderTree(table, row));
    }

    public ObjectNode renderTree(Table table, Row row) {
        ObjectNode entity = row.copy();
        bookkeeper.complete(table.type().name(), entity, this);
        return entity;
    }

    /** The entity of a change as it will be answered, before the change is applied. */
    public ObjectNode complete(EntityType type, ObjectNode entity) {
        bookkeeper.complete(type.name(), entity, this);
        return entity;
    }

    /** Where the file of an attachable can be fetched without a token, for a quarter of an hour. */
    public String temporaryUri(String attachableId) {
        return temporaryUris.apply(attachableId);
    }

    /** Says how temporary URIs are made; whoever serves them knows. */
    public void temporaryUris(Function<String, String> maker) {
        temporaryUris = maker;
    }

    long lastId(String sequence) {
        return state.sequences.getOrDefault(sequence, 0L);
    }

    /** The highest document number of a form. */
    long lastNumber(String type) {
        return state.numbers.getOrDefault(type, 1000L);
    }

    /** A moment in the company's zone, to the second. */
    public synchronized String timestamp(Instant instant) {
        if (instant.getEpochSecond() != lastSecond) {
            lastSecond = instant.getEpochSecond();
            lastTimestamp =
                    TIMESTAMP.format(OffsetDateTime.ofInstant(instant.truncatedTo(ChronoUnit.SECONDS), profile.zone()));
        }
        return lastTimestamp;
    }
}
