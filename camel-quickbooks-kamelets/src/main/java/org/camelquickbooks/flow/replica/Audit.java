package org.camelquickbooks.flow.replica;

import java.sql.SQLException;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.camelquickbooks.flow.QuickBooksReplicaEvent.Kind;
import org.camelquickbooks.model.EntityCatalogue;
import org.camelquickbooks.model.EntityType;

/**
 * Compares the copy with QuickBooks. What has computed fields, which have no version, and what QuickBooks keeps no
 * changes of, is read again as a whole; of the rest, rows are counted, and months whose counts differ are read again.
 */
final class Audit {

    /** QuickBooks Online is no older. */
    private static final YearMonth BEGINNING = YearMonth.of(2000, 1);

    private final CompanyBooks books;
    private final Copy copy;
    private final ReplicaSettings settings;
    private final Reports reports;

    Audit(CompanyBooks books, Copy copy, ReplicaSettings settings, Reports reports) {
        this.books = books;
        this.copy = copy;
        this.settings = settings;
        this.reports = reports;
    }

    /**
     * Moves the offsets of what has to be read again whatever the counts are.
     *
     * @return the entities whose counts differ: they are to be compared once more when their changes are followed
     */
    Set<String> run(List<Offset> offsets) throws SQLException, InterruptedException {
        Instant time = books.time();
        YearMonth now = month(time);
        Set<String> different = new TreeSet<>();
        for (Offset offset : offsets) {
            EntityType type = EntityCatalogue.get().type(offset.entity());
            if (offset.is(Offset.Phase.UNAVAILABLE)) {
                // A plan may be another one by now.
                copy.move(offset.readAgain(type.hasCdc() ? time : null, null));
            } else if (!type.hasCdc() || Computed.has(type)) {
                copy.move(offset.readAgain(offset.since(), null));
            } else if (type.kind() != EntityType.Category.SINGLE
                    && (differs(type, offset, null)
                            || !latest(type, offset, now).isEmpty())) {
                different.add(offset.entity());
            }
        }
        return different;
    }

    private static YearMonth month(Instant time) {
        return YearMonth.from(time.atZone(ZoneOffset.UTC));
    }

    /** Moves the offsets of entities whose counts differ, and reports them. */
    void compare(List<Offset> offsets) throws SQLException, InterruptedException {
        YearMonth now = month(books.time());
        for (Offset offset : offsets) {
            compare(EntityCatalogue.get().type(offset.entity()), offset, now);
        }
    }

    private void compare(EntityType type, Offset offset, YearMonth now) throws SQLException, InterruptedException {
        TreeSet<YearMonth> different = latest(type, offset, now);
        boolean all = differs(type, offset, null);
        if (all) {
            narrow(type, offset, new MonthRange(BEGINNING, now), different);
        }
        if (!different.isEmpty()) {
            MonthRange range = new MonthRange(different.first(), different.last());
            copy.move(offset.readAgain(offset.since(), range));
            reports.send(Kind.DIFFERENCE, type.name(), "months " + range);
        } else if (all) {
            // Rows are of no month, or of one outside.
            copy.move(offset.readAgain(offset.since(), null));
            reports.send(Kind.DIFFERENCE, type.name(), "rows in total");
        }
    }

    private TreeSet<YearMonth> latest(EntityType type, Offset offset, YearMonth now)
            throws SQLException, InterruptedException {
        TreeSet<YearMonth> different = new TreeSet<>();
        for (int i = 0; i < settings.auditMonths(); i++) {
            YearMonth month = now.minusMonths(i);
            if (differs(type, offset, new MonthRange(month, month))) {
                different.add(month);
            }
        }
        return different;
    }

    private boolean differs(EntityType type, Offset offset, MonthRange months)
            throws SQLException, InterruptedException {
        return books.count(type, months) != copy.count(type, offset.realmId(), months);
    }

    /** Finds the months that differ by halves: those that agree as a whole are not looked into. */
    private void narrow(EntityType type, Offset offset, MonthRange range, TreeSet<YearMonth> different)
            throws SQLException, InterruptedException {
        if (!differs(type, offset, range)) {
            return;
        }
        if (range.first().equals(range.last())) {
            different.add(range.first());
            return;
        }
        YearMonth middle = range.middle();
        narrow(type, offset, new MonthRange(range.first(), middle), different);
        narrow(type, offset, new MonthRange(middle.plusMonths(1), range.last()), different);
    }
}
