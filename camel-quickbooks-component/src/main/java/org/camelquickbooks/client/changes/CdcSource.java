package org.camelquickbooks.client.changes;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.camelquickbooks.client.query.Query;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.QueryLiteral;
import org.camelquickbooks.model.QueryStatement;

/**
 * Changes of one entity from change data capture, which has no pages: a full answer is followed by one that begins
 * where it ended. That holds only while the server leaves out the latest; it is compared with a count once, since
 * nothing documents it, and where it does not hold, or where one second fills an answer, rows are read by query. What
 * was deleted can only be learnt from change data capture, so it may then be missing, which is told.
 */
final class CdcSource implements ChangeSource {

    private final CompanyReads reads;
    private final EntityType type;
    private final Consumer<Instant> deletesUnsure;
    private Instant from;
    private boolean checked;
    private ChangeSource byQuery;
    private Instant byQueryEnd;

    /** @param deletesUnsure told since when deleted ones may be missing */
    CdcSource(CompanyReads reads, EntityType type, Instant from, Consumer<Instant> deletesUnsure) {
        this.reads = reads;
        this.type = type;
        this.from = from;
        this.deletesUnsure = deletesUnsure;
    }

    @Override
    public ChangePart next() {
        if (byQuery != null) {
            return nextByQuery();
        }
        CompanyReads.Rows<ChangedObject> answer = reads.upToCut(type, from);
        List<ChangedObject> objects = new ArrayList<>(answer.list());
        objects.sort(Dependencies.ORDER);
        if (objects.size() < Query.LARGEST_PAGE) {
            return new ChangePart(objects, answer.time(), true);
        }
        Instant last = objects.get(objects.size() - 1).time();
        List<ChangedObject> whole =
                objects.stream().filter(o -> o.time().isBefore(last)).toList();
        if (whole.isEmpty() || !checked && !isAllThereIs(whole, last)) {
            deletesUnsure.accept(whole.isEmpty() ? last : from);
            // Without an end where the server leaves out what it likes: then queries read on to the present.
            byQueryEnd = whole.isEmpty() ? last.plusSeconds(1) : null;
            byQuery = TimePages.of(reads, type, from, byQueryEnd);
            return new ChangePart(
                    objects.stream()
                            .filter(ChangedObject::deleted)
                            .filter(o -> byQueryEnd == null || o.time().isBefore(byQueryEnd))
                            .toList(),
                    from,
                    false);
        }
        checked = true;
        from = last;
        return new ChangePart(whole, last, false);
    }

    private ChangePart nextByQuery() {
        ChangePart part = byQuery.next();
        if (!part.last() || byQueryEnd == null) {
            return part;
        }
        byQuery = null;
        from = byQueryEnd;
        return new ChangePart(part.objects(), byQueryEnd, false);
    }

    /** Whether the server left out nothing before a time. */
    private boolean isAllThereIs(List<ChangedObject> found, Instant before) {
        QueryStatement query = QueryStatement.all("*", type)
                .where("MetaData.LastUpdatedTime >= " + QueryLiteral.of(from) + " AND MetaData.LastUpdatedTime < "
                        + QueryLiteral.of(before));
        // Some may have been changed once more since.
        return reads.count(query.count())
                <= found.stream().filter(o -> !o.deleted()).count();
    }
}
