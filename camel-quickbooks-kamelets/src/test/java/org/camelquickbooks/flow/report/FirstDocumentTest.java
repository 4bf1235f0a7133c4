package org.camelquickbooks.flow.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.camelquickbooks.model.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What was there before the first document of the flows, by time and then by Id. */
class FirstDocumentTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-01T00:00:00-08:00, 99, true",
        "2026-01-01T08:00:00Z,      99, true",
        "2026-01-01T00:00:01-08:00, 99, false",
        "2026-01-01T00:00:01-08:00, 100, false",
        "2026-01-01T00:00:00-08:00, 101, false",
        "2026-01-01T00:00:00-08:00, 1000, false"
    })
    void theIdDecidesWithinASecond(String created, String id, boolean before) {
        FirstDocument first = new FirstDocument("2026-01-01T00:00:00-08:00", "100");
        JsonNode row = Json.object().put("Id", id).set("MetaData", Json.object().put("CreateTime", created));
        assertThat(first.isAfter(row)).isEqualTo(before);
    }
}
