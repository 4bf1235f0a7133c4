package org.camelquickbooks.sandbox.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.EnumSet;
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
 * @param summarized whether {@code summarize_column_by} does anything
 * @param columns the keys of its columns where the caller chooses none; empty where columns are money only
 * @param sortKeys values of {@code sort_by}; empty where the parameter does nothing
 * @param groupings values of {@code group_by}
 * @param filters the lists of Ids by which it can be limited
 */
record ReportDefinition(
        String name,
        Period period,
        Set<Basis> bases,
        Set<HeaderField> header,
        boolean summarized,
        List<String> columns,
        Set<String> sortKeys,
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

    /** A report of the year so far that has no basis, no choices and no filters, until more is said of it. */
    static ReportDefinition named(String name) {
        return new ReportDefinition(
                name,
                Period.YEAR_TO_DATE,
                Set.of(),
                Set.of(),
                false,
                List.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                parameters -> {
                    throw new IllegalStateException("Nobody makes " + name);
                });
    }

    ReportDefinition of(Period other) {
        return new ReportDefinition(
                name, other, bases, header, summarized, columns, sortKeys, groupings, filters, maker);
    }

    ReportDefinition onBothBases() {
        Set<Basis> both = EnumSet.allOf(Basis.class);
        return new ReportDefinition(
                name, period, both, header, summarized, columns, sortKeys, groupings, filters, maker);
    }

    ReportDefinition headed(HeaderField... fields) {
        return new ReportDefinition(
                name, period, bases, Set.of(fields), summarized, columns, sortKeys, groupings, filters, maker);
    }

    /** With {@code summarize_column_by}. */
    ReportDefinition inColumns() {
        return new ReportDefinition(name, period, bases, header, true, columns, sortKeys, groupings, filters, maker);
    }

    ReportDefinition listing(List<String> shown) {
        return new ReportDefinition(
                name, period, bases, header, summarized, shown, sortKeys, groupings, filters, maker);
    }

    ReportDefinition sortedBy(Set<String> keys) {
        return new ReportDefinition(name, period, bases, header, summarized, columns, keys, groupings, filters, maker);
    }

    ReportDefinition groupedBy(Set<String> groups) {
        return new ReportDefinition(name, period, bases, header, summarized, columns, sortKeys, groups, filters, maker);
    }

    ReportDefinition filteredBy(Set<String> ids) {
        return new ReportDefinition(name, period, bases, header, summarized, columns, sortKeys, groupings, ids, maker);
    }

    ReportDefinition made(Function<ReportParameters, ObjectNode> other) {
        return new ReportDefinition(
                name, period, bases, header, summarized, columns, sortKeys, groupings, filters, other);
    }

    boolean has(HeaderField field) {
        return header.contains(field);
    }
}
