package org.camelquickbooks.consumer;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import org.camelquickbooks.client.changes.Change;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.client.webhook.WebhookEvent;
import org.camelquickbooks.model.EntityType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How often each company is polled while webhooks announce what changes. The pause of a company doubles with each scheduled poll
 * that finds nothing, from {@code delay} to a limit. It is {@code delay} for all companies while nothing proves that webhooks
 * arrive: until the first one, and after a poll has found a change that none announced, until one of that entity arrives.
 */
final class AdaptivePoll implements PollPace {

    private static final Logger LOG = LoggerFactory.getLogger(AdaptivePoll.class);

    /** So many entities are remembered; of one that is forgotten, a change counts as not announced, which costs polls only. */
    private static final int REMEMBERED = 10_000;

    /** How long an announced change is looked for at the short pause: QuickBooks may show it later than it announces it. */
    private static final Duration SEARCHED = Duration.ofMinutes(10);

    /** What is known of an entity: the latest time that was announced, and the latest that a poll found. */
    private static final class EntityNews {
        private Instant announced = Instant.MIN;
        private Instant found = Instant.MIN;
    }

    /** How a company is polled. */
    private static final class Pace {
        private Duration pause;
        private long polled;
        private boolean wasPolled;
        /** Announced entities that no poll has found yet, and since when. */
        private final Map<String, Long> searched = new HashMap<>();

        private Pace(Duration pause) {
            this.pause = pause;
        }
    }

    private final Set<String> followed;
    private final Duration shortest;
    private final Duration longest;
    private final IntSupplier processes;
    private final Time time;
    private final Map<String, Pace> companies = new HashMap<>();
    private final Map<String, EntityNews> entities = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, EntityNews> eldest) {
            return size() > REMEMBERED;
        }
    };
    /** Entities of which a change came without a webhook, since the last webhook of the entity. */
    private final Set<String> missed = new TreeSet<>();

    private boolean announcedAnything;

    /**
     * @param shortest the pause that the scheduler has
     * @param longest at most so long
     * @param processes how many share the state
     */
    AdaptivePoll(Iterable<EntityType> types, Duration shortest, Duration longest, IntSupplier processes, Time time) {
        Set<String> names = new TreeSet<>();
        types.forEach(type -> names.add(type.name()));
        this.followed = names;
        this.shortest = shortest;
        this.longest = longest;
        this.processes = processes;
        this.time = time;
    }

    @Override
    public synchronized boolean isDue(String realmId) {
        Pace pace = pace(realmId);
        if (!pace.wasPolled) {
            return true;
        }
        // The scheduler is not exact: what is due within half its pause is due now.
        long slack = shortest.toNanos() / 2;
        return time.nanos() - pace.polled + slack >= pause(pace).toNanos();
    }

    private Duration pause(Pace pace) {
        long now = time.nanos();
        pace.searched.values().removeIf(since -> now - since >= SEARCHED.toNanos());
        // Of several processes another one may receive the webhooks of what this one polls.
        boolean reliable = announcedAnything && missed.isEmpty() && processes.getAsInt() == 1;
        return reliable && pace.searched.isEmpty() ? pace.pause : shortest;
    }

    private Pace pace(String realmId) {
        return companies.computeIfAbsent(realmId, realm -> new Pace(shortest));
    }

    /** A webhook has arrived. */
    synchronized void announced(WebhookEvent event) {
        announcedAnything = true;
        if (!followed.contains(event.entity())) {
            return;
        }
        if (missed.remove(event.entity()) && missed.isEmpty()) {
            LOG.info("A webhook announced {} again: adaptivePoll lengthens the pauses between polls", event.entity());
        }
        String name = name(event.realmId(), event.entity(), event.entityId());
        EntityNews known = entities.computeIfAbsent(name, n -> new EntityNews());
        Instant changed = event.time().truncatedTo(ChronoUnit.SECONDS);
        known.announced = later(known.announced, changed);
        if (known.found.isBefore(changed) && companies.containsKey(event.realmId())) {
            Map<String, Long> searched = pace(event.realmId()).searched;
            if (searched.size() < REMEMBERED) {
                searched.put(name, time.nanos());
            }
        }
    }

    @Override
    public synchronized void found(String realmId, Change change) {
        String name = name(realmId, change.type().name(), change.id());
        EntityNews known = entities.computeIfAbsent(name, n -> new EntityNews());
        boolean isNew = known.found.isBefore(change.time());
        known.found = later(known.found, change.time());
        Pace pace = pace(realmId);
        pace.searched.remove(name);
        // What changed before the first poll may have been announced before this process was there.
        if (!pace.wasPolled || !isNew || !known.announced.isBefore(change.time())) {
            return;
        }
        pace.pause = shortest;
        if (missed.add(change.type().name()) && announcedAnything) {
            LOG.warn(
                    "No webhook had announced {} of company {}, which a poll found: all companies are polled each {} s until a "
                            + "webhook of {} arrives. If none does, look at the app's webhooks page at Intuit, whether it names "
                            + "{} and this application's address",
                    change,
                    realmId,
                    shortest.toSeconds(),
                    change.type().name(),
                    missed.stream().collect(Collectors.joining(", ")));
        }
    }

    @Override
    public synchronized void polled(String realmId, long began, boolean quiet) {
        Pace pace = pace(realmId);
        pace.polled = began;
        pace.wasPolled = true;
        if (quiet && announcedAnything && missed.isEmpty()) {
            Duration twice = pace.pause.multipliedBy(2);
            pace.pause = twice.compareTo(longest) > 0 ? longest : twice;
        }
    }

    private static String name(String realmId, String entity, String id) {
        return realmId + "/" + entity + "/" + id;
    }

    private static Instant later(Instant a, Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
