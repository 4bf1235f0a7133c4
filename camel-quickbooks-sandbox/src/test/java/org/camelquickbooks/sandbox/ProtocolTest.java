package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.camelquickbooks.sandbox.Client.Reply;
import org.camelquickbooks.sandbox.junit.QuickBooksSandboxExtension;
import org.camelquickbooks.sandbox.report.ReportService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries, batches, changes, request ids, files, documents, reports. */
class ProtocolTest {

    @RegisterExtension
    static final QuickBooksSandboxExtension SANDBOX = new QuickBooksSandboxExtension(s -> s.sample(Sample.OWN));

    private QuickBooksSandbox sandbox;
    private Client client;

    @BeforeEach
    void connect() {
        sandbox = SANDBOX.sandbox();
        client = Client.of(sandbox);
    }

    private String customer(String name) {
        return client.create("customer", "{\"DisplayName\":\"" + name + "\"}")
                .path("Id")
                .asText();
    }

    private static String invoiceOf(String customer, String amount) {
        return "{\"CustomerRef\":{\"value\":\"" + customer + "\"},\"Line\":[{\"Amount\":" + amount
                + ",\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":{\"ItemRef\":{\"value\":\"1\"}}}]}";
    }

    @Test
    void queriesComeByGetAndByPost() {
        String statement =
                "select * from Customer where DisplayName LIKE '%yoga' ORDER BY DisplayName ASC, Id desc STARTPOSITION 1 MAXRESULTS 10";

        Reply posted = client.post("query", "application/text", statement.getBytes(StandardCharsets.UTF_8));

        assertThat(posted.json().at("/QueryResponse/Customer/0/DisplayName").asText())
                .isEqualTo("Cliffside Yoga");
        assertThat(client.query(statement).json().path("QueryResponse"))
                .isEqualTo(posted.json().path("QueryResponse"));
        assertThat(posted.json().at("/QueryResponse/startPosition").asInt()).isEqualTo(1);
        assertThat(posted.json().at("/QueryResponse/maxResults").asInt()).isEqualTo(1);
        assertThat(client.query("select * from Customer where DisplayName = 'nobody'")
                        .json()
                        .path("QueryResponse"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select * from Customer where DisplayName = 'O\\'Brien Plumbing'",
                "SELECT * FROM Customer WHERE DisplayName IN ('O\\'Brien Plumbing', 'nobody')",
                "select Id, DisplayName from Customer where DisplayName like 'O\\'B%'",
                "select *, DisplayName from Customer where Id >= '20' and Id <= '20'",
                "select * from Customer where Active = true and DisplayName = 'o\\'brien plumbing'",
                "select * from Customer where MetaData.CreateTime > '2020-01-01' and DisplayName = 'O\\'Brien Plumbing'",
                "select * from Customer where MetaData.CreateTime > '2020-01-01T00:00:00-08:00' and Id = '20'",
                "select * from Customer where PrimaryEmailAddr = 'accounts@obrienplumbing.example.com'",
                "select * from Customer where Balance > '232.88' and Balance < 232.90"
            })
    void thePlumberIsFoundInManyWays(String statement) {
        assertThat(client.rows("Customer", statement)).as(statement).hasSize(1);
        assertThat(client.rows("Customer", statement).get(0).path("DisplayName").asText())
                .isEqualTo("O'Brien Plumbing");
    }

    @Test
    void pagesAreCutAtAThousandAndCountIsWhole() {
        sandbox.generate(QuickBooksSandbox.US_REALM, "customers:1100", 3);

        assertThat(client.rows("Customer", "select * from Customer")).hasSize(100);
        assertThat(client.rows("Customer", "select * from Customer maxresults 5000"))
                .hasSize(1000);
        assertThat(client.rows("Customer", "select * from Customer startposition 1001 maxresults 1000"))
                .hasSize(130);
        assertThat(client.query("select count(*) from Customer")
                        .json()
                        .at("/QueryResponse/totalCount")
                        .asInt())
                .isEqualTo(1130);
    }

    @Test
    void ordersSortByNumberDateAndText() {
        List<JsonNode> rows =
                List.copyOf(client.rows("Invoice", "select * from Invoice orderby TotalAmt desc, Id maxresults 1000")
                        .findParents("TotalAmt"));
        for (int i = 1; i < rows.size(); i++) {
            assertThat(rows.get(i).path("TotalAmt").decimalValue())
                    .isLessThanOrEqualTo(rows.get(i - 1).path("TotalAmt").decimalValue());
        }
        var days = client.rows("Invoice", "select * from Invoice orderby TxnDate asc maxresults 1000")
                .findValuesAsText("TxnDate");
        assertThat(days).isSorted().hasSize(31);
    }

    @Test
    void batchesRunItemByItem() {
        String customer = customer("Batched");

        Reply reply = client.post(
                "batch",
                "{\"BatchItemRequest\":[{\"bId\":\"a\",\"operation\":\"create\",\"Invoice\":"
                        + invoiceOf(customer, "10") + "},"
                        + "{\"bId\":\"b\",\"Query\":\"select * from Term where Name = 'Net 30'\"},"
                        + "{\"bId\":\"c\",\"operation\":\"create\",\"Customer\":{\"DisplayName\":\"Batched\"}},"
                        + "{\"bId\":\"d\",\"operation\":\"update\",\"Customer\":{\"Id\":\"" + customer
                        + "\",\"SyncToken\":\"0\",\"sparse\":true,\"Notes\":\"n\"}},"
                        + "{\"bId\":\"e\",\"operation\":\"delete\",\"Invoice\":{\"Id\":\"1\",\"SyncToken\":\"0\"}}]}");

        JsonNode items = reply.json().path("BatchItemResponse");
        assertThat(reply.status()).isEqualTo(200);
        assertThat(items).hasSize(5);
        assertThat(items.at("/0/bId").asText()).isEqualTo("a");
        assertThat(items.at("/0/Invoice/TotalAmt").decimalValue()).isEqualByComparingTo("10");
        assertThat(items.at("/1/QueryResponse/Term/0/DueDays").asInt()).isEqualTo(30);
        assertThat(items.at("/2/Fault/Error/0/code").asText()).isEqualTo("6240");
        assertThat(items.at("/3/Customer/Notes").asText()).isEqualTo("n");
        assertThat(items.at("/4/Fault/Error/0/code").asText()).isEqualTo("610");
    }

    @Test
    void aBatchWithARequestIdIsDoneOnce() {
        String body =
                "{\"BatchItemRequest\":[{\"bId\":\"1\",\"operation\":\"create\",\"Customer\":{\"DisplayName\":\"Once\"}}]}";

        Reply first = client.post("batch?requestid=batch-1", body);
        Reply second = client.post("batch?requestid=batch-1", body);

        assertThat(second.json().at("/BatchItemResponse/0/Customer"))
                .isEqualTo(first.json().at("/BatchItemResponse/0/Customer"));
        Reply tooLong = client.post("batch?requestid=" + "r".repeat(50), body);
        assertThat(tooLong.fault()).isEqualTo("6000");
        assertThat(tooLong.detail())
                .isEqualTo(
                        "Business Validation Error: You cannot enter more than 50 characters in the request_id field");
    }

    @Test
    void arepeatedRequestIdAnswersTheFirstAnswer() {
        String customer = customer("Twice");

        Reply first = client.post("invoice?requestid=abc", invoiceOf(customer, "10"));
        Reply second = client.post("invoice?requestid=abc", invoiceOf(customer, "99"));

        assertThat(second.json().path("Invoice")).isEqualTo(first.json().path("Invoice"));
        assertThat(client.rows("Invoice", "select * from Invoice where CustomerRef = '" + customer + "'"))
                .hasSize(1);
        assertThat(client.post("invoice?requestid=refused", "{}").fault()).isEqualTo("2020");
        assertThat(client.post("invoice?requestid=refused", invoiceOf(customer, "1"))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void changesTellOfTheLivingAndTheDead() {
        sandbox.clock().freeze();
        sandbox.clock().advance(Duration.ofMinutes(5));
        String since = sandbox.clock().instant().toString();
        String customer = customer("Changed");
        JsonNode kept = client.create("invoice", invoiceOf(customer, "10"));
        JsonNode gone = client.create("invoice", invoiceOf(customer, "20"));
        client.create("invoice?operation=delete", "{\"Id\":\"" + gone.path("Id").asText() + "\",\"SyncToken\":\"0\"}");

        JsonNode response = client.get("cdc?entities=Customer,Invoice,Bill&changedSince=" + since)
                .json()
                .at("/CDCResponse/0/QueryResponse");

        assertThat(response.at("/0/Customer")).hasSize(1);
        assertThat(response.at("/1/Invoice")).hasSize(2);
        assertThat(response.at("/1/Invoice/0/Id")).isEqualTo(kept.path("Id"));
        assertThat(response.at("/1/Invoice/1/status").asText()).isEqualTo("Deleted");
        assertThat(response.at("/1/Invoice/1/MetaData/LastUpdatedTime").asText())
                .isNotBlank();
        assertThat(response.get(2)).isEmpty();
    }

    @Test
    void changesAreCutAtAThousandWithoutASign() {
        sandbox.generate(QuickBooksSandbox.US_REALM, "customers:1100", 4);

        JsonNode response = client.get("cdc?entities=Customer,Vendor&changedSince="
                        + sandbox.clock().instant().minus(Duration.ofDays(1)))
                .json()
                .at("/CDCResponse/0/QueryResponse");

        assertThat(response.at("/0/Customer")).hasSize(1000);
        assertThat(response.at("/0/maxResults").asInt()).isEqualTo(1000);
        assertThat(response.get(1)).isEmpty();
    }

    @Test
    void changesReachThirtyDaysBackAndNotToEverything() {
        String month = sandbox.clock().instant().minus(Duration.ofDays(31)).toString();
        assertThat(client.get("cdc?entities=Customer&changedSince=" + month).status())
                .isEqualTo(400);
        String day = sandbox.clock().instant().minus(Duration.ofDays(1)).toString();
        for (String entity : List.of("JournalCode", "TaxAgency", "TimeActivity", "TaxCode", "TaxRate")) {
            assertThat(client.get("cdc?entities=" + entity + "&changedSince=" + day)
                            .fault())
                    .as(entity)
                    .isEqualTo("2040");
        }
        assertThat(client.get("cdc?entities=Customer&changedSince=" + day.substring(0, 10))
                        .status())
                .isEqualTo(200);
        assertThat(client.get("cdc?entities=Customer").fault()).isEqualTo("2020");
    }

    @Test
    void filesComeBackByteForByte() throws Exception {
        byte[] binary = new byte[5000];
        for (int i = 0; i < binary.length; i++) {
            binary[i] = (byte) (i * 31);
        }
        String invoice = client.id("Invoice", "");
        String metadata =
                "{\"FileName\":\"scan.bin\",\"ContentType\":\"application/octet-stream\",\"AttachableRef\":[{\"EntityRef\":{\"type\":\"Invoice\",\"value\":\""
                        + invoice + "\"}}]}";
        String head =
                "--xx\r\nContent-Disposition: form-data; name=\"file_metadata_01\"\r\nContent-Type: application/json\r\n\r\n"
                        + metadata
                        + "\r\n--xx\r\nContent-Disposition: form-data; name=\"file_content_01\"; filename=\"scan.bin\"\r\nContent-Type: application/octet-stream\r\n\r\n";
        String second =
                "\r\n--xx\r\nContent-Disposition: form-data; name=\"file_content_02\"; filename=\"b.txt\"\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                        + Base64.getMimeEncoder().encodeToString("zwei".getBytes(StandardCharsets.UTF_8))
                        + "\r\n--xx--\r\n";
        byte[] body = concat(head.getBytes(StandardCharsets.UTF_8), binary, second.getBytes(StandardCharsets.UTF_8));

        JsonNode response = client.post("upload", "multipart/form-data; boundary=xx", body)
                .json()
                .path("AttachableResponse");

        JsonNode file = response.at("/0/Attachable");
        assertThat(file.path("Size").asInt()).isEqualTo(5000);
        String url = client.get("download/" + file.path("Id").asText()).text();
        assertThat(Client.send(client.withToken(null).request(url).GET().build())
                        .response()
                        .body())
                .isEqualTo(binary);
        assertThat(Client.send(client.request(response.at("/1/Attachable/TempDownloadUri")
                                        .asText())
                                .GET()
                                .build())
                        .text())
                .isEqualTo("zwei");
        sandbox.clock().advance(Duration.ofMinutes(16));
        assertThat(Client.send(client.request(url).GET().build()).status()).isEqualTo(403);
        Client again = Client.of(sandbox);
        assertThat(again.rows(
                        "Attachable",
                        "select * from Attachable where AttachableRef.EntityRef.Type = 'Invoice' and AttachableRef.EntityRef.value = '"
                                + invoice + "'"))
                .hasSize(1);
    }

    private static byte[] concat(byte[]... parts) {
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Invoice", "Estimate", "SalesReceipt", "CreditMemo", "RefundReceipt", "PurchaseOrder", "Payment"
            })
    void documentsArePdfs(String entity) throws Exception {
        String path = entity.toLowerCase(java.util.Locale.ROOT);
        String id = client.id(entity, "");

        Reply pdf = client.get(path + "/" + id + "/pdf");

        assertThat(pdf.header("Content-Type")).isEqualTo("application/pdf");
        try (var document = Loader.loadPDF(pdf.response().body())) {
            assertThat(new PDFTextStripper().getText(document)).contains("Harbor Street Home & Garden");
        }
        assertThat(client.get("bill/" + client.id("Bill", "") + "/pdf").fault()).isEqualTo("500");
    }

    @Test
    void documentsAreSentFortyTimesADay() {
        String id = client.id("Invoice", "");
        Reply sent = client.post(
                "invoice/" + id + "/send?sendTo=" + Client.encode("a@b.example"),
                "application/octet-stream",
                new byte[0]);

        assertThat(sent.json().at("/Invoice/EmailStatus").asText()).isEqualTo("EmailSent");
        assertThat(sent.json().at("/Invoice/DeliveryInfo/DeliveryType").asText())
                .isEqualTo("Email");
        assertThat(sent.json().at("/Invoice/BillEmail/Address").asText()).isEqualTo("a@b.example");
        for (int i = 1; i < 40; i++) {
            assertThat(client.post("invoice/" + id + "/send", "application/octet-stream", new byte[0])
                            .status())
                    .isEqualTo(200);
        }
        assertThat(client.post("invoice/" + id + "/send", "application/octet-stream", new byte[0])
                        .fault())
                .isEqualTo("6000");
        assertThat(sandbox.company().letters()).hasSize(40);
    }

    static java.util.Set<String> reports() {
        return new ReportService().names();
    }

    @ParameterizedTest
    @MethodSource("reports")
    void reportsHaveTheRealShape(String name) {
        // On the first days of a year nothing has been sold in it yet.
        LocalDate today = LocalDate.ofInstant(sandbox.clock().instant(), ZoneOffset.UTC);
        Reply reply = client.get("reports/" + name + "?start_date=" + today.minusYears(1) + "&end_date=" + today);

        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        JsonNode report = reply.json();
        assertThat(report.at("/Header/ReportName").asText()).isEqualTo(name);
        JsonNode options = report.at("/Header/Option");
        assertThat(options.get(options.size() - 1).path("Name").asText()).isEqualTo("NoReportData");
        assertThat(report.at("/Columns/Column")).isNotEmpty();
        assertThat(report.at("/Rows/Row")).isNotEmpty();
        assertThat(client.get("reports/" + name + "?start_date=nonsense").status())
                .isEqualTo(400);
    }

    @Test
    void reportsAgreeWithTheBooks() {
        JsonNode sheet = client.get("reports/BalanceSheet").json().at("/Rows/Row");
        assertThat(sheet.at("/0/Summary/ColData/1/value")).isEqualTo(sheet.at("/1/Summary/ColData/1/value"));

        JsonNode trial = client.get("reports/TrialBalance").json().at("/Rows/Row");
        JsonNode total = trial.get(trial.size() - 1).at("/Summary/ColData");
        assertThat(total.at("/1/value")).isEqualTo(total.at("/2/value"));

        JsonNode aged = client.get("reports/AgedReceivables").json().at("/Rows/Row");
        String owed = aged.get(aged.size() - 1).at("/Summary/ColData/6/value").asText();
        JsonNode balances = client.get("reports/CustomerBalance").json().at("/Rows/Row");
        assertThat(balances.get(balances.size() - 1)
                        .at("/Summary/ColData/1/value")
                        .asText())
                .isEqualTo(owed);

        JsonNode months = client.get(
                        "reports/ProfitAndLoss?start_date=2026-01-01&end_date=2026-06-30&summarize_column_by=Month")
                .json();
        assertThat(months.at("/Columns/Column")).hasSize(8);
        assertThat(months.at("/Columns/Column/1/ColTitle").asText()).isEqualTo("Jan 2026");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GeneralLedgerFR", "FECReport", "BAS", "Nonsense"})
    void whatCannotBeReportedSaysSo(String name) {
        assertThat(client.get("reports/" + name).fault()).isEqualTo("500");
    }

    @Test
    void xmlIsTheDefaultAndGzipIsHonoured() throws Exception {
        Reply xml = Client.send(client.request(client.path("companyinfo/1"))
                .setHeader("Accept", "*/*")
                .GET()
                .build());
        assertThat(xml.header("Content-Type")).startsWith("application/xml");
        assertThat(xml.text())
                .contains(
                        "<IntuitResponse xmlns=\"http://schema.intuit.com/finance/v3\"",
                        "<CompanyInfo domain=\"QBO\" sparse=\"false\">");

        Reply zipped = Client.send(client.request(client.path("companyinfo/1"))
                .header("Accept-Encoding", "gzip")
                .GET()
                .build());
        assertThat(zipped.header("Content-Encoding")).isEqualTo("gzip");

        java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
        try (var gzip = new java.util.zip.GZIPOutputStream(bytes)) {
            gzip.write("{\"DisplayName\":\"Zipped\"}".getBytes(StandardCharsets.UTF_8));
        }
        Reply stored = Client.send(client.request(client.path("customer"))
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(bytes.toByteArray()))
                .build());
        assertThat(stored.json().at("/Customer/DisplayName").asText()).isEqualTo("Zipped");
    }

    @Test
    void entitlementsAreXml() {
        Reply reply = Client.send(client.request("/manage/entitlements/v3/" + QuickBooksSandbox.US_REALM)
                .GET()
                .build());

        assertThat(reply.text()).contains("<PlanName>QuickBooks Online Plus</PlanName>");
    }

    @Test
    void taxClassificationsAreListedByLevelAndParent() {
        assertThat(client.get("taxclassification").json().at("/QueryResponse/TaxClassification"))
                .hasSize(4);
        assertThat(client.get("taxclassification?level=1").json().at("/QueryResponse/TaxClassification"))
                .hasSize(2);
        assertThat(client.get("taxclassification?parentId=1").json().at("/QueryResponse/TaxClassification"))
                .hasSize(2);
    }
}
