package org.camelquickbooks.sandbox.report;

import java.time.LocalDate;
import java.time.Month;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;

/** What a report was asked for, checked. */
final class ReportParameters {

    private static final List<String> SUMMARIES = List.of(
            "Total",
            "Year",
            "Quarter",
            "FiscalYear",
            "FiscalQuarter",
            "Month",
            "Week",
            "Days",
            "Customers",
            "Vendors",
            "Employees",
            "Departments",
            "Classes",
            "ProductsAndServices");

    private final Map<String, String> given;
    private final Company company;
    private final LocalDate today;
    private final LocalDate start;
    private final LocalDate end;
    private final String macro;

    ReportParameters(Map<String, String> given, Company company) {
        this.given = given;
        this.company = company;
        this.today =
                LocalDate.ofInstant(company.clock().instant(), company.profile().zone());
        String named = given.get("date_macro");
        DateMacros.Range range = named == null ? null : DateMacros.range(named, today, fiscalMonth());
        if (named != null && range == null) {
            throw invalid("date_macro", named);
        }
        boolean dated = given.containsKey("start_date") || given.containsKey("end_date");
        if (range == null && !dated) {
            // Nothing said: the year so far (assumed).
            range = new DateMacros.Range(DateMacros.year(today, 1), today);
            named = "this calendar year-to-date";
        }
        LocalDate lastDay = date("end_date", range == null ? today : range.end());
        this.end = lastDay;
        this.start = date("start_date", range == null ? DateMacros.year(lastDay, 1) : range.start());
        this.macro = dated ? null : named;
        if (start.isAfter(end)) {
            throw invalid("start_date", start.toString());
        }
        String method = given.getOrDefault("accounting_method", basis());
        if (method.equalsIgnoreCase("Cash")) {
            throw QuickBooksFault.unsupported("Reports on a cash basis are not supported by the sandbox");
        }
        if (!method.equalsIgnoreCase("Accrual")) {
            throw invalid("accounting_method", method);
        }
        summarizeBy();
    }

    private String basis() {
        String basis = Json.text(company.preferences(), "ReportPrefs.ReportBasis");
        return basis == null ? "Accrual" : basis;
    }

    static QuickBooksFault invalid(String parameter, String value) {
        return new QuickBooksFault(
                        FaultCode.NOT_IN_PLAN,
                        "Invalid value for report parameter " + parameter + " : " + value,
                        parameter)
                .withStatus(400);
    }

    private LocalDate date(String name, LocalDate otherwise) {
        String text = given.get(name);
        try {
            return text == null || text.isEmpty() ? otherwise : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw invalid(name, text);
        }
    }

    /** The day that a report of balances is about. */
    LocalDate reportDate() {
        return date(
                "report_date",
                date("as_of_date", given.containsKey("end_date") || macro() != null && named() ? end : today));
    }

    private boolean named() {
        return given.containsKey("date_macro");
    }

    int fiscalMonth() {
        String month = Json.text(company.preferences(), "AccountingInfoPrefs.FirstMonthOfFiscalYear");
        return month == null ? 1 : Month.valueOf(month.toUpperCase(Locale.ROOT)).getValue();
    }

    Company company() {
        return company;
    }

    LocalDate today() {
        return today;
    }

    LocalDate start() {
        return start;
    }

    LocalDate end() {
        return end;
    }

    /** The name of the range, or null where it was given by dates. */
    String macro() {
        return macro;
    }

    String summarizeBy() {
        String wanted = given.getOrDefault("summarize_column_by", "Total");
        return SUMMARIES.stream()
                .filter(s -> s.equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() -> invalid("summarize_column_by", wanted));
    }

    String text(String name) {
        return given.get(name);
    }

    int number(String name, int otherwise) {
        String text = given.get(name);
        try {
            return text == null || text.isEmpty() ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw invalid(name, text);
        }
    }

    /** A list of Ids, empty for no restriction. */
    Set<String> ids(String name) {
        String text = given.get(name);
        return text == null || text.isBlank() ? Set.of() : Set.copyOf(Arrays.asList(text.split("[, ]+")));
    }

    boolean descending() {
        String order = given.getOrDefault("sort_order", "ascend").toLowerCase(Locale.ROOT);
        if (!order.startsWith("ascend") && !order.startsWith("descend")) {
            throw invalid("sort_order", order);
        }
        return order.startsWith("descend");
    }
}
