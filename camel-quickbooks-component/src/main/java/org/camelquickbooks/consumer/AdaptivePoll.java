package org.camelquickbooks.consumer;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import org.camelquickbooks.client.changes.Change;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.client.webhook.WebhookEvent;
import org.camelquickbooks.model.EntityType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How often each company is polled while webhooks announce what changes. The pause of a company doubles with each scheduled poll
 * that finds nothing, from {@code delay} to a limit. It is {@code delay} while nothing proves that webhooks arrive: for all
 * companies until the first one, and for a company after a poll has found a change that none announced in good time, until one
 * of that entity arrives.
 */
final class AdaptivePoll implements PollPace {

    private static final Logger LOG = LoggerFactory.getLogger(AdaptivePoll.class);

    /** So many entities are remembered; of one that is forgotten, a change counts as missed, which costs polls only. */
    private static final int REMEMBERED = 10_000;

    /** How long an announced change is looked for at the short pause: QuickBooks may show it later than it announces it. */
    private static final Duration SEARCHED = Duration.ofMinutes(10);

    /** How long after a poll has found a change its webhook may arrive: QuickBooks sends it after one to five minutes. */
    private static final Duration ANNOUNCED_WITHIN = Duration.ofMinutes(10);

    /** What is known of an entity: the latest time that was announced, and the latest that a poll found. */
    private static final class EntityNews {
        private Instant announced = Instant.MIN;
        private Instant found = Instant.MIN;
    }

    /** An entity that a poll has found changed before a webhook announced that. */
    private static final class EarlyFind {
        private final String realmId;
        private final String entity;
        private final String shown;
        /** The change that was not announced, and of several the latest. */
        private Instant first;

        private Instant last;
        private long since;

        private EarlyFind(String realmId, Change change, long since) {
            this.realmId = realmId;
            this.entity = change.type().name();
            this.shown = change.toString();
            this.first = change.time();
            this.last = change.time();
            this.since = since;
        }
    }

    /** How a company is polled. */
    private static final class Pace {
        private Duration pause;
        private long polled;
        private boolean wasPolled;
        /** Announced entities that no poll has found yet, and since when. */
        private final Map<String, Long> searched = new HashMap<>();
        /** Entities of which a change came without a webhook, since the last webhook of the entity. */
        private final Set<String> missed = new TreeSet<>();

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
    /** Those that wait longest first. */
    private final Map<String, EarlyFind> early = new LinkedHashMap<>();
    /** What any company has missed. */
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
        // Of several processes another one may receive the webhooks of what this one polls.
        boolean alone = processes.getAsInt() == 1;
        if (!alone) {
            early.clear();
        }
        judgeEarlyFinds();
        boolean reliable = announcedAnything && alone && pace.missed.isEmpty();
        return reliable && pace.searched.isEmpty() ? pace.pause : shortest;
    }

    private void judgeEarlyFinds() {
        long now = time.nanos();
        Iterator<EarlyFind> waiting = early.values().iterator();
        while (waiting.hasNext()) {
            EarlyFind find = waiting.next();
            if (now - find.since < ANNOUNCED_WITHIN.toNanos()) {
                return;
            }
            waiting.remove();
            miss(find.realmId, find.entity, find.shown);
        }
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
        if (missed.remove(event.entity())) {
            companies.values().forEach(pace -> pace.missed.remove(event.entity()));
            LOG.info("A webhook announced {} again: adaptivePoll lengthens the pauses between polls", event.entity());
        }
        String name = name(event.realmId(), event.entity(), event.entityId());
        EntityNews known = entities.computeIfAbsent(name, n -> new EntityNews());
        Instant changed = event.time().truncatedTo(ChronoUnit.SECONDS);
        known.announced = later(known.announced, changed);
        announcedLate(name, changed);
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
        EarlyFind find = early.get(name);
        if (find != null) {
            find.last = later(find.last, change.time());
        } else if (early.size() < REMEMBERED) {
            early.put(name, new EarlyFind(realmId, change, time.nanos()));
        } else {
            miss(realmId, change.type().name(), change.toString());
        }
    }

    /** A webhook has arrived after a poll had found the change. */
    private void announcedLate(String name, Instant changed) {
        EarlyFind find = early.get(name);
        if (find == null || changed.isBefore(find.first)) {
            return;
        }
        early.remove(name);
        if (changed.isBefore(find.last)) {
            // Another change of it waits for its own.
            find.first = find.last;
            find.since = time.nanos();
            early.put(name, find);
        }
    }

    private void miss(String realmId, String entity, String change) {
        Pace pace = pace(realmId);
        pace.pause = shortest;
        pace.missed.add(entity);
        if (missed.add(entity) && announcedAnything) {
            LOG.warn(
                    "No webhook has announced {} of company {}, which a poll found. Such a company is polled every {} s until a "
                            + "webhook of {} arrives. If none arrives, check the app's webhooks page at Intuit: {} must be "
                            + "selected, and the address must be that of this application",
                    change,
                    realmId,
                    shortest.toSeconds(),
                    entity,
                    String.join(", ", missed));
        }
    }

    @Override
    public synchronized void polled(String realmId, long began, boolean quiet) {
        Pace pace = pace(realmId);
        pace.polled = began;
        pace.wasPolled = true;
        // By a poll, and not by the clock: while none works, nothing has been looked for.
        pace.searched.values().removeIf(since -> began - since >= SEARCHED.toNanos());
        if (quiet && announcedAnything && pace.missed.isEmpty()) {
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
