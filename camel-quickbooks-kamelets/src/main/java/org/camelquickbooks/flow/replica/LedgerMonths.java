package org.camelquickbooks.flow.replica;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The ledger's lines in the copy, and which months of them have to be read again. */
final class LedgerMonths {

    static final String TABLE = "replica_ledger";
    static final String LINES = "ledger_line";

    static final List<Column> COLUMNS = List.of(
            Column.own("realm_id", ColumnType.KEY),
            Column.own("period", ColumnType.KEY),
            Column.own("stale", ColumnType.WHOLE),
            Column.own("revision", ColumnType.WHOLE),
            Column.own("synced_at", ColumnType.TIME));

    static final List<String> LINE_KEY = List.of("realm_id", "period", "position");

    static final List<Column> LINE_COLUMNS = List.of(
            Column.own("realm_id", ColumnType.KEY),
            Column.own("period", ColumnType.KEY),
            Column.own("position", ColumnType.WHOLE),
            Column.own("account_id", ColumnType.KEY),
            Column.own("tx_date", ColumnType.DATE),
            Column.own("txn_type", ColumnType.TEXT),
            Column.own("txn_id", ColumnType.KEY),
            Column.own("doc_num", ColumnType.TEXT),
            Column.own("name", ColumnType.TEXT),
            Column.own("name_id", ColumnType.KEY),
            Column.own("memo", ColumnType.TEXT),
            Column.own("split_account", ColumnType.TEXT),
            Column.own("debit", ColumnType.DECIMAL),
            Column.own("credit", ColumnType.DECIMAL),
            Column.own("amount", ColumnType.DECIMAL),
            Column.own("synced_at", ColumnType.TIME));

    private static final int CHUNK = 500;

    /** A day outside these is likely to be mistyped: it is no reason to read a report for each month up to it. */
    private static final int YEARS_BEFORE = 20;

    private static final int MONTHS_AFTER = 24;

    private record Known(String period, boolean stale, long revision) {}

    private final Dialect dialect;
    private final String table;
    private final String lines;

    LedgerMonths(Dialect dialect, String prefix) {
        this.dialect = dialect;
        this.table = dialect.quoted(prefix + TABLE);
        this.lines = dialect.quoted(prefix + LINES);
    }

    /** Something was booked on a day, or is no longer: the costs of later sales may be others too. */
    void changed(Connection connection, String realmId, LocalDate day, Instant now) throws SQLException {
        YearMonth current = month(now);
        YearMonth month = YearMonth.from(day);
        if (month.isBefore(current.minusYears(YEARS_BEFORE))) {
            add(
                    connection,
                    realmId,
                    day.isBefore(LedgerPeriod.BEGINNING) ? LedgerPeriod.EARLIEST : LedgerPeriod.EARLIER);
            allChanged(connection, realmId);
        } else if (month.isAfter(current.plusMonths(MONTHS_AFTER))) {
            changed(connection, realmId, LedgerPeriod.LATER);
        } else {
            // The names of the periods outside come after all months.
            Database.update(
                    connection,
                    "UPDATE " + table + " SET stale = 1, revision = revision + 1 WHERE realm_id = ? AND period >= ?"
                            + " AND period < ?",
                    realmId,
                    month.toString(),
                    LedgerPeriod.EARLIER);
            // Something else may have been booked there: this is the first day of several.
            changed(connection, realmId, LedgerPeriod.LATER);
            add(connection, realmId, month.toString());
        }
    }

    private static YearMonth month(Instant now) {
        return YearMonth.from(now.atZone(ZoneOffset.UTC));
    }

    private void changed(Connection connection, String realmId, String period) throws SQLException {
        add(connection, realmId, period);
        Database.update(
                connection,
                "UPDATE " + table + " SET stale = 1, revision = revision + 1 WHERE realm_id = ? AND period = ?",
                realmId,
                period);
    }

    void allChanged(Connection connection, String realmId) throws SQLException {
        Database.update(
                connection, "UPDATE " + table + " SET stale = 1, revision = revision + 1 WHERE realm_id = ?", realmId);
    }

    private void add(Connection connection, String realmId, String period) throws SQLException {
        boolean known = !Database.all(
                        connection,
                        "SELECT period FROM " + table + " WHERE realm_id = ? AND period = ?",
                        row -> row.getString(1),
                        realmId,
                        period)
                .isEmpty();
        if (!known) {
            Database.update(
                    connection,
                    "INSERT INTO " + table + " (realm_id, period, stale, revision) VALUES (?, ?, 1, 0)",
                    realmId,
                    period);
            // They are shorter by this month, if they lost it.
            Database.update(
                    connection,
                    "UPDATE " + table + " SET stale = 1, revision = revision + 1 WHERE realm_id = ? AND period >= ?",
                    realmId,
                    LedgerPeriod.EARLIER);
        }
    }

    /** The periods that have to be read; those between two months, and this month if there is none, are added first. */
    List<LedgerPeriod> stale(Connection connection, String realmId, Instant now) throws SQLException {
        TreeSet<YearMonth> months = new TreeSet<>();
        known(connection, realmId).stream()
                .filter(known -> Character.isDigit(known.period.charAt(0)))
                .forEach(known -> months.add(YearMonth.parse(known.period)));
        if (months.isEmpty()) {
            // What is booked by entities that are not copied is in the ledger too.
            months.add(month(now));
            add(connection, realmId, month(now).toString());
        }
        add(connection, realmId, LedgerPeriod.EARLIER);
        add(connection, realmId, LedgerPeriod.LATER);
        for (YearMonth month = months.first(); month.isBefore(months.last()); month = month.plusMonths(1)) {
            if (!months.contains(month)) {
                add(connection, realmId, month.toString());
            }
        }
        List<LedgerPeriod> stale = new ArrayList<>();
        for (Known known : known(connection, realmId)) {
            if (known.stale) {
                LedgerPeriod period = LedgerPeriod.of(known.period, known.revision, months.first(), months.last());
                if (!period.from().isAfter(period.until())) {
                    stale.add(period);
                }
            }
        }
        return stale;
    }

    private List<Known> known(Connection connection, String realmId) throws SQLException {
        return Database.all(
                connection,
                "SELECT period, stale, revision FROM " + table + " WHERE realm_id = ? ORDER BY period",
                row -> new Known(row.getString(1), row.getLong(2) == 1, row.getLong(3)),
                realmId);
    }

    /** Replaces the lines of a period, unless something was booked in it since its revision was read. */
    boolean replace(Connection connection, String realmId, LedgerPeriod period, List<LedgerLine> found, Instant now)
            throws SQLException {
        int current = Database.update(
                connection,
                "UPDATE " + table + " SET stale = 0, revision = revision + 1 WHERE realm_id = ? AND period = ?"
                        + " AND revision = ?",
                realmId,
                period.name(),
                period.revision());
        if (current != 1) {
            return false;
        }
        Database.update(
                connection, "DELETE FROM " + lines + " WHERE realm_id = ? AND period = ?", realmId, period.name());
        try (PreparedStatement insert = connection.prepareStatement(RowWriter.insert(dialect, lines, LINE_COLUMNS))) {
            long position = 0;
            for (LedgerLine line : found) {
                bind(insert, realmId, period, ++position, line, now);
                insert.addBatch();
                if (position % CHUNK == 0) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
        return true;
    }

    private void bind(
            PreparedStatement insert, String realmId, LedgerPeriod period, long position, LedgerLine line, Instant now)
            throws SQLException {
        Object[] values = {
            realmId,
            period.name(),
            position,
            line.accountId(),
            line.date(),
            line.type(),
            line.transactionId(),
            line.number(),
            line.name(),
            line.nameId(),
            line.memo(),
            line.splitAccount(),
            line.debit(),
            line.credit(),
            line.amount(),
            now
        };
        for (int i = 0; i < values.length; i++) {
            dialect.bind(insert, i + 1, LINE_COLUMNS.get(i).type(), values[i]);
        }
    }

    /**
     * What was booked on each account, by the lines of the copy.
     *
     * @param from the first day; null for the beginning
     */
    Map<String, BigDecimal> balances(Connection connection, String realmId, LocalDate from, LocalDate until)
            throws SQLException {
        String sql = "SELECT account_id, sum(debit), sum(credit) FROM " + lines
                + " WHERE realm_id = ? AND account_id IS NOT NULL AND tx_date <= ?"
                + (from == null ? "" : " AND tx_date >= ?") + " GROUP BY account_id";
        Map<String, BigDecimal> balances = new HashMap<>();
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, realmId);
            dialect.bind(select, 2, ColumnType.DATE, until);
            if (from != null) {
                dialect.bind(select, 3, ColumnType.DATE, from);
            }
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    balances.put(found.getString(1), cents(found, 2).subtract(cents(found, 3)));
                }
            }
        }
        return balances;
    }

    /** SQLite adds up as binary floating point. */
    private static BigDecimal cents(ResultSet row, int column) throws SQLException {
        BigDecimal sum = row.getBigDecimal(column);
        return sum == null ? BigDecimal.ZERO : sum.setScale(2, RoundingMode.HALF_EVEN);
    }
}
