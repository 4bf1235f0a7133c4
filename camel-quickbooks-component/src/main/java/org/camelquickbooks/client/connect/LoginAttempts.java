package org.camelquickbooks.client.connect;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camelquickbooks.client.time.Time;

/**
 * Counts failed logins for each address. After ten, the address is locked out for a minute, and for twice as long after
 * each further one; no other address is. Of an IPv6 address the first half counts: everybody has the other to choose from.
 */
final class LoginAttempts {

    private static final int ALLOWED_ATTEMPTS = 10;
    private static final Duration FIRST_LOCK = Duration.ofMinutes(1);
    private static final Duration LONGEST_LOCK = Duration.ofHours(1);
    private static final int MOST_ADDRESSES = 10_000;
    private static final int LONGEST_ADDRESS = 64;
    private static final int IPV6_BYTES = 16;

    /** @param until in {@link Time#nanos()}: no clock that is put back locks anybody out for longer */
    private record FailedAttempts(int count, long until) {}

    private final Time time;
    private final Map<String, FailedAttempts> addresses = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, FailedAttempts> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    LoginAttempts(Time time) {
        this.time = time;
    }

    /** What counts of an address. Text that is none is cut, since somebody may have made it up. */
    static String network(String address) {
        String host = address.replaceAll("[\\[\\]]|%.*", "");
        if (host.indexOf(':') < 0 || !host.matches("[0-9a-fA-F:][0-9a-fA-F:.]{1,44}")) {
            return host.substring(0, Math.min(LONGEST_ADDRESS, host.length()));
        }
        byte[] bytes = ipv6(host);
        return bytes == null
                ? host
                : HexFormat.of().formatHex(bytes, 0, bytes.length == IPV6_BYTES ? IPV6_BYTES / 2 : bytes.length);
    }

    /** Null where it is none. It begins as an address and has a colon in it, so that no name server is asked. */
    private static byte[] ipv6(String host) {
        try {
            return InetAddress.getByName(host).getAddress();
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** Whether an address is locked out. */
    synchronized boolean isLocked(String address) {
        FailedAttempts failed = addresses.get(network(address));
        return failed != null && failed.count >= ALLOWED_ATTEMPTS && time.nanos() - failed.until < 0;
    }

    synchronized void failed(String from) {
        String address = network(from);
        FailedAttempts before = addresses.get(address);
        long now = time.nanos();
        boolean fresh = before == null || now - before.until > LONGEST_LOCK.toNanos();
        boolean early = before != null && before.count < ALLOWED_ATTEMPTS && now - before.until > 0;
        int count = fresh || early ? 1 : before.count + 1;
        addresses.put(address, new FailedAttempts(count, now + wait(count).toNanos()));
    }

    private static Duration wait(int count) {
        Duration wait = FIRST_LOCK.multipliedBy(1L << Math.min(10, Math.max(0, count - ALLOWED_ATTEMPTS)));
        return wait.compareTo(LONGEST_LOCK) > 0 ? LONGEST_LOCK : wait;
    }

    synchronized void succeeded(String address) {
        addresses.remove(network(address));
    }
}
