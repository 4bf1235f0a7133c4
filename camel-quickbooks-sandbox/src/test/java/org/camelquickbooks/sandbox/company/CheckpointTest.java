package org.camelquickbooks.sandbox.company;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.entity.Books;
import org.camelquickbooks.sandbox.entity.EntityService;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.seed.Generator;
import org.camelquickbooks.sandbox.seed.SeedLoader;
import org.camelquickbooks.sandbox.time.SandboxClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints save time and never change what a company is: whatever happens to one, the journal has the last word. */
class CheckpointTest {

    private static final CompanyProfile PROFILE =
            CompanyProfile.unitedStates("9130347596841846", "Sandbox Company_US_1");

    private final EntityService entities = new EntityService();
    private final SandboxClock clock = new SandboxClock();

    @TempDir
    private Path directory;

    private Company open(Path data, Consumer<String> steps) {
        return new Company(PROFILE, clock, clock.instant(), new Books((realm, id) -> "/" + id), data, steps);
    }

    private Company open(Path data) {
        return open(data, step -> {});
    }

    /** A company with everything that a checkpoint has to keep. */
    private Company filled(Path data, Consumer<String> steps) {
        Company company = open(data, steps);
        SeedLoader loader = new SeedLoader(company);
        loader.loadResource("us-chart.json");
        loader.loadResource("us-sample.json");
        company.write("a request", change -> {
            ObjectNode customer = Json.object().put("DisplayName", "Zoë's Garden");
            return entities.save(change, Change.type("Customer"), customer, Set.of());
        });
        company.write(change -> {
            change.send(Json.object().put("to", "zoe@example.com"));
            ObjectNode preferences = change.edit("Preferences", "1");
            ((ObjectNode) preferences.get("AccountingInfoPrefs"))
                    .put("BookCloseDate", change.today().minusDays(40).toString());
            return entities.save(change, Change.type("Preferences"), preferences, Set.of());
        });
        company.write(change -> {
            // The last sale of goods goes, so that the stock is found anew.
            ObjectNode gone = change.edit(
                    "Invoice", company.table("Invoice").byId().lastKey().text());
            gone.remove("LinkedTxn");
            change.delete(Change.type("Invoice"), Json.text(gone, "Id"));
            return null;
        });
        return company;
    }

    private static void customer(Company company, String name) {
        company.write(change -> new EntityService()
                .save(change, Change.type("Customer"), Json.object().put("DisplayName", name), Set.of()));
    }

    private static void copy(Path from, Path to) {
        try (var files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a checkpoint of a directory holds, or null where it would be passed over. */
    private static Image found(Path data) {
        CheckpointFile file = new CheckpointFile(
                data.resolve("checkpoint"), PROFILE + " " + Catalogue.get().fingerprint(), step -> {});
        try (Journal journal = new Journal(data.resolve("journal.jsonl"))) {
            return file.read(journal).map(CheckpointFile.Found::image).orElse(null);
        }
    }

    private Map<String, String> reopened(Path data) {
        Company company = open(data);
        try {
            return WholeState.of(company);
        } finally {
            company.close();
        }
    }

    @Test
    void aCompanyOpensFromItsCheckpointAsItWas() {
        Company company = filled(directory, step -> {});
        company.checkpoint();
        Map<String, String> then = WholeState.of(company);
        company.close();

        assertThat(found(directory)).isNotNull();
        assertThat(reopened(directory)).isEqualTo(then);

        Company again = open(directory);
        assertThat(again.write("a request", change -> null).path("DisplayName").asText())
                .isEqualTo("Zoë's Garden");
        customer(again, "After the checkpoint");
        Map<String, String> now = WholeState.of(again);
        again.close();
        assertThat(reopened(directory)).isEqualTo(now);
    }

    /** At every step the directory is copied, as a kill would leave it, and changes go on meanwhile. */
    @Test
    void aKillAtAnyStepLosesNothing() throws IOException {
        Path data = directory.resolve("data");
        Map<Path, Map<String, String>> killed = new LinkedHashMap<>();
        AtomicReference<Company> company = new AtomicReference<>();
        AtomicInteger steps = new AtomicInteger();
        List<String> names = new ArrayList<>();
        company.set(filled(data, step -> {
            names.add(step);
            int n = steps.incrementAndGet();
            if (n % 10 == 0) {
                customer(company.get(), "Meanwhile " + n);
            }
            Path copy = directory.resolve("step" + n);
            copy(data, copy);
            killed.put(copy, WholeState.of(company.get()));
        }));
        company.get().checkpoint();
        customer(company.get(), "Between");
        company.get().checkpoint();
        company.get().close();

        assertThat(names).contains("create", "write a section", "write the end", "force", "rename", "done");
        assertThat(killed).hasSizeGreaterThan(60);
        Random random = new Random(1);
        for (Map.Entry<Path, Map<String, String>> kill : killed.entrySet()) {
            Path next = kill.getKey().resolve("checkpoint.next");
            if (Files.exists(next) && random.nextBoolean()) {
                // The last write got only so far.
                byte[] whole = Files.readAllBytes(next);
                Files.write(next, Arrays.copyOf(whole, random.nextInt(whole.length + 1)));
            }
            assertThat(reopened(kill.getKey())).as(kill.getKey().toString()).isEqualTo(kill.getValue());
        }
    }

    @Test
    void aTornOrDamagedCheckpointIsPassedOver() throws IOException {
        Company company = filled(directory, step -> {});
        company.checkpoint();
        Map<String, String> then = WholeState.of(company);
        company.close();
        Path file = directory.resolve("checkpoint");
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(2);

        for (int i = 0; i < 200; i++) {
            byte[] bad = whole.clone();
            if (i % 2 == 0) {
                bad = Arrays.copyOf(bad, i < 20 ? bad.length - 1 - i : random.nextInt(bad.length));
            } else {
                bad[i < 100 ? i : random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(file, bad);
            assertThat(found(directory)).as("damage " + i).isNull();
        }
        assertThat(reopened(directory)).isEqualTo(then);
    }

    @Test
    void aCheckpointOfAnotherFormatCompanyOrJournalIsPassedOver() throws IOException {
        Company company = filled(directory.resolve("a"), step -> {});
        Path file = directory.resolve("a").resolve("checkpoint");
        company.checkpoint();
        customer(company, "Later");
        Map<String, String> then = WholeState.of(company);
        company.close();

        // Another format, with a checksum of its own that is right.
        byte[] other = Files.readAllBytes(file);
        ByteBuffer head = ByteBuffer.wrap(other);
        int length = head.getInt(0);
        head.putInt(16, ImageFormat.VERSION + 1);
        CRC32C crc = new CRC32C();
        crc.update(other, 8, length);
        head.putInt(4, (int) crc.getValue());
        byte[] good = Files.readAllBytes(file);
        Files.write(file, other);
        assertThat(found(directory.resolve("a"))).isNull();
        assertThat(reopened(directory.resolve("a"))).isEqualTo(then);

        // Another company's, which lies in the wrong directory.
        CompanyProfile stranger = CompanyProfile.unitedStates("4711", "Stranger");
        Company strange = new Company(stranger, clock, clock.instant(), new Books((r, i) -> i), directory.resolve("b"));
        strange.checkpoint();
        strange.close();
        Files.write(file, Files.readAllBytes(directory.resolve("b").resolve("checkpoint")));
        assertThat(found(directory.resolve("a"))).isNull();
        assertThat(reopened(directory.resolve("a"))).isEqualTo(then);

        // One of a journal that is no longer there, or that was cut since.
        Company another = filled(directory.resolve("c"), step -> {});
        Map<String, String> whole = WholeState.of(another);
        another.close();
        Files.write(directory.resolve("c").resolve("checkpoint"), good);
        assertThat(found(directory.resolve("c"))).isNull();
        assertThat(reopened(directory.resolve("c"))).isEqualTo(whole);
        Path journal = directory.resolve("a").resolve("journal.jsonl");
        Files.write(file, good);
        assertThat(found(directory.resolve("a"))).isNotNull();
        byte[] lines = Files.readAllBytes(journal);
        Files.write(journal, Arrays.copyOf(lines, lines.length / 2));
        assertThat(found(directory.resolve("a"))).isNull();
        assertThat(reopened(directory.resolve("a"))).hasSizeLessThan(then.size());
    }

    @Test
    void aCheckpointThatIsUnderWayDuringARestoreIsThrownAway() {
        AtomicReference<Company> company = new AtomicReference<>();
        List<String> armed = new ArrayList<>();
        company.set(filled(directory, step -> {
            if (step.equals("force") && armed.remove("restore")) {
                company.get().snapshots().restore("before");
            }
        }));
        company.get().snapshots().keep("before");
        Map<String, String> before = WholeState.of(company.get());
        customer(company.get(), "Dropped");
        company.get().checkpoint();
        customer(company.get(), "Dropped too");
        armed.add("restore");
        company.get().checkpoint();

        assertThat(WholeState.of(company.get())).isEqualTo(before);
        assertThat(Files.exists(directory.resolve("checkpoint"))).isFalse();
        company.get().close();
        assertThat(reopened(directory)).isEqualTo(before);
    }

    @Test
    void aCompanyThatGrowsWritesCheckpointsByItself() throws IOException {
        Company company = open(directory);
        new SeedLoader(company).loadResource("us-chart.json");
        new SeedLoader(company).loadResource("us-sample.json");
        assertThat(Files.exists(directory.resolve("checkpoint"))).isFalse();
        new Generator(company, 1).generate("invoices:3000");
        Map<String, String> then = WholeState.of(company);
        // Waits for the one under way; for the last little bit none is written.
        company.close();

        assertThat(found(directory)).isNotNull();
        assertThat(reopened(directory)).isEqualTo(then);
    }
}
