package org.camelquickbooks.outbox;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camelquickbooks.client.http.Stage;
import org.camelquickbooks.client.time.Time;

/**
 * Shows other processes that this one is at work on calls, while it is. Only on those: one whose release or verdict could
 * not be written is anybody's when its lease has ended, whatever else this process does.
 */
final class CallRenewal {

    /** A call of a company. */
    record OwnCall(String realmId, String callId) {}

    private final Time time;
    private final Duration pause;
    private final Supplier<? extends Collection<OwnCall>> inFlight;
    private final Consumer<Map<String, List<String>>> renew;
    private final Map<Object, OwnCall> others = new ConcurrentHashMap<>();
    private boolean waiting;
    private boolean stopped;

    /** @param renew given the ids of calls by company */
    CallRenewal(
            Time time,
            Duration pause,
            Supplier<? extends Collection<OwnCall>> inFlight,
            Consumer<Map<String, List<String>>> renew) {
        this.time = time;
        this.pause = pause;
        this.inFlight = inFlight;
        this.renew = renew;
    }

    /** There is work on a call beside those in flight. */
    <T> CompletionStage<T> during(OwnCall call, Supplier<CompletionStage<T>> work) {
        Object mine = new Object();
        others.put(mine, call);
        later();
        return Stage.failing(work).whenComplete((result, failure) -> others.remove(mine));
    }

    /** To be called when there is work. */
    void later() {
        synchronized (this) {
            if (waiting || stopped) {
                return;
            }
            waiting = true;
        }
        try {
            time.after(pause, this::renew);
        } catch (RuntimeException e) {
            synchronized (this) {
                waiting = false;
            }
        }
    }

    private void renew() {
        synchronized (this) {
            waiting = false;
        }
        Map<String, List<String>> now = Stream.concat(inFlight.get().stream(), others.values().stream())
                .distinct()
                .collect(Collectors.groupingBy(
                        OwnCall::realmId, TreeMap::new, Collectors.mapping(OwnCall::callId, Collectors.toList())));
        if (!now.isEmpty()) {
            later();
            renew.accept(now);
        }
    }

    synchronized void stop() {
        stopped = true;
    }
}
