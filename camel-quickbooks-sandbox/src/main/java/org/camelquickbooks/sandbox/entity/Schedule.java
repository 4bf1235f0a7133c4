package org.camelquickbooks.sandbox.entity;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Month;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Locale;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;

/** The days of a template: every so many days, weeks, months or years from its first day on. */
final class Schedule {

    private static final int LONGEST_INTERVAL = 999;
    private static final int LAST_WEEK = 5;

    private final JsonNode schedule;
    private final LocalDate start;
    private final String interval;
    private final int step;

    private Schedule(JsonNode schedule, LocalDate created) {
        this.schedule = schedule;
        String given = Json.text(schedule, "StartDate");
        this.start = given == null ? created : LocalDate.parse(given);
        this.interval = Json.text(schedule, "IntervalType");
        this.step = schedule.path("NumInterval").asInt(1);
        if (step < 1 || step > LONGEST_INTERVAL) {
            throw new QuickBooksFault(
                    FaultCode.INVALID_NUMBER, "Invalid Number : " + step, "RecurringInfo.ScheduleInfo.NumInterval");
        }
    }

    /**
     * The first of its days that is not before the given one.
     *
     * @param created the day from which the interval counts where the schedule has no StartDate
     */
    static LocalDate next(JsonNode schedule, LocalDate created, LocalDate from) {
        return new Schedule(schedule, created).next(from);
    }

    private LocalDate next(LocalDate from) {
        LocalDate first = from.isBefore(start) ? start : from;
        long passed = Math.max(0, unit().between(start, first) / step - 1);
        LocalDate day = occurrence(passed);
        while (day.isBefore(first)) {
            day = occurrence(++passed);
        }
        return day;
    }

    private ChronoUnit unit() {
        return switch (interval) {
            case "Daily" -> ChronoUnit.DAYS;
            case "Weekly" -> ChronoUnit.WEEKS;
            case "Monthly" -> ChronoUnit.MONTHS;
            case "Yearly" -> ChronoUnit.YEARS;
            default ->
                throw new QuickBooksFault(
                        FaultCode.INVALID_ENUMERATION,
                        "Invalid Enumeration : " + interval,
                        "RecurringInfo.ScheduleInfo.IntervalType");
        };
    }

    private LocalDate occurrence(long number) {
        return switch (unit()) {
            case DAYS -> start.plusDays(number * step);
            case WEEKS -> {
                DayOfWeek weekday = weekday();
                LocalDate first = weekday == null ? start : start.with(TemporalAdjusters.nextOrSame(weekday));
                yield first.plusWeeks(number * step);
            }
            case MONTHS -> in(YearMonth.from(start).plusMonths(number * step));
            default -> in(YearMonth.of((int) (start.getYear() + number * step), month()));
        };
    }

    /** The day within a month: the second Tuesday, the last Friday, the 31st or what comes next to it. */
    private LocalDate in(YearMonth month) {
        int week = schedule.path("WeekOfMonth").asInt(0);
        DayOfWeek weekday = weekday();
        if (week > 0 && weekday != null) {
            return month.atDay(1)
                    .with(
                            week < LAST_WEEK
                                    ? TemporalAdjusters.dayOfWeekInMonth(week, weekday)
                                    : TemporalAdjusters.lastInMonth(weekday));
        }
        int day = schedule.path("DayOfMonth").asInt(0);
        return month.atDay(Math.min(day > 0 ? day : start.getDayOfMonth(), month.lengthOfMonth()));
    }

    private DayOfWeek weekday() {
        String day = Json.text(schedule, "DayOfWeek");
        return day == null ? null : DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT));
    }

    private Month month() {
        String month = Json.text(schedule, "MonthOfYear");
        return month == null ? start.getMonth() : Month.valueOf(month.toUpperCase(Locale.ROOT));
    }
}
