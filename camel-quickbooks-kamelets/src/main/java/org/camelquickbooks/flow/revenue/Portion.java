package org.camelquickbooks.flow.revenue;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * What of an amount is earned in a month.
 *
 * @param number of the month, from 1
 * @param date on which it is posted
 */
public record Portion(int number, LocalDate date, BigDecimal amount) {}
