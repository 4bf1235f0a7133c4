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
        JsonNode found = Json.EXACT.readTree(reconciliation);
        flow(found, "items", amount("items"), null);
        flow(found, "invoice", amount("invoices"), amount("invoiced"));
        flow(found, "payment", amount("booked"), amount("paid"));
        row(
                "differences that the reconciliation found",
                BigDecimal.ZERO,
                found.path("differences").decimalValue());
        rest();
        ObjectNode result = Json.object().put("differences", differences);
        result.set("rows", rows);
        result.set("erp", erp);
        result.set("reconciliation", found);
        AtomicFile.replace(work.resolve("result.json"), result.toString());
    }

    /** What the reconciliation says of a flow: the documents that QuickBooks has of what the flow has booked. */
    private void flow(JsonNode found, String name, BigDecimal count, BigDecimal amount) {
        for (JsonNode flow : found.path("flows")) {
            if (flow.path("flow").asText().equals(name)) {
                row(
                        name + " flow: documents",
                        count,
                        flow.at("/quickBooks/count").decimalValue());
                if (amount != null) {
                    row(
                            name + " flow: amount",
                            amount,
                            flow.at("/quickBooks/amount").decimalValue());
                }
                return;
            }
        }
        row(name + " flow: documents", count, null);
    }

    /** What no flow knows: balances, stock, reports, and that there is nothing besides. */
    private void rest() throws IOException {
        List<?> invoices = query("select * from Invoice");
        List<?> payments = query("select * from Payment");
        row("all invoices", amount("invoices"), BigDecimal.valueOf(invoices.size()));
        row("all payments", amount("booked"), BigDecimal.valueOf(count(payments)));
        row(
                "open balance",
                amount("invoiced").subtract(amount("paid")).subtract(amount("writtenOff")),
                sum(invoices, "Balance").subtract(sum(payments, "UnappliedAmt")));
        stock();
        row("dead letters", sum(erp.path("wrong")), BigDecimal.valueOf(deadLetters()));
        reports();
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
