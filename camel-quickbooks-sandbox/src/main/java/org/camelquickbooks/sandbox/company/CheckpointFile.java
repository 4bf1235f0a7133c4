package org.camelquickbooks.sandbox.company;

import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * A checkpoint on disk. It only saves time: the journal holds everything, and a checkpoint that is torn, damaged, of
 * another version or of another journal is passed over. It is written under another name, forced to the disk and put in
 * the place of the former one at once, so that there is always a whole one or none.
 */
final class CheckpointFile {

    /** How far a checkpoint's image goes in the journal, and what stands in the journal before that place. */
    record Head(long position, int trace) {}

    /** A checkpoint that was read. */
    record Found(Head head, Image image) {}

    private static final long MAGIC = 0x5142_5343_484B_5054L;
    private static final int END = -1;
    private static final System.Logger LOG = System.getLogger(CheckpointFile.class.getName());

    private final Path file;
    private final Path next;
    private final String owner;
    private final Consumer<String> steps;

    /**
     * @param owner whose it is and by which catalogue its values were taken
     * @param steps told of each step on the disk before it is taken
     */
    CheckpointFile(Path file, String owner, Consumer<String> steps) {
        this.file = file;
        this.next = file.resolveSibling(file.getFileName() + ".next");
        this.owner = owner;
        this.steps = steps;
    }

    /** Writes an image beside the checkpoint that holds until {@link #publish}. */
    void write(Head head, Image image) throws IOException {
        steps.accept("create");
        try (FileChannel channel = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            byte[] name = owner.getBytes(StandardCharsets.UTF_8);
            append(
                    channel,
                    ByteBuffer.allocate(Long.BYTES + Integer.BYTES + Long.BYTES + Integer.BYTES + name.length)
                            .putLong(MAGIC)
                            .putInt(ImageFormat.VERSION)
                            .putLong(head.position)
                            .putInt(head.trace)
                            .put(name)
                            .array());
            List<IOException> failures = new ArrayList<>();
            ImageFormat.write(image, section -> {
                try {
                    if (failures.isEmpty()) {
                        append(channel, section);
                    }
                } catch (IOException e) {
                    failures.add(e);
                }
            });
            if (!failures.isEmpty()) {
                throw failures.get(0);
            }
            steps.accept("write the end");
            channel.write(ByteBuffer.allocate(Integer.BYTES).putInt(END).flip());
            steps.accept("force");
            channel.force(true);
        }
    }

    private void append(FileChannel channel, byte[] section) throws IOException {
        steps.accept("write a section");
        ByteBuffer head = ByteBuffer.allocate(2 * Integer.BYTES)
                .putInt(section.length)
                .putInt(checksum(section))
                .flip();
        ByteBuffer[] both = {head, ByteBuffer.wrap(section)};
        while (both[1].hasRemaining()) {
            channel.write(both);
        }
    }

    /** Puts what was written in the place of the former checkpoint. */
    void publish() throws IOException {
        steps.accept("rename");
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        steps.accept("done");
    }

    /** Removes the checkpoint, because the journal will be another one. */
    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    /** The checkpoint, where there is one that can be used with the journal; it is never an error that there is none. */
    Optional<Found> read(Journal journal) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            List<Place> places = places(channel);
            ByteBuffer head = ByteBuffer.wrap(section(channel, places.get(0)));
            if (head.getLong() != MAGIC || head.getInt() != ImageFormat.VERSION) {
                throw new IOException("it has another format");
            }
            Head of = new Head(head.getLong(), head.getInt());
            if (!StandardCharsets.UTF_8.decode(head).toString().equals(owner)) {
                throw new IOException("it is of another company or of another version of the sandbox");
            }
            if (!journal.hasTrace(of.position, of.trace)) {
                throw new IOException("it was made of another journal");
            }
            List<ImageFormat.Section> sections = places.subList(1, places.size()).parallelStream()
                    .map(place -> ImageFormat.read(section(channel, place)))
                    .toList();
            return Optional.of(new Found(of, ImageFormat.image(sections)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "The journal is read, not the checkpoint " + file + ": " + e.getMessage());
            return Optional.empty();
        }
    }

    private record Place(long at, int length, int checksum) {}

    /** Where the sections stand; a file without its end is refused. */
    private static List<Place> places(FileChannel channel) throws IOException {
        List<Place> places = new ArrayList<>();
        long at = 0;
        while (true) {
            int length = full(channel, at, Integer.BYTES).getInt();
            if (length == END) {
                return places;
            }
            if (length < 0 || length > channel.size() - at) {
                throw new IOException("it is damaged");
            }
            int checksum = full(channel, at + Integer.BYTES, Integer.BYTES).getInt();
            at += 2 * Integer.BYTES;
            places.add(new Place(at, length, checksum));
            at += length;
        }
    }

    private static byte[] section(FileChannel channel, Place place) {
        try {
            byte[] section = full(channel, place.at, place.length).array();
            if (checksum(section) != place.checksum) {
                throw new IllegalStateException("it is damaged");
            }
            return section;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ByteBuffer full(FileChannel channel, long at, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer, at + buffer.position()) < 0) {
                throw new EOFException("it ends too early");
            }
        }
        return buffer.flip();
    }

    private static int checksum(byte[] section) {
        CRC32C crc = new CRC32C();
        crc.update(section);
        return (int) crc.getValue();
    }
}
