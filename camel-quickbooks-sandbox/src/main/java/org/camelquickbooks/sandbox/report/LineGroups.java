package org.camelquickbooks.sandbox.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Party;

/** What the lines of a list can be grouped by. */
final class LineGroups {

    static final String NOT_SPECIFIED = "Not Specified";

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.US);
    private static final List<String> NAMES = List.of(
            "None",
            "Name",
            "Account",
            "Transaction Type",
            "Customer",
            "Vendor",
            "Employee",
            "Location",
            "Payment Method",
            "Day",
            "Week",
            "Month",
            "Quarter",
            "Year");

    /**
     * The heading of a group.
     *
     * @param id what it stands for, or null
     * @param place where it stands among others: times in their order, all else by its title
     */
    record Heading(String title, String id, String place) implements Comparable<Heading> {

        @Override
        public int compareTo(Heading other) {
            int byPlace = place.compareToIgnoreCase(other.place);
            return byPlace != 0 ? byPlace : String.valueOf(id).compareTo(String.valueOf(other.id));
        }
    }

    private LineGroups() {}

    /** Documented for goods. */
    static Set<String> names() {
        return new LinkedHashSet<>(NAMES);
    }

    /** Documented for transactions, but for the class. */
    static Set<String> namesOfTransactions() {
        Set<String> names = names();
        names.addAll(List.of("Class", "Fiscal Year", "Fiscal Quarter"));
        return names;
    }

    /** Lines in groups, in the order of the headings. */
    static <T> Map<Heading, List<T>> groups(List<T> lines, Function<T, Heading> by) {
        Map<Heading, List<T>> groups = new TreeMap<>();
        lines.forEach(line ->
                groups.computeIfAbsent(by.apply(line), k -> new ArrayList<>()).add(line));
        return groups;
    }

    /** The heading that a line stands under; null for no grouping. */
    static Function<Line, Heading> of(String group, ReportParameters parameters, BooksView books, LineCells cells) {
        if (group == null || group.equals("None")) {
            return null;
        }
        Company company = parameters.company();
        int fiscal = parameters.fiscalMonth();
        return line -> switch (group) {
            case "Name" -> named(line.party(), books);
            case "Account" ->
                named(
                        books.accountName(line.posting().account()),
                        line.posting().account());
            case "Transaction Type" -> named(cells.typeName(line), null);
            case "Customer", "Vendor", "Employee" -> named(line.party(group), books);
            case "Location" ->
                listed(company, "Department", line.posting().tags().departmentId());
            case "Class" -> listed(company, "Class", line.posting().tags().classId());
            case "Payment Method" -> {
                String method = Json.ref(cells.entity(line.entry()), "PaymentMethodRef");
                yield listed(company, "PaymentMethod", method);
            }
            default -> of(group, line.date(), fiscal);
        };
    }

    private static Heading of(String group, LocalDate date, int fiscal) {
        return switch (group) {
            case "Day" -> at(date, date.toString());
            case "Week" -> {
                LocalDate sunday = date.minusDays(date.getDayOfWeek().getValue() % 7);
                yield at(sunday, "Week of " + sunday);
            }
            case "Month" -> at(date.withDayOfMonth(1), MONTH.format(date));
            case "Quarter" -> quarter(date, 1, "");
            case "Fiscal Quarter" -> quarter(date, fiscal, "Fiscal ");
            case "Fiscal Year" -> {
                LocalDate start = DateMacros.year(date, fiscal);
                yield at(start, "Fiscal Year " + start.plusMonths(11).getYear());
            }
            default -> at(DateMacros.year(date, 1), Integer.toString(date.getYear()));
        };
    }

    /** A fiscal year has the name of the year in which it ends (assumed). */
    private static Heading quarter(LocalDate date, int firstMonth, String prefix) {
        LocalDate year = DateMacros.year(date, firstMonth);
        LocalDate start = DateMacros.quarter(date, firstMonth);
        int months = (start.getYear() - year.getYear()) * 12 + start.getMonthValue() - year.getMonthValue();
        return at(
                start,
                prefix + "Q" + (months / 3 + 1) + " " + year.plusMonths(11).getYear());
    }

    private static Heading at(LocalDate start, String title) {
        return new Heading(title, null, start.toString());
    }

    private static Heading named(Party party, BooksView books) {
        return named(books.partyName(party), party == null ? null : party.id());
    }

    private static Heading named(String title, String id) {
        return title == null || title.isEmpty()
                ? new Heading(NOT_SPECIFIED, null, NOT_SPECIFIED)
                : new Heading(title, id, title);
    }

    private static Heading listed(Company company, String type, String id) {
        JsonNode found = id == null ? null : company.find(type, id);
        return found == null ? named("", (String) null) : named(Json.text(found, "Name"), id);
    }
}
