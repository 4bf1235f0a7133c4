package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.camelquickbooks.sandbox.Client.Reply;
import org.camelquickbooks.sandbox.junit.QuickBooksSandboxExtension;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What recorded answers show of how the service behaves (facts, section 11). */
class RecordedBehaviourTest {

    @RegisterExtension
    static final QuickBooksSandboxExtension SANDBOX = new QuickBooksSandboxExtension();

    private Client client;

    @BeforeEach
    void connect() {
        client = Client.of(SANDBOX.sandbox());
    }

    @Test
    void listsComeByNameWhereNothingOrdersThem() {
        for (String[] list : new String[][] {
            {"Customer", "FullyQualifiedName"},
            {"Vendor", "DisplayName"},
            {"Term", "Name"},
            {"Item", "FullyQualifiedName"}
        }) {
            List<String> names = texts(client.rows(list[0], "select * from " + list[0]), list[1]);
            List<String> sorted = new ArrayList<>(names);
            sorted.sort(Comparator.comparing(name -> name.toLowerCase(Locale.ROOT)));
            assertThat(names).as(list[0]).hasSizeGreaterThan(3).isEqualTo(sorted);
        }
    }

    @Test
    void transactionsComeNewestFirstWhereNothingOrdersThem() {
        String customer = client.id("Customer", "");
        String first = invoice(customer, "2031-01-01");
        String second = invoice(customer, "2031-01-01");
        String later = invoice(customer, "2031-01-02");
        assertThat(texts(client.rows("Invoice", "select * from Invoice maxresults 3"), "Id"))
                .containsExactly(later, second, first);
        assertThat(texts(
                        client.rows(
                                "Invoice", "select * from Invoice where CustomerRef = '" + customer + "' maxresults 3"),
                        "Id"))
                .containsExactly(later, second, first);
        assertThat(texts(client.rows("Invoice", "select * from Invoice where TxnDate >= '2031-01-01'"), "Id"))
                .containsExactly(later, second, first);
    }

    @Test
    void someAnswersTellTheTotalAndOthersNever() {
        assertThat(client.query("select * from Invoice maxresults 2")
                        .json()
                        .path("QueryResponse")
                        .has("totalCount"))
                .isTrue();
        for (String entity : List.of("Customer", "Item", "Account", "SalesReceipt", "CreditMemo", "Term")) {
            assertThat(client.query("select * from " + entity)
                            .json()
                            .path("QueryResponse")
                            .has("totalCount"))
                    .as(entity)
                    .isFalse();
        }
    }

    @Test
    void anUpdateThatChangesNothingLeavesTheVersionAlone() {
        JsonNode customer = client.create("customer", "{\"DisplayName\":\"Still\",\"Notes\":\"same\"}");
        String body = "{\"Id\":\"" + id(customer) + "\",\"SyncToken\":\"0\",\"sparse\":true,\"Notes\":\"same\"}";
        JsonNode after = client.post("customer", body).json().path("Customer");
        assertThat(after.path("SyncToken").asText()).isEqualTo("0");
        assertThat(after.path("MetaData")).isEqualTo(customer.path("MetaData"));
        String off = "{\"Id\":\"" + id(customer) + "\",\"SyncToken\":\"0\",\"sparse\":true,\"Active\":false}";
        assertThat(client.post("customer", off).json().at("/Customer/SyncToken").asText())
                .isEqualTo("1");
        assertThat(client.post("customer", off.replace("\"SyncToken\":\"0\"", "\"SyncToken\":\"1\""))
                        .json()
                        .at("/Customer/SyncToken")
                        .asText())
                .isEqualTo("1");
    }

    @Test
    void aFormThatTheCompanyNumberedKeepsItsNumber() {
        String body =
                "\"CustomerRef\":{\"value\":\"1\"},\"Line\":[{\"Amount\":10,\"DetailType\":\"SalesItemLineDetail\","
                        + "\"SalesItemLineDetail\":{\"ItemRef\":{\"value\":\"2\"}}}]}";
        JsonNode invoice = client.create("invoice", "{" + body);
        JsonNode updated = client.create(
                "invoice", "{\"Id\":\"" + id(invoice) + "\",\"SyncToken\":\"0\",\"PrivateNote\":\"full\"," + body);
        assertThat(updated.path("DocNumber").asText())
                .isEqualTo(invoice.path("DocNumber").asText())
                .isNotEmpty();
    }

    /** In the sample company, receipts and credit memos have the numbers that invoices leave out. */
    @Test
    void salesShareTheirNumbersAndOrdersHaveTheirOwn() {
        String sale =
                "{\"CustomerRef\":{\"value\":\"1\"},\"DepositToAccountRef\":{\"value\":\"35\"},\"Line\":[{\"Amount\":10,"
                        + "\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":{\"ItemRef\":{\"value\":\"2\"}}}]}";
        List<String> numbers = new ArrayList<>();
        for (String form : List.of("salesreceipt", "invoice", "creditmemo", "refundreceipt", "estimate")) {
            numbers.add(client.create(form, sale).path("DocNumber").asText());
        }
        assertThat(numbers).containsExactly("1038", "1039", "1040", "1041", "1002");
        String order = "{\"VendorRef\":{\"value\":\"56\"},\"APAccountRef\":{\"value\":\"33\"},\"Line\":[{\"Amount\":10,"
                + "\"DetailType\":\"ItemBasedExpenseLineDetail\",\"ItemBasedExpenseLineDetail\":{\"ItemRef\":"
                + "{\"value\":\"11\"},\"Qty\":1,\"UnitPrice\":10}}]}";
        int first = client.create("purchaseorder", order).path("DocNumber").asInt();
        assertThat(client.create("purchaseorder", order).path("DocNumber").asInt())
                .isEqualTo(first + 1)
                .isGreaterThan(1001);
    }

    @Test
    void aNameOfSpacesIsNoName() {
        assertThat(client.post("customer", "{\"DisplayName\":\"  \"}").fault()).isEqualTo("2020");
        assertThat(client.post("account", "{\"Name\":\" \",\"AccountType\":\"Bank\"}")
                        .fault())
                .isEqualTo("2020");
        assertThat(client.create("vendor", "{\"DisplayName\":\" \",\"GivenName\":\"Ann\",\"FamilyName\":\"Lee\"}")
                        .path("DisplayName")
                        .asText())
                .isEqualTo("Ann Lee");
        assertThat(client.post("attachable", "{}").detail()).contains("parameter Note is missing");
    }

    @Test
    void aRequestIdIsAnsweredWithItsFirstAnswerWhateverIsAsked() {
        JsonNode first = client.post("customer?requestid=once", "{\"DisplayName\":\"Once\"}")
                .json();
        JsonNode again = client.post("vendor?requestid=once", "{\"DisplayName\":\"Twice\"}")
                .json();
        assertThat(again.path("Customer")).isEqualTo(first.path("Customer"));
        assertThat(again.has("Vendor")).isFalse();
        JsonNode item = client.post(
                        "batch?requestid=on",
                        "{\"BatchItemRequest\":[{\"bId\":\"ce\",\"Vendor\":{\"DisplayName\":\"Thrice\"}}]}")
                .json()
                .at("/BatchItemResponse/0");
        assertThat(item.path("Customer")).isEqualTo(first.path("Customer"));
        assertThat(item.path("bId").asText()).isEqualTo("ce");
        String entry = "{\"Id\":\"" + client.id("JournalEntry", "") + "\",\"SyncToken\":\"0\"}";
        for (int i = 0; i < 2; i++) {
            assertThat(client.post("journalentry?operation=void&requestid=nothing", entry)
                            .json()
                            .size())
                    .isEqualTo(1);
        }
    }

    @Test
    void aDiscountGoesToTheAccountOfThePreferencesAndLinesOfABundleAreNumbered() {
        String bundle = id(client.create(
                "item",
                "{\"Name\":\"Bundle\",\"Type\":\"Group\",\"ItemGroupDetail\":{\"ItemGroupLine\":["
                        + "{\"ItemRef\":{\"value\":\"2\"},\"Qty\":2},{\"ItemRef\":{\"value\":\"4\"},\"Qty\":1}]}}"));
        JsonNode lines = client.create(
                        "invoice",
                        "{\"CustomerRef\":{\"value\":\"1\"},\"Line\":[{\"DetailType\":\"GroupLineDetail\",\"GroupLineDetail\":"
                                + "{\"GroupItemRef\":{\"value\":\"" + bundle + "\"}}},{\"Amount\":5,\"DetailType\":"
                                + "\"SalesItemLineDetail\",\"SalesItemLineDetail\":{\"ItemRef\":{\"value\":\"2\"}}},"
                                + "{\"Amount\":1,\"DetailType\":\"DiscountLineDetail\",\"DiscountLineDetail\":{}}]}")
                .path("Line");
        assertThat(lines.at("/0/LineNum").asInt()).isEqualTo(1);
        assertThat(lines.at("/0/GroupLineDetail/Line/0/LineNum").asInt()).isEqualTo(2);
        assertThat(lines.at("/0/GroupLineDetail/Line/1/LineNum").asInt()).isEqualTo(3);
        assertThat(lines.at("/1/LineNum").asInt()).isEqualTo(4);
        assertThat(lines.at("/3/DiscountLineDetail/DiscountAccountRef/value").asText())
                .isEqualTo(client.rows("Preferences", "select * from Preferences")
                        .at("/0/SalesFormsPrefs/DefaultDiscountAccount")
                        .asText());
    }

    /** The two forms of a void do the same, and neither creates. */
    @Test
    void whatCannotBeVoidedIsNotVoidedByItsOtherFormEither() {
        JsonNode bill = client.create(
                "bill",
                "{\"VendorRef\":{\"value\":\"56\"},\"Line\":[{\"Amount\":10,\"DetailType\":\"AccountBasedExpenseLineDetail\","
                        + "\"AccountBasedExpenseLineDetail\":{\"AccountRef\":{\"value\":\"7\"}}}]}");
        String which = "{\"Id\":\"" + id(bill) + "\",\"SyncToken\":\"0\",\"sparse\":true}";
        Reply refused = client.post("bill?operation=update&include=void", which);
        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.fault()).isEqualTo("10000");
        assertThat(client.read("bill", id(bill)).path("TotalAmt").asInt()).isEqualTo(10);
        String entry = client.id("JournalEntry", "");
        Reply nothing = client.post(
                "journalentry?operation=update&include=void", "{\"Id\":\"" + entry + "\",\"SyncToken\":\"0\"}");
        assertThat(nothing.status()).isEqualTo(200);
        assertThat(nothing.json().size()).isEqualTo(1);
        assertThat(client.post(
                                "payment?operation=update&include=void",
                                "{\"CustomerRef\":{\"value\":\"1\"},\"TotalAmt\":5,\"sparse\":true}")
                        .fault())
                .isEqualTo("2020");
    }

    @Test
    void changesTellTheTotalWhereQueriesDo() {
        JsonNode groups = client.get("cdc?entities=Invoice,Customer,Class&changedSince="
                        + SANDBOX.sandbox().clock().instant().minus(Duration.ofHours(1)))
                .json()
                .at("/CDCResponse/0/QueryResponse");
        assertThat(groups.get(0).path("totalCount").asInt())
                .isEqualTo(groups.get(0).path("Invoice").size());
        assertThat(groups.get(1).has("totalCount")).isFalse();
        assertThat(groups.get(1).path("maxResults").asInt())
                .isEqualTo(groups.get(1).path("Customer").size());
        assertThat(groups.get(2).isEmpty()).isTrue();
    }

    @Test
    void anUpdateOfAnInvoiceThatChangesNothingMovesNoStock() {
        JsonNode item = client.rows("Item", "select * from Item where Type = 'Inventory'")
                .get(0);
        JsonNode invoice = client.create(
                "invoice",
                "{\"CustomerRef\":{\"value\":\"" + client.id("Customer", "")
                        + "\"},\"Line\":[{\"Amount\":10,\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":"
                        + "{\"ItemRef\":{\"value\":\"" + id(item) + "\"},\"Qty\":1,\"UnitPrice\":10}}]}");
        String version = client.read("item", id(item)).path("SyncToken").asText();
        JsonNode again = client.post("invoice", invoice).json().path("Invoice");
        assertThat(again.path("SyncToken").asText()).isEqualTo("0");
        assertThat(client.read("item", id(item)).path("SyncToken").asText()).isEqualTo(version);
    }

    @Test
    void queriesTakeUnequalAndFieldsInAnyCase() {
        ArrayNode all = client.rows("Term", "select * from Term");
        String name = all.get(0).path("Name").asText();
        assertThat(client.rows("Term", "select * from Term where Name != '" + name + "'"))
                .hasSize(all.size() - 1);
        JsonNode projected = client.rows("Customer", "select Id, Metadata.LastUpdatedTime from Customer")
                .get(0);
        assertThat(projected.at("/MetaData/LastUpdatedTime").asText()).isNotEmpty();
        assertThat(client.query("select * from Attachable where Tag = 'none'").status())
                .isEqualTo(200);
    }

    /** The client of Intuit for Java writes it; both ends belong to the range. */
    @Test
    void queriesTakeARange() {
        client.create("customer", "{\"DisplayName\":\"Range A\"}");
        client.create("customer", "{\"DisplayName\":\"Range B\"}");
        client.create("customer", "{\"DisplayName\":\"Range C\"}");
        assertThat(names("DisplayName between 'Range A' and 'Range B'")).containsExactly("Range A", "Range B");
        assertThat(names("DisplayName BETWEEN 'range b' AND 'range z' orderby DisplayName desc"))
                .containsExactly("Range C", "Range B");
        assertThat(names("DisplayName between 'Range B' and 'Range A'")).isEmpty();
        assertThat(names("Id between '1' and '2'")).hasSize(2);
        assertThat(names("Id between '2' and '1'")).isEmpty();
        assertThat(names("Balance between 0 and 0 and DisplayName like 'Range%'"))
                .hasSize(3);
    }

    private List<String> names(String condition) {
        return texts(client.rows("Customer", "select * from Customer where " + condition), "DisplayName");
    }

    @Test
    void refusesQueriesAsRecorded() {
        refused("select * from Customer where Id = ''", "2030", "Id should be a valid number. Supplied value:");
        refused(
                "select * from Customer startposition 0",
                "4001",
                "QueryValidationError: value 0 is too small. Min allowed value is 1");
        refused("select * from Check", "4001", "QueryValidationError: invalid context declaration: Check");
        refused(
                "select * from Vendor where PrimaryEmailAddr = 'a@b.c'",
                "4001",
                "QueryValidationError: property 'PrimaryEmailAddr' is not queryable");
    }

    private void refused(String statement, String code, String detail) {
        Reply reply = client.query(statement);
        assertThat(reply.status()).as(statement).isEqualTo(400);
        assertThat(reply.fault()).isEqualTo(code);
        assertThat(reply.detail()).isEqualTo(detail);
    }

    @Test
    void aLimitOfTaxCodesDoesNotCountTheBuiltInOnes() {
        List<String> ids = texts(client.rows("TaxCode", "select * from TaxCode maxresults 1"), "Id");
        assertThat(ids).hasSize(4).contains("TAX", "NON", "CustomSalesTax");
    }

    @Test
    void faultsNameAnElementOrHaveItEmpty() {
        JsonNode missing = error(client.get("invoice/999999"));
        assertThat(missing.path("code").asText()).isEqualTo("610");
        assertThat(missing.path("element").asText("none")).isEmpty();
        JsonNode wrong = error(client.get("invoice/1.5"));
        assertThat(wrong.path("code").asText()).isEqualTo("2030");
        assertThat(wrong.path("Detail").asText()).isEqualTo("Id should be a valid number. Supplied value:1.5");
        assertThat(error(client.query("select * from Nothing")).has("element")).isFalse();
        JsonNode gateway = client.withToken("wrong").get("customer/1").json();
        assertThat(gateway.path("syncErrorResponse").isNull()).isTrue();
        assertThat(gateway.at("/fault/error/0/element").isNull()).isTrue();
    }

    @Test
    void goodsCannotBeSoldBeforeTheyAreThere() {
        JsonNode item = client.rows("Item", "select * from Item where Type = 'Inventory'")
                .get(0);
        JsonNode error = error(client.post(
                "invoice",
                "{\"TxnDate\":\"2001-01-01\",\"CustomerRef\":{\"value\":\"" + client.id("Customer", "")
                        + "\"},\"Line\":[{\"Amount\":10,\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":"
                        + "{\"ItemRef\":{\"value\":\"" + id(item) + "\"},\"Qty\":1,\"UnitPrice\":10}}]}"));
        assertThat(error.path("code").asText()).isEqualTo("6270");
        assertThat(error.path("Detail").asText()).contains("Transactions with inventory (QOH)");
    }

    @Test
    void sparseUpdatesOfBillsAndPurchasesRepeatSomeFields() {
        JsonNode bill =
                client.rows("Bill", "select * from Bill where Balance > '0'").get(0);
        String sparse = "{\"Id\":\"" + id(bill) + "\",\"SyncToken\":\""
                + bill.path("SyncToken").asText() + "\",\"sparse\":true,\"PrivateNote\":\"later\"}";
        JsonNode error = error(client.post("bill", sparse));
        assertThat(error.path("code").asText()).isEqualTo("2020");
        assertThat(error.path("element").asText()).isEqualTo("VendorRef");
        String vendor = bill.at("/VendorRef/value").asText();
        assertThat(client.post(
                                "bill",
                                sparse.replace("\"sparse\"", "\"VendorRef\":{\"value\":\"" + vendor + "\"},\"sparse\""))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void anAttachableIsDeletedWithoutItsVersion() {
        JsonNode note = client.create("attachable", "{\"Note\":\"to go\"}");
        Reply gone = client.post("attachable?operation=delete", "{\"Id\":\"" + id(note) + "\"}");
        assertThat(gone.json().at("/Attachable/status").asText()).isEqualTo("Deleted");
        assertThat(error(client.post("attachable?operation=delete", "{\"Id\":\"999999\"}"))
                        .path("code")
                        .asText())
                .isEqualTo("610");
        assertThat(error(
                                client.post(
                                        "attachable",
                                        "{\"Note\":\"lost\",\"AttachableRef\":[{\"EntityRef\":{\"type\":\"Invoice\",\"value\":\"999999\"}}]}"))
                        .path("code")
                        .asText())
                .isEqualTo("6000");
    }

    @Test
    void aBatchItemWithoutOperationCreates() {
        JsonNode answer = client.post(
                        "batch",
                        "{\"BatchItemRequest\":[{\"bId\":\"1\",\"Customer\":{\"DisplayName\":\"By default\"}}]}")
                .json();
        assertThat(answer.at("/BatchItemResponse/0/Customer/DisplayName").asText())
                .isEqualTo("By default");
    }

    @Test
    void partsOfAnUploadNeedNoHeaders() {
        String body = "--b\r\n\r\n"
                + "{\"FileName\":\"plain.txt\",\"ContentType\":\"text/plain\"}\r\n"
                + "--b\r\n\r\n"
                + "hello\r\n"
                + "--b--\r\n";
        JsonNode answer = client.post(
                        "upload", "multipart/form-data; boundary=b", body.getBytes(StandardCharsets.UTF_8))
                .json();
        JsonNode stored = answer.at("/AttachableResponse/0/Attachable");
        assertThat(stored.path("FileName").asText()).isEqualTo("plain.txt");
        assertThat(stored.path("Size").asInt()).isEqualTo(5);
    }

    @Test
    void aStartTellsTheDayOfWork() {
        String employee = client.id("Employee", "");
        JsonNode time = client.create(
                "timeactivity",
                "{\"NameOf\":\"Employee\",\"EmployeeRef\":{\"value\":\"" + employee
                        + "\"},\"StartTime\":\"2026-02-03T08:00:00-08:00\",\"EndTime\":\"2026-02-03T10:00:00-08:00\"}");
        assertThat(time.path("TxnDate").asText()).isEqualTo("2026-02-03");
    }

    @Test
    void accountNumbersCountOnlyWhereTheyAreSwitchedOn() {
        String account = "{\"Name\":\"%s\",\"AccountType\":\"Expense\",\"AcctNum\":\"4711\"}";
        client.create("account", account.formatted("Numbered one"));
        client.create("account", account.formatted("Numbered two"));
        numbers(true);
        assertThat(error(client.post("account", account.formatted("Numbered three")))
                        .path("code")
                        .asText())
                .isEqualTo("6240");
    }

    private void numbers(boolean on) {
        JsonNode preferences = client.get("preferences").json().path("Preferences");
        Reply reply = client.post(
                "preferences",
                "{\"Id\":\"1\",\"SyncToken\":\"" + preferences.path("SyncToken").asText()
                        + "\",\"sparse\":true,\"AccountingInfoPrefs\":{\"UseAccountNumbers\":" + on + "}}");
        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void anOrderShowsWhoDeliversAndWhereTo() {
        JsonNode vendor = client.create(
                "vendor",
                "{\"DisplayName\":\"Plank &"
                        + " Co\",\"GivenName\":\"Ada\",\"FamilyName\":\"Plank\",\"BillAddr\":{\"Line1\":\"1 Mill Lane\","
                        + "\"City\":\"Salem\",\"CountrySubDivisionCode\":\"OR\",\"PostalCode\":\"97301\"}}");
        JsonNode order = client.create(
                "purchaseorder",
                "{\"APAccountRef\":{\"value\":\"33\"},\"VendorRef\":{\"value\":\"" + id(vendor)
                        + "\"},\"Line\":[{\"Amount\":5,\"DetailType\":"
                        + "\"ItemBasedExpenseLineDetail\",\"ItemBasedExpenseLineDetail\":{\"ItemRef\":{\"value\":\"11\"},"
                        + "\"Qty\":1,\"UnitPrice\":5}}]}");
        assertThat(List.of("Line1", "Line2", "Line3", "Line4"))
                .extracting(line -> order.path("VendorAddr").path(line).asText())
                .containsExactly("Ada Plank", "Plank & Co", "1 Mill Lane", "Salem, OR  97301");
        assertThat(order.at("/VendorAddr/Id").asText()).isNotEmpty();
        assertThat(order.at("/ShipAddr/Line1").asText()).isEqualTo("Sandbox Company_US_1");

        JsonNode same = client.post("purchaseorder", order).json().path("PurchaseOrder");
        assertThat(same.path("SyncToken").asText()).isEqualTo("0");
        ((com.fasterxml.jackson.databind.node.ObjectNode) order).remove(List.of("VendorAddr", "ShipAddr"));
        JsonNode without = client.post("purchaseorder", order).json().path("PurchaseOrder");
        assertThat(without.path("VendorAddr")).isEqualTo(same.path("VendorAddr"));
        assertThat(without.path("SyncToken").asText()).isEqualTo("0");
    }

    @Test
    void aSaleGoesToTheBillingAddressWhereNoOtherIsKnown() {
        JsonNode customer = client.create(
                "customer",
                "{\"DisplayName\":\"One address\",\"BillAddr\":{\"Line1\":\"9 Quay\",\"City\":\"Astoria\"}}");
        JsonNode invoice = client.read("invoice", invoice(id(customer), "2031-05-01"));
        assertThat(invoice.path("ShipAddr").path("Line1").asText()).isEqualTo("9 Quay");
    }

    @Test
    void theTaxServicePassesOverAnId() {
        String agency = client.id("TaxAgency", "");
        Reply reply = client.post(
                "taxservice/taxcode",
                "{\"Id\":\"7\",\"TaxCode\":\"Lunar\",\"TaxRateDetails\":[{\"TaxRateName\":\"Lunar"
                        + " rate\",\"RateValue\":\"3\","
                        + "\"TaxAgencyId\":\"" + agency + "\",\"TaxApplicableOn\":\"Sales\"}]}");
        assertThat(reply.json().path("TaxCodeId").asText()).isNotEmpty();
    }

    @Test
    void namesAreComparedWithoutCaseAndSpacesAndInOneForm() {
        client.create("customer", "{\"DisplayName\":\"Caf\u00e9 Nord\"}");
        for (String same : List.of("caf\u00e9 nord", "  Caf\u00e9 Nord ", "Cafe\u0301 Nord")) {
            assertThat(error(client.post("vendor", "{\"DisplayName\":\"" + same + "\"}"))
                            .path("code")
                            .asText())
                    .as(same)
                    .isEqualTo("6240");
        }
    }

    @Test
    void formsListTheCustomFieldsThatPreferencesDefine() {
        String version =
                client.get("preferences").json().at("/Preferences/SyncToken").asText();
        StringBuilder switches = new StringBuilder();
        StringBuilder names = new StringBuilder();
        for (int i = 1; i <= 5; i++) {
            switches.append(i > 1 ? "," : "")
                    .append("{\"Name\":\"SalesFormsPrefs.UseSalesCustom" + i
                            + "\",\"Type\":\"BooleanType\",\"BooleanValue\":true}");
            names.append(i > 1 ? "," : "")
                    .append("{\"Name\":\"SalesFormsPrefs.SalesCustomName" + i
                            + "\",\"Type\":\"StringType\",\"StringValue\":\"Field " + i + "\"}");
        }
        Reply set = client.post(
                "preferences",
                "{\"Id\":\"1\",\"SyncToken\":\"" + version + "\",\"sparse\":true,\"SalesFormsPrefs\":{\"CustomField\":["
                        + "{\"CustomField\":[" + switches + "]},{\"CustomField\":[" + names + "]}]}}");
        assertThat(set.status()).as(set.text()).isEqualTo(200);
        String body = "{\"CustomerRef\":{\"value\":\"" + client.id("Customer", "")
                + "\"},\"CustomField\":[{\"DefinitionId\":\"2\",\"StringValue\":\"two\"},{\"DefinitionId\":\"5\","
                + "\"StringValue\":\"five\"},{\"DefinitionId\":\"99\",\"StringValue\":\"lost\"}],"
                + "\"Line\":[{\"Amount\":10,\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":{}}]}";
        JsonNode classic = client.create("invoice", body).path("CustomField");
        assertThat(texts(classic, "DefinitionId")).containsExactly("1", "2", "3");
        assertThat(texts(classic, "Name")).containsExactly("Field 1", "Field 2", "Field 3");
        assertThat(classic.get(1).path("StringValue").asText()).isEqualTo("two");
        assertThat(classic.get(0).has("StringValue")).isFalse();
        JsonNode all =
                client.create("invoice?include=enhancedAllCustomFields", body).path("CustomField");
        assertThat(texts(all, "DefinitionId")).containsExactly("1", "2", "3", "4", "5");
        assertThat(all.get(4).path("StringValue").asText()).isEqualTo("five");
    }

    private static JsonNode error(Reply reply) {
        return reply.json().at("/Fault/Error/0");
    }

    private static String id(JsonNode entity) {
        return entity.path("Id").asText();
    }

    private static List<String> texts(JsonNode rows, String field) {
        List<String> texts = new ArrayList<>();
        rows.forEach(row -> texts.add(row.path(field).asText()));
        return texts;
    }

    private String invoice(String customer, String date) {
        return id(
                client.create(
                        "invoice",
                        "{\"TxnDate\":\"" + date + "\",\"CustomerRef\":{\"value\":\"" + customer
                                + "\"},\"Line\":[{\"Amount\":10,\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":{}}]}"));
    }
}
