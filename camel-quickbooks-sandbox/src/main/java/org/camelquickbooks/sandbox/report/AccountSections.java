package org.camelquickbooks.sandbox.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.report.ReportJson.Cell;

/** Accounts with their sub-accounts, as sections of a statement. */
final class AccountSections {

    private final BooksView books;
    private final ReportParameters parameters;
    private final int width;
    private final Map<String, long[]> amounts = new LinkedHashMap<>();

    /** @param width how many money columns there are */
    AccountSections(BooksView books, ReportParameters parameters, int width) {
        this.books = books;
        this.parameters = parameters;
        this.width = width;
    }

    /** The sums of an account, to be added to. */
    long[] of(String account) {
        return amounts.computeIfAbsent(account, a -> new long[width]);
    }

    static List<Cell> cells(String label, String id, long[] amounts) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.of(label, id));
        for (long cents : amounts) {
            cells.add(Cell.money(cents));
        }
        return cells;
    }

    /** A row of one account, customer or vendor: where it has nothing, the cell is empty; only sums show a zero. */
    static List<Cell> own(String label, String id, long[] amounts) {
        List<Cell> cells = cells(label, id, amounts);
        boolean nothing = isZero(amounts);
        for (int i = 0; i < amounts.length; i++) {
            boolean total = i == amounts.length - 1 && !nothing;
            if (amounts[i] == 0 && !total) {
                cells.set(i + 1, Cell.text(""));
            }
        }
        return cells;
    }

    static List<Cell> heading(String label, String id, int width) {
        List<Cell> cells = new ArrayList<>();
        cells.add(Cell.of(label, id));
        for (int i = 0; i < width; i++) {
            cells.add(Cell.text(""));
        }
        return cells;
    }

    /** Writes the accounts of some types that have amounts; answers their sum. */
    long[] write(ArrayNode into, int sign, String... types) {
        long[] total = new long[width];
        List<String> wanted = Arrays.asList(types);
        List<String> roots = new ArrayList<>();
        books.accounts().forEach((id, account) -> {
            if (wanted.contains(Json.text(account, "AccountType")) && Json.ref(account, "ParentRef") == null) {
                roots.add(id);
            }
        });
        for (String id : ordered(roots, sign)) {
            total = Buckets.plus(total, account(into, id, books.accounts().get(id), sign));
        }
        return total;
    }

    /** In the chart's order or, where sort_order is given, by their amounts with those of their sub-accounts (assumed). */
    private List<String> ordered(List<String> ids, int sign) {
        if (!parameters.has("sort_order")) {
            return ids;
        }
        Comparator<String> byAmount = Comparator.comparing(id -> whole(id) * sign);
        List<String> ordered = new ArrayList<>(ids);
        ordered.sort(parameters.descending() ? byAmount.reversed() : byAmount);
        return ordered;
    }

    private long whole(String id) {
        long[] own = amounts.get(id);
        long sum = own == null ? 0 : own[width - 1];
        for (Map.Entry<String, JsonNode> e : books.accounts().entrySet()) {
            if (id.equals(Json.ref(e.getValue(), "ParentRef"))) {
                sum += whole(e.getKey());
            }
        }
        return sum;
    }

    private long[] account(ArrayNode into, String id, JsonNode account, int sign) {
        long[] own = signed(amounts.get(id), sign);
        List<String> children = new ArrayList<>();
        books.accounts().forEach((childId, child) -> {
            if (id.equals(Json.ref(child, "ParentRef")) && hasAmounts(childId)) {
                children.add(childId);
            }
        });
        String name = Json.text(account, "Name");
        if (children.isEmpty()) {
            if (amounts.containsKey(id) && !isZero(own)) {
                ReportJson.data(into, own(name, id, own));
            }
            return own;
        }
        ObjectNode section = ReportJson.section(into, own(name, id, own));
        long[] total = own;
        for (String child : ordered(children, sign)) {
            total = Buckets.plus(
                    total,
                    account(ReportJson.rowsOf(section), child, books.accounts().get(child), sign));
        }
        ReportJson.summary(section, cells("Total " + name, null, total), null);
        return total;
    }

    private boolean hasAmounts(String id) {
        if (amounts.containsKey(id) && !isZero(amounts.get(id))) {
            return true;
        }
        return books.accounts().entrySet().stream()
                .anyMatch(e -> id.equals(Json.ref(e.getValue(), "ParentRef")) && hasAmounts(e.getKey()));
    }

    static boolean isZero(long[] amounts) {
        return Arrays.stream(amounts).allMatch(a -> a == 0);
    }

    private long[] signed(long[] values, int sign) {
        long[] signed = new long[width];
        for (int i = 0; values != null && i < width; i++) {
            signed[i] = values[i] * sign;
        }
        return signed;
    }
}
