package org.camelquickbooks.examples.replica;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.camel.ProducerTemplate;
import org.camelquickbooks.QuickBooksConstants;

/** A report of QuickBooks: amounts by the Id of the account or customer. */
final class Reported {

    private Reported() {}

    static Map<String, BigDecimal> amounts(
            ProducerTemplate template, Statement statement, LocalDate from, LocalDate until) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("start_date", from);
        parameters.put("end_date", until);
        parameters.put("report_date", until);
        parameters.put("accounting_method", "Accrual");
        List<?> rows = template.requestBodyAndHeader(
                "quickbooks:report/" + statement.report() + "?flatten=true",
                null,
                QuickBooksConstants.PARAMETERS,
                parameters,
                List.class);
        Map<String, BigDecimal> amounts = new TreeMap<>();
        for (Object each : rows) {
            Map<?, ?> row = (Map<?, ?>) each;
            boolean summary = "summary".equals(row.get("rowType"));
            boolean equity = String.valueOf(row.get("section")).contains("Equity");
            Object id = id(row);
            BigDecimal amount = last(row);
            if (id != null && amount != null && amount.signum() != 0 && !summary && !equity) {
                amounts.merge(id.toString(), amount.setScale(2), BigDecimal::add);
            }
        }
        return amounts;
    }

    private static Object id(Map<?, ?> row) {
        return row.entrySet().stream()
                .filter(cell -> cell.getKey().toString().endsWith(".id"))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    /** The last column is the total. */
    private static BigDecimal last(Map<?, ?> row) {
        return row.values().stream()
                .filter(BigDecimal.class::isInstance)
                .map(BigDecimal.class::cast)
                .reduce((before, after) -> after)
                .orElse(null);
    }
}
