package org.camelquickbooks.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;

/** Whether days and times are in the calendar: the schemas see their form only. */
final class Days {

    private static final Set<String> DAYS = Set.of("date", "dueDate", "serviceDate", "stockDate", "expected");
    private static final Set<String> TIMES = Set.of("changed", "counted");

    private Days() {}

    static void check(JsonNode node, String pointer, List<Problem> problems) {
        for (int i = 0; i < (node.isArray() ? node.size() : 0); i++) {
            check(node.path(i), pointer + "/" + i, problems);
        }
        node.properties().forEach(field -> {
            String place = pointer + "/" + field.getKey();
            JsonNode value = field.getValue();
            if (!value.isTextual()) {
                check(value, place, problems);
                return;
            }
            try {
                if (DAYS.contains(field.getKey())) {
                    LocalDate.parse(value.asText());
                } else if (TIMES.contains(field.getKey())) {
                    OffsetDateTime.parse(value.asText());
                }
            } catch (DateTimeParseException e) {
                problems.add(new Problem(
                        place,
                        "'" + value.asText() + "' is not valid; use "
                                + (DAYS.contains(field.getKey())
                                        ? "a date such as 2026-01-31"
                                        : "a time such as 2026-01-31T12:00:00Z")));
            }
        });
    }
}
