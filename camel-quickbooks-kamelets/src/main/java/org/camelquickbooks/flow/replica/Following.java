package org.camelquickbooks.flow.replica;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.camelquickbooks.client.changes.CdcAnswer;
import org.camelquickbooks.flow.QuickBooksReplicaEvent.Kind;
import org.camelquickbooks.model.EntityCatalogue;
import org.camelquickbooks.model.EntityType;

/** Applies what changed since the offsets, by change data capture. */
final class Following {

    /** QuickBooks makes a change visible later than it dates it. */
    static final Duration OVERLAP = Duration.ofMinutes(2);

    /** QuickBooks keeps changes for 30 days. */
    private static final Duration LOOK_BACK = Duration.ofDays(29);

    private final CompanyBooks books;
    private final Copy copy;
    private final Reports reports;

    Following(CompanyBooks books, Copy copy, Reports reports) {
        this.books = books;
        this.copy = copy;
        this.reports = reports;
    }

    /** Entities whose changes are too old to be followed; they are read again instead. */
    List<Offset> overdue(List<Offset> offsets) {
        Instant oldest = copy.now().minus(LOOK_BACK);
        return offsets.stream()
                .filter(offset -> offset.since() != null && offset.since().isBefore(oldest))
                .toList();
    }

    void run(List<Offset> offsets) throws SQLException, InterruptedException {
        if (offsets.isEmpty()) {
            return;
        }
        Instant since = offsets.stream()
                .map(Offset::since)
                .min(Comparator.naturalOrder())
                .orElseThrow()
                .minus(OVERLAP);
        CdcAnswer answer = books.changes(offsets.stream().map(Following::type).toList(), since);
        if (!answer.isFull()) {
            arrived(offsets, answer);
        } else if (offsets.size() > 1) {
            // 1000 objects are the most over all entities together.
            run(offsets.subList(0, offsets.size() / 2));
            run(offsets.subList(offsets.size() / 2, offsets.size()));
        } else {
            walk(offsets.get(0), since, answer);
        }
    }

    private static EntityType type(Offset offset) {
        return EntityCatalogue.get().type(offset.entity());
    }

    private Instant time(CdcAnswer answer) {
        return answer.time() == null
                ? copy.now()
                : OffsetDateTime.parse(answer.time()).toInstant();
    }

    private static List<JsonNode> rows(CdcAnswer answer, EntityType type) {
        List<JsonNode> rows = new ArrayList<>();
        JsonNode found = answer.rows().get(type.name());
        if (found != null) {
            found.forEach(rows::add);
        }
        return rows;
    }

    private void arrived(List<Offset> offsets, CdcAnswer answer) throws SQLException {
        Instant time = time(answer);
        List<Offset> unchanged = new ArrayList<>();
        for (Offset offset : offsets) {
            List<JsonNode> rows = rows(answer, type(offset));
            if (rows.isEmpty()) {
                unchanged.add(offset);
            } else {
                apply(offset, offset.followFrom(time), rows);
            }
        }
        if (!unchanged.isEmpty()) {
            copy.unchanged(unchanged.get(0).realmId(), unchanged, time);
        }
    }

    private Offset apply(Offset from, Offset to, List<JsonNode> rows) throws SQLException {
        Copy.Applied applied = copy.apply(type(from), from, to, rows);
        reports.newFields(type(from), applied.newFields());
        return applied.offset();
    }

    /**
     * A full answer is followed by one that begins where it ended. That holds while the service leaves out the latest,
     * which nothing documents: it is compared with a count, and where it does not hold, all rows are read again.
     */
    private void walk(Offset begun, Instant begin, CdcAnswer full) throws SQLException, InterruptedException {
        Offset offset = begun;
        Instant from = begin;
        CdcAnswer answer = full;
        while (true) {
            List<JsonNode> rows = rows(answer, type(offset));
            if (!answer.isFull()) {
                apply(offset, offset.followFrom(time(answer)), rows);
                return;
            }
            Instant last = rows.stream()
                    .map(RowWriter::updated)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            List<JsonNode> before = rows.stream()
                    .filter(row -> RowWriter.updated(row).isBefore(last))
                    .toList();
            if (before.isEmpty() || isCutBefore(offset, from, last, before)) {
                copy.apply(type(offset), offset, offset.readAgain(time(answer), null), rows);
                reports.send(
                        Kind.READ_AGAIN,
                        offset.entity(),
                        "more changed since " + from + " than QuickBooks returns at once");
                return;
            }
            offset = apply(offset, offset.followFrom(last), before);
            from = last;
            answer = books.changes(List.of(type(offset)), from);
        }
    }

    private boolean isCutBefore(Offset offset, Instant from, Instant last, List<JsonNode> before)
            throws InterruptedException {
        long live = before.stream().filter(row -> !RowWriter.isDeleted(row)).count();
        // Some may have been changed once more since.
        return books.changedBetween(type(offset), from, last) > live;
    }
}
