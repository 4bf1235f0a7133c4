package org.camelquickbooks.client.throttle;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.client.http.Next;
import org.camelquickbooks.client.http.Priority;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.http.Response;
import org.camelquickbooks.client.http.Stage;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.FaultContext;
import org.camelquickbooks.model.QuickBooksThrottledException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts metered reads by company and month, in a small file for each that outlives the process and is shared by the
 * processes of a machine. Numbers are drawn from the file in blocks, so that the file is written once for many reads: a
 * process that dies has counted a few too many, never too few.
 */
public final class ReadMeter implements Stage {

    private static final Logger LOG = LoggerFactory.getLogger(ReadMeter.class);
    private static final int BLOCK = 50;
    private static final int NEAR_PERCENT = 80;

    /** What this process has drawn and not used. */
    private static final class Drawn {
        private YearMonth month;
        private long count;
        private int left;
        private boolean told;
    }

    private final Path directory;
    private final long budget;
    private final boolean holdsBulk;
    private final Time time;
    private final ThrottleListener listener;
    private final Map<String, Drawn> companies = new HashMap<>();

    /**
     * @param budget how many reads a month are meant to be enough; 0 counts only
     * @param holdsBulk whether bulk reads are refused when the budget is used up
     */
    public ReadMeter(Path directory, long budget, boolean holdsBulk, Time time, ThrottleListener listener) {
        this.directory = directory;
        this.budget = budget;
        this.holdsBulk = holdsBulk;
        this.time = time;
        this.listener = listener;
    }

    @Override
    public CompletionStage<Response> handle(Request request, Next next) {
        if (!request.kind().isMetered()) {
            return next.proceed(request);
        }
        boolean near;
        long used;
        synchronized (this) {
            Drawn drawn = drawn(request.realmId());
            used = drawn.count - drawn.left;
            if (budget > 0 && used >= budget && holdsBulk && request.priority() == Priority.BULK) {
                return CompletableFuture.failedFuture(held(request, used));
            }
            take(request.realmId(), drawn);
            used++;
            near = budget > 0 && !drawn.told && used * 100 >= budget * NEAR_PERCENT;
            drawn.told |= near;
        }
        if (near) {
            listener.near(request.realmId(), "readBudget", used, budget);
        }
        return next.proceed(request);
    }

    /** How many reads of the company were counted this month. */
    public synchronized long used(String realmId) {
        Drawn drawn = drawn(realmId);
        return drawn.count - drawn.left;
    }

    private Drawn drawn(String realmId) {
        YearMonth month = YearMonth.from(time.now().atOffset(ZoneOffset.UTC));
        Drawn drawn = companies.computeIfAbsent(realmId, r -> new Drawn());
        if (!month.equals(drawn.month)) {
            drawn.month = month;
            drawn.left = 0;
            drawn.told = false;
            drawn.count = add(realmId, month, 0);
        }
        return drawn;
    }

    private void take(String realmId, Drawn drawn) {
        if (drawn.left == 0) {
            drawn.count = add(realmId, drawn.month, BLOCK);
            drawn.left = BLOCK;
        }
        drawn.left--;
    }

    /** What was drawn and not used goes back. */
    public synchronized void close() {
        companies.forEach((realm, drawn) -> {
            if (drawn.left > 0) {
                add(realm, drawn.month, -drawn.left);
            }
        });
        companies.clear();
    }

    /** Lets go of companies that nothing was read of; what they were at stays in the file. */
    public synchronized void forgetIdle() {
        close();
    }

    private long add(String realmId, YearMonth month, int more) {
        // A file lock is the process's: within the process another component may share the directory.
        synchronized (ReadMeter.class) {
            return addLocked(realmId, month, more);
        }
    }

    private long addLocked(String realmId, YearMonth month, int more) {
        Path file = directory.resolve("reads-" + realmId.replaceAll("\\W", "_") + "-" + month);
        try {
            if (more == 0 && !Files.exists(file)) {
                return 0;
            }
            Files.createDirectories(directory);
            try (FileChannel channel = FileChannel.open(
                            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                ByteBuffer buffer = ByteBuffer.allocate(32);
                channel.read(buffer, 0);
                String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII).strip();
                long count = (text.isEmpty() ? 0 : Long.parseLong(text)) + more;
                // Always as long as before, so that no moment has a number half written.
                byte[] line = String.format("%020d%n", count).getBytes(StandardCharsets.US_ASCII);
                channel.write(ByteBuffer.wrap(line), 0);
                LOG.trace("{} of {} now at {} under {}", more, realmId, count, lock);
                return count;
            }
        } catch (IOException | NumberFormatException e) {
            throw new UncheckedIOException(
                    "The count of reads cannot be kept in " + file
                            + "; set stateDirectory to a directory that can be written, or meterReads=false",
                    e instanceof IOException io ? io : new IOException(e));
        }
    }

    private QuickBooksThrottledException held(Request request, long used) {
        YearMonth next = YearMonth.from(time.now().atOffset(ZoneOffset.UTC)).plusMonths(1);
        FaultContext context = FaultContext.unanswered(request.realmId(), request.operation());
        return new QuickBooksThrottledException(
                "The month's budget of " + budget + " reads is used up (" + used + "), and reads of priority bulk are"
                        + " held until " + next.atDay(1)
                        + " UTC. Raise readBudget, or send it with priority interactive",
                context,
                false,
                null);
    }
}
