package org.camelquickbooks.model;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A range of dates of a report, both days included. */
public record ReportPeriod(LocalDate start, LocalDate end) {

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMM yyyy", Locale.US);
    private static final DateTimeFormatter SHORT_MONTH = DateTimeFormatter.ofPattern("MMM", Locale.US);

    /** Into how long parts a range is divided. */
    public enum Length {
        DAYS,
        WEEK,
        MONTH,
        QUARTER,
        YEAR;

        private LocalDate last(LocalDate day) {
            return switch (this) {
                case DAYS -> day;
                case WEEK -> day.with(TemporalAdjusters.nextOrSame(DayOfWeek.SATURDAY));
                case MONTH -> YearMonth.from(day).atEndOfMonth();
                case QUARTER ->
                    YearMonth.of(day.getYear(), (day.getMonthValue() - 1) / 3 * 3 + 3)
                            .atEndOfMonth();
                case YEAR -> LocalDate.of(day.getYear(), 12, 31);
            };
        }
    }

    /** The parts of the range by the calendar; the first and the last may be shorter. */
    public List<ReportPeriod> parts(Length length) {
        List<ReportPeriod> parts = new ArrayList<>();
        LocalDate at = start;
        while (!at.isAfter(end)) {
            LocalDate last = length.last(at);
            parts.add(new ReportPeriod(at, last.isAfter(end) ? end : last));
            at = last.plusDays(1);
        }
        return parts;
    }

    public boolean isDay() {
        return start.equals(end);
    }

    /** The two halves of a range of several days. */
    public List<ReportPeriod> halves() {
        LocalDate middle = start.plusDays((end.toEpochDay() - start.toEpochDay()) / 2);
        return List.of(new ReportPeriod(start, middle), new ReportPeriod(middle.plusDays(1), end));
    }

    /** As QuickBooks titles the column of a month, and longer ranges alike. */
    public String title() {
        YearMonth first = YearMonth.from(start);
        YearMonth last = YearMonth.from(end);
        boolean whole = start.getDayOfMonth() == 1 && end.equals(last.atEndOfMonth());
        if (!whole) {
            return isDay() ? start.toString() : start + " - " + end;
        }
        if (first.equals(last)) {
            return MONTH.format(first);
        }
        if (first.getYear() == last.getYear()) {
            boolean year = first.getMonthValue() == 1 && last.getMonthValue() == 12;
            return year ? Integer.toString(first.getYear()) : SHORT_MONTH.format(first) + " - " + MONTH.format(last);
        }
        return MONTH.format(first) + " - " + MONTH.format(last);
    }

    /** The key of a column of this range. */
    public String key() {
        return start + "/" + end;
    }
}
