package org.camelquickbooks.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.company.ChangeEvent.Operation;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;

/**
 * What is no form: people who begin with a balance, hours, taxes that are paid, and names that are merged. A merge takes
 * the oracle's lines along as they are, under the other name.
 */
final class OracleLists {

    private static final List<String> ACCOUNTS = List.of("Travel", "Services", "Cost of Labor", "Petty Cash");

    /** Items that were merged into others. */
    final List<String> merged = new ArrayList<>();

    private final OracleCompany oracle;
    private final Random random;
    private int made;

    OracleLists(OracleCompany oracle, Random random) {
        this.oracle = oracle;
        this.random = random;
    }

    void step() {
        switch (random.nextInt(6)) {
            case 0 -> begin("Customer");
            case 1 -> begin("Vendor");
            case 2 -> payTax();
            case 3 -> work();
            default -> merge();
        }
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private static ObjectNode with(ObjectNode body, String field, String id) {
        body.set(field, Json.reference(id, null));
        return body;
    }

    private BigDecimal amount() {
        return BigDecimal.valueOf(1 + random.nextInt(20_000), 2);
    }

    /** Somebody who owes, or is owed, something from the beginning: an invoice or a bill says so. */
    private void begin(String type) {
        ObjectNode body = Json.object().put("DisplayName", type + " begins " + made++);
        body.put("Balance", amount()).put("OpenBalanceDate", oracle.day());
        oracle.last = "begin " + type + " " + body;
        String id = OracleCompany.id(oracle.face.create(type, body));
        if (type.equals("Vendor")) {
            oracle.vendors.add(id);
        } else {
            // The last one is a sub-customer.
            oracle.customers.add(oracle.customers.size() - 1, id);
        }
    }

    /** Taxes are paid on QuickBooks' pages only. */
    private void payTax() {
        JsonNode agency = any(oracle.company.query("select * from TaxAgency"));
        String name = Json.text(agency, "DisplayName");
        String liability = Json.ref(agency, "TaxTrackedOnSalesAccountRef");
        if (liability == null
                || !(name + " Payable").equals(Json.text(oracle.now("Account", liability), "Name"))
                || !Json.bool(oracle.now("Account", liability), "Active")) {
            oracle.last = "no taxes to pay to " + name;
            return;
        }
        ObjectNode body = Json.object().put("Description", name).put("PaymentDate", oracle.day());
        body.put("PaymentAmount", amount()).put("Refund", random.nextInt(4) == 0);
        with(body, "PaymentAccountRef", oracle.accounts.get("Checking"));
        oracle.last = "pay tax " + body;
        try {
            ObjectNode payment = oracle.company
                    .company()
                    .write(
                            (String) null,
                            change -> change.put(Catalogue.get().type("TaxPayment"), body, Operation.CREATE))
                    .deepCopy();
            oracle.books.bookTaxPayment(payment, liability);
        } catch (QuickBooksFault fault) {
            throw new OracleFace.Refused(fault.getMessage());
        }
    }

    /** Hours of a vendor for a customer, which an invoice may name later; hours that nobody has been charged for go. */
    private void work() {
        List<String> there = oracle.ids("TimeActivity");
        if (there.size() > 4) {
            String id = any(there);
            oracle.last = "delete TimeActivity " + id;
            oracle.face.delete("TimeActivity", id);
            return;
        }
        ObjectNode body = Json.object().put("NameOf", "Vendor").put("TxnDate", oracle.day());
        with(body, "VendorRef", any(oracle.vendors));
        with(body, "CustomerRef", any(oracle.customers));
        with(body, "ItemRef", "1");
        body.put("Hours", 1 + random.nextInt(9)).put("HourlyRate", 40).put("BillableStatus", "Billable");
        oracle.last = "work " + body;
        oracle.face.create("TimeActivity", body);
    }

    private void merge() {
        switch (random.nextInt(5)) {
            case 0 -> people("Customer", oracle.customers, 1 + random.nextInt(2), 0);
            case 1 -> people("Vendor", oracle.vendors, 1 + random.nextInt(2), 0);
            case 2 -> {
                String other =
                        OracleCompany.id(oracle.company.create("Class", "{\"Name\":\"Class merged " + made++ + "\"}"));
                merge("Class", other, oracle.classes.get(0));
                oracle.classes.set(0, other);
            }
            case 3 -> account();
            default -> item();
        }
    }

    /** One of the people in the home currency becomes another one, and somebody new stands in their place. */
    private void people(String type, List<String> list, int from, int into) {
        ObjectNode body = Json.object().put("DisplayName", type + " after " + made++);
        merge(type, list.get(into), list.get(from));
        list.set(from, OracleCompany.id(oracle.company.create(type, body)));
    }

    private void account() {
        String name = any(ACCOUNTS);
        String from = oracle.accounts.get(name);
        ObjectNode old = oracle.now("Account", from);
        ObjectNode body = Json.object().put("Name", name + " " + made++);
        body.put("AccountType", Json.text(old, "AccountType")).put("AccountSubType", Json.text(old, "AccountSubType"));
        String into = OracleCompany.id(oracle.company.create("Account", body));
        merge("Account", into, from);
        oracle.accounts.put(name, into);
    }

    /** The first item is part of a bundle and stays. */
    private void item() {
        String from = oracle.items.get(1 + random.nextInt(oracle.items.size() - 1));
        List<String> others = new ArrayList<>(oracle.items);
        others.remove(from);
        merge("Item", any(others), from);
        merged.add(from);
        oracle.removeItem(from);
    }

    private void merge(String type, String into, String from) {
        oracle.last = "merge " + type + " " + from + " into " + into;
        oracle.prepared();
        oracle.face.merge(type, into, from);
        oracle.books.merge(type, from, into);
    }
}
