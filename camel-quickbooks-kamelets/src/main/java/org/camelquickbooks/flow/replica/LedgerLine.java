package org.camelquickbooks.flow.replica;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camelquickbooks.model.Json;

/** A posting, as the GeneralLedger report shows it. Amounts are in the home currency of the company. */
record LedgerLine(
        String accountId,
        LocalDate date,
        String type,
        String transactionId,
        String number,
        String name,
        String nameId,
        String memo,
        String splitAccount,
        BigDecimal debit,
        BigDecimal credit) {

    /** The columns that are asked for. */
    static final String COLUMNS = "tx_date,txn_type,doc_num,name,memo,split_acc,debt_amt,credit_amt";

    /** The row with which the service ends a report that it has cut (facts: 400,000 cells). */
    private static final String CUT = "Unable to display more data";

    /** The lines of a report; null where the service has cut it. */
    static List<LedgerLine> of(JsonNode report) {
        List<String> keys = new ArrayList<>();
        report.path("Columns").path("Column").forEach(column -> keys.add(key(column)));
        List<LedgerLine> lines = new ArrayList<>();
        return read(report.path("Rows").path("Row"), null, keys, lines) ? lines : null;
    }

    /** Columns say what they are in one of two ways (facts: reports). */
    private static String key(JsonNode column) {
        for (JsonNode meta : column.path("MetaData")) {
            if ("ColKey".equals(Json.text(meta, "Name"))) {
                return meta.path("Value").asText();
            }
        }
        return column.path("ColType").asText();
    }

    private static boolean read(JsonNode rows, String account, List<String> keys, List<LedgerLine> lines) {
        for (JsonNode row : rows) {
            String id = Json.text(row.path("Header").path("ColData").path(0), "id");
            if (!read(row.path("Rows").path("Row"), id == null ? account : id, keys, lines)) {
                return false;
            }
            if (row.has("ColData")) {
                Map<String, JsonNode> cells = new HashMap<>();
                for (int i = 0; i < keys.size(); i++) {
                    cells.put(keys.get(i), row.path("ColData").path(i));
                }
                if (row.path("ColData").path(0).path("value").asText().startsWith(CUT)) {
                    return false;
                }
                LocalDate date = date(cells.get("tx_date"));
                if (date != null) {
                    lines.add(line(account, date, cells));
                }
            }
        }
        return true;
    }

    private static LedgerLine line(String account, LocalDate date, Map<String, JsonNode> cells) {
        return new LedgerLine(
                account,
                date,
                text(cells, "txn_type", "value"),
                text(cells, "txn_type", "id"),
                text(cells, "doc_num", "value"),
                text(cells, "name", "value"),
                text(cells, "name", "id"),
                text(cells, "memo", "value"),
                text(cells, "split_acc", "value"),
                money(text(cells, "debt_amt", "value")),
                money(text(cells, "credit_amt", "value")));
    }

    /** Null in a row that is no posting, such as the balance at the beginning. */
    private static LocalDate date(JsonNode cell) {
        try {
            return cell == null ? null : LocalDate.parse(cell.path("value").asText());
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static String text(Map<String, JsonNode> cells, String key, String part) {
        JsonNode cell = cells.get(key);
        return cell == null ? null : Json.text(cell, part);
    }

    private static BigDecimal money(String text) {
        return text == null ? BigDecimal.ZERO : new BigDecimal(text.replace(",", ""));
    }

    BigDecimal amount() {
        return debit.subtract(credit);
    }
}
