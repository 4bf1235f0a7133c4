package org.camelquickbooks.checks.steps;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;

/** A durable queue outside of the processes: what it expects to be acknowledged, what was, and how exchanges ended. */
final class MessageQueue {

    private static final Message NOTHING = new Message("", "", null, Map.of());

    private final AtomicLong activity = new AtomicLong();
    private final AtomicInteger pending = new AtomicInteger();
    private final Map<String, Exchange> answers = new ConcurrentHashMap<>();
    private final Map<Exchange, Integer> ended = new IdentityHashMap<>();
    private final Map<String, Message> expected = new LinkedHashMap<>();
    private final Set<String> problems = ConcurrentHashMap.newKeySet();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final List<String> delivered = new CopyOnWriteArrayList<>();

    /** A counter that moves while something happens. */
    long activity() {
        return activity.get();
    }

    void active() {
        activity.incrementAndGet();
    }

    void begun() {
        pending.incrementAndGet();
    }

    void over() {
        activity.incrementAndGet();
        pending.decrementAndGet();
    }

    int pending() {
        return pending.get();
    }

    boolean isQuiet() {
        return pending.get() <= 0;
    }

    /** The process is gone, with everything that was pending in it, and its answers with it. */
    void forget() {
        pending.set(0);
        answers.clear();
    }

    void expectOnly(List<Message> messages) {
        expected.clear();
        messages.forEach(message -> expected.put(message.id(), message));
    }

    void expect(String id) {
        expected.put(id, NOTHING);
    }

    void ended(Exchange exchange) {
        activity.incrementAndGet();
        synchronized (ended) {
            ended.merge(exchange, 1, Integer::sum);
        }
    }

    /** Exchanges whose callback was called more than once. */
    List<String> endedTwice() {
        List<String> twice = new ArrayList<>();
        synchronized (ended) {
            ended.forEach((exchange, times) -> {
                if (times > 1) {
                    twice.add("an exchange ended " + times + " times");
                }
            });
        }
        return twice;
    }

    void answered(String id, Exchange exchange) {
        answers.put(id, exchange);
    }

    Exchange answer(String id) {
        return answers.get(id);
    }

    void acknowledged(String id) {
        acknowledged.add(id);
    }

    boolean isAcknowledged(String id) {
        return answers.containsKey(id) || acknowledged.contains(id);
    }

    List<String> missing() {
        return expected.keySet().stream().filter(id -> !isAcknowledged(id)).toList();
    }

    void problem(String what) {
        problems.add(what);
    }

    Set<String> problems() {
        return problems;
    }

    void delivered(String what) {
        activity.incrementAndGet();
        delivered.add(what);
    }

    List<String> delivered() {
        return delivered;
    }
}
