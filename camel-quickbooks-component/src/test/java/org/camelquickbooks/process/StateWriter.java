package org.camelquickbooks.process;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.camelquickbooks.state.JournalTable;
import org.camelquickbooks.state.State;

/** A process that writes rows to a SQLite file, and says which are committed. */
final class StateWriter {

    /** How many are asked for at the same time. */
    private static final int TOGETHER = 10;

    private StateWriter() {}

    /** @param args the file, a name for the rows, how many */
    public static void main(String[] args) {
        ExecutorService threads = Executors.newCachedThreadPool();
        try (State state = State.inFile(Path.of(args[0]), threads, threads, Clock.systemUTC())) {
            JournalTable table = new JournalTable(state);
            int number = Integer.parseInt(args[2]);
            for (int i = 0; i < number; i += TOGETHER) {
                List<CompletableFuture<Boolean>> all = new ArrayList<>();
                for (int k = i; k < i + TOGETHER; k++) {
                    JournalTable.Row row = row(args[1], k);
                    all.add(state.write(connection -> table.insert(connection, row))
                            .toCompletableFuture());
                }
                all.forEach(CompletableFuture::join);
                System.out.println("WROTE " + (i + TOGETHER));
            }
            System.out.println("DONE");
        } catch (RuntimeException e) {
            System.out.println("FAILED " + e.getMessage().replace('\n', ' '));
        }
        threads.shutdown();
    }

    static JournalTable.Row row(String name, int number) {
        return new JournalTable.Row(
                name + "-" + number,
                "flow",
                "company",
                Integer.toString(number),
                "DONE",
                "",
                0,
                "x".repeat(500),
                0,
                Long.MAX_VALUE);
    }
}
