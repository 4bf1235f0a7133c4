package org.camelquickbooks.client.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The content of a message: bytes, or a file between bytes. The file is read while it is sent.
 *
 * @param head the first bytes
 * @param file the file after them; null if there is none
 * @param tail the last bytes
 */
public record MessageContent(byte[] head, Path file, byte[] tail) {

    private static final byte[] NOTHING = {};

    public static final MessageContent EMPTY = of(NOTHING);

    public static MessageContent of(byte[] bytes) {
        return new MessageContent(bytes, null, NOTHING);
    }

    /** How many bytes these are now. */
    public long length() {
        try {
            return head.length + (file == null ? 0 : Files.size(file)) + tail.length;
        } catch (IOException e) {
            throw new UncheckedIOException("The file to upload no longer exists", e);
        }
    }
}
