package org.camelquickbooks.client.oauth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.camelquickbooks.model.CommaList;

/**
 * Encrypts stored tokens with AES-256-GCM. Values that were encrypted with an older key can be read while that key is
 * listed. They are written again with the first key.
 */
public final class TokenCipher {

    private static final String LEFT = "; they are not changed. Disconnect the company and connect it again";
    private static final String ALGORITHM = "AES/GCM/NoPadding";
    private static final String VERSION = "v1";
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, SecretKeySpec> keys = new LinkedHashMap<>();
    private final String first;

    /** @param keys base64 of 32 bytes each; the first encrypts, all decrypt */
    public TokenCipher(List<String> keys) {
        keys.stream().filter(key -> !key.isBlank()).forEach(this::add);
        if (this.keys.isEmpty()) {
            throw new IllegalArgumentException("There is no key; create one with: openssl rand -base64 32");
        }
        this.first = this.keys.keySet().iterator().next();
    }

    /** @param keys the same with commas */
    public TokenCipher(String keys) {
        this(CommaList.of(keys));
    }

    /** A key that was never there before. */
    public static String newKey() {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    private void add(String key) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(key.strip());
        } catch (IllegalArgumentException e) {
            bytes = new byte[0];
        }
        if (bytes.length != KEY_BYTES) {
            throw new IllegalArgumentException(
                    "A key for tokens must be 32 bytes in base64, and this one is not; create one with: openssl "
                            + "rand -base64 32");
        }
        keys.put(name(bytes), new SecretKeySpec(bytes, "AES"));
    }

    /** Tells keys apart without giving them away. */
    private static String name(byte[] key) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(key), 0, 4);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no SHA-256", e);
        }
    }

    /**
     * Encrypts a column of a company's row.
     *
     * @param realmId bound to the text, as is the column, so that none can stand in another's place
     */
    String encrypt(String realmId, String column, String text) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, keys.get(first), nonce, realmId, column);
            byte[] encrypted = cipher.doFinal(text.getBytes(StandardCharsets.UTF_8));
            Base64.Encoder base64 = Base64.getEncoder();
            return String.join(":", VERSION, first, base64.encodeToString(nonce), base64.encodeToString(encrypted));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The tokens of company " + realmId + " cannot be encrypted", e);
        }
    }

    /** @throws IllegalStateException where the text was not encrypted with a listed key, or was changed since */
    String decrypt(String realmId, String column, String text) {
        String[] parts = text.split(":");
        if (parts.length != 4 || !parts[0].equals(VERSION)) {
            throw new IllegalStateException(
                    "The stored tokens of company " + realmId + " are not encrypted tokens" + LEFT);
        }
        SecretKeySpec key = keys.get(parts[1]);
        if (key == null) {
            throw new IllegalStateException("The tokens of company " + realmId + " were encrypted with the key "
                    + parts[1] + "…, which is not one of the configured keys; add it after the new key");
        }
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, Base64.getDecoder().decode(parts[2]), realmId, column);
            return new String(cipher.doFinal(Base64.getDecoder().decode(parts[3])), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalStateException(
                    "The tokens of company " + realmId + " were damaged or changed since they were stored" + LEFT, e);
        }
    }

    private static Cipher cipher(int mode, SecretKeySpec key, byte[] nonce, String realmId, String column)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(ALGORITHM);
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD((realmId + "/" + column).getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
