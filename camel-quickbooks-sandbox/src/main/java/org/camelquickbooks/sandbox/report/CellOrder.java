package org.camelquickbooks.sandbox.report;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Set;
import org.camelquickbooks.sandbox.report.ReportColumns.Column;
import org.camelquickbooks.sandbox.report.ReportColumns.Type;
import org.camelquickbooks.sandbox.report.ReportJson.Cell;

/** The order of the cells of a column: amounts and quantities as numbers, all else as text without regard to case. */
final class CellOrder {

    private static final Set<String> NUMBERS =
            Set.of("quantity", "qty", "rate", "exch_rate", "past_due", "qty_on_hand");

    private CellOrder() {}

    static Comparator<Cell> of(Column column, boolean descending) {
        boolean numbers = column.type() == Type.MONEY || NUMBERS.contains(column.key());
        Comparator<Cell> order = numbers
                ? Comparator.comparing(CellOrder::number)
                : Comparator.comparing(Cell::value, String.CASE_INSENSITIVE_ORDER);
        return descending ? order.reversed() : order;
    }

    private static BigDecimal number(Cell cell) {
        return cell.value().isEmpty() ? BigDecimal.ZERO : new BigDecimal(cell.value());
    }
}
