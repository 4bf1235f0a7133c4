package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** A message goes to whom, and to what, it names, however the name is written and whoever had it before. */
class NamesCasesTest extends FlowTest {

    private static String order(String id, String customer, String item) {
        return "{`id`:`" + id + "`,`number`:`" + id + "`,`date`:`2026-01-31`,`customer`:" + customer + ",`lines`:[{"
                + item + ",`quantity`:2,`unitPrice`:5.00,`amount`:10.00}],`total`:10.00}";
    }

    private static String customer(String name) {
        return company()
                .create("Customer", json("{`DisplayName`:`" + name + "`}"))
                .path("Id")
                .asText();
    }

    private static String rename(String entity, String field, String id, String name) {
        company().update(entity, id, "{\"" + field + "\":\"" + name + "\"}");
        return id;
    }

    private static ObjectNode named(String entity, String number) {
        return row("select * from " + entity + " where DocNumber = '" + number + "'");
    }

    @Test
    void theFormOfALetterBlanksAndCaseAreNoOtherCustomerAndNoOtherItem() {
        String composed = Normalizer.normalize("Café Zürich", Normalizer.Form.NFC);
        String decomposed = Normalizer.normalize("  CAFÉ zürich ", Normalizer.Form.NFD);
        String id = customer(composed);
        item("TEA-1");
        String tea = id("select * from Item where Sku = 'TEA-1'");
        rename("Item", "Name", tea, Normalizer.normalize("Thé vert", Normalizer.Form.NFC));
        int customers = company().count("Customer");
        int items = company().count("Item");
        flow("invoice", "orders", "direct:in", "newItemIncomeAccount", accountName("Income"));
        flow("payment", "payments", "direct:payments");
        flow("contacts-in", "contacts", "direct:contacts");
        send(json(order(
                "N-1",
                "{`name`:`" + decomposed + "`,`email`:`cafe@example.com`}",
                "`item`:`" + Normalizer.normalize("THÉ VERT", Normalizer.Form.NFD) + "`")));
        template.sendBody(
                "direct:payments",
                json("{`id`:`P-1`,`date`:`2026-02-01`,`customer`:{`name`:`" + decomposed + "`},`amount`:10.00}"));
        template.sendBody("direct:contacts", json("{`id`:`C-1`,`name`:`" + decomposed.strip() + "`,`phone`:`555-1`}"));
        assertThat(dead()).isEmpty();
        assertThat(named("Invoice", "N-1").at("/CustomerRef/value").asText()).isEqualTo(id);
        assertThat(named("Invoice", "N-1")
                        .at("/Line/0/SalesItemLineDetail/ItemRef/value")
                        .asText())
                .isEqualTo(tea);
        assertThat(named("Invoice", "N-1").path("Balance").decimalValue()).isEqualByComparingTo("0");
        assertThat(company()
                        .read("Customer", id)
                        .at("/PrimaryPhone/FreeFormNumber")
                        .asText())
                .isEqualTo("555-1");
        assertThat(company().count("Customer")).isEqualTo(customers);
        assertThat(company().count("Item")).isEqualTo(items);
    }

    @Test
    void whatAnOrderSaysOfACustomerIsNotWrittenToWhomHadTheNameBefore() {
        item("TEA-1");
        flow("invoice", "orders", "direct:in");
        send(json(order("N-2", "{`name`:`Acme`}", "`sku`:`TEA-1`")));
        String before = rename(
                "Customer", "DisplayName", id("select * from Customer where DisplayName = 'Acme'"), "Acme (old)");
        String now = customer("Acme");
        send(json(order("N-3", "{`name`:`Acme`,`email`:`new@example.com`}", "`sku`:`TEA-1`")));
        assertThat(dead()).isEmpty();
        assertThat(named("Invoice", "N-3").at("/CustomerRef/value").asText()).isEqualTo(now);
        assertThat(company().read("Customer", before).has("PrimaryEmailAddr")).isFalse();
        assertThat(company()
                        .read("Customer", now)
                        .at("/PrimaryEmailAddr/Address")
                        .asText())
                .isEqualTo("new@example.com");
    }

    @Test
    void aPurchaseGoesToTheVendorAndIsOfTheItemThatHaveTheNamesNow() {
        item("TEA-1");
        String vendor = company()
                .create("Vendor", "{\"DisplayName\":\"Teahouse\"}")
                .path("Id")
                .asText();
        flow("purchase", "purchases", "direct:in");
        String purchase =
                "{`id`:`ID`,`number`:`ID`,`date`:`2026-02-01`,`vendor`:`Teahouse`,`lines`:[{`item`:`Item TEA-1`,"
                        + "`quantity`:10,`unitPrice`:4.00,`amount`:40.00}],`total`:40.00}";
        send(json(purchase.replace("ID", "PO-1")));
        rename("Vendor", "DisplayName", vendor, "Teahouse (closed)");
        rename("Item", "Name", id("select * from Item where Sku = 'TEA-1'"), "Item of before");
        String now = company()
                .create("Vendor", "{\"DisplayName\":\"Teahouse\"}")
                .path("Id")
                .asText();
        String item = rename("Item", "Name", item("TEA-2").path("Id").asText(), "Item TEA-1");
        send(json(purchase.replace("ID", "PO-2")));
        assertThat(dead()).isEmpty();
        assertThat(named("PurchaseOrder", "PO-2").at("/VendorRef/value").asText())
                .isEqualTo(now);
        assertThat(named("PurchaseOrder", "PO-2")
                        .at("/Line/0/ItemBasedExpenseLineDetail/ItemRef/value")
                        .asText())
                .isEqualTo(item);
        assertThat(rows("select * from PurchaseOrder where DocNumber = 'PO-2'")).hasSize(1);
        assertThat(named("PurchaseOrder", "PO-1").at("/VendorRef/value").asText())
                .isEqualTo(vendor);
    }

    private static String stocked(String name) {
        return company()
                .create(
                        "Item",
                        json("{`Name`:`" + name + "`,`Type`:`Inventory`,`TrackQtyOnHand`:true,`QtyOnHand`:10,"
                                + "`InvStartDate`:`2026-01-01`,`PurchaseCost`:4,`IncomeAccountRef`:{`value`:`"
                                + account("Income") + "`},`ExpenseAccountRef`:{`value`:`"
                                + account("Cost of Goods Sold") + "`},`AssetAccountRef`:{`value`:`"
                                + id("select * from Account where AccountSubType = 'Inventory'") + "`}}"))
                .path("Id")
                .asText();
    }

    private static String account(String type) {
        return id("select * from Account where AccountType = '" + type + "'");
    }

    @Test
    void aCountIsOfTheItemThatHasTheNameNow() {
        String before = stocked("Kettle");
        flow("count", "counts", "direct:in", "adjustmentAccount", accountName("Cost of Goods Sold"));
        String count = "{`id`:`ID`,`date`:`2026-02-01`,`counts`:[{`item`:`Kettle`,`quantity`:QTY}]}";
        send(json(count.replace("ID", "c-1").replace("QTY", "10")));
        rename("Item", "Name", before, "Kettle 2025");
        String now = stocked("Kettle");
        send(json(count.replace("ID", "c-2").replace("QTY", "7")));
        assertThat(dead()).isEmpty();
        assertThat(company().read("Item", before).path("QtyOnHand").decimalValue())
                .isEqualByComparingTo("10");
        assertThat(company().read("Item", now).path("QtyOnHand").decimalValue()).isEqualByComparingTo("7");
    }

    @Test
    void aFullNameSaysWhichItemIsChangedAndRenamesNothing() {
        String category = company()
                .create("Item", json("{`Name`:`Drinks`,`Type`:`Category`}"))
                .path("Id")
                .asText();
        String tea = company()
                .create(
                        "Item",
                        json("{`Name`:`Tea`,`Type`:`Service`,`SubItem`:true,`ParentRef`:{`value`:`" + category
                                + "`},`IncomeAccountRef`:{`value`:`" + account("Income") + "`}}"))
                .path("Id")
                .asText();
        int items = company().count("Item");
        flow("items", "items", "direct:in");
        send(json("{`id`:`I-9`,`name`:`Drinks:Tea`,`type`:`service`,`price`:7.00}"));
        assertThat(dead()).isEmpty();
        assertThat(company().count("Item")).isEqualTo(items);
        assertThat(company().read("Item", tea).path("UnitPrice").decimalValue()).isEqualByComparingTo("7");
        assertThat(company().read("Item", tea).path("Name").asText()).isEqualTo("Tea");
        assertThat(company().read("Item", tea).at("/ParentRef/value").asText()).isEqualTo(category);
    }

    private static String child(String parent, String name) {
        return company()
                .create(
                        "Customer",
                        json("{`DisplayName`:`" + name + "`,`Job`:true,`ParentRef`:{`value`:`" + parent + "`}}"))
                .path("Id")
                .asText();
    }

    @Test
    void aFullNameSaysWhichCustomerIsMeantAndRenamesNobody() {
        String harbour = child(customer("Fjord Kitchens"), "Harbour");
        flow("contacts-in", "contacts", "direct:in");
        send(json("{`id`:`C-9`,`name`:`Fjord Kitchens:Harbour`,`phone`:`555-9`}"));
        assertThat(dead()).isEmpty();
        ObjectNode now = company().read("Customer", harbour);
        assertThat(now.path("DisplayName").asText()).isEqualTo("Harbour");
        assertThat(now.at("/PrimaryPhone/FreeFormNumber").asText()).isEqualTo("555-9");
    }

    @Test
    void paymentsOfOneCustomerByTheShortAndTheFullNameTakeTheirTurns() throws Exception {
        String harbour = child(customer("Fjord Kitchens"), "Harbour");
        PaymentCasesTest.invoice("P-1", "2026-01-10", "100.00", harbour);
        flow("payment", "payments", "direct:in", "coalesce", "false");
        List<Future<Object>> running = new java.util.ArrayList<>();
        for (int i = 0; i < 10; i++) {
            String name = i % 2 == 0 ? "Harbour" : "Fjord Kitchens:Harbour";
            running.add(template.asyncSendBody(
                    "direct:in",
                    json("{`id`:`B-" + i + "`,`date`:`2026-02-01`,`customer`:{`name`:`" + name
                            + "`},`amount`:10.00}")));
        }
        for (Future<Object> each : running) {
            each.get();
        }
        assertThat(dead()).isEmpty();
        assertThat(named("Invoice", "P-1").path("Balance").decimalValue()).isEqualByComparingTo("0");
        assertThat(rows("select * from Payment where CustomerRef = '" + harbour + "'").stream()
                        .map(row -> row.path("UnappliedAmt").decimalValue())
                        .reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo("0");
    }

    @Test
    void aNewItemOnTwoLinesAndInTwoOrdersIsMadeOnce() throws Exception {
        flow("invoice", "orders", "direct:in", "newItemIncomeAccount", accountName("Income"));
        String lines = "`sku`:`NEW-1`,`quantity`:2,`unitPrice`:5.00,`amount`:10.00},{`sku`:`NEW-1`";
        List<Future<Object>> running = new java.util.ArrayList<>();
        for (int i = 0; i < 4; i++) {
            running.add(template.asyncSendBody(
                    "direct:in",
                    json(order("W-" + i, "{`name`:`Fjord Kitchens`,`phone`:`555-" + i + "`}", lines)
                            .replace("`total`:10.00", "`total`:20.00"))));
        }
        for (Future<Object> each : running) {
            each.get();
        }
        assertThat(dead()).isEmpty();
        assertThat(rows("select * from Item where Sku = 'NEW-1'")).hasSize(1);
        assertThat(rows("select * from Customer where DisplayName = 'Fjord Kitchens'"))
                .hasSize(1);
        assertThat(rows("select * from Invoice where DocNumber like 'W-%'")).hasSize(4);
    }

    /** A name is remembered by one order; then somebody else has it when the next one comes. */
    private String changesHands(String entity, String name, String create) {
        rename(entity, "Name", id("select * from " + entity + " where Name = '" + name + "'"), name + " of before");
        return company().create(entity, json(create)).path("Id").asText();
    }

    @Test
    void aPaymentIsByTheMethodThatHasTheNameNow() {
        item("TEA-1");
        company().create("PaymentMethod", json("{`Name`:`Wire`}"));
        flow("invoice", "orders", "direct:in");
        flow("payment", "payments", "direct:payments");
        String paid =
                order("ID", "{`name`:`Acme`}", "`sku`:`TEA-1`").replace("`total`", "`paid`:{`method`:`Wire`},`total`");
        String payment = "{`id`:`ID`,`date`:`2026-02-01`,`reference`:`ID`,`method`:`Wire`,`customer`:{`name`:`Acme`},"
                + "`amount`:10.00}";
        send(json(paid.replace("ID", "S-1")));
        template.sendBody("direct:payments", json(payment.replace("ID", "P-1")));
        String now = changesHands("PaymentMethod", "Wire", "{`Name`:`Wire`}");
        template.sendBody("direct:payments", json(payment.replace("ID", "P-2")));
        send(json(paid.replace("ID", "S-2")));
        assertThat(dead()).isEmpty();
        List<ObjectNode> payments = rows("select * from Payment").stream()
                .filter(row -> row.path("PaymentRefNum").asText().equals("P-2"))
                .toList();
        assertThat(payments).hasSize(1);
        assertThat(payments.get(0).at("/PaymentMethodRef/value").asText()).isEqualTo(now);
        assertThat(rows("select * from SalesReceipt where DocNumber = 'S-2'")).hasSize(1);
        assertThat(named("SalesReceipt", "S-2").at("/PaymentMethodRef/value").asText())
                .isEqualTo(now);
        assertThat(company().trialBalance()).isEqualByComparingTo("0");
    }

    private static void classes() {
        company()
                .update(
                        "Preferences",
                        id("select * from Preferences"),
                        "{\"AccountingInfoPrefs\":{\"ClassTrackingPerTxnLine\":true}}");
    }

    @Test
    void termsAndClassesAreThoseThatHaveTheNamesNow() {
        item("TEA-1");
        classes();
        company().create("Term", json("{`Name`:`Net 20`,`DueDays`:20}"));
        company().create("Class", json("{`Name`:`Retail`}"));
        flow("invoice", "orders", "direct:in");
        String order = order("ID", "{`name`:`Acme`}", "`sku`:`TEA-1`,`class`:`Retail`")
                .replace("`total`", "`terms`:`Net 20`,`total`");
        send(json(order.replace("ID", "O-1")));
        String term = changesHands("Term", "Net 20", "{`Name`:`Net 20`,`DueDays`:21}");
        String theClass = changesHands("Class", "Retail", "{`Name`:`Retail`}");
        send(json(order.replace("ID", "O-2")));
        assertThat(dead()).isEmpty();
        assertThat(rows("select * from Invoice where DocNumber = 'O-2'")).hasSize(1);
        assertThat(named("Invoice", "O-2").at("/SalesTermRef/value").asText()).isEqualTo(term);
        assertThat(named("Invoice", "O-2")
                        .at("/Line/0/SalesItemLineDetail/ClassRef/value")
                        .asText())
                .isEqualTo(theClass);
    }

    @Test
    void aClassThatWasOnlyRenamedKeepsTheInvoice() {
        item("TEA-1");
        classes();
        String theClass =
                company().create("Class", json("{`Name`:`Retail`}")).path("Id").asText();
        flow("invoice", "orders", "direct:in");
        String order = order("ID", "{`name`:`Acme`}", "`sku`:`TEA-1`,`class`:`Retail`");
        send(json(order.replace("ID", "O-1")));
        rename("Class", "Name", theClass, "Shops");
        send(json(order.replace("ID", "O-2")));
        assertThat(dead()).isEmpty();
        assertThat(rows("select * from Invoice where DocNumber = 'O-2'")).hasSize(1);
        assertThat(named("Invoice", "O-2")
                        .at("/Line/0/SalesItemLineDetail/ClassRef/value")
                        .asText())
                .isEqualTo(theClass);
    }

    @Test
    void anItemEarnsOnTheAccountThatHasTheNameNow() {
        String account = "{`Name`:`Teas`,`AccountType`:`Income`,`AccountSubType`:`SalesOfProductIncome`}";
        company().create("Account", json(account));
        flow("items", "items", "direct:in", "incomeAccount", "Teas");
        String item = "{`id`:`ID`,`sku`:`ID`,`name`:`Item ID`,`type`:`service`,`price`:7.00}";
        send(json(item.replace("ID", "I-1")));
        String now = changesHands("Account", "Teas", account);
        int items = company().count("Item");
        send(json(item.replace("ID", "I-2")));
        assertThat(dead()).isEmpty();
        assertThat(company().count("Item")).isEqualTo(items + 1);
        ObjectNode made = row("select * from Item where Sku = 'I-2'");
        assertThat(made.at("/IncomeAccountRef/value").asText()).isEqualTo(now);
        assertThat(made.path("UnitPrice").decimalValue()).isEqualByComparingTo("7");
        assertThat(acks()).last().satisfies(ack -> assertThat(
                        ack.path("entityId").asText())
                .isEqualTo(made.path("Id").asText()));
        // The next version of it knows which item it is, and where that earns.
        send(json("{`id`:`I-2`,`sku`:`I-2`,`name`:`Item I-2`,`type`:`service`,`price`:8.00}"));
        assertThat(company()
                        .read("Item", made.path("Id").asText())
                        .at("/IncomeAccountRef/value")
                        .asText())
                .isEqualTo(now);
    }

    @Test
    void aMessageThatAKameletMapsNamesWhoHasTheNameNow() {
        String before = customer("Acme");
        item("TEA-1");
        String mapping = "kamelet:quickbooks-from-canonical-action?type=order";
        String order =
                json(order("N-9", "{`name`:`Acme`}", "`item`:`Item TEA-1`")).toString();
        assertThat(template.requestBody(mapping, order, JsonNode.class)
                        .at("/CustomerRef/value")
                        .asText())
                .isEqualTo(before);
        rename("Customer", "DisplayName", before, "Acme (old)");
        String now = customer("Acme");
        assertThat(template.requestBody(mapping, order, JsonNode.class)
                        .at("/CustomerRef/value")
                        .asText())
                .isEqualTo(now);
    }
}
