package org.camelquickbooks.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.camelquickbooks.state.JournalTable;
import org.camelquickbooks.state.State;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What processes do to one SQLite file, and what is left of it when they are killed. */
class StateFileTest {

    private static final int ROWS = 2_000;
    private static final int KILLS = 4;

    @TempDir
    Path directory;

    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    private String file() {
        return directory.resolve(State.FILE).toString();
    }

    private Child writer(String name, int rows) throws Exception {
        return Child.start(StateWriter.class, "64m", file(), name, Integer.toString(rows));
    }

    private void containsAll(State state, String name, int rows) {
        JournalTable table = new JournalTable(state);
        long missing = state.readNow(connection -> {
            long count = 0;
            for (int i = 0; i < rows; i++) {
                count += table.find(connection, name + "-" + i).isEmpty() ? 1 : 0;
            }
            return count;
        });
        assertThat(missing).as("rows of " + name + " that are missing").isZero();
    }

    private State open() {
        return State.inFile(directory.resolve(State.FILE), threads, threads, Clock.systemUTC());
    }

    @Test
    void twoProcessesWriteAndNeitherIsRefusedForALock() throws Exception {
        try (Child one = writer("one", ROWS);
                Child two = writer("two", ROWS)) {
            // A refusal would end the output with FAILED, in place of DONE.
            one.await("DONE");
            two.await("DONE");
        }
        try (State state = open()) {
            containsAll(state, "one", ROWS);
            containsAll(state, "two", ROWS);
        }
    }

    @Test
    void whatWasCommittedIsThereWhereverTheKillFell() throws Exception {
        for (int kill = 0; kill < KILLS; kill++) {
            String name = "kill" + kill;
            int wrote;
            try (Child child = writer(name, 10_000_000)) {
                child.await("WROTE " + (100 + 130 * kill));
                child.kill();
                wrote = 100 + 130 * kill;
            }
            try (State state = open()) {
                for (int before = 0; before <= kill; before++) {
                    containsAll(state, "kill" + before, 100 + 130 * before);
                }
                JournalTable table = new JournalTable(state);
                int next = wrote;
                assertThat(state.<Boolean>writeNow(
                                connection -> table.insert(connection, StateWriter.row(name + "-after", next))))
                        .isTrue();
            }
        }
    }

    @Test
    void aNativePartThatCannotBeLoadedIsSaidWithBothWaysOut() throws Exception {
        Path noDirectory = Files.writeString(directory.resolve("file"), "libraries cannot be put here");
        try (Child child =
                Child.startWith("-Dorg.sqlite.tmpdir=" + noDirectory, StateWriter.class, "64m", file(), "one", "10")) {
            assertThat(child.await("FAILED"))
                    .contains("native part of the driver of SQLite", "org.sqlite.tmpdir", "stateDataSource", file());
        }
    }
}
