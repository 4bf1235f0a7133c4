package org.camelquickbooks.sandbox.company;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.camelquickbooks.sandbox.catalogue.Catalogue;

/** A journal, a checkpoint beside it, and snapshots, which are copies of the journal. */
final class DirectoryStore implements Store {

    private final Path directory;
    private final Journal journal;
    private final CheckpointFile file;
    private final Checkpoints checkpoints;

    /**
     * @param profile whose checkpoints may be used
     * @param state reads the state that the journal has led to, with no write under way
     */
    DirectoryStore(Path directory, CompanyProfile profile, Checkpoints.Reader state, Consumer<String> steps) {
        this.directory = directory;
        this.journal = new Journal(directory.resolve("journal.jsonl"));
        // Rows are kept with the values that the catalogue says can be asked for.
        String owner = profile + " " + Catalogue.get().fingerprint();
        this.file = new CheckpointFile(directory.resolve("checkpoint"), owner, steps);
        this.checkpoints = new Checkpoints(file, journal, state);
    }

    @Override
    public CompanyState open(Replay replay) {
        Optional<CheckpointFile.Found> found = file.read(journal);
        long from = found.map(f -> f.head().position()).orElse(0L);
        CompanyState state =
                found.map(CheckpointFile.Found::image).map(CompanyState::of).orElseGet(CompanyState::new);
        replay.into(state, reader -> journal.read(from, reader));
        checkpoints.begin(from);
        return state;
    }

    @Override
    public void append(Supplier<byte[]> line) {
        journal.append(line.get());
    }

    @Override
    public void applied() {
        checkpoints.grown();
    }

    @Override
    public void clear() {
        checkpoints.drop();
        journal.clear();
    }

    @Override
    public boolean hasSnapshot(String name) {
        return Files.exists(snapshotFile(name));
    }

    @Override
    public int snapshots() {
        String[] files = directory.resolve("snapshots").toFile().list();
        return files == null ? 0 : files.length;
    }

    private Path snapshotFile(String name) {
        return directory
                .resolve("snapshots")
                .resolve(Integer.toHexString(name.hashCode()) + "-" + name.replaceAll("[^A-Za-z0-9._-]", "_"));
    }

    @Override
    public void keepSnapshot(String name, CompanyState state) {
        journal.copyTo(snapshotFile(name));
    }

    @Override
    public CompanyState restoreSnapshot(String name, Replay replay) {
        checkpoints.drop();
        CompanyState state = new CompanyState();
        replay.into(state, reader -> journal.replaceWith(snapshotFile(name), reader));
        return state;
    }

    @Override
    public void checkpoint() {
        try {
            checkpoints.write();
        } catch (IOException e) {
            throw new UncheckedIOException("The checkpoint of " + directory + " cannot be written", e);
        }
    }

    @Override
    public void close() {
        checkpoints.close();
        journal.close();
    }
}
