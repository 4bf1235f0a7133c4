package org.camelquickbooks.sandbox.report;

import java.util.function.ToLongFunction;

/** The columns of lists whose sums stand in the totals, and what of a line counts in each. */
final class LineAmounts {

    private LineAmounts() {}

    /** What of a line counts in a column, in cents; null where the column has no sum. */
    static ToLongFunction<Line> of(String column, ToLongFunction<Line> amount) {
        return switch (column) {
            case "subt_nat_amount", "subt_nat_amount_nt", "subt_nat_home_amount" -> amount;
            case "debt_amt", "debt_home_amt" ->
                line -> Math.max(0, line.posting().home());
            case "credit_amt", "credit_home_amt" ->
                line -> Math.max(0, -line.posting().home());
            default -> null;
        };
    }
}
