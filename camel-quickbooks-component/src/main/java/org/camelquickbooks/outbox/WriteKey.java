package org.camelquickbooks.outbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What names a write for good, and what it is to do. One id names one write.
 *
 * @param name the id that the caller gave, or made of it where it is long or has characters that are not printed
 * @param label operation and entity, for messages
 * @param digest of the operation and of what the caller gave: another one under the same name is another write
 */
public record WriteKey(String realmId, String name, String label, String digest) {

    /** QuickBooks joins it with a bId, and the whole may have 50 characters (facts, section 4). */
    private static final int LONGEST_REQUEST_ID = 36;

    /** What a column of the state database holds of it. */
    private static final int LONGEST_NAME = 150;

    /** The key of a write under an id of the caller's. */
    public static WriteKey of(String realmId, String id, String label, byte[] input) {
        String name = isStorable(id) ? id : "sha256-" + hash(id.getBytes(StandardCharsets.UTF_8));
        byte[] start = (label + "#").getBytes(StandardCharsets.UTF_8);
        byte[] all = new byte[start.length + input.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(input, 0, all, start.length, input.length);
        return new WriteKey(realmId, name, label, hash(all));
    }

    /** Not every database stores control characters, or tells names apart that end with spaces. */
    private static boolean isStorable(String id) {
        return id.length() <= LONGEST_NAME
                && id.equals(id.strip())
                && id.chars().noneMatch(Character::isISOControl);
    }

    /**
     * Under which QuickBooks gets it. A refused write leaves its id to the corrected one, which goes under another
     * request id, so that QuickBooks cannot answer with the refusal of the first.
     *
     * @param attempt how often it was refused
     */
    String requestId(int attempt) {
        // A hash, since a caller might use any other continuation of the name as an id of its own.
        return attempt == 0
                ? usable(name)
                : hash((name + "\n" + attempt).getBytes(StandardCharsets.UTF_8)).substring(0, 32);
    }

    /** As it is where QuickBooks takes it, else a hash of it, which is the same each time. */
    public static String usable(String id) {
        return id.length() <= LONGEST_REQUEST_ID && id.matches("[\\w.:-]+")
                ? id
                : hash(id.getBytes(StandardCharsets.UTF_8)).substring(0, 32);
    }

    public static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
