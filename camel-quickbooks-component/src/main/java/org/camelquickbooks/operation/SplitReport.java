package org.camelquickbooks.operation;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.camelquickbooks.QuickBooksConfiguration.ReportSplit;
import org.camelquickbooks.client.http.Response;
import org.camelquickbooks.client.query.Query;
import org.camelquickbooks.model.ReportCut;
import org.camelquickbooks.model.ReportKind;
import org.camelquickbooks.model.ReportLines;
import org.camelquickbooks.model.ReportMismatchException;
import org.camelquickbooks.model.ReportPeriod;
import org.camelquickbooks.model.ReportStatement;
import org.camelquickbooks.model.ReportWidth;

/**
 * A report that is read in parts, one after the other, and put together. The parts are compared with the whole; where they
 * differ, since the books changed meanwhile, all is read once more.
 */
final class SplitReport {

    private static final int MOST_PARTS = 2_000;
    private static final int IDS_AT_ONCE = 100;
    private static final int COLUMNS_AT_ONCE = 8;
    private static final String SUMMARIZE = "summarize_column_by";
    private static final Map<String, String[]> NAMES = Map.of(
            "customers", new String[] {"Customer", "customer"},
            "vendors", new String[] {"Vendor", "vendor"},
            "employees", new String[] {"Employee", "employee"},
            "classes", new String[] {"Class", "class"},
            "departments", new String[] {"Department", "department"},
            "productsandservices", new String[] {"Item", "item"});

    /** Asks for a report with parameters. */
    interface Source {
        CompletionStage<Response> get(Map<String, String> parameters);
    }

    private final Call call;
    private final String report;
    private final ReportKind kind;
    private final ReportSplit split;
    private final Map<String, String> parameters;
    private final Source source;
    private volatile Response last;

    SplitReport(Call call, String report, Map<String, String> parameters, Source source) {
        this.call = call;
        this.report = report;
        this.kind = ReportKind.of(report);
        this.split = call.options().getSplit();
        this.parameters = parameters;
        this.source = source;
    }

    Response last() {
        return last;
    }

    CompletionStage<ObjectNode> run() {
        Function<Void, CompletionStage<ObjectNode>> read = reading();
        // Whoever writes while the parts are read makes them differ; that is over when they are read again.
        return read.apply(null)
                .handle((merged, failure) -> {
                    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
                    if (cause instanceof ReportMismatchException) {
                        return read.apply(null);
                    }
                    return failure == null
                            ? CompletableFuture.completedStage(merged)
                            : CompletableFuture.<ObjectNode>failedStage(cause);
                })
                .thenCompose(stage -> stage);
    }

    private Function<Void, CompletionStage<ObjectNode>> reading() {
        ReportPeriod range = ReportRange.of(report, word(), parameters);
        String by = parameters.getOrDefault(SUMMARIZE, "Total");
        if (kind == ReportKind.LINES) {
            return split == ReportSplit.COLUMN ? byWidth() : lines(parts(range, length()));
        }
        if (split == ReportSplit.COLUMN) {
            return ReportStatement.isByTime(by)
                    ? statement(parts(range, lengthOf(by)), "Total", by)
                    : byNames(range, by);
        }
        if (kind == ReportKind.BALANCES && !ReportStatement.isByTime(by)) {
            throw new IllegalArgumentException("report/" + report + " with split=" + word()
                    + " has balances, which are not added up over time. Remove summarize_column_by=" + by
                    + ", or the option split");
        }
        checkColumns(by);
        String summarized = by.equalsIgnoreCase("Total") ? word(length()) : by;
        return statement(parts(range, length()), by, summarized);
    }

    /** A column of a year, read in months, would come in twelve pieces; weeks and fiscal years end within a part. */
    private void checkColumns(String by) {
        if (!ReportStatement.isByTime(by) || by.equalsIgnoreCase("Total")) {
            return;
        }
        boolean fits = List.of("days", "month", "quarter", "year").contains(by.toLowerCase(Locale.ROOT))
                && lengthOf(by).compareTo(length()) <= 0;
        if (!fits) {
            throw new IllegalArgumentException("report/" + report + ": columns of summarize_column_by=" + by
                    + " do not fit into the parts of split=" + word()
                    + ". Use split=column, or columns that are not longer"
                    + " than a part: Days, Month, Quarter or Year");
        }
    }

    private String word() {
        return split.name().toLowerCase(Locale.ROOT);
    }

    private static String word(ReportPeriod.Length length) {
        String name = length.name();
        return name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT);
    }

    private ReportPeriod.Length length() {
        return ReportPeriod.Length.valueOf(split.name());
    }

    private ReportPeriod.Length lengthOf(String by) {
        try {
            return ReportPeriod.Length.valueOf(by.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "report/" + report
                            + " with split=column needs summarize_column_by: Month, Week, Days, Quarter, Year,"
                            + " Customers, Vendors, Employees, Classes, Departments or ProductsAndServices, not " + by,
                    e);
        }
    }

    private List<ReportPeriod> parts(ReportPeriod range, ReportPeriod.Length length) {
        List<ReportPeriod> parts = range.parts(length);
        if (parts.size() > MOST_PARTS) {
            throw new IllegalArgumentException("report/" + report + " from " + range.start() + " to " + range.end()
                    + " has " + parts.size() + " parts; the maximum is " + MOST_PARTS
                    + ". Use a longer split, or a shorter range");
        }
        return parts;
    }

    // Requests

    private CompletionStage<JsonNode> ask(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(parameters);
        all.putAll(more);
        return source.get(all).thenApply(response -> {
            last = response;
            return response.json();
        });
    }

    private static Map<String, String> of(ReportPeriod period) {
        Map<String, String> dates = new LinkedHashMap<>();
        dates.put("start_date", period.start().toString());
        dates.put("end_date", period.end().toString());
        return dates;
    }

    private CompletionStage<JsonNode> complete(Map<String, String> more, String advice) {
        return ask(more).thenApply(part -> {
            if (ReportCut.isCut(part)) {
                throw Report.cut(report, advice);
            }
            return part;
        });
    }

    /** One after the other, so that a report takes no more of the limits than it needs. */
    private static <T> CompletionStage<Void> each(List<T> list, int at, Function<T, CompletionStage<Void>> work) {
        return at == list.size()
                ? CompletableFuture.completedStage(null)
                : work.apply(list.get(at)).thenCompose(done -> each(list, at + 1, work));
    }

    // Statements

    private Function<Void, CompletionStage<ObjectNode>> statement(
            List<ReportPeriod> parts, String by, String summarized) {
        return start -> {
            ReportStatement statement = new ReportStatement(report, kind);
            return each(parts, 0, part -> {
                        Map<String, String> more = of(part);
                        more.put(SUMMARIZE, by);
                        return complete(more, "Use a shorter split").thenAccept(answer -> statement.add(answer, part));
                    })
                    .thenCompose(done -> whole())
                    .thenApply(whole -> statement.merged(whole, summarized));
        };
    }

    private CompletionStage<JsonNode> whole() {
        return complete(Map.of(SUMMARIZE, "Total"), "Add a filter, such as customer or department");
    }

    private Function<Void, CompletionStage<ObjectNode>> byNames(ReportPeriod range, String by) {
        String[] names = NAMES.get(by.toLowerCase(Locale.ROOT));
        if (names == null) {
            lengthOf(by);
        }
        if (kind == ReportKind.BALANCES || report.equals("CashFlow")) {
            throw new IllegalArgumentException(
                    "report/" + report + " with split=column cannot be read by " + by
                            + ", because a filter selects whole transactions there. Remove the option split, or use summarize_column_by=Month");
        }
        return start -> ids(names).thenCompose(ids -> {
            ReportStatement statement = new ReportStatement(report, kind);
            List<List<String>> groups = new ArrayList<>();
            for (int i = 0; i < ids.size(); i += IDS_AT_ONCE) {
                groups.add(ids.subList(i, Math.min(ids.size(), i + IDS_AT_ONCE)));
            }
            return each(groups, 0, group -> complete(Map.of(names[1], String.join(",", group)), "Add a filter")
                            .thenAccept(part -> statement.add(part, range)))
                    .thenCompose(done -> whole())
                    .thenApply(whole -> {
                        if (!parameters.containsKey(names[1])) {
                            statement.addRest(whole, "Not Specified");
                        }
                        return statement.merged(whole, by);
                    });
        });
    }

    private CompletionStage<List<String>> ids(String[] names) {
        String given = parameters.get(names[1]);
        if (given != null) {
            return CompletableFuture.completedStage(List.of(given.trim().split("[, ]+")));
        }
        Statement statement = new Statement(call);
        List<String> texts = List.of("select Id from " + names[0] + " where Active in (true, false)");
        return Query.all(Query.pages(statement, texts, null, Query.LARGEST_PAGE, 1, Long.MAX_VALUE))
                .thenApply(rows -> {
                    List<String> ids = new ArrayList<>();
                    rows.forEach(row -> ids.add(row.path("Id").asText()));
                    if (ids.isEmpty()) {
                        throw new IllegalArgumentException(
                                "report/" + report + " with split=column: the company has no " + names[0]
                                        + " to split by. Remove summarize_column_by, or the option split");
                    }
                    return ids;
                });
    }

    // Lists

    private Function<Void, CompletionStage<ObjectNode>> lines(List<ReportPeriod> parts) {
        for (String order : List.of("sort_by", "sort_order")) {
            if (parameters.containsKey(order)) {
                throw new IllegalArgumentException("report/" + report + " with split=" + word()
                        + " is sorted by date. Remove the parameter " + order + ", and sort the rows yourself");
            }
        }
        return start -> {
            ReportLines lines = new ReportLines(report);
            return each(parts, 0, part -> line(lines, part)).thenApply(done -> lines.merged());
        };
    }

    /** A part that is cut is read in halves. */
    private CompletionStage<Void> line(ReportLines lines, ReportPeriod period) {
        return ask(of(period)).thenCompose(part -> {
            if (!ReportCut.isCut(part)) {
                lines.add(part);
                return CompletableFuture.completedStage(null);
            }
            if (period.isDay()) {
                throw Report.cut(report, "Ask for fewer columns, or add a filter, for " + period.start());
            }
            return each(period.halves(), 0, half -> line(lines, half));
        });
    }

    private Function<Void, CompletionStage<ObjectNode>> byWidth() {
        String given = parameters.get("columns");
        if (given == null || given.isBlank()) {
            throw new IllegalArgumentException("report/" + report
                    + " with split=column needs the parameter columns, with the comma-separated keys of the columns");
        }
        List<String> wanted = List.of(given.trim().split("[, ]+"));
        List<String> others = wanted.stream()
                .distinct()
                .filter(key -> !ReportWidth.KEYS.contains(key))
                .toList();
        List<List<String>> groups = new ArrayList<>();
        for (int i = 0; i == 0 || i < others.size(); i += COLUMNS_AT_ONCE) {
            groups.add(others.subList(i, Math.min(others.size(), i + COLUMNS_AT_ONCE)));
        }
        return start -> {
            ReportWidth width = new ReportWidth(report);
            return each(groups, 0, group -> columns(width, group)).thenApply(done -> width.merged(wanted));
        };
    }

    /** Columns whose answer is cut are read in halves. */
    private CompletionStage<Void> columns(ReportWidth width, List<String> group) {
        List<String> all = new ArrayList<>(ReportWidth.KEYS);
        all.addAll(group);
        return ask(Map.of("columns", String.join(",", all))).thenCompose(part -> {
            if (!ReportCut.isCut(part)) {
                width.add(part);
                return CompletableFuture.completedStage(null);
            }
            if (group.size() < 2) {
                throw Report.cut(report, "Use split=month");
            }
            int half = group.size() / 2;
            return each(
                    List.of(group.subList(0, half), group.subList(half, group.size())),
                    0,
                    some -> columns(width, some));
        });
    }
}
