package org.camelquickbooks.sandbox.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.company.Row;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Money;
import org.camelquickbooks.sandbox.ledger.Stock;
import org.camelquickbooks.sandbox.report.ReportJson.Cell;

/** What the stock is worth. */
final class InventoryReports {

    private final ReportParameters parameters;
    private final Company company;

    InventoryReports(ReportParameters parameters) {
        this.parameters = parameters;
        this.company = parameters.company();
    }

    private List<Stock.Line> lines(String item, LocalDate from, LocalDate to) {
        Stock stock = company.ledger().stockOf(item);
        return stock == null
                ? List.of()
                : stock.lines().stream()
                        .filter(l -> !l.date().isBefore(from) && !l.date().isAfter(to))
                        .toList();
    }

    private List<Row> items() {
        Set<String> wanted = parameters.ids("item");
        List<Row> items = new ArrayList<>();
        for (Row row : company.table("Item").rows()) {
            if ("Inventory".equals(Json.text(row.copy(), "Type"))
                    && (wanted.isEmpty() || wanted.contains(row.id().text()))) {
                items.add(row);
            }
        }
        return items;
    }

    ObjectNode summary() {
        LocalDate day = parameters.reportDate();
        ReportJson json = new ReportJson("InventoryValuationSummary", parameters).asOf(day.toString());
        json.column("", "ProductsAndService", "item");
        json.column("SKU", "String", "sku");
        json.column("Qty", "Money", "qty");
        json.column("Asset Value", "Money", "asset_value");
        json.column("Avg Cost", "Money", "avg_cost");
        BigDecimal all = BigDecimal.ZERO;
        long total = 0;
        for (Row row : items()) {
            JsonNode item = row.copy();
            BigDecimal quantity = BigDecimal.ZERO;
            long value = 0;
            for (Stock.Line line : lines(row.id().text(), LocalDate.MIN, day)) {
                quantity = quantity.add(line.quantity());
                value += line.cost();
            }
            all = all.add(quantity);
            total += value;
            ReportJson.data(
                    json.rows(),
                    List.of(
                            Cell.of(Json.text(item, "Name"), row.id().text()),
                            Cell.text(Json.text(item, "Sku")),
                            Cell.text(shown(quantity)),
                            Cell.money(value),
                            Cell.text(average(value, quantity))));
        }
        json.grandTotal(
                List.of(Cell.text("TOTAL"), Cell.text(""), Cell.text(shown(all)), Cell.money(total), Cell.text("")));
        return json.end();
    }

    private static String shown(BigDecimal quantity) {
        return quantity.setScale(2, RoundingMode.HALF_UP).toPlainString();
    }

    private static String average(long value, BigDecimal quantity) {
        return quantity.signum() == 0
                ? ""
                : Money.amount(value).divide(quantity, 2, RoundingMode.HALF_UP).toPlainString();
    }

    ObjectNode detail() {
        ReportJson json = new ReportJson("InventoryValuationDetail", parameters);
        json.column("Date", "tx_date", "tx_date");
        json.column("Transaction Type", "txn_type", "txn_type");
        json.column("Num", "doc_num", "doc_num");
        json.column("Qty", "qty", "qty");
        json.column("Rate", "rate", "rate");
        json.column("Inventory Cost", "inv_cost", "inv_cost");
        json.column("Qty on Hand", "qty_on_hand", "qty_on_hand");
        json.column("Asset Value", "asset_value", "asset_value");
        for (Row row : items()) {
            String id = row.id().text();
            BigDecimal quantity = BigDecimal.ZERO;
            long value = 0;
            for (Stock.Line line : lines(id, LocalDate.MIN, parameters.start().minusDays(1))) {
                quantity = quantity.add(line.quantity());
                value += line.cost();
            }
            List<Stock.Line> moves = lines(id, parameters.start(), parameters.end());
            if (moves.isEmpty()) {
                continue;
            }
            ObjectNode section =
                    ReportJson.section(json.rows(), AccountSections.heading(Json.text(row.copy(), "Name"), id, 7));
            for (Stock.Line line : moves) {
                quantity = quantity.add(line.quantity());
                value += line.cost();
                JsonNode entity =
                        company.find(line.entry().type(), line.entry().id().text());
                ReportJson.data(
                        ReportJson.rowsOf(section),
                        List.of(
                                Cell.text(line.date().toString()),
                                Cell.of(
                                        ReportNames.transaction(line.entry().type(), entity),
                                        line.entry().id().text()),
                                Cell.text(Json.text(entity, "DocNumber")),
                                Cell.text(shown(line.quantity())),
                                Cell.text(average(line.cost(), line.quantity())),
                                Cell.money(line.cost()),
                                Cell.text(shown(quantity)),
                                Cell.money(value)));
            }
            section.put("type", "Section");
        }
        return json.end();
    }
}
