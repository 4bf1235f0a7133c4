package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.camelquickbooks.sandbox.Client.Reply;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page in a developer's browser, or a client gone wrong, can do to a sandbox: nothing. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SandboxAttackTest {

    private QuickBooksSandbox sandbox;
    private Client client;

    @BeforeEach
    void start() {
        sandbox = QuickBooksSandbox.create().throttled(false).start();
        client = Client.of(sandbox);
    }

    @AfterEach
    void stop() {
        sandbox.close();
    }

    private Reply post(String path, String type, String body) {
        return Client.send(client.request(path)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    private Reply put(String path, String body) {
        return Client.send(
                client.request(path).PUT(BodyPublishers.ofString(body)).build());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e2147483648",
                "1e1000000",
                "1e-1000000",
                "0e1000000",
                "NaN",
                "12345678901234567890123456789012345678901"
            })
    void aStrangeNumberIsAFaultThatNamesItsPlace(String number) {
        Reply entity = post(client.path("item"), "application/json", "{\"Name\":\"x\",\"UnitPrice\":" + number + "}");
        assertThat(entity.status()).as(entity.text()).isEqualTo(400);
        assertThat(entity.text()).contains("/UnitPrice");
        Reply batch = post(
                client.path("batch"),
                "application/json",
                "{\"BatchItemRequest\":[{\"bId\":" + number + ",\"Query\":\"select * from Item\"}]}");
        assertThat(batch.status()).as(batch.text()).isEqualTo(400);
        assertThat(batch.text()).contains("/BatchItemRequest/0/bId");
        Reply text = post(client.path("item"), "application/json", "{\"Name\":\"x\",\"UnitPrice\":\"" + number + "\"}");
        assertThat(text.status()).as(text.text()).isEqualTo(400);
        assertThat(client.query("select * from Invoice where TotalAmt > '" + number + "'")
                        .status())
                .isEqualTo(400);
        assertThat(put("/admin/clock", "{\"rate\":" + number + "}").status()).isEqualTo(400);
    }

    @Test
    void equalNamesAreAFault() {
        Reply reply = post(client.path("item"), "application/json", "{\"Name\":\"a\",\"Name\":\"b\"}");
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.text()).contains("/Name");
    }

    @Test
    void likeTakesTimeByTheLengthOfTextAndPatternOnly() {
        sandbox.company().create("Customer", "{\"DisplayName\":\"" + "a".repeat(500) + "\"}");
        Reply reply = client.query("select * from Customer where DisplayName like '" + "%a".repeat(400) + "%b'");
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        assertThat(client.query("select * from Customer where DisplayName like '" + "%a".repeat(400) + "%'")
                        .text())
                .contains("aaaa");
    }

    @Test
    void aFileNameOfTwentyThousandCharactersIsAFault() {
        for (String name : List.of("x".repeat(20_000), "\\\"".repeat(20_000))) {
            Reply reply = post(
                    client.path("upload"),
                    "multipart/form-data; boundary=b",
                    "--b\r\nContent-Disposition: form-data; name=\"file_content_01\"; filename=\"" + name
                            + "\"\r\nContent-Type: text/plain\r\n\r\nx\r\n--b--\r\n");
            assertThat(reply.status()).as(reply.text()).isLessThan(500);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"now\":{}}",
                "{\"now\":null}",
                "{\"rate\":\"x\"}",
                "{\"rate\":{}}",
                "{\"rate\":null}",
                "{\"now\":\"+1000000000-12-31T23:59:59Z\"}",
                "{\"advance\":[]}",
                "{\"advance\":\"PT9223372036854775807S\"}",
                "{\"advance\":\"P-9999999D\"}"
            })
    void theClockTakesTimesOnly(String body) {
        assertThat(put("/admin/clock", body).status()).isEqualTo(400);
        assertThat(client.query("select * from Item").status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"start_date", "end_date", "report_date", "as_of_date"})
    void extremeDatesOfReportsAreFaults(String parameter) {
        for (String date : List.of("-999999999-01-01", "%2B999999999-12-31", "0000-01-01", "9999-12-31")) {
            for (String report : List.of("ProfitAndLoss", "AgedReceivables", "BalanceSheet", "GeneralLedger")) {
                Reply reply = client.get("reports/" + report + "?summarize_column_by=Month&" + parameter + "=" + date);
                assertThat(reply.status()).as(report + " " + reply.text()).isLessThan(500);
            }
        }
        assertThat(client.get("reports/AgedReceivables?aging_period=2147483647&num_periods=2147483647")
                        .status())
                .isEqualTo(400);
    }

    /** HTTP by hand: the JDK's client does not let Host be set. */
    private String raw(String head) throws Exception {
        try (Socket socket = new Socket("127.0.0.1", sandbox.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void anotherNameAndAnotherOriginControlNothing() throws Exception {
        for (String path : List.of("/", "/admin", "/admin/companies", "/admin/requests", "/admin/apps")) {
            for (String host :
                    List.of("evil.example", "127.evil.example", "127.0.0.1.evil.example:80", "localhost.evil")) {
                assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n"))
                        .as(path + " " + host)
                        .startsWith("HTTP/1.1 403");
            }
            for (String origin :
                    List.of("http://evil.example", "null", "http://127.evil.example", "http://localhost.evil")) {
                assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nOrigin: " + origin + "\r\n"))
                        .as(path + " " + origin)
                        .startsWith("HTTP/1.1 403");
            }
            assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: localhost:" + sandbox.port() + "\r\n"))
                    .startsWith("HTTP/1.1 200");
            assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nOrigin: http://127.0.0.1\r\n"))
                    .startsWith("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.evil.example/callback",
                "httpx://localhost/callback",
                "http://localhost.evil.example/callback",
                "http://localhost@evil.example/callback",
                "http://user@localhost/callback",
                "http://127.1/callback",
                "http://127.0.0.256/callback",
                "http://localhost\\@evil.example/callback",
                "http://localhost:80@evil.example/callback",
                "http://localhost%2eevil.example/callback",
                "http://localhost\t.evil.example/callback",
                "http://evil.example/?http://localhost/callback",
                "http://evil.example#http://localhost/callback",
                "http://2130706433/callback",
                "http://0x7f.0.0.1/callback",
                "http://0/callback",
                "http://[::ffff:203.0.113.7]/callback",
                "http://",
                "data:text/html,x",
                "javascript:alert(1)",
                "//localhost/callback"
            })
    void codesGoToThisMachineOnly(String redirect) {
        Reply page = Client.send(client.request("/connect/oauth2?client_id=sandbox-client&response_type=code&state=s"
                        + "&scope=com.intuit.quickbooks.accounting&redirect_uri="
                        + URLEncoder.encode(redirect, StandardCharsets.UTF_8))
                .build());
        assertThat(page.status()).isEqualTo(400);
        assertThat(consent(redirect).status()).isEqualTo(400);
    }

    private Reply consent(String redirect) {
        return post(
                "/connect/oauth2",
                "application/x-www-form-urlencoded",
                "client_id=sandbox-client&decision=allow&state=s&scope=com.intuit.quickbooks.accounting&realmId="
                        + QuickBooksSandbox.US_REALM + "&redirect_uri="
                        + URLEncoder.encode(redirect, StandardCharsets.UTF_8));
    }

    @Test
    void aStateIsNoHeaderOfTheRedirect() {
        for (String decision : List.of("allow", "deny")) {
            Reply reply = post(
                    "/connect/oauth2",
                    "application/x-www-form-urlencoded",
                    "client_id=sandbox-client&decision=" + decision + "&state=a%0d%0aSet-Cookie:%20b%3dc%26code%3dd"
                            + "&scope=com.intuit.quickbooks.accounting&realmId=" + QuickBooksSandbox.US_REALM
                            + "&redirect_uri=http%3A%2F%2F127.0.0.1%2Fc");
            assertThat(reply.header("Set-Cookie")).isNull();
            assertThat(reply.status()).isEqualTo(302);
            assertThat(reply.header("Location"))
                    .startsWith("http://127.0.0.1/c?")
                    .doesNotContain("&code=d", "\r", "\n");
        }
    }

    private Reply exchange(Reply consent) {
        String code = consent.header("Location").replaceAll(".*code=([^&]+).*", "$1");
        return Client.send(HttpRequest.newBuilder(URI.create(sandbox.url() + "/oauth2/v1/tokens/bearer"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=authorization_code&client_id=sandbox-client"
                        + "&client_secret=sandbox-secret&redirect_uri=http%3A%2F%2F127.0.0.1%2Fc&code=" + code))
                .build());
    }

    @Test
    void codesExpireAndDoNotPileUp() {
        Reply first = consent("http://127.0.0.1/c");
        sandbox.clock().advance(Duration.ofMinutes(6));
        assertThat(exchange(first).status()).isEqualTo(400);
        Reply second = consent("http://127.0.0.1/c");
        for (int i = 0; i < 1_000; i++) {
            consent("http://127.0.0.1/c");
        }
        assertThat(exchange(second).status()).as("the oldest of too many").isEqualTo(400);
        assertThat(exchange(consent("http://127.0.0.1/c")).status()).isEqualTo(200);
    }

    @Test
    void theLogKeepsAFewKilobytesOfARequest() {
        post(
                client.path("item") + "?x=" + "y".repeat(30_000),
                "application/json",
                "{\"Name\":\"" + "z".repeat(30_000) + "\"}");
        assertThat(sandbox.requests().find(entry -> entry.path().endsWith("/item")))
                .hasSize(1)
                .allSatisfy(entry -> assertThat(entry.path().length()
                                + entry.query().length()
                                + entry.body().length()
                                + entry.answer().length())
                        .isLessThan(10_000));
    }

    @Test
    void theBodyOfAStrangerIsNotKept() throws Exception {
        client.withToken("x".repeat(40));
        long before = used();
        try (Socket socket = new Socket("127.0.0.1", sandbox.port())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            int size = 80 * 1024 * 1024;
            out.write(("POST " + client.path("upload") + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + size
                            + "\r\nContent-Type: multipart/form-data; boundary=b\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] chunk = new byte[1024 * 1024];
            for (int sent = 0; sent < size - chunk.length; sent += chunk.length) {
                out.write(chunk);
            }
            out.flush();
            // All but the last part is there, and nothing of it is held.
            assertThat(used() - before).isLessThan(40L * 1024 * 1024);
            out.write(chunk);
            out.flush();
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readNBytes(12), StandardCharsets.US_ASCII)).isEqualTo("HTTP/1.1 401");
        }
    }

    private static long used() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    @Test
    void thePageAsksForTheSecretAndHoldsNone() {
        try (QuickBooksSandbox closed =
                QuickBooksSandbox.create().adminSecret("open-sesame").start()) {
            Client visitor = Client.of(closed);
            Reply page = Client.send(visitor.request("/").build());
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.text()).contains("id=\"secret\"").doesNotContain("open-sesame");
            assertThat(Client.send(visitor.request("/admin/companies").build()).status())
                    .isEqualTo(403);
        }
    }

    private Reply order(String body) {
        return post("/admin/faults", "application/json", body);
    }

    @Test
    void aPatternOfAFaultIsMatchedInLinearTime() {
        assertThat(order("{\"effect\":\"status\",\"status\":418,\"path\":\"" + "*a".repeat(490) + "*b\"}")
                        .status())
                .isEqualTo(200);
        assertThat(client.get("a".repeat(8_000)).status()).isEqualTo(400);
        assertThat(client.get("A".repeat(490) + "B").status()).isEqualTo(418);
    }

    @Test
    void faultOrdersDoNotPileUp() {
        FaultOrder once = FaultOrder.of(FaultOrder.Effect.STATUS)
                .status(503, "text/plain", "")
                .times(1);
        for (int i = 0; i < 1_000; i++) {
            sandbox.faults().order(once);
        }
        assertThat(order("{\"effect\":\"throttle\"}").text()).contains("1000 pending orders");
        assertThat(client.query("select * from Item").status()).isEqualTo(503);
        assertThat(order("{\"effect\":\"status\",\"status\":503,\"times\":1}").status())
                .as("one is done, and makes room")
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"effect\":\"status\",\"status\":99999}",
                "{\"effect\":\"status\",\"status\":101}",
                "{\"effect\":\"status\",\"contentType\":\"text/plain\\r\\nSet-Cookie: a=b\"}",
                "{\"effect\":\"throttle\",\"retryAfter\":-1}",
                "{\"effect\":\"latency\",\"millis\":9000000000000000000}",
                "{\"effect\":\"latency\",\"probability\":2}"
            })
    void anOrderThatCannotBeCarriedOutIsRefused(String body) {
        assertThat(order(body).status()).isEqualTo(400);
        assertThat(client.query("select * from Item").status()).isEqualTo(200);
    }

    @Test
    void subscriptionsAreLimited() {
        String body = "{\"url\":\"http://127.0.0.1:9/hook\"}";
        for (int i = 0; i < 100; i++) {
            assertThat(post("/admin/webhooks", "application/json", body).status())
                    .isEqualTo(200);
        }
        Reply refused = post("/admin/webhooks", "application/json", body);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("100 subscriptions");
        for (String url : List.of("httpx://127.0.0.1/", "file:///etc/passwd", "http://" + "a".repeat(2_000) + "/")) {
            assertThat(post("/admin/webhooks", "application/json", "{\"url\":\"" + url + "\"}")
                            .status())
                    .as(url)
                    .isEqualTo(400);
        }
    }

    @Test
    void aWindowWithoutEndIsRefusedAndWritesGoOn() {
        for (String seconds : List.of("9223372036854775807", "86401", "-1", "\"x\"", "{}", "null")) {
            assertThat(post("/admin/webhooks", "application/json", "{\"windowSeconds\":" + seconds + "}")
                            .status())
                    .as(seconds)
                    .isEqualTo(400);
        }
        post("/admin/webhooks", "application/json", "{\"url\":\"http://127.0.0.1:9/hook\"}");
        assertThat(client.post("customer", "{\"DisplayName\":\"Window\"}").status())
                .isEqualTo(200);
    }

    @Test
    void eventsThatWaitAreLimitedWhileTheClockStands() {
        sandbox.clock().run(0);
        sandbox.webhookWindow(Duration.ofHours(1));
        post("/admin/webhooks", "application/json", "{\"url\":\"http://127.0.0.1:9/hook\"}");
        sandbox.generate(QuickBooksSandbox.US_REALM, "customers:10000", 1);
        sandbox.webhooks().tick();
        assertThat(sandbox.webhooks().deliveries())
                .as("sent before the window ends")
                .isNotEmpty();
    }

    @Test
    void limitsThatWouldFillTheMemoryAreRefused() {
        for (String limit : List.of("2147483647", "100001", "0", "-5")) {
            assertThat(put("/admin/throttles", "{\"enabled\":true,\"requestsPerMinute\":" + limit + "}")
                            .status())
                    .as(limit)
                    .isEqualTo(400);
        }
        assertThat(client.query("select * from Item").status()).isEqualTo(200);
    }

    @Test
    void snapshotsAreLimited() {
        assertThat(post("/admin/snapshots/" + "n".repeat(101), "application/json", "")
                        .text())
                .contains("at most 100 characters");
        for (int i = 0; i < 99; i++) {
            sandbox.snapshot("n" + i);
        }
        Reply refused = post("/admin/snapshots/more", "application/json", "");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("at most 100 snapshots");
        assertThat(post("/admin/snapshots/n1", "application/json", "").status()).isEqualTo(204);
    }

    @Test
    void companiesAreLimited() {
        for (int i = 0; i < 100; i++) {
            assertThat(post("/admin/companies", "application/json", "{\"realmId\":\"" + (77_000 + i) + "\"}")
                            .status())
                    .isEqualTo(201);
        }
        Reply refused = post("/admin/companies", "application/json", "{\"realmId\":\"88001\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("At most 100 companies");
        for (String realm : List.of("../../x", "1/2", "1\\u0000", "")) {
            assertThat(post("/admin/companies", "application/json", "{\"realmId\":\"" + realm + "\"}")
                            .status())
                    .as(realm)
                    .isEqualTo(400);
        }
    }

    private Reply upload(String boundary, String body) {
        return post(client.path("upload"), "multipart/form-data; boundary=" + boundary, body);
    }

    @Test
    void anUploadIsReadInTimeByItsLength() {
        int size = 10_000_000;
        assertThat(upload("-".repeat(30_000), "-".repeat(size)).status()).isEqualTo(400);
        assertThat(upload("-".repeat(60), "-".repeat(size)).status()).isLessThan(500);
        assertThat(upload("b", "--b\r\n".repeat(size / 5)).text()).contains("more than 1000 parts");
        assertThat(upload("b", "--b\r\nA: b".repeat(900) + "x".repeat(size)).status())
                .isLessThan(500);
    }

    @Test
    void aPathOrAQueryThatIsNotEncodedIsAFault() throws Exception {
        for (String target : List.of(
                client.path("query") + "?query=%zz",
                client.path("query") + "?requestid=%",
                client.path("customer/%zz"),
                "/connect/oauth2?state=%f",
                "/admin/requests?path=%zz",
                "/download/%00/%2e%2e%2f?expires=%",
                "/%ff%fe",
                "*",
                "//",
                "/v3/company/%2e%2e/query")) {
            String answer = raw("GET " + target + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                    + client.token() + "\r\n");
            assertThat(answer).as(target).matches("(?s)HTTP/1.1 [34]\\d\\d.*");
        }
    }

    @Test
    void aHostThatIsNoneIsRefused() throws Exception {
        for (String host : List.of("\u00e9", "\u00f0\u00ff", "a b", "[", "localhost:99999999", "")) {
            for (String path : List.of("/", "/admin/clock", client.path("query"))) {
                assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n"))
                        .as(host)
                        .matches("(?s)HTTP/1.1 4\\d\\d.*");
            }
        }
    }

    @Test
    void anUploadThatEndsInItsFirstLineIsAnswered() {
        assertThat(upload("b", "---bent-Disposition: form-data; name=\"file_metadata")
                        .status())
                .isLessThan(500);
        assertThat(upload("b", "--b").status()).isLessThan(500);
    }

    private String served(String type) {
        Reply uploaded = upload(
                "b",
                "--b\r\nContent-Disposition: form-data; name=\"file_metadata_01\"\r\n\r\n{\"FileName\":\"a\",\"ContentType\":"
                        + Json.object().textNode(type)
                        + "}\r\n--b\r\nContent-Disposition: form-data; name=\"file_content_01\"; filename=\"a\"\r\n\r\n"
                        + "<script>alert(1)</script>\r\n--b--\r\n");
        String id = uploaded.json().at("/AttachableResponse/0/Attachable/Id").asText();
        return client.get("download/" + id).text();
    }

    @Test
    void aFileOfAStrangerIsNoPageOfTheSandbox() {
        Reply page = Client.send(client.request(served("text/html")).build());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Security-Policy")).contains("sandbox");
        assertThat(page.header("X-Content-Type-Options")).isEqualTo("nosniff");
        Reply split = Client.send(
                client.request(served("text/plain\r\nSet-Cookie: a=b")).build());
        assertThat(split.status()).isEqualTo(200);
        assertThat(split.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(split.header("Set-Cookie")).isNull();
    }

    @Test
    void aBodyThatUnpacksToTooMuchIsRefused() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            byte[] zeros = new byte[1024 * 1024];
            for (int i = 0; i < 200; i++) {
                gzip.write(zeros);
            }
        }
        long before = used();
        Reply reply = Client.send(client.request(client.path("item"))
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(packed.toByteArray()))
                .build());
        assertThat(reply.status()).isEqualTo(413);
        assertThat(used() - before).isLessThan(60L * 1024 * 1024);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "deflate", " GZIP "})
    void aBodyThatCannotBeUnpackedIsAFault(String encoding) {
        for (String body : List.of("{}", "\u001f", "x".repeat(100_000))) {
            Reply reply = Client.send(client.request(client.path("item"))
                    .header("Content-Type", "application/json")
                    .header("Content-Encoding", encoding)
                    .POST(BodyPublishers.ofString(body))
                    .build());
            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.fault()).isNotNull();
        }
    }

    @Test
    void entitiesOfXmlAreNotUnpacked() {
        String laughs = "<!DOCTYPE l [<!ENTITY a \"" + "x".repeat(1000) + "\"><!ENTITY b \"" + "&a;".repeat(1000)
                + "\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>";
        for (String name : List.of("&b;", "&f;", "&a;")) {
            Reply reply = post(
                    client.path("customer"),
                    "application/xml",
                    laughs + "<Customer><DisplayName>" + name + "</DisplayName></Customer>");
            assertThat(reply.status()).as(reply.text()).isEqualTo(400);
            assertThat(reply.text()).doesNotContain("root:").hasSizeLessThan(5_000);
        }
        assertThat(post(
                                client.path("customer"),
                                "application/xml",
                                "<Customer>" + "<A>".repeat(50_000) + "</A>".repeat(50_000) + "</Customer>")
                        .status())
                .isEqualTo(400);
    }

    private String invoice(String description, int lines) {
        String line = "{\"Amount\":1,\"Description\":\"" + description + "\",\"DetailType\":\"SalesItemLineDetail\","
                + "\"SalesItemLineDetail\":{\"ItemRef\":{\"value\":\"" + client.id("Item", "Type = 'Service'")
                + "\"}}}";
        return "{\"CustomerRef\":{\"value\":\"" + client.id("Customer", "") + "\"},\"CustomerMemo\":{\"value\":\""
                + description.substring(0, Math.min(1_000, description.length())) + "\"},\"Line\":["
                + String.join(",", Collections.nCopies(lines, line)) + "]}";
    }

    private void isPrinted(String description, int lines) {
        Reply made = post(client.path("invoice"), "application/json", invoice(description, lines));
        assertThat(made.status()).as(made.text()).isIn(200, 400);
        if (made.status() == 200) {
            long before = used();
            String id = made.json().path("Invoice").path("Id").asText();
            Reply pdf = client.get("invoice/" + id + "/pdf");
            assertThat(pdf.status()).isEqualTo(200);
            assertThat(pdf.text()).startsWith("%PDF");
            assertThat(pdf.response().body()).hasSizeLessThan(5_000_000);
            assertThat(used() - before).isLessThan(60L * 1024 * 1024);
        }
    }

    @Test
    void aHugeDocumentIsPrintedAndKeepsNoMemory() {
        isPrinted("x".repeat(3_900), 2_000);
    }

    /** The fonts of PDF know few of these; a document with them is printed all the same. */
    @Test
    void aDocumentWithAnyCharacterIsPrinted() {
        StringBuilder latin = new StringBuilder();
        for (char c = 127; c < 384; c++) {
            latin.append(c);
            if (latin.length() == 80 || c == 383) {
                isPrinted(latin.toString(), 1);
                latin.setLength(0);
            }
        }
        isPrinted("\\u0000\\u0007\\u001b[2J", 1);
        isPrinted("\ud83e\udd8a\u202e\u200b\u0e01 (\\\\) Tj ET %PDF", 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip, gzip", "gzip,deflate", "br", "zstd", "identity", "gzip;q=1", "*", "\"gzip\""})
    void anEncodingThatIsNotKnownIsNotUnpacked(String encoding) throws Exception {
        byte[] twice = gzip(gzip(new byte[100 * 1024 * 1024]));
        assertThat(twice).hasSizeLessThan(10_000);
        long before = used();
        Reply reply = Client.send(client.request(client.path("item"))
                .header("Content-Type", "application/json")
                .header("Content-Encoding", encoding)
                .POST(BodyPublishers.ofByteArray(twice))
                .build());
        assertThat(reply.status()).isEqualTo(400);
        assertThat(used() - before).isLessThan(40L * 1024 * 1024);
    }

    private static byte[] gzip(byte[] content) throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(content);
        }
        return packed.toByteArray();
    }

    @Test
    void aMillionArraysAreAFault() {
        for (String body : List.of(
                "[".repeat(1_000_000),
                "{\"a\":".repeat(1_000_000),
                "{\"Line\":" + "[".repeat(500_000) + "]".repeat(500_000) + "}")) {
            for (String path : List.of(client.path("item"), client.path("batch"))) {
                assertThat(post(path, "application/json", body).status()).isEqualTo(400);
            }
            assertThat(order(body).status()).isEqualTo(400);
        }
    }

    /** Half of a character is none: what it becomes can be written, kept, found and read. */
    @Test
    void halfACharacterSpoilsNoAnswer() {
        for (String half : List.of("\\ud800", "\\udc00", "\\udc00\\ud800", "x\\ud83ey", "\\u0000", "\\ufffe")) {
            Reply made = post(client.path("customer"), "application/json", "{\"DisplayName\":\"half " + half + "\"}");
            assertThat(made.status()).as(half).isIn(200, 400);
            assertThat(made.json().isObject()).isTrue();
        }
        for (String half : List.of("\ud800", "\udc00x")) {
            assertThat(client.query("select * from Customer where DisplayName = '" + half + "'")
                            .status())
                    .isIn(200, 400);
        }
        Reply all = client.query("select * from Customer");
        assertThat(all.status()).isEqualTo(200);
        assertThat(all.json().path("QueryResponse").path("Customer")).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "Cookie", "X-Anything", "Content-Type", "Accept"})
    void aHeaderThatIsTooLargeIsRefused(String name) throws Exception {
        for (int size : List.of(60_000, 200_000)) {
            assertThat(raw("GET " + client.path("query") + " HTTP/1.1\r\nHost: localhost\r\n" + name + ": "
                            + "x".repeat(size) + "\r\n"))
                    .as(name + " " + size)
                    .matches("(?s)HTTP/1.1 4\\d\\d.*");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost.evil.example",
                "localhost.",
                "127.0.0.1.",
                "127.0.0.1.nip.io",
                "[::1].evil.example",
                "[::1]evil.example",
                "[::2]",
                "[::ffff:127.0.0.1]",
                "localhost:80.evil.example",
                "localhost:evil",
                "localhost:80:80",
                "evil.example:localhost",
                "localhost@evil.example",
                "evil.example#localhost",
                "evil.example/localhost",
                "localhost%2eevil.example",
                "0.0.0.0",
                "0x7f.0.0.1",
                "2130706433",
                "127.1",
                "localhost, evil.example",
                "loc\u0430lhost"
            })
    void aNameThatIsAlmostThisMachineControlsNothing(String host) throws Exception {
        for (String path : List.of("/", "/admin/companies")) {
            assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n"))
                    .as(host)
                    .matches("(?s)HTTP/1.1 40[03].*");
            assertThat(raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nOrigin: http://" + host + "\r\n"))
                    .as("Origin " + host)
                    .startsWith("HTTP/1.1 403");
        }
        for (String own : List.of("LOCALHOST", "localhost:" + sandbox.port(), "[::1]", "[::1]:80", "127.0.0.1")) {
            assertThat(raw("GET /admin/clock HTTP/1.1\r\nHost: " + own + "\r\n"))
                    .startsWith("HTTP/1.1 200");
        }
    }

    /** Another program on this machine serves pages too, and what is wrong in one of them is none of the sandbox's. */
    @Test
    void aPageOfAnotherProgramControlsNothing() throws Exception {
        String host = "localhost:" + sandbox.port();
        for (String origin : List.of(
                "http://localhost:3000",
                "http://localhost",
                "http://127.0.0.1:" + sandbox.port(),
                "https://" + host,
                "HTTP://" + host + "/",
                "http://user@" + host,
                "file://",
                "null",
                "",
                "http://",
                "chrome-extension://abc",
                "http://" + host + ", http://evil.example")) {
            assertThat(raw("GET /admin/clock HTTP/1.1\r\nHost: " + host + "\r\nOrigin: " + origin + "\r\n"))
                    .as(origin)
                    .startsWith("HTTP/1.1 403");
        }
        assertThat(raw("GET /admin/clock HTTP/1.1\r\nHost: " + host + "\r\nOrigin: http://" + host + "\r\n"))
                .startsWith("HTTP/1.1 200");
    }

    @Test
    void theSecretIsNeededInItsHeaderOnly() throws Exception {
        try (QuickBooksSandbox closed =
                QuickBooksSandbox.create().adminSecret("open-sesame").start()) {
            for (String path : List.of("companies", "clock", "requests", "apps", "tokens", "faults", "snapshots", "")) {
                for (String header : List.of(
                        "X: 1",
                        "Authorization: open-sesame",
                        "Authorization: Basic open-sesame",
                        "Authorization: Bearer open-sesam",
                        "Authorization: Bearer open-sesame2",
                        "Authorization: Bearer ",
                        "Cookie: secret=open-sesame",
                        "X-Admin-Secret: open-sesame")) {
                    try (Socket socket = new Socket("127.0.0.1", closed.port())) {
                        socket.setSoTimeout(20_000);
                        socket.getOutputStream()
                                .write(("GET /admin/" + path + "?secret=open-sesame HTTP/1.1\r\nHost: localhost\r\n"
                                                + header + "\r\nConnection: close\r\n\r\n")
                                        .getBytes(StandardCharsets.US_ASCII));
                        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
                        assertThat(answer).as(path + " " + header).matches("(?s)HTTP/1.1 40[034].*");
                    }
                }
            }
        }
    }

    @Test
    void aStrangeNumberInAnOrderToTheSandboxIsRefused() {
        for (String number : List.of("1e1000000", "1e2147483648", "1e-1000000", "NaN", "9".repeat(5_000))) {
            for (String body : List.of(
                    "{\"effect\":\"status\",\"status\":" + number + "}",
                    "{\"effect\":\"latency\",\"millis\":" + number + "}",
                    "{\"effect\":\"throttle\",\"times\":" + number + "}",
                    "{\"effect\":\"throttle\",\"probability\":" + number + "}")) {
                assertThat(order(body).status())
                        .as(body.substring(0, Math.min(60, body.length())))
                        .isEqualTo(400);
            }
            assertThat(post("/admin/webhooks", "application/json", "{\"windowSeconds\":" + number + "}")
                            .status())
                    .isEqualTo(400);
            assertThat(post("/admin/companies", "application/json", "{\"realmId\":" + number + "}")
                            .status())
                    .isEqualTo(400);
            assertThat(put("/admin/throttles", "{\"requestsPerMinute\":" + number + "}")
                            .status())
                    .isEqualTo(400);
        }
    }

    /** A name is text in the console and on the page of consent. */
    @Test
    void aNameIsNoHtml() {
        String name = "<img src=x onerror=alert(1)>\"'";
        Reply page = Client.send(client.request("/connect/oauth2?client_id=sandbox-client&response_type=code"
                        + "&scope=com.intuit.quickbooks.accounting&redirect_uri=http%3A%2F%2F127.0.0.1%2Fc&state="
                        + URLEncoder.encode(name, StandardCharsets.UTF_8))
                .build());
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).doesNotContain("<img");
        assertThat(page.header("Content-Security-Policy")).contains("default-src 'none'");
        Reply console = Client.send(client.request("/").build());
        assertThat(console.text()).doesNotContain("innerHTML", "insertAdjacentHTML", "document.write", "eval(");
    }

    @Test
    void theClockIsStillRight() {
        assertThat(sandbox.clock().instant()).isAfter(Instant.parse("2020-01-01T00:00:00Z"));
    }
}
