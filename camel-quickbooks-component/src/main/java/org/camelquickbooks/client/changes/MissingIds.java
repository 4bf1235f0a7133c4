package org.camelquickbooks.client.changes;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.camelquickbooks.client.http.Awaited;
import org.camelquickbooks.client.query.Query;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QueryStatement;

/** Those that were known and are no longer there: found by reading all Ids, where nothing else can tell. */
final class MissingIds implements ChangeSource {

    private final CompanyReads reads;
    private final EntityType type;
    private final KnownIds known;
    private final BooleanSupplier wanted;

    /** @param wanted asked when it is this source's turn: whether deleted ones may be missing */
    MissingIds(CompanyReads reads, EntityType type, KnownIds known, BooleanSupplier wanted) {
        this.reads = reads;
        this.type = type;
        this.known = known;
        this.wanted = wanted;
    }

    @Override
    public ChangePart next() {
        Instant now = reads.now();
        if (!wanted.getAsBoolean()) {
            return new ChangePart(List.of(), now, true);
        }
        Set<String> there = all(reads, type);
        List<ChangedObject> gone = known.all().stream()
                .filter(id -> !there.contains(id))
                .map(id -> ChangedObject.gone(type, id, now))
                .toList();
        return new ChangePart(gone, now, true);
    }

    /** The Ids of all entities, those made inactive too. */
    static Set<String> all(CompanyReads reads, EntityType type) {
        Set<String> ids = new HashSet<>();
        for (JsonNode row : Awaited.result(Query.all(Query.pages(
                reads.statements(),
                List.of(QueryStatement.all("Id", type).toString()),
                Query.PageOrder.KEYSET,
                Query.LARGEST_PAGE,
                1,
                Long.MAX_VALUE)))) {
            ids.add(Json.text(row, "Id"));
        }
        return ids;
    }
}
