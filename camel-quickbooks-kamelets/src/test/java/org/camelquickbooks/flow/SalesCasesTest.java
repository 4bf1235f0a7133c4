package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an accountant would try with orders and refunds; the books are looked at after each. */
class SalesCasesTest extends FlowTest {

    private BigDecimal earnedBefore;
    private String income;

    @BeforeEach
    void tea() {
        income = row("select * from Account where AccountType = 'Income'")
                .path("Name")
                .asText();
        earnedBefore = onAccount(income);
        item("TEA-1");
    }

    private BigDecimal earned() {
        return onAccount(income).subtract(earnedBefore);
    }

    private static ObjectNode order(String id, String lines, String more, String total) {
        return json("{`id`:`" + id + "`,`number`:`" + id
                + "`,`date`:`2026-01-31`,`customer`:{`name`:`Fjord Kitchens`},`lines`:[" + lines + "]" + more
                + ",`total`:" + total + "}");
    }

    private static String line(int quantity, String price, String amount) {
        return "{`sku`:`TEA-1`,`quantity`:" + quantity + ",`unitPrice`:" + price + ",`amount`:" + amount + "}";
    }

    private static ObjectNode invoice(String number) {
        return row("select * from Invoice where DocNumber = '" + number + "'");
    }

    private static void total(String number, String total) {
        assertThat(invoice(number).path("TotalAmt").decimalValue()).isEqualByComparingTo(total);
        assertThat(company().trialBalance()).isEqualByComparingTo("0");
    }

    @Test
    void aNegativeLineTakesBackFromTheTotal() {
        flow("invoice", "orders", "direct:in");
        send(order("N-1", line(3, "6.65", "19.95") + "," + line(-1, "6.65", "-6.65"), "", "13.30"));
        assertThat(dead()).isEmpty();
        total("N-1", "13.30");
        assertThat(earned()).isEqualByComparingTo("13.30");
    }

    @Test
    void moreTakenBackThanSoldIsRefused() {
        flow("invoice", "orders", "direct:in");
        send(order("N-2", line(-1, "6.65", "-6.65"), "", "-6.65"));
        send(order("N-3", line(-1, "6.65", "-6.65"), "", "0"));
        assertThat(dead()).hasSize(2);
        assertThat(rows("select * from Invoice where DocNumber like 'N-%'")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void aDiscountBeforeOrAfterTax(boolean afterTax) {
        flow("invoice", "orders", "direct:in");
        send(order(
                "D-1",
                line(10, "10.00", "100.00"),
                ",`discount`:10.00,`tax`:7.00,`shipping`:5.00,`discountAfterTax`:" + afterTax,
                "102.00"));
        assertThat(dead()).isEmpty();
        total("D-1", "102.00");
        assertThat(invoice("D-1").path("ApplyTaxAfterDiscount").asBoolean()).isEqualTo(!afterTax);
        assertThat(invoice("D-1").at("/TxnTaxDetail/TotalTax").decimalValue()).isEqualByComparingTo("7.00");
        assertThat(earned()).isEqualByComparingTo("100.00");
    }

    @Test
    void eachLineIsRoundedAndTheDocumentIsTheirSum() {
        flow("invoice", "orders", "direct:in");
        send(order(
                "R-1",
                line(3, "0.333", "1.00") + "," + line(7, "1.115", "7.81") + "," + line(3, "0.335", "1.01"),
                "",
                "9.82"));
        assertThat(dead()).isEmpty();
        total("R-1", "9.82");
        // 9.81 would be the rounded sum of what is not rounded by line.
        send(order(
                "R-2",
                line(3, "0.333", "1.00") + "," + line(7, "1.115", "7.81") + "," + line(3, "0.335", "1.01"),
                "",
                "9.81"));
        assertThat(deadLetter().path("reason").asText()).contains("/total", "difference -0.01");
    }

    @Test
    void anOrderForNothingIsAnInvoiceOfNothing() {
        flow("invoice", "orders", "direct:in");
        send(order("Z-1", line(2, "5.00", "10.00"), ",`discount`:10.00", "0"));
        assertThat(dead()).isEmpty();
        total("Z-1", "0");
    }

    @Test
    void aFullRefundBringsAllAccountsBackToWhereTheyWere() {
        BigDecimal receivables = onAccount(accountName("Accounts Receivable"));
        flow("invoice", "orders", "direct:in");
        refunds();
        send(order("F-1", line(3, "6.65", "19.95"), ",`tax`:1.60,`shipping`:5.00,`discount`:1.00", "25.55"));
        ObjectNode refund =
                order("F-1", line(3, "6.65", "19.95"), ",`tax`:1.60,`shipping`:5.00,`discount`:1.00", "25.55");
        template.sendBody("direct:refunds", refund);
        template.sendBody("direct:refunds", refund);
        assertThat(dead()).isEmpty();
        assertThat(rows("select * from CreditMemo where DocNumber = 'F-1'")).hasSize(1);
        assertThat(onAccount(accountName("Accounts Receivable"))).isEqualByComparingTo(receivables);
        assertThat(earned()).isEqualByComparingTo("0");
        assertThat(company().trialBalance()).isEqualByComparingTo("0");
    }

    private void refunds(String... more) {
        org.apache.camel.builder.TemplatedRouteBuilder route = org.apache.camel.builder.TemplatedRouteBuilder.builder(
                        context, "quickbooks-invoice-flow")
                .routeId("refunds")
                .parameter("orders", "direct:refunds")
                .parameter("type", "refund")
                .parameter("acknowledgements", "mock:acks")
                .parameter("deadLetter", "mock:dead");
        route.add();
    }

    @Test
    void aRefundInMoneyLeavesTheAccountThatItNames() {
        String bank = accountName("Bank");
        BigDecimal before = onAccount(bank);
        refunds();
        template.sendBody("direct:refunds", order("M-1", line(2, "5.00", "10.00"), ",`from`:`" + bank + "`", "10.00"));
        assertThat(dead()).isEmpty();
        assertThat(row("select * from RefundReceipt where DocNumber = 'M-1'")
                        .path("TotalAmt")
                        .decimalValue())
                .isEqualByComparingTo("10.00");
        assertThat(onAccount(bank).subtract(before)).isEqualByComparingTo("-10.00");
        assertThat(company().trialBalance()).isEqualByComparingTo("0");
    }

    @Test
    void anOrderThatIsPaidAtOnceGoesToTheAccountOfTheMoney() {
        String bank = accountName("Bank");
        BigDecimal before = onAccount(bank);
        flow("invoice", "orders", "direct:in");
        String method = row("select * from PaymentMethod").path("Name").asText();
        send(order(
                "P-1",
                line(2, "5.00", "10.00"),
                ",`paid`:{`method`:`" + method + "`,`account`:`" + bank + "`,`reference`:`TX-1`}",
                "10.00"));
        assertThat(dead()).isEmpty();
        assertThat(onAccount(bank).subtract(before)).isEqualByComparingTo("10.00");
        assertThat(ack().path("entity").asText()).isEqualTo("SalesReceipt");
    }

    @Test
    void aNumberThatAnotherDocumentHasIsRefusedAndTheOtherNamed() {
        company()
                .update(
                        "Preferences",
                        id("select * from Preferences"),
                        "{\"SalesFormsPrefs\":{\"CustomTxnNumbers\":true}}");
        flow("invoice", "orders", "direct:in");
        send(order("U-1", line(2, "5.00", "10.00"), "", "10.00"));
        send(order("U-1", line(2, "5.00", "10.00"), "", "10.00").put("id", "U-2"));
        JsonNode letter = deadLetter();
        assertThat(letter.path("reason").asText()).containsIgnoringCase("duplicate document number");
        assertThat(rows("select * from Invoice where DocNumber = 'U-1'")).hasSize(1);
        // With a number of its own it is taken.
        send(((ObjectNode) letter.path("original")).put("number", "U-2"));
        assertThat(rows("select * from Invoice where DocNumber = 'U-2'")).hasSize(1);
    }

    @Test
    void aChangedOrderChangesNothingAndACancelledOneIsARefund() {
        flow("invoice", "orders", "direct:in");
        refunds();
        send(order("C-1", line(2, "5.00", "10.00"), "", "10.00"));
        send(order("C-1", line(3, "5.00", "15.00"), "", "15.00"));
        assertThat(deadLetter().path("reason").asText()).contains("C-1", "Invoice", "has other content");
        total("C-1", "10.00");
        // The letter of the changed order again: still refused, still one invoice.
        send(deadLetter().toString());
        assertThat(dead()).hasSize(2);
        total("C-1", "10.00");
        template.sendBody("direct:refunds", order("C-1", line(2, "5.00", "10.00"), "", "10.00"));
        assertThat(earned()).isEqualByComparingTo("0");
    }

    @Test
    void aCustomerOfASimilarNameGetsNothing() {
        company().create("Customer", "{\"DisplayName\":\"Fjord Kitchen\"}");
        company().create("Customer", "{\"DisplayName\":\"Fjord Kitchens Ltd\"}");
        flow("invoice", "orders", "direct:in", "upsertCustomers", "false");
        send(order("S-1", line(2, "5.00", "10.00"), "", "10.00"));
        assertThat(deadLetter().path("reason").asText()).contains("/customer/name", "no Customer");
        String right = company()
                .create("Customer", "{\"DisplayName\":\"FJORD kitchens\"}")
                .path("Id")
                .asText();
        send(deadLetter().toString());
        assertThat(invoice("S-1").at("/CustomerRef/value").asText()).isEqualTo(right);
    }

    @Test
    void theCaseOfANameIsNoOtherCustomerAndRenamesNobody() {
        String there = company()
                .create("Customer", "{\"DisplayName\":\"FJORD kitchens\"}")
                .path("Id")
                .asText();
        flow("invoice", "orders", "direct:in");
        ObjectNode order = order("S-2", line(2, "5.00", "10.00"), "", "10.00");
        ((ObjectNode) order.path("customer")).put("email", "ap@example.com");
        send(order);
        assertThat(dead()).isEmpty();
        assertThat(invoice("S-2").at("/CustomerRef/value").asText()).isEqualTo(there);
        assertThat(company().read("Customer", there).path("DisplayName").asText())
                .isEqualTo("FJORD kitchens");
    }

    @Test
    void theNameOfAVendorIsNoCustomer() {
        company().create("Vendor", "{\"DisplayName\":\"Fjord Kitchens\"}");
        flow("invoice", "orders", "direct:in");
        send(order("S-3", line(2, "5.00", "10.00"), "", "10.00"));
        assertThat(deadLetter().path("reason").asText()).containsIgnoringCase("name");
        assertThat(rows("select * from Invoice where DocNumber = 'S-3'")).isEmpty();
    }

    private static String category(String name, String item) {
        String category = company()
                .create("Item", json("{`Name`:`" + name + "`,`Type`:`Category`}"))
                .path("Id")
                .asText();
        return company()
                .create(
                        "Item",
                        json("{`Name`:`" + item + "`,`Type`:`Service`,`SubItem`:true,`ParentRef`:{`value`:`" + category
                                + "`},`IncomeAccountRef`:{`value`:`"
                                + id("select * from Account where AccountType = 'Income'") + "`}}"))
                .path("Id")
                .asText();
    }

    @Test
    void aNameOfSeveralIsRefusedWithTheCandidatesAndTheFullOneIsTaken() {
        String tea = category("Drinks", "Green tea");
        category("Gifts", "Green tea");
        flow("invoice", "orders", "direct:in");
        send(order("A-1", "{`item`:`Green tea`,`amount`:10.00}", "", "10.00"));
        assertThat(deadLetter().path("reason").asText())
                .contains("/lines/0/item", "Drinks:Green tea", "Gifts:Green tea");
        send(order("A-2", "{`item`:`drinks:green tea`,`amount`:10.00}", "", "10.00"));
        assertThat(dead()).hasSize(1);
        assertThat(invoice("A-2")
                        .at("/Line/0/SalesItemLineDetail/ItemRef/value")
                        .asText())
                .isEqualTo(tea);
    }

    @Test
    void anInactiveNameIsNotTakenForAnActiveOneElsewhere() {
        category("Drinks", "White tea");
        String old = company()
                .create(
                        "Item",
                        json("{`Name`:`White tea`,`Type`:`Service`,`IncomeAccountRef`:{`value`:`"
                                + id("select * from Account where AccountType = 'Income'") + "`}}"))
                .path("Id")
                .asText();
        company().update("Item", old, "{\"Active\":false}");
        flow("invoice", "orders", "direct:in");
        send(order("A-3", "{`item`:`White tea`,`amount`:10.00}", "", "10.00"));
        assertThat(deadLetter().path("reason").asText()).contains("Drinks:White tea", "inactive");
    }

    private static String inactiveCustomer() {
        String id = company()
                .create("Customer", "{\"DisplayName\":\"Fjord Kitchens\"}")
                .path("Id")
                .asText();
        company().update("Customer", id, "{\"Active\":false}");
        return id;
    }

    @Test
    void anInactiveCustomerIsRefusedAndNobodyElseIsMade() {
        String customer = inactiveCustomer();
        flow("invoice", "orders", "direct:in");
        send(order("I-1", line(2, "5.00", "10.00"), "", "10.00"));
        assertThat(deadLetter().path("reason").asText()).contains("inactive", "(Id " + customer + ",");
        assertThat(rows("select * from Customer where DisplayName like 'Fjord%' and Active in (true, false)"))
                .hasSize(1);
    }

    @Test
    void anInactiveCustomerAndItemAreReactivated() {
        String customer = inactiveCustomer();
        String tea = id("select * from Item where Sku = 'TEA-1'");
        company().update("Item", tea, "{\"Active\":false}");
        flow("invoice", "orders", "direct:in", "inactive", "reactivate");
        send(order("I-2", line(2, "5.00", "10.00"), "", "10.00"));
        assertThat(dead()).isEmpty();
        assertThat(company().read("Customer", customer).path("Active").asBoolean())
                .isTrue();
        assertThat(company().read("Customer", customer).path("DisplayName").asText())
                .isEqualTo("Fjord Kitchens");
        assertThat(company().read("Item", tea).path("Active").asBoolean()).isTrue();
        assertThat(company().read("Item", tea).path("Name").asText()).isEqualTo("Item TEA-1");
        assertThat(invoice("I-2").at("/CustomerRef/value").asText()).isEqualTo(customer);
    }

    @Test
    void anInactiveOneThatIsUsedStaysInactiveAndGetsNothingElsesBooks() {
        String customer = inactiveCustomer();
        flow("invoice", "orders", "direct:in", "inactive", "use");
        send(order("I-3", line(2, "5.00", "10.00"), "", "10.00"));
        // QuickBooks may refuse it; nobody else gets it in either case.
        assertThat(company().read("Customer", customer).path("Active").asBoolean())
                .isFalse();
        assertThat(rows("select * from Customer where DisplayName like 'Fjord%' and Active in (true, false)"))
                .hasSize(1);
        List<ObjectNode> made = rows("select * from Invoice where DocNumber = 'I-3'");
        assertThat(made.size() + dead().size()).isEqualTo(1);
        assertThat(made)
                .allSatisfy(
                        one -> assertThat(one.at("/CustomerRef/value").asText()).isEqualTo(customer));
    }

    @Test
    void anotherCurrencyThanTheCompanyHasIsRefused() {
        flow("invoice", "orders", "direct:in");
        send(order("E-1", line(2, "5.00", "10.00"), ",`currency`:`EUR`", "10.00"));
        assertThat(dead()).hasSize(1);
        assertThat(rows("select * from Invoice where DocNumber = 'E-1'")).isEmpty();
    }

    @Test
    void theCompanyOfTheFlowGoesBeforeThatOfTheHeader() {
        flow("invoice", "orders", "direct:in", "realmId", REALM);
        template.sendBodyAndHeaders(
                "direct:in",
                order("K-1", line(2, "5.00", "10.00"), "", "10.00"),
                company(QuickBooksSandbox.CANADA_REALM));
        assertThat(dead()).isEmpty();
        assertThat(ack().path("company").asText()).isEqualTo(REALM);
        total("K-1", "10.00");
    }

    @Test
    void whatSomebodyDeletedIsNotBookedAgainByARepeat() {
        flow("invoice", "orders", "direct:in");
        send(order("G-1", line(2, "5.00", "10.00"), "", "10.00"));
        company().delete("Invoice", ack().path("entityId").asText());
        send(order("G-1", line(2, "5.00", "10.00"), "", "10.00"));
        assertThat(rows("select * from Invoice where DocNumber = 'G-1'")).isEmpty();
        assertThat(acks().get(1).path("repeated").asBoolean()).isTrue();
        assertThat(company().trialBalance()).isEqualByComparingTo("0");
    }

    private static ObjectNode paid(String id) {
        return order(
                id,
                "{`item`:`Item TEA-1`,`amount`:10.00}",
                ",`paid`:{`method`:`"
                        + row("select * from PaymentMethod").path("Name").asText() + "`}",
                "10.00");
    }

    private static String fjord() {
        return id("select * from Customer where DisplayName like 'Fjord%' and Active in (true, false)");
    }

    @Test
    void whoWasActiveForTheOrderBeforeIsReactivatedForTheNext() {
        flow("invoice", "orders", "direct:in", "inactive", "reactivate");
        send(paid("I-5"));
        company().update("Customer", fjord(), "{\"Active\":false}");
        company().update("Item", id("select * from Item where Sku = 'TEA-1'"), "{\"Active\":false}");
        send(paid("I-6"));
        assertThat(dead()).isEmpty();
        assertThat(company().read("Customer", fjord()).path("Active").asBoolean())
                .isTrue();
        assertThat(rows("select * from SalesReceipt where DocNumber in ('I-5', 'I-6')"))
                .extracting(made -> made.at("/CustomerRef/value").asText())
                .containsExactly(fjord(), fjord());
    }

    @Test
    void whoWasActiveForTheOrderBeforeIsLookedUpWhenTheLetterComesAgain() {
        flow("invoice", "orders", "direct:in");
        send(paid("I-7"));
        String former = fjord();
        company().update("Customer", former, "{\"Active\":false}");
        String now = company()
                .create("Customer", "{\"DisplayName\":\"Fjord Kitchens\"}")
                .path("Id")
                .asText();
        send(paid("I-8"));
        send(deadLetter().toString());
        assertThat(dead()).hasSize(1);
        assertThat(row("select * from SalesReceipt where DocNumber = 'I-8'")
                        .at("/CustomerRef/value")
                        .asText())
                .isEqualTo(now)
                .isNotEqualTo(former);
    }

    @Test
    void aNameThatSeveralOthersHaveByNowIsRefusedAndNothingStays() {
        String tea = service("Green tea");
        flow("invoice", "orders", "direct:in");
        send(order("M-1", "{`item`:`Green tea`,`amount`:10.00}", "", "10.00"));
        company().update("Item", tea, "{\"Name\":\"Old tea\"}");
        category("Drinks", "Green tea");
        category("Gifts", "Green tea");
        send(order("M-2", "{`item`:`Green tea`,`amount`:10.00}", "", "10.00"));
        assertThat(deadLetter().path("reason").asText())
                .contains("Drinks:Green tea", "Gifts:Green tea", "was deleted again");
        assertThat(deadLetter().path("booked").asBoolean()).isFalse();
        assertThat(rows("select * from Invoice where DocNumber = 'M-2'")).isEmpty();
    }

    @Test
    void aCustomerOfAnotherParentIsNotMovedAndGetsNothing() {
        flow("invoice", "orders", "direct:in");
        String of = "`customer`:{`name`:`Fjord Kitchens`,`parent`:`PARENT`}";
        String order = order("H-1", line(1, "10.00", "10.00"), "", "10.00")
                .toString()
                .replace("\"customer\":{\"name\":\"Fjord Kitchens\"}", of.replace('`', '"'));
        send(order.replace("PARENT", "Harbour group"));
        String own = row("select * from Customer where DisplayName = 'Fjord Kitchens'")
                .at("/ParentRef/value")
                .asText();
        send(order.replace("PARENT", "Hill group").replace("H-1", "H-2"));
        assertThat(deadLetter().path("reason").asText())
                .contains("/customer/parent", "Harbour group:Fjord Kitchens", "not of Hill group");
        assertThat(row("select * from Customer where DisplayName = 'Fjord Kitchens'")
                        .at("/ParentRef/value")
                        .asText())
                .isEqualTo(own);
        send(order.replace("PARENT", "Harbour group").replace("H-1", "H-3"));
        assertThat(dead()).hasSize(1);
        assertThat(acks()).hasSize(2);
        org.apache.camel.builder.TemplatedRouteBuilder.builder(context, "quickbooks-invoice-flow")
                .routeId("of-those-who-are-there")
                .parameter("name", "strict")
                .parameter("orders", "direct:strict")
                .parameter("upsertCustomers", "false")
                .parameter("deadLetter", "mock:dead")
                .parameter("acknowledgements", "mock:acks")
                .add();
        template.sendBody("direct:strict", order.replace("PARENT", "Hill group").replace("H-1", "H-4"));
        assertThat(dead()).hasSize(2);
        template.sendBody(
                "direct:strict", order.replace("PARENT", "Harbour group").replace("H-1", "H-5"));
        assertThat(dead()).hasSize(2);
        assertThat(acks()).hasSize(3);
    }

    private void flowThatGivesUpAtOnce(String... more) {
        ArrayList<String> all = new ArrayList<>(List.of("orders", "direct:in", "redeliveries", "0"));
        all.addAll(List.of(more));
        flow("invoice", all.toArray(String[]::new));
    }

    private static void noInvoices() {
        SANDBOX.sandbox()
                .faults()
                .order(FaultOrder.of(FaultOrder.Effect.RESET_BEFORE)
                        .entity("Invoice")
                        .method("POST")
                        .times(50));
    }

    @ParameterizedTest
    @CsvSource({"refuse", "reactivate", "use"})
    void whatIsSentLaterGoesToWhomHasTheNameThen(String inactive) {
        flowThatGivesUpAtOnce("inactive", inactive, "upsertCustomers", "false");
        String anna = company()
                .create("Customer", "{\"DisplayName\":\"Fjord Kitchens\"}")
                .path("Id")
                .asText();
        noInvoices();
        ObjectNode order = order("W-1", line(1, "10.00", "10.00"), "", "10.00");
        send(order);
        SANDBOX.sandbox().faults().clear();
        assertThat(deadLetter().path("state").asText()).isEqualTo("PLANNED");
        company().update("Customer", anna, "{\"DisplayName\":\"Fjord Houses\"}");
        String now = company()
                .create("Customer", "{\"DisplayName\":\"Fjord Kitchens\"}")
                .path("Id")
                .asText();
        send(order);
        assertThat(invoice("W-1").at("/CustomerRef/value").asText()).isEqualTo(now);
        assertThat(rows("select * from Invoice where DocNumber = 'W-1'")).hasSize(1);
    }

    @Test
    void whatWasKeptIsNotTakenBackWhenOthersHaveTheNameLater() throws Exception {
        String tea = service("Green tea");
        AtomicBoolean failing = new AtomicBoolean();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:failing")
                        .process(exchange -> {
                            if (failing.get()) {
                                throw new IllegalStateException("The shop does not answer");
                            }
                        })
                        .to("mock:told");
            }
        });
        flow("invoice", "orders", "direct:in", "redeliveries", "0", "acknowledgements", "direct:failing");
        send(order("K-1", "{`item`:`Green tea`,`amount`:10.00}", "", "10.00"));
        company().update("Item", tea, "{\"Name\":\"Old tea\"}");
        failing.set(true);
        ObjectNode kept = order("K-2", "{`item`:`Green tea`,`amount`:10.00}", "", "10.00");
        send(kept);
        assertThat(deadLetter().path("booked").asBoolean()).isTrue();
        String made = invoice("K-2").path("Id").asText();
        category("Drinks", "Green tea");
        category("Gifts", "Green tea");
        failing.set(false);
        send(deadLetter().toString());
        assertThat(dead()).hasSize(1);
        getMockEndpoint("mock:told").expectedMessageCount(2);
        getMockEndpoint("mock:told").assertIsSatisfied();
        assertThat(invoice("K-2").path("Id").asText()).isEqualTo(made);
    }

    @Test
    void aCustomerOnTheirOwnIsNotMovedUnderTheParentOfAnOrder() {
        flow("invoice", "orders", "direct:in");
        String own = company()
                .create("Customer", "{\"DisplayName\":\"Harbour\"}")
                .path("Id")
                .asText();
        ObjectNode moved = order("V-1", line(1, "10.00", "10.00"), "", "10.00");
        moved.set("customer", json("{`name`:`Harbour`,`parent`:`Fjord Kitchens`,`phone`:`555-1`}"));
        send(moved);
        assertThat(deadLetter().path("reason").asText()).contains("/customer/parent", "is Harbour (Id " + own);
        assertThat(company().read("Customer", own).has("ParentRef")).isFalse();
        assertThat(rows("select * from Invoice where DocNumber = 'V-1'")).isEmpty();
    }

    /** A service of this name; its Id. */
    private String service(String name) {
        return company()
                .create(
                        "Item",
                        json("{`Name`:`" + name + "`,`Type`:`Service`,`IncomeAccountRef`:{`value`:`"
                                + id("select * from Account where AccountType = 'Income'") + "`}}"))
                .path("Id")
                .asText();
    }
}
