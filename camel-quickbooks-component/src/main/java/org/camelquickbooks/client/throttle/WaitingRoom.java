package org.camelquickbooks.client.throttle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import org.camelquickbooks.client.http.Priority;

/**
 * Those who wait. Interactive ones go before bulk; among equals the sources take turns, and within a source the first
 * come is the first to go. Not safe for threads: its company's line locks.
 */
final class WaitingRoom {

    /** Where one queues. */
    private record Queue(String source, Lane lane) {}

    private final Map<Priority, LinkedHashMap<Queue, Deque<Waiter>>> queues = new EnumMap<>(Priority.class);
    private int size;

    int size() {
        return size;
    }

    void add(Waiter waiter) {
        queue(waiter).addLast(waiter);
        size++;
    }

    /** Back to where it was: it was its turn, but there was no permit. */
    void putBack(Waiter waiter) {
        queue(waiter).addFirst(waiter);
        size++;
    }

    private Deque<Waiter> queue(Waiter waiter) {
        return queues.computeIfAbsent(waiter.request().priority(), p -> new LinkedHashMap<>())
                .computeIfAbsent(new Queue(waiter.request().source(), waiter.lane()), q -> new ArrayDeque<>());
    }

    /** Takes out whose turn it is among the lanes that are open; null where there is nobody. */
    Waiter next(Predicate<Lane> open) {
        for (LinkedHashMap<Queue, Deque<Waiter>> ofPriority : queues.values()) {
            for (Map.Entry<Queue, Deque<Waiter>> entry : ofPriority.entrySet()) {
                if (open.test(entry.getKey().lane())) {
                    Waiter waiter = entry.getValue().pollFirst();
                    size--;
                    // The next turn is that of the others.
                    ofPriority.remove(entry.getKey());
                    if (!entry.getValue().isEmpty()) {
                        ofPriority.put(entry.getKey(), entry.getValue());
                    }
                    return waiter;
                }
            }
        }
        return null;
    }

    /** Takes one out that gave up; false where it is no longer there. */
    boolean remove(Waiter waiter) {
        Map<Queue, Deque<Waiter>> ofPriority = queues.get(waiter.request().priority());
        Iterator<Map.Entry<Queue, Deque<Waiter>>> entries =
                ofPriority == null ? null : ofPriority.entrySet().iterator();
        while (entries != null && entries.hasNext()) {
            Deque<Waiter> queue = entries.next().getValue();
            if (queue.remove(waiter)) {
                size--;
                if (queue.isEmpty()) {
                    entries.remove();
                }
                return true;
            }
        }
        return false;
    }
}
