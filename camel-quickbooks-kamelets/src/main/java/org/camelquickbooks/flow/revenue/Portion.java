package org.camelquickbooks.flow.revenue;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * The part of an amount that is earned in a month.
 *
 * @param number of the month, from 1
 * @param date the date on which it is posted
 */
public record Portion(int number, LocalDate date, BigDecimal amount) {}
