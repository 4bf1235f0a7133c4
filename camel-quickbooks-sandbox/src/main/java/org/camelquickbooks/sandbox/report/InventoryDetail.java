package org.camelquickbooks.sandbox.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.camelquickbooks.sandbox.company.Row;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Stock;
import org.camelquickbooks.sandbox.report.LineGroups.Heading;
import org.camelquickbooks.sandbox.report.ReportColumns.Column;
import org.camelquickbooks.sandbox.report.ReportJson.Cell;

/** What has moved the stock, move by move: by item, or grouped as a list of transactions can be. */
final class InventoryDetail {

    /** A move, and what there is of its item after it. */
    private record Move(Line line, Stock.Line goods, BigDecimal onHand, long value) {}

    private final ReportParameters parameters;
    private final BooksView books;
    private final LineCells cells;
    private final List<Column> columns;
    private final ReportJson json;

    InventoryDetail(ReportParameters parameters) {
        this.parameters = parameters;
        this.books = new BooksView(parameters);
        this.cells = new LineCells(parameters.company(), books);
        this.columns = parameters.columns();
        this.json = new ReportJson(parameters);
        json.columns(columns);
    }

    ObjectNode report() {
        if (parameters.groupBy() == null) {
            for (Row item : InventoryReports.items(parameters)) {
                List<Move> moves = moves(item.id().text());
                if (!moves.isEmpty()) {
                    section(
                            new Heading(
                                    Json.text(item.copy(), "Name"), item.id().text(), ""),
                            moves,
                            true);
                }
            }
            return json.end();
        }
        List<Move> all = new ArrayList<>();
        InventoryReports.items(parameters)
                .forEach(item -> all.addAll(moves(item.id().text())));
        // Moves of one day stay in the order of their items.
        all.sort(Comparator.comparing(move -> move.goods.date()));
        Function<Line, Heading> by = LineGroups.of(parameters.groupBy(), parameters, books, cells);
        if (by == null) {
            all.forEach(move -> ReportJson.data(json.rows(), row(move)));
            return json.end();
        }
        LineGroups.groups(all, move -> by.apply(move.line)).forEach((title, moves) -> section(title, moves, false));
        return json.end();
    }

    private List<Move> moves(String item) {
        BigDecimal onHand = BigDecimal.ZERO;
        long value = 0;
        List<Move> moves = new ArrayList<>();
        for (Stock.Line goods : InventoryReports.lines(parameters.company(), item, LocalDate.MIN, parameters.end())) {
            onHand = onHand.add(goods.quantity());
            value += goods.cost();
            if (!goods.date().isBefore(parameters.start())) {
                Line line = InventoryReports.asLine(parameters.company(), item, goods);
                moves.add(new Move(line, goods, onHand, value));
            }
        }
        return moves;
    }

    /** @param ofOneItem whether what there is after the last move is what there is of all of them */
    private void section(Heading title, List<Move> moves, boolean ofOneItem) {
        ObjectNode section =
                ReportJson.section(json.rows(), AccountSections.heading(title.title(), title.id(), columns.size() - 1));
        ArrayNode into = ReportJson.rowsOf(section);
        BigDecimal quantity = BigDecimal.ZERO;
        long cost = 0;
        for (Move move : moves) {
            ReportJson.data(into, row(move));
            quantity = quantity.add(move.goods.quantity());
            cost += move.goods.cost();
        }
        Move last = moves.get(moves.size() - 1);
        List<Cell> total = new ArrayList<>();
        for (Column column : columns) {
            Cell sum =
                    switch (column.key()) {
                        case "quantity", "qty" -> Cell.text(InventoryReports.shown(quantity));
                        case "home_amount", "inv_cost" -> Cell.money(cost);
                        case "qty_on_hand" -> Cell.text(ofOneItem ? InventoryReports.shown(last.onHand) : "");
                        case "asset_value", "asset_value_nt", "home_asset_value" ->
                            ofOneItem ? Cell.money(last.value) : Cell.text("");
                        default -> Cell.text("");
                    };
            total.add(total.isEmpty() ? Cell.text("Total for " + title.title()) : sum);
        }
        ReportJson.summary(section, total, null);
    }

    private List<Cell> row(Move move) {
        List<Cell> row = new ArrayList<>();
        for (Column column : columns) {
            row.add(
                    switch (column.key()) {
                        case "doc_num" -> Cell.text(number(move.line));
                        case "quantity", "qty" -> Cell.text(InventoryReports.shown(move.goods.quantity()));
                        case "rate", "rate_inventory" ->
                            Cell.text(InventoryReports.average(move.goods.cost(), move.goods.quantity()));
                        case "home_amount", "inv_cost" -> Cell.money(move.goods.cost());
                        case "qty_on_hand" -> Cell.text(InventoryReports.shown(move.onHand));
                        case "asset_value", "asset_value_nt", "home_asset_value" -> Cell.money(move.value);
                        default ->
                            cells.row(List.of(column), move.line, move.goods.cost(), move.value)
                                    .get(0);
                    });
        }
        return row;
    }

    /** What a stock begins with has this in place of a number, as documented. */
    private static String number(Line line) {
        return line.entry().key().type().equals("Item") ? "START" : line.entry().number();
    }
}
