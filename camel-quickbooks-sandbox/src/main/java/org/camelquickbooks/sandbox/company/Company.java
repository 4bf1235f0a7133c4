package org.camelquickbooks.sandbox.company;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.Ledger;
import org.camelquickbooks.sandbox.time.SandboxClock;

/**
 * One company: its entities, its books, its journal. One writer at a time; readers see the state between two writes. A
 * write is first staged, then journalled, then applied, and only then answered.
 */
public final class Company implements Lookup {

    private static final int SPINS = 5_000;

    private final CompanyProfile profile;
    private final SandboxClock clock;
    private final Bookkeeper bookkeeper;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private final List<Consumer<ChangeEvent>> listeners = new CopyOnWriteArrayList<>();
    private final Instant founded;
    private final FileStore files;
    private final Timestamps timestamps;
    private final Rendering rendering;
    private final Store store;
    private final Snapshots snapshots;
    private final AtomicLong changes = new AtomicLong();
    private CompanyState state = new CompanyState();

    /**
     * Opens a company; with a directory, brings back what its journal holds.
     *
     * @param founded when it was created, where it is a new one: by that moment it is told from others of its realm
     */
    public Company(CompanyProfile profile, SandboxClock clock, Instant founded, Bookkeeper bookkeeper, Path directory) {
        this(profile, clock, founded, bookkeeper, directory, step -> {});
    }

    /** @param steps told of each step that a checkpoint takes on the disk, before it is taken */
    Company(
            CompanyProfile profile,
            SandboxClock clock,
            Instant founded,
            Bookkeeper bookkeeper,
            Path directory,
            Consumer<String> steps) {
        this.profile = profile;
        this.clock = clock;
        this.founded = founded;
        this.bookkeeper = bookkeeper;
        this.files = new FileStore(directory == null ? null : directory.resolve("files"));
        this.timestamps = new Timestamps(profile.zone());
        this.rendering = new Rendering(this, bookkeeper);
        Replay replay = new Replay(bookkeeper, timestamps);
        this.store =
                directory == null ? new MemoryStore() : new DirectoryStore(directory, profile, this::readState, steps);
        this.snapshots = new Snapshots(this, store, replay);
        this.state = store.open(replay);
        store.applied();
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

    /** How often the company was written to, restored or cleared. */
    public long changes() {
        return changes.get();
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
        changes.incrementAndGet();
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
            change.answers().forEach((entity, type) -> rendering.complete(type, entity));
            answer = answers.get();
            change.staged().forEach((target, staged) -> {
                ObjectNode entity = staged.entity();
                byte[] json = entity == null ? null : Json.bytes(entity);
                changes.add(JournalLine.Changed.of(target.type(), target.id(), entity, json, booked.get(target)));
            });
            if (!change.isEmpty() || requestId != null) {
                store.append(() -> new JournalLine(change.now(), changes, change.letters(), requestId, answer).write());
            }
        } catch (RuntimeException | Error e) {
            booking.undo();
            throw e;
        }
        changes.forEach(changed -> state.apply(changed, change.now(), timestamps));
        changes.forEach(state::closePeriod);
        state.keep(change.letters());
        state.remember(requestId, answer);
        store.applied();
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

    @Override
    public Entry posted(String type, String id) {
        return state.posted(type, id);
    }

    <T> T readState(Function<CompanyState, T> work) {
        return read(() -> work.apply(state));
    }

    /** The entities as they are answered. */
    public Rendering rendering() {
        return rendering;
    }

    public Snapshots snapshots() {
        return snapshots;
    }

    /** Writes a checkpoint now; it does so by itself whenever enough has changed. */
    public void checkpoint() {
        store.checkpoint();
    }

    /** Puts another state in the place of the present one, while nobody reads or writes. */
    void become(UnaryOperator<CompanyState> work) {
        lock.writeLock().lock();
        try {
            state = work.apply(state);
        } finally {
            lock.writeLock().unlock();
        }
        changes.incrementAndGet();
    }

    /** Forgets everything. */
    public void clear() {
        become(former -> {
            store.clear();
            files.clear();
            return new CompanyState();
        });
    }

    public void close() {
        store.close();
    }

    @Override
    public JsonNode find(String type, String id) {
        return state.find(type, id);
    }

    @Override
    public JsonNode first(String type, Predicate<JsonNode> test) {
        return state.first(type, test);
    }

    long lastId(String sequence) {
        return state.sequences.getOrDefault(sequence, 0L);
    }

    /** The highest document number of forms that are numbered together. */
    long lastNumber(String sequence) {
        return state.numbers.getOrDefault(sequence, 1000L);
    }

    /** A moment in the company's zone, to the second. */
    public String timestamp(Instant instant) {
        return timestamps.of(instant);
    }
}
