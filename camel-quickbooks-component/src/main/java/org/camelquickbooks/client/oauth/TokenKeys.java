package org.camelquickbooks.client.oauth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.camelquickbooks.client.disk.AtomicFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the keys for tokens: in an option, in the environment, or in a file that the first start creates. */
public final class TokenKeys {

    public static final String VARIABLE = "QUICKBOOKS_SECRET_KEY";

    private static final Logger LOG = LoggerFactory.getLogger(TokenKeys.class);

    private TokenKeys() {}

    /**
     * The cipher for tokens.
     *
     * @param option keys with commas, the newest first; null where none are given
     * @param environment the same from the environment; null where it is not set
     * @param file where a key is kept where neither is
     */
    public static TokenCipher cipher(String option, String environment, Path file) {
        String keys = option != null ? option : environment;
        return new TokenCipher(keys == null ? ofFile(file) : keys);
    }

    /** Whoever reads the key and the state database has all tokens. */
    private static void warnOfReaders(Path file) throws IOException {
        if (!AtomicFile.isPosix(file)) {
            return;
        }
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        if (!mode.endsWith("------")) {
            LOG.warn(
                    "Other users of this machine can read the key for tokens in {} (mode {}); run: chmod 600 {}",
                    file,
                    mode,
                    file);
        }
    }

    /** Whoever can replace files there can exchange the key and the state database. */
    private static void warnOfWriters(Path directory) throws IOException {
        if (!AtomicFile.isPosix(directory)) {
            return;
        }
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(directory);
        if (mode.contains(PosixFilePermission.GROUP_WRITE) || mode.contains(PosixFilePermission.OTHERS_WRITE)) {
            LOG.warn(
                    "Other users of this machine can write to the state directory {} (mode {}); run: chmod 700 {}",
                    directory,
                    PosixFilePermissions.toString(mode),
                    directory);
        }
    }

    private static String ofFile(Path file) {
        try {
            if (!Files.exists(file)) {
                AtomicFile.directory(file.toAbsolutePath().getParent());
                AtomicFile.create(file, TokenCipher.newKey());
                LOG.info(
                        "Tokens are encrypted with a new key in {}; keep a copy, or set secretKey or the environment"
                                + " variable {}",
                        file,
                        VARIABLE);
            }
            warnOfReaders(file);
            warnOfWriters(file.toAbsolutePath().getParent());
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The key for tokens in " + file + " can be neither read nor created: " + e
                            + "; set secretKey or the environment variable " + VARIABLE,
                    e);
        }
    }
}
