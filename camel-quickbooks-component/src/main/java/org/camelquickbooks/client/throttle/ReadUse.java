package org.camelquickbooks.client.throttle;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The metered reads of a month, of all companies and of all processes that share the state.
 *
 * @param used how many were counted
 * @param forecast how many there will be at the end of the month, if each company continues to read at its rate since
 *     its first read of the month
 * @param budget 0 for none
 * @param byCompany the reads of each company
 * @param byEndpoint the reads by operation and entity
 */
public record ReadUse(
        YearMonth month,
        long used,
        long forecast,
        long budget,
        SortedMap<String, Long> byCompany,
        SortedMap<String, Long> byEndpoint) {

    /** Where reads are not counted. */
    public static final ReadUse NONE =
            new ReadUse(YearMonth.of(1970, 1), 0, 0, 0, Collections.emptySortedMap(), Collections.emptySortedMap());

    /** Within a day nothing repeats itself yet: an hour with a first load says nothing of the month. */
    private static final Duration SHORTEST = Duration.ofDays(1);

    /** The share of the budget that is used; 0 without a budget. */
    public int percent() {
        return new ReadBudget(budget, false, 100).percent(used);
    }

    /** @param unassigned what dead processes may have counted, of companies that nobody knows */
    static ReadUse of(YearMonth month, Map<ReadKey, ReadCount> counts, long unassigned, long budget, Instant now) {
        SortedMap<String, ReadCount> companies = new TreeMap<>();
        SortedMap<String, Long> endpoints = new TreeMap<>();
        counts.forEach((key, count) -> {
            companies.merge(key.realmId(), count, ReadCount::and);
            endpoints.merge(key.endpoint(), count.reads(), Long::sum);
        });
        long used = unassigned;
        double forecast = unassigned;
        SortedMap<String, Long> byCompany = new TreeMap<>();
        for (Map.Entry<String, ReadCount> company : companies.entrySet()) {
            used += company.getValue().reads();
            forecast += forecast(company.getValue(), month, now);
            byCompany.put(company.getKey(), company.getValue().reads());
        }
        return new ReadUse(
                month,
                used,
                Math.round(forecast),
                budget,
                Collections.unmodifiableSortedMap(byCompany),
                Collections.unmodifiableSortedMap(endpoints));
    }

    private static double forecast(ReadCount count, YearMonth month, Instant now) {
        Instant end = month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        long left = Math.max(0, Duration.between(now, end).toSeconds());
        long passed = Math.max(
                SHORTEST.toSeconds(), Duration.between(count.since(), now).toSeconds());
        return count.reads() + (double) count.reads() * left / passed;
    }
}
