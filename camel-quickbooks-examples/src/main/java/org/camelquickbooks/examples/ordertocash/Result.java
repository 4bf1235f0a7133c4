package org.camelquickbooks.examples.ordertocash;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.ProducerTemplate;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.client.disk.AtomicFile;
import org.camelquickbooks.model.Json;

/** The books of both sides, side by side. */
final class Result {

    private final ProducerTemplate template;
    private final Path work;
    private final JsonNode erp;
    private final ArrayNode rows = Json.object().putArray("rows");
    private int differences;

    Result(CamelContext context, Path work) throws IOException {
        this.template = context.createProducerTemplate();
        this.work = work;
        this.erp = Json.EXACT.readTree(Files.readString(work.resolve("erp-books.json")));
    }

    /** @param reconciliation what the flows themselves found */
    void write(String reconciliation) throws IOException {
        List<?> invoices = query("select * from Invoice");
        List<?> payments = query("select * from Payment");
        BigDecimal invoiced = amount("invoiced");
        BigDecimal paid = amount("paid");
        row(
                "items",
                amount("items"),
                BigDecimal.valueOf(
                        query("select * from Item where Sku like 'SKU-%'").size()));
        row("invoices", amount("invoices"), BigDecimal.valueOf(invoices.size()));
        row("invoiced", invoiced, sum(invoices, "TotalAmt"));
        row("payments", amount("booked"), BigDecimal.valueOf(count(payments)));
        row("paid", paid, sum(payments, "TotalAmt"));
        row(
                "open balance",
                invoiced.subtract(paid).subtract(amount("writtenOff")),
                sum(invoices, "Balance").subtract(sum(payments, "UnappliedAmt")));
        stock();
        row("dead letters", sum(erp.path("wrong")), BigDecimal.valueOf(deadLetters()));
        reports();
        int booked = Json.EXACT.readTree(reconciliation).path("differences").asInt();
        row("what the flows booked, and is otherwise there", BigDecimal.ZERO, BigDecimal.valueOf(booked));
        ObjectNode result = Json.object().put("differences", differences);
        result.set("rows", rows);
        result.set("erp", erp);
        result.set("reconciliation", Json.EXACT.readTree(reconciliation));
        AtomicFile.replace(work.resolve("result.json"), result.toString());
    }

    private BigDecimal amount(String name) {
        return erp.path(name).decimalValue();
    }

    private List<?> query(String statement) {
        return template.requestBodyAndHeader(
                "quickbooks:query?parallelPages=4", null, QuickBooksConstants.QUERY, statement, List.class);
    }

    private static BigDecimal sum(List<?> rows, String field) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Object row : rows) {
            sum = sum.add(((JsonNode) row).path(field).decimalValue());
        }
        return sum;
    }

    private static BigDecimal sum(JsonNode numbers) {
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode number : numbers) {
            sum = sum.add(number.decimalValue());
        }
        return sum;
    }

    /** Those with money: a small difference is set off by a payment of nothing. */
    private static long count(List<?> payments) {
        return payments.stream()
                .filter(row -> ((JsonNode) row).path("TotalAmt").decimalValue().signum() > 0)
                .count();
    }

    private void stock() {
        BigDecimal there = BigDecimal.ZERO;
        int otherwise = 0;
        for (Object row : query("select * from Item where Type = 'Inventory'")) {
            JsonNode item = (JsonNode) row;
            BigDecimal quantity = item.path("QtyOnHand").decimalValue();
            there = there.add(quantity);
            if (quantity.compareTo(
                            erp.path("stock").path(item.path("Sku").asText()).decimalValue())
                    != 0) {
                otherwise++;
            }
        }
        row("pieces in stock", sum(erp.path("stock")), there);
        row("SKUs whose stock is otherwise", BigDecimal.ZERO, BigDecimal.valueOf(otherwise));
    }

    private long deadLetters() throws IOException {
        Path directory = work.resolve("dead-letters");
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        try (Stream<Path> letters = Files.list(directory)) {
            return letters.filter(Files::isRegularFile).count();
        }
    }

    /** What the books say as a whole; the ERP knows of the first of them. */
    private void reports() {
        Map<String, Object> span = Map.of(
                "start_date",
                LocalDate.of(2000, 1, 1),
                "end_date",
                LocalDate.of(2100, 1, 1),
                "accounting_method",
                "Accrual");
        BigDecimal income = total("ProfitAndLoss", span, "Income");
        row("profit and loss: income", amount("invoiced"), income);
        ObjectNode totals = rows.addObject();
        totals.put("what", "profit and loss: net income").put("quickBooks", total("ProfitAndLoss", span, "NetIncome"));
        rows.addObject()
                .put("what", "balance sheet: total assets")
                .put("quickBooks", total("BalanceSheet", span, "TotalAssets"));
        List<?> trial = template.requestBodyAndHeader(
                "quickbooks:report/TrialBalance?flatten=true", null, QuickBooksConstants.PARAMETERS, span, List.class);
        row("trial balance: debits and credits", column(trial, "Debit"), column(trial, "Credit"));
    }

    private static BigDecimal column(List<?> rows, String column) {
        BigDecimal sum = BigDecimal.ZERO;
        for (Object row : rows) {
            Map<?, ?> values = (Map<?, ?>) row;
            if ("data".equals(values.get("rowType")) && values.get(column) instanceof BigDecimal amount) {
                sum = sum.add(amount);
            }
        }
        return sum;
    }

    private BigDecimal total(String report, Map<String, Object> parameters, String group) {
        JsonNode all = template.requestBodyAndHeader(
                "quickbooks:report/" + report, null, QuickBooksConstants.PARAMETERS, parameters, JsonNode.class);
        return find(all.path("Rows"), group);
    }

    private static BigDecimal find(JsonNode rows, String group) {
        for (JsonNode row : rows.path("Row")) {
            if (row.path("group").asText().equals(group)) {
                return new BigDecimal(row.at("/Summary/ColData/1/value").asText());
            }
            BigDecimal inside = find(row.path("Rows"), group);
            if (inside != null) {
                return inside;
            }
        }
        return null;
    }

    private void row(String what, BigDecimal ours, BigDecimal theirs) {
        boolean same = theirs != null && ours.compareTo(theirs) == 0;
        if (!same) {
            differences++;
        }
        rows.addObject()
                .put("what", what)
                .put("erp", ours)
                .put("quickBooks", theirs)
                .put("difference", theirs == null ? ours : theirs.subtract(ours));
    }
}
