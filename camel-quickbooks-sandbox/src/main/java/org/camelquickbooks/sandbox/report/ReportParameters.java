package org.camelquickbooks.sandbox.report;

import java.time.LocalDate;
import java.time.Month;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.report.ReportColumns.Column;
import org.camelquickbooks.sandbox.report.ReportDefinition.Basis;

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

    private static final int LARGEST_NUMBER = 10_000;

    private final ReportDefinition definition;
    private final Basis basis;
    private final boolean classicColumns;
    private final Map<String, String> given;
    private final Company company;
    private final LocalDate today;
    private final LocalDate start;
    private final LocalDate end;
    private final String macro;

    ReportParameters(ReportDefinition definition, Map<String, String> given, Company company, boolean classicColumns) {
        this.classicColumns = classicColumns;
        this.definition = definition;
        this.given = given;
        this.company = company;
        this.today =
                LocalDate.ofInstant(company.clock().instant(), company.profile().zone());
        String named = given.get("date_macro");
        DateMacros.Range range = named == null ? null : DateMacros.range(named, today, fiscalMonth());
        if (named != null && range == null) {
            throw invalid("date_macro", named);
        }
        date("end_date", today);
        // BalanceSheet ignores end_date without start_date (2026).
        boolean ignored = definition.name().equals("BalanceSheet") && !given.containsKey("start_date");
        boolean dated = !ignored && (given.containsKey("start_date") || given.containsKey("end_date"));
        if (range == null && !dated) {
            // Nothing said: the year so far (assumed); a general ledger is of the month so far.
            boolean month = definition.period() == ReportDefinition.Period.MONTH_TO_DATE;
            range = new DateMacros.Range(month ? today.withDayOfMonth(1) : DateMacros.year(today, 1), today);
            named = month ? "this month-to-date" : "this calendar year-to-date";
        }
        LocalDate lastDay = ignored ? range.end() : date("end_date", range == null ? today : range.end());
        this.end = lastDay;
        this.start = date("start_date", range == null ? DateMacros.year(lastDay, 1) : range.start());
        this.macro = dated ? null : named;
        if (start.isAfter(end)) {
            throw invalid("start_date", start.toString());
        }
        String method = given.getOrDefault("accounting_method", preferredBasis());
        if (!method.equalsIgnoreCase("Cash") && !method.equalsIgnoreCase("Accrual")) {
            throw invalid("accounting_method", method);
        }
        boolean cash = method.equalsIgnoreCase("Cash");
        this.basis = cash && definition.bases().contains(Basis.CASH) ? Basis.CASH : Basis.ACCRUAL;
        summarizeBy();
        sortBy();
        descending();
    }

    ReportDefinition definition() {
        return definition;
    }

    /** Whether columns of lists have the older style. */
    boolean isClassic() {
        return classicColumns;
    }

    Basis basis() {
        return basis;
    }

    /** The columns that the caller chose, or the report's own. Keys that no report has are passed over (assumed). */
    List<Column> columns() {
        String chosen = given.get("columns");
        List<Column> columns = new ArrayList<>();
        if (chosen != null && !chosen.isBlank()) {
            for (String key : chosen.trim().split("[, ]+")) {
                Column column = ReportColumns.find(key);
                if (column != null && !columns.contains(column)) {
                    columns.add(column);
                }
            }
        }
        if (columns.isEmpty()) {
            definition.columns().forEach(key -> columns.add(ReportColumns.find(key)));
        }
        return columns;
    }

    /** The column to sort by, or null; a report without sort keys passes over the parameter (assumed). */
    Column sortBy() {
        String key = given.get("sort_by");
        if (key == null || key.isBlank() || definition.sortKeys().isEmpty()) {
            return null;
        }
        if (!definition.sortKeys().contains(key)) {
            throw invalid("sort_by", key);
        }
        return ReportColumns.find(key);
    }

    /** What rows are grouped by, or null. */
    String groupBy() {
        String wanted = given.get("group_by");
        if (wanted == null || wanted.isBlank() || definition.groupings().isEmpty()) {
            return null;
        }
        return definition.groupings().stream()
                .filter(g -> g.equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() -> invalid("group_by", wanted));
    }

    private String preferredBasis() {
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
            if (text == null || text.isEmpty()) {
                return otherwise;
            }
            LocalDate date = LocalDate.parse(text);
            if (date.getYear() < 1_000 || date.getYear() > 9_999) {
                throw invalid(name, text);
            }
            return date;
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

    /** The columns of a report about one day; their time ends on it and begins with its year if nothing is said. */
    Buckets bucketsUntil(LocalDate day) {
        boolean given = has("start_date") || named();
        LocalDate first = given && !start.isAfter(day) ? start : DateMacros.year(day, 1);
        return new Buckets(this, first, day);
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

    /** What the columns are made by; reports that are not made by any pass over the parameter (assumed). */
    String summarizeBy() {
        if (!definition.summarized()) {
            return "Total";
        }
        String wanted = given.getOrDefault("summarize_column_by", "Total");
        return SUMMARIES.stream()
                .filter(s -> s.equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() -> invalid("summarize_column_by", wanted));
    }

    String text(String name) {
        return given.get(name);
    }

    /** Whether the caller has given a parameter. */
    boolean has(String name) {
        return given.containsKey(name) && !given.get(name).isBlank();
    }

    int number(String name, int otherwise) {
        String text = given.get(name);
        try {
            int number = text == null || text.isEmpty() ? otherwise : Integer.parseInt(text);
            if (number < -LARGEST_NUMBER || number > LARGEST_NUMBER) {
                throw invalid(name, text);
            }
            return number;
        } catch (NumberFormatException e) {
            throw invalid(name, text);
        }
    }

    /** A list of Ids, empty for no restriction. */
    Set<String> ids(String name) {
        String text = given.get(name);
        return text == null || text.isBlank() ? Set.of() : Set.copyOf(Arrays.asList(text.split("[, ]+")));
    }

    /** A list of names, compared without their spaces; empty for no restriction. */
    Set<String> names(String name) {
        String text = given.get(name);
        return text == null || text.isBlank()
                ? Set.of()
                : Set.copyOf(Arrays.asList(text.replace(" ", "").split(",")));
    }

    boolean descending() {
        String order = given.getOrDefault("sort_order", "ascend").toLowerCase(Locale.ROOT);
        if (!order.startsWith("ascend") && !order.startsWith("descend")) {
            throw invalid("sort_order", order);
        }
        return order.startsWith("descend");
    }
}
