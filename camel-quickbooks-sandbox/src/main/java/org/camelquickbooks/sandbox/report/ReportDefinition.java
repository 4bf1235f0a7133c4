package org.camelquickbooks.sandbox.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * One report: what it is asked with, what its header says, which columns it has, and who makes its rows.
 *
 * @param name as the path has it
 * @param period the dates it is about where the caller gives none
 * @param bases the bases on which it can be made; empty where the header names none and the parameter does nothing
 * @param header what its header holds besides name, time and dates
 * @param columns the keys of its columns where the caller chooses none; empty where columns are money only
 * @param groupings values of {@code group_by}
 * @param filters the lists of Ids by which it can be limited
 */
record ReportDefinition(
        String name,
        Period period,
        Set<Basis> bases,
        Set<HeaderField> header,
        List<String> columns,
        Set<String> groupings,
        Set<String> filters,
        Function<ReportParameters, ObjectNode> maker) {

    enum Period {
        YEAR_TO_DATE,
        MONTH_TO_DATE,
        /** One day: today, or report_date. */
        DAY
    }

    enum Basis {
        ACCRUAL,
        CASH
    }

    enum HeaderField {
        SUMMARIZE_COLUMNS_BY,
        ACCOUNTING_STANDARD,
        REPORT_DATE
    }

    boolean has(HeaderField field) {
        return header.contains(field);
    }

    /** Whether the caller chooses its columns. */
    boolean isList() {
        return !columns.isEmpty();
    }
}
