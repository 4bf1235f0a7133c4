package org.camelquickbooks.sandbox.report;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;

/** Ranges of dates by name, such as {@code Last Fiscal Quarter-to-date}. */
final class DateMacros {

    record Range(LocalDate start, LocalDate end) {}

    private static final LocalDate BEGINNING = LocalDate.of(1900, 1, 1);

    private DateMacros() {}

    /** The range of a macro on a day, or null where there is no such macro. */
    static Range range(String macro, LocalDate today, int firstFiscalMonth) {
        String name = macro.trim().toLowerCase(Locale.ROOT);
        boolean toDate = name.endsWith("-to-date") || name.endsWith(" to date");
        if (toDate) {
            name = name.substring(0, name.length() - 8).trim();
        }
        Range range = whole(name, today, firstFiscalMonth);
        return range == null || !toDate || !name.startsWith("this")
                ? range(range, toDate, name, today)
                : new Range(range.start, today);
    }

    /** A past range to date ends so far into it as today is into this one. */
    private static Range range(Range range, boolean toDate, String name, LocalDate today) {
        if (range == null || !toDate || !name.startsWith("last")) {
            return range;
        }
        LocalDate day = range.start.plusDays(today.toEpochDay() - range.end.toEpochDay() - 1);
        return new Range(range.start, day.isAfter(range.end) ? range.end : day);
    }

    private static Range whole(String name, LocalDate today, int month) {
        switch (name) {
            case "all":
                return new Range(BEGINNING, today);
            case "today":
                return new Range(today, today);
            case "yesterday":
                return new Range(today.minusDays(1), today.minusDays(1));
            case "next 4 weeks":
                return new Range(
                        sunday(today).plusWeeks(1), sunday(today).plusWeeks(5).minusDays(1));
            default:
                break;
        }
        int step = name.startsWith("this ") ? 0 : name.startsWith("last ") ? -1 : name.startsWith("next ") ? 1 : 9;
        if (step == 9) {
            return null;
        }
        return switch (name.substring(5)) {
            case "week" -> {
                LocalDate start = sunday(today).plusWeeks(step);
                yield new Range(start, start.plusDays(6));
            }
            case "month" -> {
                LocalDate start = today.withDayOfMonth(1).plusMonths(step);
                yield months(start, 1);
            }
            case "calendar quarter" -> months(quarter(today, 1).plusMonths(3L * step), 3);
            case "fiscal quarter", "quarter" -> months(quarter(today, month).plusMonths(3L * step), 3);
            case "calendar year" -> months(year(today, 1).plusYears(step), 12);
            case "fiscal year", "year" -> months(year(today, month).plusYears(step), 12);
            default -> null;
        };
    }

    private static LocalDate sunday(LocalDate day) {
        return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.SUNDAY));
    }

    private static Range months(LocalDate start, int n) {
        return new Range(start, start.plusMonths(n).minusDays(1));
    }

    static LocalDate year(LocalDate day, int firstMonth) {
        LocalDate start = day.withDayOfMonth(1).withMonth(firstMonth);
        return start.isAfter(day) ? start.minusYears(1) : start;
    }

    static LocalDate quarter(LocalDate day, int firstMonth) {
        LocalDate start = year(day, firstMonth);
        while (!start.plusMonths(3).isAfter(day)) {
            start = start.plusMonths(3);
        }
        return start;
    }
}
