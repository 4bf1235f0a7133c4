package org.camelquickbooks.client.throttle;

/**
 * The budget of metered reads of a month, for all companies of the app.
 *
 * @param reads 0 for no budget
 * @param holdsBulk whether bulk reads are refused above a share of the budget
 * @param holdAtPercent this share
 */
public record ReadBudget(long reads, boolean holdsBulk, int holdAtPercent) {

    boolean isHeldAt(long used) {
        return reads > 0 && holdsBulk && used * 100 >= reads * holdAtPercent;
    }

    int percent(long used) {
        return reads == 0 ? 0 : (int) Math.min(Integer.MAX_VALUE, used * 100 / reads);
    }
}
