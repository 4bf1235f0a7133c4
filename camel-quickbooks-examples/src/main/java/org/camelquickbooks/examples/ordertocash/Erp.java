package org.camelquickbooks.examples.ordertocash;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.camelquickbooks.model.Json;

/**
 * The other side: a company's ERP, which writes items as CSV and orders and payments as lines of JSON. Some of it is
 * wrong on purpose. It keeps its own books, against which QuickBooks' are compared at the end.
 */
final class Erp {

    private static final int STOCK = 100_000;
    private static final int PER_FILE = 500;
    private static final int FEWEST_RIGHT = 10;
    private static final BigDecimal SHORT = new BigDecimal("0.03");

    private final Job job;
    private final LocalDate today;
    private final Random random = new Random(7);
    private final List<BigDecimal> prices = new ArrayList<>();
    private final List<ObjectNode> orders = new ArrayList<>();
    private final Map<String, BigDecimal> stock = new TreeMap<>();
    private final ObjectNode books = Json.object();
    private final ObjectNode wrong = books.putObject("wrong");
    private final ObjectNode list = Json.object();
    private BigDecimal invoiced = BigDecimal.ZERO;
    private BigDecimal paid = BigDecimal.ZERO;
    private BigDecimal writtenOff = BigDecimal.ZERO;

    Erp(Job job, LocalDate today) {
        this.job = job;
        this.today = today;
    }

    /** Writes all files, and what the books should say in the end. */
    void write() throws IOException {
        items();
        orders();
        payments();
        books.put("items", job.items());
        books.put("invoiced", invoiced).put("paid", paid).put("writtenOff", writtenOff);
        ObjectNode levels = books.putObject("stock");
        stock.forEach(levels::put);
        Files.writeString(job.work().resolve("erp-list.json"), list.toString());
        Files.writeString(job.work().resolve("erp-books.json"), books.toString());
    }

    private static String sku(int i) {
        return "SKU-%05d".formatted(i);
    }

    /** Every tenth is kept in stock. */
    private void items() throws IOException {
        Path file = directory("items").resolve("items.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("sku,name,type,price,cost,quantity\n");
            for (int i = 0; i < job.items(); i++) {
                BigDecimal price = BigDecimal.valueOf(100 + random.nextInt(20_000), 2);
                prices.add(price);
                boolean stocked = i % 10 == 0;
                if (stocked) {
                    stock.put(sku(i), BigDecimal.valueOf(STOCK));
                }
                out.write("%s,Article %05d,%s,%s,%s,%s%n"
                        .formatted(
                                sku(i),
                                i,
                                stocked ? "inventory" : "nonInventory",
                                price.toPlainString(),
                                "0.50",
                                stocked ? String.valueOf(STOCK) : ""));
            }
        }
    }

    private Path directory(String name) throws IOException {
        return Files.createDirectories(job.work().resolve("erp").resolve(name));
    }

    private void orders() throws IOException {
        int bad = Math.max(1, job.orders() / 250);
        List<ObjectNode> all = new ArrayList<>();
        for (int i = 0; i < job.orders() - 4 * bad; i++) {
            ObjectNode order = order(i);
            orders.add(order);
            all.add(order);
            BigDecimal total = order.path("total").decimalValue();
            invoiced = invoiced.add(total);
            order.path("lines")
                    .forEach(line -> stock.computeIfPresent(
                            line.path("sku").asText(),
                            (sku, left) -> left.subtract(line.path("quantity").decimalValue())));
        }
        for (int i = 0; i < bad; i++) {
            ObjectNode unknown = order(job.orders() + i);
            ((ObjectNode) unknown.at("/lines/0")).put("sku", "NO-SUCH-" + i);
            all.add(unknown);
            ObjectNode off = order(2 * job.orders() + i);
            off.put("total", off.path("total").decimalValue().add(BigDecimal.ONE));
            all.add(off);
            all.add(orders.get(i * 3));
            ObjectNode other = orders.get(i * 3 + 1).deepCopy();
            other.put("note", "the same number, another order");
            all.add(other);
        }
        wrong.put("unknown SKU", bad).put("sums off", bad).put("same number, another order", bad);
        books.put("orders", all.size()).put("invoices", orders.size()).put("repeatedOrders", bad);
        list("invoice", orders, "total");
        write("orders", all);
    }

    /** What a flow should have booked, for the reconciliation. */
    private void list(String flow, List<ObjectNode> good, String amount) {
        ArrayNode rows = list.putArray(flow);
        good.forEach(one -> {
            ObjectNode row = rows.addObject();
            row.set("id", one.path("id"));
            row.set("amount", one.path(amount));
        });
    }

    private ObjectNode order(int number) {
        String id = "W-%06d".formatted(number);
        int customer = number % job.customers();
        ObjectNode order = Json.object()
                .put("id", id)
                .put("number", id)
                .put("date", today.minusDays(30 - number % 30).toString());
        order.putObject("customer")
                .put("name", customer(customer))
                .put("email", "customer" + customer + "@example.com")
                .putObject("billTo")
                .put("line1", customer + " Harbour Street")
                .put("city", "Bergen");
        BigDecimal total = BigDecimal.ZERO;
        ArrayNode lines = order.putArray("lines");
        for (int i = 0; i <= random.nextInt(4); i++) {
            int item = random.nextInt(job.items());
            BigDecimal quantity = BigDecimal.valueOf(1 + random.nextInt(5));
            BigDecimal amount = prices.get(item).multiply(quantity);
            lines.addObject()
                    .put("sku", sku(item))
                    .put("quantity", quantity)
                    .put("unitPrice", prices.get(item))
                    .put("amount", amount);
            total = total.add(amount);
        }
        return order.put("total", total);
    }

    private static String customer(int i) {
        return "Customer %04d".formatted(i);
    }

    /** Every eighth customer pays without saying for what; the others name their invoice. */
    private void payments() throws IOException {
        int bad = Math.max(1, job.payments() / 120);
        List<ObjectNode> all = new ArrayList<>();
        List<ObjectNode> good = new ArrayList<>();
        int wanted = job.payments() - 3 * bad;
        for (int i = 0; i < orders.size() && good.size() < wanted; i++) {
            good.add(payment(good.size(), orders.get(i), i, bad));
        }
        all.addAll(good);
        for (int i = 0; i < bad; i++) {
            ObjectNode unknown = payment("P-X%05d".formatted(i), customer(i), new BigDecimal("10.00"));
            unknown.putArray("invoices").addObject().put("number", "W-NONE-" + i);
            all.add(unknown);
            all.add(payment("P-N%05d".formatted(i), customer(i), new BigDecimal("-5.00")));
            all.add(good.get(i * 2));
        }
        wrong.put("unknown invoice", bad).put("negative payment", bad);
        books.put("payments", all.size()).put("booked", good.size()).put("repeatedPayments", bad);
        list("payment", good, "amount");
        write("payments", all);
    }

    private ObjectNode payment(int number, ObjectNode order, int index, int bad) {
        BigDecimal total = order.path("total").decimalValue();
        boolean anonymous = index % job.customers() % 8 == 0;
        BigDecimal amount = total;
        int every = Math.max(bad, FEWEST_RIGHT);
        if (number % every == 3) {
            amount = total.add(BigDecimal.TEN);
        } else if (number % every == 5 && !anonymous && total.compareTo(BigDecimal.ONE) > 0) {
            amount = total.subtract(SHORT);
            writtenOff = writtenOff.add(SHORT);
        }
        paid = paid.add(amount);
        ObjectNode payment =
                payment("P-%06d".formatted(number), order.at("/customer/name").asText(), amount);
        payment.put("method", "Check").put("reference", String.valueOf(10_000 + number));
        if (!anonymous) {
            payment.putArray("invoices")
                    .addObject()
                    .put("number", order.path("number").asText());
        }
        return payment;
    }

    private ObjectNode payment(String id, String customer, BigDecimal amount) {
        ObjectNode payment = Json.object().put("id", id).put("date", today.toString());
        payment.putObject("customer").put("name", customer);
        return payment.put("amount", amount);
    }

    private void write(String what, List<ObjectNode> all) throws IOException {
        Path directory = directory(what);
        for (int from = 0; from < all.size(); from += PER_FILE) {
            List<String> lines = all.subList(from, Math.min(from + PER_FILE, all.size())).stream()
                    .map(ObjectNode::toString)
                    .toList();
            Files.write(directory.resolve("%s-%03d.jsonl".formatted(what, from / PER_FILE)), lines);
        }
    }
}
