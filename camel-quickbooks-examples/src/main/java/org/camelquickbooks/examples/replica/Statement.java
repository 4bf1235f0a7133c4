package org.camelquickbooks.examples.replica;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.sql.Date;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;

/** A statement that is computed from the copy, and the report of QuickBooks that it has to equal. */
enum Statement {
    PROFIT_AND_LOSS("Profit and loss", "ProfitAndLoss"),
    BALANCE_SHEET("Balance sheet", "BalanceSheet"),
    AGED_RECEIVABLES("Aged receivables", "AgedReceivables");

    private final String title;
    private final String report;

    Statement(String title, String report) {
        this.title = title;
        this.report = report;
    }

    String title() {
        return title;
    }

    String report() {
        return report;
    }

    /** The statement of the file at the place of this one. */
    private String sql() {
        try (InputStream in = Statement.class.getResourceAsStream("/replica/statements.sql")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).split(";")[ordinal()];
        } catch (IOException e) {
            throw new UncheckedIOException("statements.sql cannot be read", e);
        }
    }

    /** Amounts by the Id of the account or customer, without those that are zero. */
    Map<String, BigDecimal> compute(JdbcTemplate copy, LocalDate from, LocalDate until) {
        Map<String, BigDecimal> amounts = new TreeMap<>();
        LocalDate first = this == PROFIT_AND_LOSS ? from : LocalDate.of(1970, 1, 1);
        LocalDate last = this == AGED_RECEIVABLES ? LocalDate.of(2099, 12, 31) : until;
        copy.query(
                sql(),
                row -> {
                    BigDecimal amount = row.getBigDecimal(3).setScale(2, RoundingMode.HALF_EVEN);
                    if (amount.signum() != 0) {
                        amounts.put(row.getString(1), amount);
                    }
                },
                Date.valueOf(first),
                Date.valueOf(last));
        return amounts;
    }
}
