package org.camelquickbooks.sandbox.oauth;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.SplittableRandom;

/** The only source of random tokens, codes and transaction ids. */
public final class Identifiers {

    private final SecureRandom secure = new SecureRandom();
    private final SplittableRandom fast = new SplittableRandom(secure.nextLong());

    /** A secret of so many random bytes, in letters and digits. */
    public String secret(String prefix, int bytes) {
        byte[] random = new byte[bytes];
        secure.nextBytes(random);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    /** A key to sign with. */
    public byte[] key() {
        byte[] random = new byte[32];
        secure.nextBytes(random);
        return random;
    }

    /** Any number from 0 to one less than a bound. */
    public synchronized long below(long bound) {
        return fast.nextLong(bound);
    }

    /** The id of a transaction, as {@code 1-6a1f0c2e-3b…}. */
    public synchronized String tid(long epochSecond) {
        StringBuilder tid = new StringBuilder(36);
        tid.append("1-").append(Long.toHexString(epochSecond)).append('-');
        String random = Long.toHexString(fast.nextLong()) + Long.toHexString(fast.nextLong());
        return tid.append("0".repeat(Math.max(0, 24 - random.length())))
                .append(random, 0, Math.min(24, random.length()))
                .toString();
    }
}
