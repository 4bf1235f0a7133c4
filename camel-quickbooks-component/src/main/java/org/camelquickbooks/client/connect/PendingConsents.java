package org.camelquickbooks.client.connect;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.camelquickbooks.client.time.Time;

/** Who was sent to Intuit and is waited for. Each is good once, for a while, and for the browser that went. */
final class PendingConsents {

    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final int MOST = 10_000;

    /** Whether the state that came back is good. */
    enum ConsentResult {
        GOOD,
        UNKNOWN,
        USED,
        EXPIRED,
        OTHER_BROWSER
    }

    /**
     * A person who was sent to Intuit.
     *
     * @param redirectUri what was named when the person went, and has to be named again
     * @param expires in {@link Time#nanos()}: no clock that is set lets it live longer, or ends it
     */
    private record PendingConsent(String visitor, String redirectUri, long expires, boolean used) {}

    /** @param redirectUri null unless it is good */
    record Return(ConsentResult outcome, String redirectUri) {}

    private final Secrets secrets;
    private final Time time;
    private final Map<String, PendingConsent> pending = new LinkedHashMap<>();

    PendingConsents(Secrets secrets, Time time) {
        this.secrets = secrets;
        this.time = time;
    }

    /** Answers the state that comes back with the person. */
    synchronized String begin(String visitor, String redirectUri) {
        tidy();
        String state = secrets.random();
        pending.put(
                state, new PendingConsent(secrets.sign(visitor), redirectUri, time.nanos() + LIFE.toNanos(), false));
        return state;
    }

    /** Takes a state; it is good no second time. */
    synchronized Return take(String state, String visitor) {
        PendingConsent of = pending.get(state);
        if (of == null) {
            return new Return(ConsentResult.UNKNOWN, null);
        }
        if (!Secrets.areSame(of.visitor, secrets.sign(visitor))) {
            // It is not used up by that: else anybody who saw it could spoil it.
            return new Return(ConsentResult.OTHER_BROWSER, null);
        }
        if (of.used) {
            return new Return(ConsentResult.USED, null);
        }
        if (time.nanos() - of.expires >= 0) {
            return new Return(ConsentResult.EXPIRED, null);
        }
        pending.put(state, new PendingConsent(of.visitor, of.redirectUri, of.expires, true));
        return new Return(ConsentResult.GOOD, of.redirectUri);
    }

    /** A while after their end they are forgotten: until then people are told what is wrong. */
    private void tidy() {
        long now = time.nanos();
        pending.values().removeIf(of -> now - of.expires > LIFE.toNanos());
        Iterator<String> oldest = pending.keySet().iterator();
        while (pending.size() >= MOST && oldest.hasNext()) {
            oldest.next();
            oldest.remove();
        }
    }
}
