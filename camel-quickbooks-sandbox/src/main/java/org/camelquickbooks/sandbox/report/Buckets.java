package org.camelquickbooks.sandbox.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntConsumer;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Party;
import org.camelquickbooks.sandbox.ledger.Posting.Tags;

/** The money columns of a report: stretches of time, customers, classes and so on, and a total. */
final class Buckets {

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM yyyy", Locale.US);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMM d, yyyy", Locale.US);

    /** A column: what a line must be to stand in it. */
    record Bucket(String title, String type, String key, LocalDate start, LocalDate end) {}

    private final ReportParameters parameters;
    private final List<Bucket> buckets = new ArrayList<>();
    private final Set<String> keys = new HashSet<>();
    private final String by;

    Buckets(ReportParameters parameters) {
        this(parameters, parameters.start(), parameters.end());
    }

    /** Columns of another time than the report's own. */
    Buckets(ReportParameters parameters, LocalDate first, LocalDate last) {
        this.parameters = parameters;
        this.by = parameters.summarizeBy();
        switch (by) {
            case "Total" -> {
                // The total is the only column.
            }
            case "Customers" -> names("Customer", "Customer");
            case "Vendors" -> names("Vendor", "Vendor");
            case "Employees" -> names("Employee", "Employee");
            case "Departments" -> names("Department", "Department");
            case "Classes" -> names("Class", "Class");
            case "ProductsAndServices" -> names("Item", "ProductsAndService");
            default -> periods(first, last);
        }
    }

    private void names(String entity, String columnType) {
        // A filter on what the columns are of leaves only those columns.
        Set<String> wanted = parameters.ids(entity.toLowerCase(Locale.ROOT));
        parameters.company().table(entity).rows().forEach(row -> {
            if (!wanted.isEmpty() && !wanted.contains(row.id().text())) {
                return;
            }
            JsonNode named = row.copy();
            String name = Json.text(named, "DisplayName") == null
                    ? Json.text(named, "Name")
                    : Json.text(named, "DisplayName");
            buckets.add(new Bucket(name, columnType, row.id().text(), null, null));
            keys.add(row.id().text());
        });
        if (wanted.isEmpty()) {
            buckets.add(new Bucket("Not Specified", columnType, "", null, null));
        }
    }

    private void periods(LocalDate first, LocalDate end) {
        LocalDate at = first;
        while (!at.isAfter(end)) {
            LocalDate next = next(at);
            LocalDate last = next.minusDays(1).isAfter(end) ? end : next.minusDays(1);
            buckets.add(new Bucket(title(at, last), "Money", at + "/" + last, at, last));
            if (buckets.size() > 2_000) {
                throw ReportParameters.invalid("summarize_column_by", by + " over so long a time");
            }
            at = next;
        }
    }

    private LocalDate next(LocalDate at) {
        int fiscal = parameters.fiscalMonth();
        return switch (by) {
            case "Days" -> at.plusDays(1);
            case "Week" -> at.plusDays(7 - at.getDayOfWeek().getValue() % 7);
            case "Month" -> at.withDayOfMonth(1).plusMonths(1);
            case "Quarter" -> DateMacros.quarter(at, 1).plusMonths(3);
            case "FiscalQuarter" -> DateMacros.quarter(at, fiscal).plusMonths(3);
            case "Year" -> DateMacros.year(at, 1).plusYears(1);
            default -> DateMacros.year(at, fiscal).plusYears(1);
        };
    }

    private String title(LocalDate first, LocalDate last) {
        return by.equals("Month")
                ? MONTH.format(first)
                : first.equals(last) ? DAY.format(first) : DAY.format(first) + " - " + DAY.format(last);
    }

    /** Writes the columns after the first, the total last. */
    void columns(ReportJson json) {
        for (Bucket bucket : buckets) {
            var column = json.column(bucket.title, "Money", bucket.key.isEmpty() ? "not_specified" : bucket.key);
            if (bucket.start != null) {
                column.withArray("MetaData")
                        .addObject()
                        .put("Name", "StartDate")
                        .put("Value", bucket.start.toString());
                column.withArray("MetaData").addObject().put("Name", "EndDate").put("Value", bucket.end.toString());
            }
        }
        json.column("Total", "Money", "total");
    }

    /** Writes a group of columns for each, the total last. */
    void groups(ReportJson json, List<String> titles) {
        for (Bucket bucket : buckets) {
            json.group(bucket.title, bucket.key.isEmpty() ? "not_specified" : bucket.key, titles);
        }
        json.group("Total", "total", titles);
    }

    /** Whether there is nothing but the total. */
    boolean isTotalOnly() {
        return buckets.isEmpty();
    }

    /** How many money columns there are, the total among them. */
    int size() {
        return buckets.size() + 1;
    }

    List<Bucket> list() {
        return buckets;
    }

    boolean isByTime() {
        return !buckets.isEmpty() && buckets.get(0).start != null;
    }

    /** Adds a line's amount to its column and to the total. */
    void add(long[] sums, Line line, long cents) {
        columns(line, i -> sums[i] += cents);
    }

    /** The columns that a line stands in, the total among them. */
    void columns(Line line, IntConsumer each) {
        if (!isByTime()) {
            columns(isTotalOnly() ? null : idOf(line), each);
            return;
        }
        for (int i = 0; i < buckets.size(); i++) {
            LocalDate date = line.date();
            if (!date.isBefore(buckets.get(i).start) && !date.isAfter(buckets.get(i).end)) {
                each.accept(i);
            }
        }
        each.accept(buckets.size());
    }

    /** The columns of what has an Id of the kind that the columns are of, or none; the total among them. */
    void columns(String id, IntConsumer each) {
        // Shipping and tips are no products of the list.
        String key = id == null || !keys.contains(id) ? "" : id;
        for (int i = 0; i < buckets.size(); i++) {
            if (buckets.get(i).key.equals(key)) {
                each.accept(i);
            }
        }
        each.accept(buckets.size());
    }

    /** What the columns are by, as {@code summarize_column_by} has it. */
    String by() {
        return by;
    }

    private String idOf(Line line) {
        Tags tags = line.posting().tags();
        return switch (by) {
            case "Departments" -> tags.departmentId();
            case "Classes" -> tags.classId();
            case "ProductsAndServices" -> tags.itemId();
            default -> {
                Party party = line.party(by.substring(0, by.length() - 1));
                yield party == null ? null : party.id();
            }
        };
    }

    static long[] plus(long[] a, long[] b) {
        long[] sum = Arrays.copyOf(a, a.length);
        for (int i = 0; i < sum.length; i++) {
            sum[i] += b[i];
        }
        return sum;
    }

    static long[] minus(long[] a, long[] b) {
        long[] negative = new long[b.length];
        for (int i = 0; i < b.length; i++) {
            negative[i] = -b[i];
        }
        return plus(a, negative);
    }
}
