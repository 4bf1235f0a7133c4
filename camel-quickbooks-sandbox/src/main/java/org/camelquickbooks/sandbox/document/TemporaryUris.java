package org.camelquickbooks.sandbox.document;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Addresses at which a file can be fetched without a token, for 15 minutes. */
public final class TemporaryUris {

    private static final Duration LIFE = Duration.ofMinutes(15);

    private final Clock clock;
    private final Supplier<String> url;
    private final byte[] key;

    /** @param url where the sandbox is; not known before it listens */
    public TemporaryUris(Clock clock, Supplier<String> url, byte[] key) {
        this.clock = clock;
        this.url = url;
        this.key = key.clone();
    }

    /** Such an address. */
    public String make(String realmId, String attachableId) {
        long expires = clock.instant().plus(LIFE).getEpochSecond();
        return url.get() + "/download/" + realmId + "/" + attachableId + "?expires=" + expires + "&signature="
                + sign(realmId + "/" + attachableId + "/" + expires);
    }

    /** Whether an address was made here and is still good. */
    public boolean isGood(String realmId, String attachableId, String expires, String signature) {
        if (expires == null || signature == null || !expires.matches("\\d{1,12}")) {
            return false;
        }
        byte[] wanted = sign(realmId + "/" + attachableId + "/" + expires).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(wanted, signature.getBytes(StandardCharsets.UTF_8))
                && clock.instant().getEpochSecond() < Long.parseLong(expires);
    }

    private String sign(String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A temporary address cannot be signed", e);
        }
    }
}
