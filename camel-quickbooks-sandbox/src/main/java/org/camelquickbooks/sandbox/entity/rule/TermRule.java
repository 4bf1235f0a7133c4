package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;

/** Payment terms: a number of days, or a day of the month. */
public final class TermRule implements EntityRule {

    /** What terms of either kind always hold, zero where nobody gave it. */
    private static final List<String> STANDARD = List.of("DiscountDays");

    private static final List<String> DATE_DRIVEN = List.of("DueNextMonthDays", "DiscountDayOfMonth");

    @Override
    public void prepare(Draft draft) {
        ObjectNode term = draft.entity();
        boolean standard = term.has("DueDays");
        if (!standard && !term.has("DayOfMonthDue")) {
            throw QuickBooksFault.required("DueDays");
        }
        range(term, "DueDays", 0, 999);
        range(term, "DayOfMonthDue", 1, 31);
        range(term, "DiscountDays", 0, 999);
        range(term, "DiscountDayOfMonth", 0, 31);
        term.put("Type", standard ? "STANDARD" : "DATE_DRIVEN");
        for (String field : standard ? STANDARD : DATE_DRIVEN) {
            if (!term.has(field)) {
                term.put(field, 0);
            }
        }
    }

    private static void range(ObjectNode term, String field, int low, int high) {
        int value = term.path(field).asInt(low);
        if (value < low || value > high) {
            throw new QuickBooksFault(
                    FaultCode.INVALID_NUMBER,
                    "Invalid Number : " + field + " must be between " + low + " and " + high + ". Supplied value:"
                            + value,
                    field);
        }
    }
}
