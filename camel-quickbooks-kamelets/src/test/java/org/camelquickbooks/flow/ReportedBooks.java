package org.camelquickbooks.flow;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.ProducerTemplate;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.model.ReportRows;

/** What QuickBooks' own reports say: amounts by the Id of their row. */
final class ReportedBooks {

    private final ProducerTemplate template;

    ReportedBooks(ProducerTemplate template) {
        this.template = template;
    }

    private List<Map<String, Object>> rows(String report, Map<String, Object> parameters) {
        Map<String, Object> all = new HashMap<>(parameters);
        all.put("accounting_method", "Accrual");
        JsonNode answer = template.requestBodyAndHeader(
                "quickbooks:report/" + report, null, QuickBooksConstants.PARAMETERS, all, JsonNode.class);
        return ReportRows.of(answer);
    }

    /** Each account that the report has an amount of; the last column is the total. */
    private static Map<String, BigDecimal> byId(List<Map<String, Object>> rows) {
        Map<String, BigDecimal> byId = new TreeMap<>();
        for (Map<String, Object> row : rows) {
            String id = null;
            BigDecimal amount = null;
            for (Map.Entry<String, Object> cell : row.entrySet()) {
                if (cell.getKey().endsWith(".id")) {
                    id = id == null ? cell.getValue().toString() : id;
                } else if (cell.getValue() instanceof BigDecimal money) {
                    amount = money;
                }
            }
            if (id != null && amount != null && amount.signum() != 0 && !"summary".equals(row.get("rowType"))) {
                byId.merge(id, amount.setScale(2), BigDecimal::add);
            }
        }
        return byId;
    }

    Map<String, BigDecimal> profitAndLoss(LocalDate from, LocalDate until) {
        return byId(rows("ProfitAndLoss", Map.of("start_date", from.toString(), "end_date", until.toString())));
    }

    /** The total of a summary row, by its beginning. */
    BigDecimal total(String report, String label, LocalDate from, LocalDate until) {
        return rows(report, Map.of("start_date", from.toString(), "end_date", until.toString())).stream()
                .filter(row -> row.values().stream()
                        .anyMatch(cell -> cell instanceof String text && text.equalsIgnoreCase(label)))
                .flatMap(row -> row.values().stream())
                .filter(BigDecimal.class::isInstance)
                .map(BigDecimal.class::cast)
                .findFirst()
                .orElseThrow(() -> new AssertionError("No row " + label));
    }

    Map<String, BigDecimal> balanceSheet(LocalDate from, LocalDate until) {
        return byId(rows("BalanceSheet", Map.of("start_date", from.toString(), "end_date", until.toString())));
    }

    Map<String, BigDecimal> agedReceivables(LocalDate day) {
        return byId(rows("AgedReceivables", Map.of("report_date", day.toString())));
    }
}
