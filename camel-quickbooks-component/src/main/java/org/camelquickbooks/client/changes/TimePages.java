package org.camelquickbooks.client.changes;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.camelquickbooks.client.query.Query;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.QueryLiteral;
import org.camelquickbooks.model.QueryStatement;

/**
 * Rows by the time of their change, in pages that begin where the one before ended. What is changed meanwhile moves to
 * the end and comes there; nothing shifts from one page to another as it would with positions. A second that fills a
 * page by itself is read by Id.
 */
final class TimePages implements ChangeSource {

    private final CompanyReads reads;
    private final EntityType type;
    private final QueryStatement query;
    private final String field;
    private final Instant end;
    private Instant from;
    private String lastId;
    private boolean crowded;

    /**
     * @param query which rows, of which fields
     * @param field the time within MetaData that orders them
     * @param from null for the beginning
     * @param end the first time that is not wanted; null for all
     */
    TimePages(CompanyReads reads, EntityType type, QueryStatement query, String field, Instant from, Instant end) {
        this.reads = reads;
        this.type = type;
        this.query = query;
        this.field = field;
        this.from = from;
        this.end = end;
    }

    /** All rows of an entity by the time of their last change, those made inactive too. */
    static TimePages of(CompanyReads reads, EntityType type, Instant from, Instant end) {
        return new TimePages(reads, type, QueryStatement.all("*", type), "LastUpdatedTime", from, end);
    }

    @Override
    public ChangePart next() {
        return crowded ? withinSecond() : page();
    }

    private ChangePart page() {
        CompanyReads.Rows<JsonNode> rows =
                reads.rows(query.where(window(from, end)).first(Query.LARGEST_PAGE, "MetaData." + field));
        List<ChangedObject> objects = objects(rows.list());
        if (objects.size() < Query.LARGEST_PAGE) {
            return end == null ? new ChangePart(objects, rows.time(), true) : new ChangePart(objects, end, true);
        }
        Instant last = objects.get(objects.size() - 1).time();
        // Of the last second there may be more.
        objects.removeIf(object -> !object.time().isBefore(last));
        from = last;
        crowded = objects.isEmpty();
        return new ChangePart(objects, last, false);
    }

    private ChangePart withinSecond() {
        CompanyReads.Rows<JsonNode> rows =
                reads.rows(query.where(window(from, from.plusSeconds(1))).pageAfter(lastId, Query.LARGEST_PAGE));
        List<ChangedObject> objects = objects(rows.list());
        if (objects.size() < Query.LARGEST_PAGE) {
            crowded = false;
            lastId = null;
            from = from.plusSeconds(1);
            return new ChangePart(objects, from, false);
        }
        lastId = objects.get(objects.size() - 1).id();
        return new ChangePart(objects, from, false);
    }

    private String window(Instant first, Instant end) {
        String name = "MetaData." + field;
        String low = first == null ? null : name + " >= " + QueryLiteral.of(first);
        String high = end == null ? null : name + " < " + QueryLiteral.of(end);
        return low == null ? high : high == null ? low : low + " AND " + high;
    }

    private List<ChangedObject> objects(List<JsonNode> rows) {
        List<ChangedObject> objects = new ArrayList<>();
        rows.forEach(row -> objects.add(ChangedObject.at(type, row, field)));
        return objects;
    }
}
