package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.camelquickbooks.sandbox.company.ChangeEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Customers, vendors, items, accounts and classes are merged through /admin, as people do it in the pages. */
class MergeTest {

    @TempDir
    private Path data;

    private QuickBooksSandbox sandbox;
    private Client client;

    @BeforeEach
    void start() {
        open();
    }

    private void open() {
        sandbox = QuickBooksSandbox.create()
                .withCompanies(1)
                .throttled(false)
                .data(data)
                .start();
        client = Client.of(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Client.Reply merge(String entity, String into, String from) {
        return client.admin(
                "POST",
                "companies/" + QuickBooksSandbox.US_REALM + "/merge",
                "{\"entity\":\"" + entity + "\",\"into\":\"" + into + "\",\"from\":\"" + from + "\"}");
    }

    private BigDecimal balance(String resource, String id, String field) {
        return client.read(resource, id).path(field).decimalValue();
    }

    @Test
    void whatNamedTheOneNamesTheOtherAndTheBooksFollow() {
        List<ChangeEvent> told = new ArrayList<>();
        sandbox.company().company().onChange(told::add);
        JsonNode invoice = client.read("invoice", "34");
        String before = client.get("reports/BalanceSheet").json().path("Rows").toString();

        assertThat(merge("Customer", "10", "29").status()).isEqualTo(200);

        JsonNode after = client.read("invoice", "34");
        assertThat(after.at("/CustomerRef/value").asText()).isEqualTo("10");
        assertThat(after.at("/CustomerRef/name").asText()).isEqualTo("Geeta Kalapatapu");
        assertThat(after.path("SyncToken")).isEqualTo(invoice.path("SyncToken"));
        assertThat(balance("customer", "10", "Balance")).isEqualByComparingTo("1004.10");
        assertThat(balance("customer", "29", "Balance")).isEqualByComparingTo("0");
        assertThat(client.read("customer", "29").path("Active").asBoolean()).isFalse();
        assertThat(client.read("customer", "29").path("DisplayName").asText())
                .isEqualTo("Weiskopf Consulting (deleted)");
        assertThat(client.rows("Invoice", "select * from Invoice where CustomerRef = '10'"))
                .hasSize(2);
        assertThat(client.get("reports/BalanceSheet").json().path("Rows").toString())
                .isEqualTo(before);
        assertThat(told).singleElement().satisfies(event -> {
            assertThat(event.operation()).isEqualTo(ChangeEvent.Operation.MERGE);
            assertThat(event.id()).isEqualTo("10");
            assertThat(event.deletedId()).isEqualTo("29");
        });
    }

    @Test
    void vendorsItemsAndAccountsToo() {
        assertThat(merge("Vendor", "46", "49").status()).isEqualTo(200);
        assertThat(balance("vendor", "46", "Balance")).isEqualByComparingTo("520");
        assertThat(merge("Item", "16", "17").status()).isEqualTo(200);
        assertThat(balance("item", "16", "QtyOnHand")).isEqualByComparingTo("56");
        assertThat(merge("Account", "41", "42").status()).isEqualTo(200);
        assertThat(merge("Account", "35", "36").status()).isEqualTo(400);
        JsonNode savings = client.create(
                "account", "{\"Name\":\"More\",\"AccountType\":\"Bank\",\"AccountSubType\":\"Checking\"}");
        client.create(
                "transfer",
                "{\"FromAccountRef\":{\"value\":\"35\"},\"ToAccountRef\":{\"value\":\"91\"},\"Amount\":201}");
        assertThat(balance("account", "35", "CurrentBalance")).isEqualByComparingTo("1000");
        assertThat(merge("Account", "35", savings.path("Id").asText()).status()).isEqualTo(200);
        assertThat(balance("account", "35", "CurrentBalance")).isEqualByComparingTo("1201");
        assertThat(sandbox.company().trialBalance()).isEqualByComparingTo("0");
        String books = client.get("reports/TrialBalance").json().path("Rows").toString();
        sandbox.close();
        open();
        assertThat(client.get("reports/TrialBalance").json().path("Rows").toString())
                .isEqualTo(books);
        assertThat(balance("vendor", "46", "Balance")).isEqualByComparingTo("520");
        assertThat(balance("item", "16", "QtyOnHand")).isEqualByComparingTo("56");
    }

    private JsonNode account(String name) {
        return client.create(
                "account",
                "{\"Name\":\"" + name + "\",\"AccountType\":\"Income\",\"AccountSubType\":\"SalesOfProductIncome\"}");
    }

    /** A form that is changed after the merge is posted anew, and must not find the account or the customer that went. */
    @Test
    void whatIsChangedLaterIsPostedUnderTheOtherName() {
        String from = account("Goes").path("Id").asText();
        String into = account("Stays").path("Id").asText();
        client.create(
                "item",
                "{\"Id\":\"2\",\"SyncToken\":\"" + version("item", "2") + "\",\"sparse\":true,"
                        + "\"IncomeAccountRef\":{\"value\":\"" + from + "\"}}");
        client.create(
                "preferences",
                "{\"SyncToken\":\"" + version("preferences", "1") + "\",\"sparse\":true,\"SalesFormsPrefs\":"
                        + "{\"AllowShipping\":true,\"DefaultShippingAccount\":\"" + from + "\"}}");
        String receipt = client.create(
                        "salesreceipt",
                        "{\"CustomerRef\":{\"value\":\"1\"},\"Line\":[{\"Amount\":5,\"DetailType\":\"SalesItemLineDetail\","
                                + "\"SalesItemLineDetail\":{\"ItemRef\":{\"value\":\"2\"}}}]}")
                .path("Id")
                .asText();
        String deposit = client.create(
                        "deposit",
                        "{\"DepositToAccountRef\":{\"value\":\"35\"},\"Line\":[{\"Amount\":7,\"DetailType\":\"DepositLineDetail\","
                                + "\"DepositLineDetail\":{\"AccountRef\":{\"value\":\"84\"},\"Entity\":{\"value\":\"29\",\"type\":\"CUSTOMER\"}}}]}")
                .path("Id")
                .asText();
        BigDecimal owed = balance("customer", "10", "Balance").add(balance("customer", "29", "Balance"));

        assertThat(merge("Account", into, from).status()).isEqualTo(200);
        assertThat(merge("Customer", "10", "29").status()).isEqualTo(200);
        for (String[] form : new String[][] {{"salesreceipt", receipt}, {"deposit", deposit}}) {
            client.create(
                    form[0],
                    "{\"Id\":\"" + form[1] + "\",\"SyncToken\":\"" + version(form[0], form[1])
                            + "\",\"sparse\":true,\"TxnDate\":\"2026-01-05\"}");
        }

        assertThat(client.read("salesreceipt", receipt)
                        .at("/Line/0/SalesItemLineDetail/ItemAccountRef/value")
                        .asText())
                .isEqualTo(into);
        assertThat(balance("account", from, "CurrentBalance")).isEqualByComparingTo("0");
        assertThat(balance("account", into, "CurrentBalance")).isEqualByComparingTo("5");
        assertThat(balance("customer", "29", "Balance")).isEqualByComparingTo("0");
        assertThat(balance("customer", "10", "Balance")).isEqualByComparingTo(owed);
        assertThat(client.get("preferences")
                        .json()
                        .at("/Preferences/SalesFormsPrefs/DefaultShippingAccount")
                        .asText())
                .isEqualTo(into);
    }

    private String version(String resource, String id) {
        return client.get(resource.equals("preferences") ? resource : resource + "/" + id)
                .json()
                .iterator()
                .next()
                .path("SyncToken")
                .asText();
    }

    /** A reference to somebody need not say whether it is a customer; it is never an item of that number. */
    @Test
    void aReferenceWithoutATypeIsToSomebody() {
        String deposit = client.create(
                        "deposit",
                        "{\"DepositToAccountRef\":{\"value\":\"35\"},\"Line\":[{\"Amount\":7,\"DetailType\":\"DepositLineDetail\","
                                + "\"DepositLineDetail\":{\"AccountRef\":{\"value\":\"84\"},\"Entity\":{\"value\":\"17\"}}}]}")
                .path("Id")
                .asText();

        assertThat(merge("Item", "16", "17").status()).isEqualTo(200);
        assertThat(client.read("deposit", deposit)
                        .at("/Line/0/DepositLineDetail/Entity/value")
                        .asText())
                .isEqualTo("17");
        assertThat(merge("Customer", "10", "17").status()).isEqualTo(200);
        assertThat(client.read("deposit", deposit)
                        .at("/Line/0/DepositLineDetail/Entity/value")
                        .asText())
                .isEqualTo("10");
    }

    @Test
    void whatCannotBecomeOneIsRefused() {
        assertThat(merge("Customer", "1", "1").text()).contains("not with itself");
        assertThat(merge("Customer", "1", "7").text()).contains("has others below it");
        assertThat(merge("Item", "1", "5").text()).contains("same Type");
        assertThat(merge("Invoice", "34", "49").text()).contains("QuickBooks merges");
        assertThat(merge("Customer", "1", "999").text()).contains("There is no active Customer 999");
    }
}
