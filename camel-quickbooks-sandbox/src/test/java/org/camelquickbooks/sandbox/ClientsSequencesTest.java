package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.camelquickbooks.sandbox.Client.Reply;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.junit.QuickBooksSandboxExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What the live tests of public clients do with Intuit's sample company, as plain requests: they take the first row of a
 * query, send what their objects hold, empty texts and zeros included, and read back what they sent.
 */
class ClientsSequencesTest {

    @RegisterExtension
    static final QuickBooksSandboxExtension SANDBOX = new QuickBooksSandboxExtension();

    private Client client;

    @BeforeEach
    void connect() {
        client = Client.of(SANDBOX.sandbox());
    }

    private JsonNode first(String entity, String where) {
        return client.rows(entity, "SELECT * FROM " + entity + " " + where + " MAXRESULTS 1")
                .get(0);
    }

    /** A reference as clients make it from an object: with its name and the type of what it refers to. */
    private static String ref(JsonNode entity, String type) {
        String name = entity.path("DisplayName").asText(entity.path("Name").asText());
        return "{\"value\":\"" + id(entity) + "\",\"name\":\"" + name + "\",\"type\":\"" + type + "\"}";
    }

    private static String id(JsonNode entity) {
        return entity.path("Id").asText();
    }

    @Test
    void anItemIsAnsweredWithTheStockItWasMadeWith() {
        String item = "{\"Name\":\"Counted at once\",\"Type\":\"Inventory\",\"TrackQtyOnHand\":true,\"QtyOnHand\":10,"
                + "\"InvStartDate\":\"2015-01-01\",\"UnitPrice\":0,\"Sku\":\"\",\"PurchaseDesc\":\"\",\"PurchaseCost\":%s,"
                + "\"IncomeAccountRef\":{\"value\":\"79\"},\"ExpenseAccountRef\":{\"value\":\"80\"},"
                + "\"AssetAccountRef\":{\"value\":\"81\"}}";
        JsonNode made = client.create("item?requestid=stock-1", item.formatted("0"));
        assertThat(made.path("QtyOnHand").decimalValue()).isEqualByComparingTo("10");
        assertThat(client.read("item", id(made)).path("QtyOnHand")).isEqualTo(made.path("QtyOnHand"));
        JsonNode repeated = client.create("item?requestid=stock-1", item.formatted("0"));
        assertThat(repeated).isEqualTo(made);
        JsonNode batch = client.post(
                        "batch",
                        "{\"BatchItemRequest\":[{\"bId\":\"1\",\"operation\":\"create\",\"Item\":"
                                + item.formatted("4").replace("at once", "in a batch") + "}]}")
                .json();
        assertThat(batch.at("/BatchItemResponse/0/Item/QtyOnHand").decimalValue())
                .isEqualByComparingTo("10");
    }

    @Test
    void anAccountIsAnsweredWithItsOpeningBalance() {
        JsonNode account = client.create(
                "account",
                "{\"Name\":\"Petty"
                        + " cash\",\"AccountSubType\":\"CashOnHand\",\"OpeningBalance\":12.5,\"OpeningBalanceDate\":\"2026-01-01\"}");
        assertThat(account.path("CurrentBalance").decimalValue()).isEqualByComparingTo("12.5");
    }

    @Test
    void typesOfReferencesAndEmptyListsInLinesAreNotAnswered() {
        JsonNode bill = client.create(
                "bill",
                "{\"VendorRef\":" + ref(first("Vendor", ""), "Vendor")
                        + ",\"Line\":[{\"Amount\":200,\"DetailType\":\"AccountBasedExpenseLineDetail\",\"LinkedTxn\":[],"
                        + "\"CustomField\":[],\"AccountBasedExpenseLineDetail\":{\"AccountRef\":{\"value\":1,\"name\":\"\","
                        + "\"type\":\"Account\"}}}]}");
        assertThat(bill.at("/VendorRef").has("type")).isFalse();
        assertThat(bill.at("/Line/0/AccountBasedExpenseLineDetail/AccountRef").has("type"))
                .isFalse();
        assertThat(bill.at("/Line/0").has("LinkedTxn")).isFalse();
        assertThat(bill.at("/Line/0").has("CustomField")).isFalse();

        JsonNode expense = client.create(
                "purchase",
                "{\"PaymentType\":\"Cash\",\"AccountRef\":{\"value\":\"35\"},\"EntityRef\":{\"value\":\""
                        + id(first("Vendor", ""))
                        + "\"},\"Line\":[{\"Amount\":3,\"DetailType\":\"AccountBasedExpenseLineDetail\","
                        + "\"AccountBasedExpenseLineDetail\":{\"AccountRef\":{\"value\":\"7\"}}}]}");
        assertThat(expense.at("/EntityRef/type").asText()).isEqualTo("Vendor");
        assertThat(expense.has("Credit")).isFalse();
        assertThat(expense.has("PrintStatus")).isFalse();
        assertThat(expense.path("CustomField")).isEmpty();
    }

    @Test
    void theSecondCompanyOfTheStatesHasForeignCurrencies() {
        SandboxCompany company = SANDBOX.sandbox().company(QuickBooksSandbox.MULTICURRENCY_REALM);
        assertThat(company.read("CompanyCurrency", "1").path("Name").asText()).isEqualTo("Canadian Dollar");
        assertThat(company.query("select * from ExchangeRate where SourceCurrencyCode = 'EUR'"))
                .hasSize(1);
    }

    @Test
    void aJournalEntryHasNoTotalAndIsFoundByIt() {
        JsonNode entry = client.create(
                "journalentry",
                "{\"DocNumber\":\"J-77\",\"Line\":[{\"Amount\":77.77,\"DetailType\":\"JournalEntryLineDetail\","
                        + "\"JournalEntryLineDetail\":{\"PostingType\":\"Debit\",\"AccountRef\":{\"value\":\"35\"}}},{\"Amount\":77.77,"
                        + "\"DetailType\":\"JournalEntryLineDetail\",\"JournalEntryLineDetail\":{\"PostingType\":\"Credit\",\"AccountRef\":{\"value\":\"36\"}}}]}");
        assertThat(entry.has("TotalAmt")).isFalse();
        assertThat(client.read("journalentry", id(entry)).has("TotalAmt")).isFalse();
        JsonNode found = client.rows("JournalEntry", "select * from JournalEntry where TotalAmt = '77.77'")
                .get(0);
        assertThat(id(found)).isEqualTo(id(entry));
        assertThat(found.has("TotalAmt")).isFalse();
    }

    @Test
    void theFirstTaxCodeGoesByItsNameOnPurchasesAndOrders() {
        JsonNode code = first("TaxCode", "");
        assertThat(id(code)).isEqualTo(code.path("Name").asText());
        String line = "\"Line\":[{\"Amount\":100,\"DetailType\":\"ItemBasedExpenseLineDetail\",\"LinkedTxn\":[],"
                + "\"CustomField\":[],\"LineNum\":0,\"ItemBasedExpenseLineDetail\":{\"BillableStatus\":\"NotBillable\","
                + "\"UnitPrice\":100,\"Qty\":1,\"CustomerRef\":" + ref(first("Customer", ""), "Customer")
                + ",\"TaxCodeRef\":" + ref(code, "TaxCode") + ",\"ItemRef\":"
                + ref(first("Item", "WHERE Type = 'Inventory'"), "Item") + "}}]";
        JsonNode purchase = client.create(
                "purchase?include=allowduplicatedocnum",
                "{\"DocNumber\":\"Doc123\",\"PaymentType\":\"CreditCard\",\"AccountRef\":{\"value\":\"42\",\"name\":\"Visa\","
                        + "\"type\":\"Account\"},\"TotalAmt\":100,\"Credit\":false,\"TxnDate\":\"\",\"Memo\":\"\","
                        + line + "}");
        JsonNode order = client.create(
                "purchaseorder",
                "{\"VendorRef\":" + ref(first("Vendor", ""), "Vendor") + ",\"APAccountRef\":"
                        + ref(first("Account", ""), "Account") + ",\"TotalAmt\":100,\"POStatus\":\"\"," + line + "}");
        for (JsonNode form : new JsonNode[] {purchase, order}) {
            assertThat(form.path("TotalAmt").decimalValue()).isEqualByComparingTo("100");
            assertThat(form.at("/Line/0/ItemBasedExpenseLineDetail/TaxCodeRef/value")
                            .asText())
                    .isEqualTo(code.path("Name").asText());
        }
        assertThat(client.rows("TaxCode", "select * from TaxCode orderby Name"))
                .extracting(ClientsSequencesTest::id)
                .containsExactly("2", "CustomSalesTax", "NON", "TAX", "3");
    }

    @Test
    void aPaymentOfACardIsReadAsATransferToo() {
        JsonNode card = client.create(
                "account",
                "{\"Name\":\"Fresh card\",\"AccountType\":\"Credit Card\",\"AccountSubType\":\"CreditCard\"}");
        JsonNode bank = client.rows(
                        "Account",
                        "SELECT * FROM Account WHERE Classification = 'Asset' AND FullyQualifiedName != 'Accounts"
                                + " Receivable (A/R)' MAXRESULTS 2")
                .get(0);
        JsonNode payment = client.create(
                "creditcardpayment",
                "{\"Amount\":100,\"BankAccountRef\":" + ref(bank, "Account") + ",\"CreditCardAccountRef\":"
                        + ref(card, "Account") + "}");
        ObjectNode changed = payment.deepCopy();
        changed.put("Amount", 101);
        assertThat(client.post("creditcardpayment", changed).status()).isEqualTo(200);

        JsonNode transfer = client.read("transfer", id(payment));
        assertThat(transfer.path("Amount").decimalValue()).isEqualByComparingTo("101");
        assertThat(transfer.at("/FromAccountRef/value").asText()).isEqualTo(id(bank));
        assertThat(transfer.at("/ToAccountRef/value").asText()).isEqualTo(id(card));
        assertThat(transfer.has("BankAccountRef")).isFalse();
        assertThat(client.get("transfer/999999").fault()).isEqualTo("610");
    }

    @Test
    void anEstimateComesBackAsItWasWritten() {
        String body =
                "{\"TotalAmt\":31.5,\"ApplyTaxAfterDiscount\":false,\"PrintStatus\":\"NeedToPrint\",\"EmailStatus\":\"NotSet\",\"BillAddr\":{\"Line1\":\"65"
                        + " Ocean"
                        + " Dr.\",\"Lat\":\"37.43\",\"Long\":\"-122.43\"},\"ShipAddr\":{\"Id\":\"2271430\",\"Line1\":\"65"
                        + " Ocean"
                        + " Dr.\"},\"BillEmail\":{\"Address\":\"a@b.example\"},"
                        + "\"CustomerRef\":" + ref(first("Customer", ""), "Customer")
                        + ",\"TxnTaxDetail\":{\"TotalTax\":0,\"TaxLine\":[]},\"Line\":[{\"LineNum\":1,\"Amount\":35.0,"
                        + "\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":{\"UnitPrice\":35,\"Qty\":1,\"ItemRef\":{\"value\":\"10\",\"name\":\"Pest"
                        + " Control\",\"type\":\"\"},\"TaxCodeRef\":{\"value\":\"NON\","
                        + "\"name\":\"\",\"type\":\"\"},\"ServiceDate\":\"\"}},{\"LineNum\":0,\"Amount\":3.5,"
                        + "\"DetailType\":\"DiscountLineDetail\",\"DiscountLineDetail\":{\"PercentBased\":true,\"DiscountPercent\":10,\"DiscountAccountRef\":{\"value\":\"86\",\"name\":\"Discounts"
                        + " given\",\"type\":\"\"}}}]}";
        JsonNode estimate = client.create("estimate", body);
        assertThat(estimate.path("TotalAmt").decimalValue()).isEqualByComparingTo("31.5");
        assertThat(estimate.at("/Line/2/DiscountLineDetail/DiscountAccountRef/name")
                        .asText())
                .isEqualTo("Discounts given");
        assertThat(estimate.at("/ShipAddr/Line1").asText()).isEqualTo("65 Ocean Dr.");
    }

    @Test
    void anEmptyFileIsUploadedInBase64() {
        String vendor = ref(first("Vendor", ""), "Vendor");
        String body = "--b\r\n"
                + "Content-Disposition: form-data; name=\"file_metadata_01\"\r\n"
                + "Content-Type: application/json\r\n\r\n"
                + "{\"AttachableRef\":[{\"EntityRef\":" + vendor
                + ",\"IncludeOnSend\":false}],\"FileName\":\"a.txt\",\"ContentType\":\"text/plain\"}\r\n"
                + "--b\r\n"
                + "Content-Disposition: form-data; name=\"file_content_01\"\r\n"
                + "Content-Type: text/plain\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n\r\n"
                + "--b--\r\n";
        Reply reply = client.post("upload", "multipart/form-data; boundary=b", body.getBytes(StandardCharsets.UTF_8));
        assertThat(reply.json().at("/AttachableResponse/0/Attachable/Id").asText())
                .as(reply.text())
                .isNotEmpty();
    }

    /** A client in Python reads under a path with a slash at the end, with an empty body. */
    @Test
    void aPathMayEndWithASlash() {
        assertThat(client.get("customer/1/").json().at("/Customer/Id").asText()).isEqualTo("1");
        assertThat(client.get("reports/BalanceSheet/").status()).isEqualTo(200);
        assertThat(client.get("customer/1//").status()).isEqualTo(400);
    }

    /** Faults and the log find such a request as they find others. */
    @Test
    void aSlashAtTheEndHidesNothing() {
        SANDBOX.sandbox()
                .faults()
                .order(FaultOrder.of(FaultOrder.Effect.STATUS)
                        .status(503, "text/plain", "")
                        .path("/v3/company/*/customer")
                        .times(1));
        assertThat(client.post("customer/", "{\"DisplayName\":\"Slash\"}").status())
                .isEqualTo(503);
        JsonNode log = client.admin("GET", "requests", null).json().path("requests");
        assertThat(log.get(log.size() - 1).path("path").asText()).endsWith("customer/");
        assertThat(log.get(log.size() - 1).path("does").asText()).isEqualTo("create Customer");
    }

    /** A client in Python ends the lines of a multipart body with a line feed alone, and begins it with one. */
    @Test
    void linesOfAnUploadMayEndWithALineFeed() {
        String vendor = ref(first("Vendor", ""), "Vendor");
        String body = "\n--b\n"
                + "Content-Disposition: form-data; name=\"file_metadata_01\"\n"
                + "Content-Type: application/json\n\n"
                + "{\n \"AttachableRef\": [{\"EntityRef\":" + vendor
                + ",\"IncludeOnSend\":false,\"Inactive\":false,\"NoRefOnly\":false,\"CustomField\":[]}],\n\n"
                + " \"FileName\":\"a.txt\",\"ContentType\":\"text/plain\"}\n\n"
                + "--b\n"
                + "Content-Disposition: form-data; name=\"file_content_01\"\n"
                + "Content-Type: text/plain\n"
                + "Content-Transfer-Encoding: base64\n\naGVsbG8=\n\n"
                + "--b--\n";
        JsonNode stored = client.post(
                        "upload", "multipart/form-data; boundary=b", body.getBytes(StandardCharsets.UTF_8))
                .json()
                .at("/AttachableResponse/0/Attachable");
        assertThat(stored.path("FileName").asText()).isEqualTo("a.txt");
        assertThat(stored.path("Size").asInt()).isEqualTo(5);
        assertThat(stored.at("/AttachableRef/0/EntityRef/type").asText()).isEqualTo("Vendor");
        assertThat(stored.at("/AttachableRef/0").has("Inactive")).isFalse();
        assertThat(stored.at("/AttachableRef/0").has("NoRefOnly")).isFalse();
    }

    @Test
    void aFullyQualifiedNameHasNoSpacesAroundItEither() {
        JsonNode customer = client.create("customer", "{\"DisplayName\":\" Spaced \"}");
        assertThat(customer.path("DisplayName").asText()).isEqualTo("Spaced");
        assertThat(customer.path("FullyQualifiedName").asText()).isEqualTo("Spaced");
        JsonNode account = client.create(
                "account", "{\"Name\":\" Spaced too\",\"AccountType\":\"Bank\",\"AccountSubType\":\"Checking\"}");
        assertThat(account.path("FullyQualifiedName").asText()).isEqualTo("Spaced too");
    }
}
