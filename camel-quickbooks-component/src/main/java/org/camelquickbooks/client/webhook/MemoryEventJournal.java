package org.camelquickbooks.client.webhook;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Remembers in memory which events were received. */
public final class MemoryEventJournal implements EventJournal {

    private static final int REMEMBERED = 50_000;

    private final Map<String, Instant> known = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > REMEMBERED;
        }
    };

    @Override
    public synchronized List<WebhookEvent> add(String consumer, List<WebhookEvent> events, Instant now) {
        return events.stream()
                .filter(event -> known.putIfAbsent(consumer + "/" + event.id(), now) == null)
                .toList();
    }

    @Override
    public void done(String consumer, WebhookEvent event, Instant now) {}

    @Override
    public synchronized void drop(String consumer, WebhookEvent event) {
        known.remove(consumer + "/" + event.id());
    }

    @Override
    public List<WebhookEvent> takeOver(String consumer, Instant now) {
        return List.of();
    }

    @Override
    public void leave(String consumer) {}

    @Override
    public synchronized void forget(Instant before) {
        known.values().removeIf(at -> at.isBefore(before));
    }

    @Override
    public void close() {}
}
