package org.camelquickbooks.client.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.camelquickbooks.model.CommaList;

/** Checks that a webhook comes from QuickBooks: base64 of HMAC-SHA256 over the raw body (facts, section 6). */
public final class Signature {

    private static final String ALGORITHM = "HmacSHA256";

    private final List<SecretKeySpec> keys;

    /** @param verifierTokens one, or several with commas while one is replaced by another */
    public Signature(String verifierTokens) {
        this.keys = CommaList.of(verifierTokens).stream()
                .filter(token -> !token.isEmpty())
                .map(token -> new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), ALGORITHM))
                .toList();
        if (keys.isEmpty()) {
            throw new IllegalArgumentException(
                    "webhookVerifyToken is empty; copy it from the app's webhooks page at Intuit");
        }
    }

    /** Takes as long for a wrong one as for the right one. */
    public boolean isGood(byte[] body, String signature) {
        byte[] given = decoded(signature);
        boolean good = false;
        for (SecretKeySpec key : keys) {
            good |= MessageDigest.isEqual(mac(key, body), given);
        }
        return good;
    }

    private static byte[] decoded(String signature) {
        try {
            return signature == null ? new byte[0] : Base64.getDecoder().decode(signature.strip());
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    private static byte[] mac(SecretKeySpec key, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac.doFinal(body);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java has no " + ALGORITHM, e);
        }
    }
}
