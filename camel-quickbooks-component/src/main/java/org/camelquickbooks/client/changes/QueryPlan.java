package org.camelquickbooks.client.changes;

import java.util.List;
import java.util.Map;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.QueryStatement;

/** Reads the rows of one query by a time that they have. */
final class QueryPlan implements Plan {

    private final CompanyReads reads;
    private final EntityType type;
    private final QueryStatement query;
    private final String field;

    QueryPlan(CompanyReads reads, EntityType type, QueryStatement query, String field) {
        this.reads = reads;
        this.type = type;
        this.query = query;
        this.field = field;
    }

    @Override
    public List<EntityType> types() {
        return List.of(type);
    }

    @Override
    public Map<EntityType, ChangeSource> open(Map<EntityType, Position> positions) {
        return Map.of(
                type,
                new TimePages(reads, type, query, field, positions.get(type).from(), null));
    }
}
