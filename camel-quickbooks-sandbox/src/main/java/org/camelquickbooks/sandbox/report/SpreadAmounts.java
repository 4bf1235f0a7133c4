package org.camelquickbooks.sandbox.report;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.function.ToLongFunction;
import org.camelquickbooks.sandbox.report.ReportColumns.Column;
import org.camelquickbooks.sandbox.report.ReportJson.Cell;

/**
 * The columns of a list whose amounts are spread over months, customers and so on: each column of amounts stands once
 * for each of them, and then in whole (assumed). Without {@code summarize_column_by} a list is as it is.
 */
final class SpreadAmounts {

    private final List<Column> columns;
    private final Buckets buckets;

    SpreadAmounts(ReportParameters parameters, List<Column> columns) {
        this.columns = columns;
        this.buckets = new Buckets(parameters);
    }

    private static boolean isAmount(Column column) {
        return column.key().startsWith("subt_nat_");
    }

    /** The columns as they are shown. */
    List<Column> titles() {
        List<Column> shown = new ArrayList<>();
        for (Column column : columns) {
            if (isAmount(column)) {
                buckets.list().forEach(bucket -> shown.add(new Column(column.key(), bucket.title(), column.type())));
            }
            shown.add(column);
        }
        return shown;
    }

    int width() {
        return titles().size();
    }

    /** The cells of a line, spread. */
    List<Cell> row(List<Cell> cells, Line line) {
        if (buckets.isTotalOnly()) {
            return cells;
        }
        BitSet in = new BitSet();
        buckets.columns(line, in::set);
        List<Cell> spread = new ArrayList<>();
        for (int i = 0; i < cells.size(); i++) {
            for (int b = 0; isAmount(columns.get(i)) && b < buckets.list().size(); b++) {
                spread.add(in.get(b) ? cells.get(i) : Cell.text(""));
            }
            spread.add(cells.get(i));
        }
        return spread;
    }

    /** Appends the sums of a column of amounts, spread. */
    void total(List<Cell> into, Column column, List<Line> lines, ToLongFunction<Line> amount) {
        long[] sums = new long[buckets.size()];
        lines.forEach(line -> buckets.add(sums, line, amount.applyAsLong(line)));
        for (int b = isAmount(column) ? 0 : sums.length - 1; b < sums.length; b++) {
            into.add(Cell.money(sums[b]));
        }
    }

    /** Appends a cell that is no amount, and empty ones where its column is spread. */
    void cell(List<Cell> into, Column column, Cell cell) {
        into.add(cell);
        for (int b = 0; isAmount(column) && b < buckets.list().size(); b++) {
            into.add(Cell.text(""));
        }
    }
}
