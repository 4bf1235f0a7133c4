package org.camelquickbooks.sandbox.report;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.json.Json;

/** What the lines of a list can be grouped by. */
final class LineGroups {

    static final String NOT_SPECIFIED = "Not Specified";

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM yyyy", Locale.US);
    private static final Set<String> NAMES = new LinkedHashSet<>(List.of(
            "None",
            "Name",
            "Account",
            "Transaction Type",
            "Customer",
            "Vendor",
            "Employee",
            "Location",
            "Class",
            "Payment Method",
            "Day",
            "Week",
            "Month",
            "Quarter",
            "Year"));

    private LineGroups() {}

    static Set<String> names() {
        return NAMES;
    }

    /** The heading that a line stands under; null for no grouping. */
    static Function<Line, String> of(String group, Company company, BooksView books, LineCells cells) {
        if (group == null || group.equals("None")) {
            return null;
        }
        Function<Line, String> heading = line -> switch (group) {
            case "Name" -> books.partyName(line.party());
            case "Account" -> books.accountName(line.posting().account());
            case "Transaction Type" -> cells.typeName(line);
            case "Customer", "Vendor", "Employee" -> books.partyName(line.party(group));
            case "Location" -> name(company, "Department", line.posting().tags().departmentId());
            case "Class" -> name(company, "Class", line.posting().tags().classId());
            case "Payment Method" -> Json.text(cells.entity(line.entry()), "PaymentMethodRef.name");
            case "Day" -> line.date().toString();
            case "Week" ->
                "Week of " + line.date().minusDays(line.date().getDayOfWeek().getValue() % 7);
            case "Month" -> MONTH.format(line.date());
            case "Quarter" -> quarter(line.date());
            default -> Integer.toString(line.date().getYear());
        };
        return line -> {
            String text = heading.apply(line);
            return text == null || text.isEmpty() ? NOT_SPECIFIED : text;
        };
    }

    private static String quarter(LocalDate date) {
        return "Q" + ((date.getMonthValue() - 1) / 3 + 1) + " " + date.getYear();
    }

    private static String name(Company company, String type, String id) {
        return id == null ? null : Json.text(company.find(type, id), "Name");
    }
}
