package org.camelquickbooks.flow.inventory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.camelquickbooks.flow.engine.FlowEntry;
import org.camelquickbooks.flow.engine.FlowKey;
import org.camelquickbooks.flow.engine.FlowState;
import org.camelquickbooks.flow.engine.Journal;
import org.camelquickbooks.model.Json;

/** Finds what other counts mean for one that comes late: of two counts of an item the later one stands. */
final class LaterCounts {

    private static final String COUNTED = "counted";
    private static final String DATE = "date";
    private static final String ITEMS = "items";

    /** A count came in after it was made, but for clocks and time zones. */
    private static final Duration CLOCKS = Duration.ofDays(2);

    private final Journal journal;

    LaterCounts(Journal journal) {
        this.journal = journal;
    }

    /** What the journal keeps of a count: when it was made, and the Ids of its items. */
    static ObjectNode facts(JsonNode count, List<String> items) {
        ObjectNode facts = Json.object().put(DATE, count.path(DATE).asText());
        if (count.has(COUNTED)) {
            facts.put(COUNTED, count.path(COUNTED).asText());
        }
        ArrayNode all = facts.putArray(ITEMS);
        items.forEach(all::add);
        return facts;
    }

    /**
     * Other counts.
     *
     * @param items the Ids of the items of which there is a later one
     * @param adjustments the Ids of what was made of the others: it moves no goods, however late it was booked
     */
    record Others(Set<String> items, Set<String> adjustments) {}

    /** What other counts say that came in after this one was made. */
    CompletableFuture<Others> find(FlowKey key, JsonNode count) {
        Instant from =
                (count.has(COUNTED) ? time(count) : day(count).atStartOfDay().toInstant(ZoneOffset.UTC)).minus(CLOCKS);
        return journal.changedSince(key.flow(), key.company(), from).thenApply(entries -> {
            Others others = new Others(new HashSet<>(), new HashSet<>());
            for (FlowEntry entry : entries) {
                JsonNode facts = entry.facts();
                boolean decided = !entry.is(FlowState.RECEIVED) && !entry.is(FlowState.REFUSED);
                if (!decided || !facts.has(ITEMS) || entry.key().equals(key)) {
                    continue;
                }
                if (isLater(facts, count)) {
                    facts.path(ITEMS).forEach(id -> others.items().add(id.asText()));
                } else if (entry.entityId() != null) {
                    others.adjustments().add(entry.entityId());
                }
            }
            return others;
        });
    }

    /** By time where both say it, else by day: of two counts of one day the one that comes last stands. */
    private static boolean isLater(JsonNode one, JsonNode other) {
        return one.has(COUNTED) && other.has(COUNTED) ? time(one).isAfter(time(other)) : day(one).isAfter(day(other));
    }

    private static Instant time(JsonNode count) {
        return OffsetDateTime.parse(count.path(COUNTED).asText()).toInstant();
    }

    private static LocalDate day(JsonNode count) {
        return LocalDate.parse(count.path(DATE).asText());
    }
}
