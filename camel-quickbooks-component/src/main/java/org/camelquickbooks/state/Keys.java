package org.camelquickbooks.state;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Converts names of any length to keys of limited length. */
public final class Keys {

    private static final String HASHED = "sha256:";

    private Keys() {}

    /** The text itself where it is short enough, else its digest. */
    public static String bounded(String text, int longest) {
        // What looks like a digest is digested too: so nobody gives the key of another.
        if (text.length() <= longest && !text.startsWith(HASHED)) {
            return text;
        }
        return HASHED + digest(text);
    }

    static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }
}
