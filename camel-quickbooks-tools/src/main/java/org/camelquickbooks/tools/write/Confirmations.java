package org.camelquickbooks.tools.write;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.camelquickbooks.tools.definition.ToolException;

/**
 * Tokens which prove that exactly this write was shown before. Their key is valid as long as the process runs: after
 * a restart a write has to be shown again.
 */
public final class Confirmations {

    /** The argument that has the token. */
    static final String FIELD = "confirmation";

    static final String NOT_BY_THIS_CALL =
            "This call wrote nothing; an earlier call with the same idempotencyKey may have written";

    private static final String MAC = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    private static final int MAC_BYTES = 18;

    private final SecretKeySpec key;
    private final InstantSource clock;
    private final Duration lifetime;

    public Confirmations(InstantSource clock, Duration lifetime) {
        byte[] random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, MAC);
        this.clock = clock;
        this.lifetime = lifetime;
    }

    /** Until when a token of now is good. */
    Instant expiry() {
        return Instant.ofEpochSecond(clock.instant().plus(lifetime).getEpochSecond());
    }

    /** @param write all that is going to be written, what is shown of it, and the arguments that led to it */
    String token(String write, Instant expiry) {
        String until = Long.toString(expiry.getEpochSecond(), Character.MAX_RADIX);
        return until + "." + mac(until + "\n" + write);
    }

    void check(String token, String write) {
        String until = token.contains(".") ? token.substring(0, token.indexOf('.')) : "";
        byte[] expected = (until + "." + mac(until + "\n" + write)).getBytes(StandardCharsets.UTF_8);
        if (until.isEmpty() || !MessageDigest.isEqual(expected, token.getBytes(StandardCharsets.UTF_8))) {
            throw new ToolException(
                    FIELD,
                    token,
                    "This confirmation does not belong to this write: an argument, or the books, have changed since it was "
                            + "shown, or the application has restarted. " + NOT_BY_THIS_CALL,
                    "Call without '" + FIELD
                            + "' and with the same idempotencyKey, show the new summary to the person, and use the "
                            + "new confirmation with unchanged arguments");
        }
        if (clock.instant().isAfter(Instant.ofEpochSecond(Long.parseLong(until, Character.MAX_RADIX)))) {
            throw new ToolException(
                    FIELD,
                    token,
                    "This confirmation has expired. " + NOT_BY_THIS_CALL,
                    "Call without '" + FIELD
                            + "' and with the same idempotencyKey, show the summary to the person again, and use the "
                            + "new confirmation");
        }
    }

    private String mac(String text) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(key);
            byte[] full = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(full, MAC_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Each Java has " + MAC, e);
        }
    }
}
