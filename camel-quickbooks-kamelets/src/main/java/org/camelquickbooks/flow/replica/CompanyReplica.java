package org.camelquickbooks.flow.replica;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelquickbooks.client.changes.CursorStore;
import org.camelquickbooks.flow.QuickBooksReplicaEvent.Kind;
import org.camelquickbooks.flow.replica.Offset.Phase;
import org.camelquickbooks.model.EntityType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings the copy of one company up to date, from wherever it is. */
final class CompanyReplica {

    private static final Logger LOG = LoggerFactory.getLogger(CompanyReplica.class);

    /** The time after which an audit that failed is repeated. */
    private static final Duration AFTER_FAILURE = Duration.ofHours(1);

    private final Copy copy;
    private final ReplicaSettings settings;
    private final CompanyBooks books;
    private final Reports reports;
    private final CursorStore leases;
    private final String realmId;
    private final String lease;
    private final Reading reading;

    /** @param dataSource its name: flows whose copies are in different places do not wait for each other */
    CompanyReplica(
            Copy copy,
            ReplicaSettings settings,
            CompanyBooks books,
            Reports reports,
            CursorStore leases,
            String dataSource) {
        this.copy = copy;
        this.settings = settings;
        this.books = books;
        this.reports = reports;
        this.leases = leases;
        this.realmId = reports.realmId();
        this.lease = String.join("/", "replica", settings.name(), dataSource, settings.tablePrefix(), realmId);
        this.reading = new Reading(books, copy, settings, reports);
    }

    /** Nothing is done where another node does it, or has done it meanwhile. */
    void run() throws SQLException, InterruptedException {
        if (!leases.take(List.of(lease))) {
            return;
        }
        try {
            copy.prepare();
            begin();
            readAll();
            follow();
            readAll();
            if (settings.ledger()) {
                new LedgerCopy(books, copy, reports).run();
            }
            audit();
            reading.failIfNamed(offsets(Phase.UNAVAILABLE));
        } catch (MovedException e) {
            LOG.info("{}", e.getMessage());
        } catch (SQLException e) {
            copy.unprepare();
            throw e;
        }
    }

    private Map<String, Offset> offsets() throws SQLException {
        return copy.offsets(realmId);
    }

    private List<Offset> offsets(Phase phase) throws SQLException {
        Map<String, Offset> all = offsets();
        return settings.entities().stream()
                .map(type -> all.get(type.name()))
                .filter(offset -> offset != null && offset.is(phase))
                .toList();
    }

    /** What is new begins with a reading; its changes are followed from a time before that. */
    private void begin() throws SQLException, InterruptedException {
        Map<String, Offset> known = offsets();
        List<EntityType> missing = settings.entities().stream()
                .filter(type -> !known.containsKey(type.name()))
                .toList();
        if (!missing.isEmpty()) {
            Instant now = books.time();
            copy.begin(missing.stream()
                    .map(type -> Offset.first(realmId, type.name(), type.hasCdc() ? now : null))
                    .toList());
        }
    }

    private void readAll() throws SQLException, InterruptedException {
        Map<String, Offset> offsets = offsets();
        for (EntityType type : settings.entities()) {
            reading.run(type, offsets.get(type.name()));
        }
    }

    private void follow() throws SQLException, InterruptedException {
        Following following = new Following(books, copy, reports);
        List<Offset> followed = new ArrayList<>(offsets(Phase.FOLLOWING));
        followed.removeIf(offset -> offset.since() == null);
        List<Offset> overdue = following.overdue(followed);
        if (!overdue.isEmpty()) {
            Instant now = books.time();
            for (Offset offset : overdue) {
                copy.move(offset.readAgain(now, null));
                reports.send(
                        Kind.READ_AGAIN,
                        offset.entity(),
                        "changes since " + offset.since() + " are older than the 30 days that QuickBooks keeps them");
            }
            followed.removeAll(overdue);
        }
        following.run(followed);
    }

    private void audit() throws SQLException, InterruptedException {
        if (settings.auditInterval().isZero()) {
            return;
        }
        Instant last = copy.audited(realmId);
        Instant now = copy.now();
        if (last == null) {
            // All was read just now.
            copy.audited(realmId, now);
        } else if (!now.isBefore(last.plus(settings.auditInterval()))) {
            // What fails in the middle is not repeated with each message of the schedule.
            copy.audited(realmId, now.minus(settings.auditInterval()).plus(shorter(AFTER_FAILURE)));
            compare();
            copy.audited(realmId, now);
        }
    }

    private Duration shorter(Duration pause) {
        return pause.compareTo(settings.auditInterval()) < 0 ? pause : settings.auditInterval();
    }

    private void compare() throws SQLException, InterruptedException {
        List<Offset> audited = new ArrayList<>(offsets(Phase.FOLLOWING));
        audited.addAll(offsets(Phase.UNAVAILABLE));
        Audit audit = new Audit(books, copy, settings, reports);
        Set<String> different = audit.run(audited);
        if (!different.isEmpty()) {
            // What changed since the copy followed last is no difference.
            follow();
            audit.compare(offsets(Phase.FOLLOWING).stream()
                    .filter(offset -> different.contains(offset.entity()))
                    .toList());
        }
        readAll();
        if (settings.ledger()) {
            LedgerCopy ledger = new LedgerCopy(books, copy, reports);
            ledger.run();
            if (!ledger.differences().isEmpty()) {
                // Something may have been booked in between.
                follow();
                readAll();
                ledger.run();
                ledger.audit();
                ledger.run();
            }
        }
    }
}
