package org.camelquickbooks.flow.revenue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import org.camelquickbooks.flow.engine.EntryLines;
import org.camelquickbooks.model.Json;

/**
 * How revenue is posted: what is posted in one way, and has to be in another, is taken back in the first.
 *
 * @param currency its ISO code; null in a company that has only its own
 * @param rate of the currency; null where the document has none
 * @param classId the Id of the class; null for none
 * @param location the Id of the location; null for none
 */
record Posted(String currency, BigDecimal rate, String classId, String location) {

    private static final String CURRENCY = "currency";
    private static final String RATE = "rate";
    private static final String CLASS = "class";
    private static final String LOCATION = "location";

    /** That of a line of a document. */
    static Posted of(JsonNode document, JsonNode detail) {
        String ofLine = Json.text(detail.path("ClassRef"), "value");
        return new Posted(
                Json.text(document.path("CurrencyRef"), "value"),
                decimal(document, "ExchangeRate"),
                ofLine != null ? ofLine : Json.text(document.path("ClassRef"), "value"),
                Json.text(document.path("DepartmentRef"), "value"));
    }

    /** That of a portion. */
    static Posted of(JsonNode portion) {
        return new Posted(
                Json.text(portion, CURRENCY),
                decimal(portion, RATE),
                Json.text(portion, CLASS),
                Json.text(portion, LOCATION));
    }

    private static BigDecimal decimal(JsonNode from, String field) {
        return from.has(field) ? from.path(field).decimalValue() : null;
    }

    /** Writes it to a portion. */
    void to(ObjectNode portion) {
        put(portion, CURRENCY, currency);
        if (rate != null) {
            portion.put(RATE, rate);
        }
        put(portion, CLASS, classId);
        put(portion, LOCATION, location);
    }

    /** Writes it to a journal entry. */
    void toEntry(ObjectNode entry) {
        if (currency != null) {
            entry.putObject("CurrencyRef").put("value", currency);
        }
        if (rate != null) {
            entry.put("ExchangeRate", rate);
        }
        EntryLines.place(entry, classId, location);
    }

    private static void put(ObjectNode to, String field, String value) {
        if (value != null) {
            to.put(field, value);
        }
    }

    /** A document without a rate has the rate 1; one number has several forms. */
    private List<Object> key() {
        return Arrays.asList(currency, (rate == null ? BigDecimal.ONE : rate).stripTrailingZeros(), classId, location);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Posted posted && key().equals(posted.key());
    }

    @Override
    public int hashCode() {
        return key().hashCode();
    }
}
