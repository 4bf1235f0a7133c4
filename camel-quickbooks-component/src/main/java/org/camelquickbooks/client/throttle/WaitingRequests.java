package org.camelquickbooks.client.throttle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiPredicate;
import org.camelquickbooks.client.http.Priority;

/**
 * Requests that wait for permits. Interactive ones go before bulk; among equals the sources take turns, and within a source the first
 * come is the first to go. Not safe for threads: its {@link CompanyQueue} locks.
 */
final class WaitingRequests {

    /** A first-in, first-out queue. */
    private record Queue(String source, LimitClass limitClass) {}

    private final Map<Priority, LinkedHashMap<Queue, Deque<WaitingRequest>>> queues = new EnumMap<>(Priority.class);
    private int size;

    int size() {
        return size;
    }

    void add(WaitingRequest request) {
        queue(request).addLast(request);
        size++;
    }

    /** Back to where it was, since there was no permit: its source is still the next. */
    void putBack(WaitingRequest request) {
        Deque<WaitingRequest> queue = queue(request);
        queue.addFirst(request);
        size++;
        LinkedHashMap<Queue, Deque<WaitingRequest>> ofPriority =
                queues.get(request.request().priority());
        LinkedHashMap<Queue, Deque<WaitingRequest>> others = new LinkedHashMap<>(ofPriority);
        Queue first = new Queue(request.request().source(), request.limitClass());
        others.remove(first);
        ofPriority.clear();
        ofPriority.put(first, queue);
        ofPriority.putAll(others);
    }

    private Deque<WaitingRequest> queue(WaitingRequest request) {
        return queues.computeIfAbsent(request.request().priority(), p -> new LinkedHashMap<>())
                .computeIfAbsent(new Queue(request.request().source(), request.limitClass()), q -> new ArrayDeque<>());
    }

    /** Takes out the next one among those for which there are permits; null where there is none. */
    WaitingRequest next(BiPredicate<Priority, LimitClass> open) {
        for (Map.Entry<Priority, LinkedHashMap<Queue, Deque<WaitingRequest>>> each : queues.entrySet()) {
            LinkedHashMap<Queue, Deque<WaitingRequest>> ofPriority = each.getValue();
            for (Map.Entry<Queue, Deque<WaitingRequest>> entry : ofPriority.entrySet()) {
                if (open.test(each.getKey(), entry.getKey().limitClass())) {
                    WaitingRequest request = entry.getValue().pollFirst();
                    size--;
                    // Next come the other sources.
                    ofPriority.remove(entry.getKey());
                    if (!entry.getValue().isEmpty()) {
                        ofPriority.put(entry.getKey(), entry.getValue());
                    }
                    return request;
                }
            }
        }
        return null;
    }

    /** Takes out one that timed out; false where it is no longer there. */
    boolean remove(WaitingRequest request) {
        Map<Queue, Deque<WaitingRequest>> ofPriority =
                queues.get(request.request().priority());
        Iterator<Map.Entry<Queue, Deque<WaitingRequest>>> entries =
                ofPriority == null ? null : ofPriority.entrySet().iterator();
        while (entries != null && entries.hasNext()) {
            Deque<WaitingRequest> queue = entries.next().getValue();
            if (queue.remove(request)) {
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
