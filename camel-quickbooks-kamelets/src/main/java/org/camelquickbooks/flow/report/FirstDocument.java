package org.camelquickbooks.flow.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigInteger;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.camelquickbooks.model.Json;

/**
 * The first document that flows have made. QuickBooks writes the time of creation by the second: of what was made in the
 * same one the Id, which transactions count up together, says what was there before.
 *
 * @param created as QuickBooks writes it
 */
record FirstDocument(String created, String id) {

    boolean isBefore(FirstDocument other) {
        int byTime = time().compareTo(other.time());
        return byTime != 0 ? byTime < 0 : compareIds(id, other.id) < 0;
    }

    /** Whether a document was there before the first of the flows. */
    boolean isAfter(JsonNode row) {
        String made = Json.text(row.path("MetaData"), "CreateTime");
        return made != null && new FirstDocument(made, Json.text(row, "Id")).isBefore(this);
    }

    private Instant time() {
        return OffsetDateTime.parse(created).toInstant();
    }

    private static int compareIds(String one, String other) {
        return one.matches("\\d+") && other.matches("\\d+")
                ? new BigInteger(one).compareTo(new BigInteger(other))
                : one.compareTo(other);
    }
}
