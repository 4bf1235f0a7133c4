package org.camelquickbooks.operation;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.camelquickbooks.model.ReportKind;
import org.camelquickbooks.model.ReportPeriod;

/** The dates in the parameters of a report. */
final class ReportRange {

    private ReportRange() {}

    /** Refuses an end_date that QuickBooks would ignore, and answer a report of other dates. */
    static void check(String report, Map<String, String> parameters) {
        if (!parameters.containsKey("end_date") || parameters.containsKey("start_date")) {
            return;
        }
        if (report.equals("BalanceSheet")) {
            throw new IllegalArgumentException(
                    "report/BalanceSheet: QuickBooks ignores end_date="
                            + parameters.get("end_date")
                            + " without start_date, and returns the balances of today. Add the parameter start_date, such as the first day of the year");
        }
        if (ReportKind.of(report) == ReportKind.DAY && !parameters.containsKey("report_date")) {
            throw new IllegalArgumentException(
                    "report/" + report + " is of one day, and has no end_date. Replace end_date="
                            + parameters.get("end_date") + " by report_date=" + parameters.get("end_date"));
        }
    }

    /** The range of a report that is read in parts. */
    static ReportPeriod of(String report, String split, Map<String, String> parameters) {
        String advice = "report/" + report + " with split=" + split
                + " needs the parameters start_date and end_date, such as 2026-01-01";
        if (!parameters.containsKey("start_date") || !parameters.containsKey("end_date")) {
            throw new IllegalArgumentException(
                    advice + (parameters.containsKey("date_macro") ? "; they replace date_macro" : ""));
        }
        LocalDate start = date("start_date", parameters, advice);
        LocalDate end = date("end_date", parameters, advice);
        if (start.isAfter(end)) {
            throw new IllegalArgumentException(
                    "report/" + report + ": start_date=" + start + " is after end_date=" + end);
        }
        return new ReportPeriod(start, end);
    }

    private static LocalDate date(String name, Map<String, String> parameters, String advice) {
        try {
            return LocalDate.parse(parameters.get(name).strip());
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(advice + ". " + name + "=" + parameters.get(name) + " is not a date", e);
        }
    }
}
