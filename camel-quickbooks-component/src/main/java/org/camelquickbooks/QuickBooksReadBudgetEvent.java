package org.camelquickbooks;

import org.apache.camel.CamelContext;

/**
 * All companies together have used a certain share of the month's budget of metered reads (readBudget). The event is
 * sent to Camel's event notifiers, and has no realmId.
 */
public final class QuickBooksReadBudgetEvent extends QuickBooksEvent {

    private final int percent;
    private final long used;
    private final long budget;
    private final long forecast;

    public QuickBooksReadBudgetEvent(CamelContext context, int percent, long used, long budget, long forecast) {
        super(context, null);
        this.percent = percent;
        this.used = used;
        this.budget = budget;
        this.forecast = forecast;
    }

    /** 50, 80 or 95: each is reported once a month by each process. */
    public int getPercent() {
        return percent;
    }

    public long getUsed() {
        return used;
    }

    public long getBudget() {
        return budget;
    }

    /** How many reads there will be at the end of the month, if the companies go on as in this month so far. */
    public long getForecast() {
        return forecast;
    }

    @Override
    public String toString() {
        return percent + " % of readBudget=" + budget + " are used: " + used + " metered reads, " + forecast
                + " expected at the end of the month";
    }
}
