package org.camelquickbooks.client.connect;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Values that nobody can guess, and seals that nobody else can make. */
final class Secrets {

    private static final String SEAL = "HmacSHA256";
    private static final int BYTES = 32;

    private final SecureRandom generator = new SecureRandom();
    private final SecretKeySpec key = new SecretKeySpec(bytes(), SEAL);

    private byte[] bytes() {
        byte[] bytes = new byte[BYTES];
        generator.nextBytes(bytes);
        return bytes;
    }

    String random() {
        return encode(bytes());
    }

    /** The same for the same text, as long as this process lives. */
    String sign(String text) {
        try {
            Mac mac = Mac.getInstance(SEAL);
            mac.init(key);
            return encode(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + SEAL, e);
        }
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** In a time that tells nothing. */
    static boolean areSame(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }
}
