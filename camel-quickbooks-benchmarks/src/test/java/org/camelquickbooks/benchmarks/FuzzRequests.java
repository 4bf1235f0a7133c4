package org.camelquickbooks.benchmarks;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.camelquickbooks.sandbox.QuickBooksSandbox;

/** Requests that were right once, with something wrong in them: the same seed gives the same requests. */
final class FuzzRequests {

    /**
     * One request.
     *
     * @param wellFormed whether HTTP itself is right, so that an answer is owed
     */
    record Bytes(byte[] bytes, boolean wellFormed) {}

    private record Right(String method, String target, String type, String body) {}

    private static final String REALM = QuickBooksSandbox.US_REALM;
    private static final String API = "/v3/company/" + REALM + "/";
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    private static final List<Right> SANDBOX = List.of(
            new Right("POST", API + "customer?requestid=r1", JSON, "{\"DisplayName\":\"Fuzz\",\"Notes\":\"n\"}"),
            new Right(
                    "POST",
                    API + "invoice",
                    JSON,
                    "{\"CustomerRef\":{\"value\":\"1\"},\"TxnDate\":\"2026-02-28\",\"Line\":[{\"Amount\":100.25,"
                            + "\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":{\"ItemRef\":{\"value\":\"1\"},"
                            + "\"Qty\":2,\"UnitPrice\":50.125}}]}"),
            new Right(
                    "POST",
                    API + "invoice?operation=delete",
                    JSON,
                    "{\"Id\":\"1\",\"SyncToken\":\"0\",\"sparse\":true}"),
            new Right(
                    "POST",
                    API + "batch",
                    JSON,
                    "{\"BatchItemRequest\":[{\"bId\":\"1\",\"operation\":\"create\",\"Customer\":{\"DisplayName\":\"B\"}},"
                            + "{\"bId\":\"2\",\"Query\":\"select * from Item\"}]}"),
            new Right(
                    "POST",
                    API + "customer",
                    "application/xml",
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><Customer xmlns=\"http://schema.intuit.com/finance/v3\">"
                            + "<DisplayName>X &amp; Y</DisplayName><BillAddr><Line1>1</Line1></BillAddr></Customer>"),
            new Right(
                    "POST",
                    API + "upload",
                    "multipart/form-data; boundary=b",
                    "--b\r\nContent-Disposition: form-data; name=\"file_metadata_01\"\r\nContent-Type: application/json"
                            + "\r\n\r\n{\"FileName\":\"a.txt\"}\r\n--b\r\nContent-Disposition: form-data; name=\"file_content_01\";"
                            + " filename=\"a.txt\"\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n"
                            + "YWJj\r\n--b--\r\n"),
            new Right(
                    "POST",
                    API + "query",
                    "application/text",
                    "select Id, DisplayName from Customer where DisplayName like '%a%' and Active in (true, false)"
                            + " orderby DisplayName desc startposition 1 maxresults 10"),
            new Right(
                    "GET",
                    API + "query?query=select%20count(*)%20from%20Invoice%20where%20TotalAmt%20%3E%20'1'",
                    null,
                    null),
            new Right("GET", API + "cdc?entities=Customer,Invoice&changedSince=2026-01-01T00:00:00Z", null, null),
            new Right(
                    "GET",
                    API + "reports/ProfitAndLoss?start_date=2026-01-01&end_date=2026-03-31&summarize_column_by=Month",
                    null,
                    null),
            new Right("GET", API + "reports/AgedReceivables?aging_period=30&num_periods=4", null, null),
            new Right("GET", API + "invoice/1/pdf", null, null),
            new Right("POST", API + "invoice/1/send?sendTo=a@example.com", JSON, ""),
            new Right("GET", API + "download/1", null, null),
            new Right("GET", "/download/" + REALM + "/1?expires=99999999999&signature=x", null, null),
            new Right("GET", API + "exchangerate?sourcecurrencycode=EUR&asofdate=2026-01-01", null, null),
            new Right(
                    "POST",
                    "/oauth2/v1/tokens/bearer",
                    FORM,
                    "grant_type=refresh_token&refresh_token=x&client_id=sandbox-client&client_secret=sandbox-secret"),
            new Right("POST", "/v2/oauth2/tokens/revoke", JSON, "{\"token\":\"x\"}"),
            new Right(
                    "GET",
                    "/connect/oauth2?client_id=sandbox-client&response_type=code&state=s&scope="
                            + "com.intuit.quickbooks.accounting&redirect_uri=http%3A%2F%2Flocalhost%2Fcallback",
                    null,
                    null),
            new Right(
                    "POST",
                    "/connect/oauth2",
                    FORM,
                    "client_id=sandbox-client&decision=allow&state=s&scope=com.intuit.quickbooks.accounting&realmId="
                            + REALM + "&redirect_uri=http%3A%2F%2Flocalhost%2Fcallback"),
            new Right("GET", "/v1/openid_connect/userinfo", null, null),
            new Right("GET", "/admin/requests?path=/x&limit=10&since=0&status=200", null, null),
            new Right("POST", "/admin/tokens", JSON, "{\"realmId\":\"" + REALM + "\"}"),
            new Right("GET", "/admin/companies/" + REALM + "/glance", null, null));

    private static final List<Right> ENDPOINTS = List.of(
            new Right(
                    "POST",
                    "/hook",
                    JSON,
                    "[{\"specversion\":\"1.0\",\"id\":\"e1\",\"source\":\"intuit.x\",\"type\":\"qbo.customer.created.v1\","
                            + "\"time\":\"2026-01-01T00:00:00Z\",\"intuitentityid\":\"1\",\"intuitaccountid\":\""
                            + REALM
                            + "\",\"data\":{}}]"),
            new Right(
                    "POST",
                    "/hook",
                    JSON,
                    "{\"eventNotifications\":[{\"realmId\":\"" + REALM
                            + "\",\"dataChangeEvent\":{\"entities\":[{\"name\":"
                            + "\"Customer\",\"id\":\"1\",\"operation\":\"Create\",\"lastUpdated\":\"2026-01-01T00:00:00Z\"}]}}]}"),
            new Right("GET", "/quickbooks/companies", null, null),
            new Right("GET", "/quickbooks/connect", null, null),
            new Right("GET", "/quickbooks/callback?state=s&code=c&realmId=" + REALM, null, null),
            new Right("POST", "/quickbooks/login", FORM, "secret=guess&seal=x"),
            new Right("POST", "/quickbooks/connect", FORM, "seal=x"),
            new Right("POST", "/quickbooks/disconnect", FORM, "seal=x&realmId=" + REALM));

    /** What has broken parsers before. */
    private static final List<String> SPITE = List.of(
            "1e1000000",
            "-1e2147483648",
            "1e-1000000",
            "NaN",
            "0.1e99999999999",
            "9".repeat(400),
            "\u0000",
            "\ufeff",
            "%zz",
            "%",
            "%00",
            "%ff%fe",
            "..",
            "/../",
            "//",
            "\\",
            "'",
            "\"",
            "\\u0000",
            "\\ud800",
            "{\"a\":".repeat(300),
            "[".repeat(2_000),
            "<a>".repeat(300),
            "<!DOCTYPE a [<!ENTITY b \"c\">]>",
            "&b;",
            "]]>",
            "<![CDATA[",
            "--b",
            "--b\r\n",
            "\r\n",
            "\n\n",
            "like '" + "%a".repeat(60) + "%b'",
            " in ('1','2') ",
            " orderby ",
            "$select",
            "😀",
            "-999999999-01-01",
            "9999-12-31",
            "+1000000000-01-01T00:00:00Z",
            "true",
            "null",
            "{}",
            "[]",
            "a".repeat(5_000),
            "=",
            "&",
            "&&&&",
            ";",
            ":",
            ",",
            "(",
            ")",
            "*",
            "${jndi:x}",
            "<script>",
            "' or '1'='1",
            "\"Id\":\"1\",\"Id\":\"2\"");

    private static final List<String> HEADERS = List.of(
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: gzip, chunked",
            "Content-Length: 5",
            "Content-Length: -1",
            "Content-Length: 99999999999999999999",
            "Expect: 100-continue",
            "Upgrade: h2c\r\nHTTP2-Settings: x",
            "Connection: Upgrade\r\nUpgrade: websocket",
            "Range: bytes=0-",
            "Host: other",
            "X: " + "y".repeat(70_000),
            " folded",
            "no colon",
            ": empty",
            "Bad\u0000Name: x",
            "Cookie: a=b; =; ;;; x",
            "Content-Type: multipart/form-data; boundary=");

    private static final List<String> QUIET_HEADERS = List.of(
            "Content-Encoding: gzip",
            "Content-Encoding: deflate",
            "Accept: */*",
            "Accept: application/xml",
            "Accept: a/b;q=x",
            "Content-Type: text/plain",
            "Content-Type: application/xml",
            "Content-Type: multipart/form-data",
            "Accept-Encoding: gzip",
            "Content-Type: application/json;charset=utf-16",
            "Authorization: Basic x",
            "Authorization: Bearer ",
            "Authorization: Bearer \u00e9",
            "Origin: http://evil.example",
            "Cookie: a=b; =; ;;; x",
            "Accept-Language: " + "x,".repeat(2_000),
            "Sec-Fetch-Site: cross-site",
            "X-Forwarded-For: ,,,;",
            "Forwarded: for=\"",
            "intuit-signature: ",
            "Content-Type: multipart/form-data; boundary=\"\"");

    private final Random random;
    private final String token;

    FuzzRequests(long seed, String token) {
        this.random = new Random(seed);
        this.token = token;
    }

    Bytes forSandbox() {
        Right right = any(SANDBOX);
        String authorization = random.nextInt(10) == 0 ? "" : "Authorization: Bearer " + token + "\r\n";
        return request(right, spoilt(right), authorization);
    }

    Bytes forEndpoints() {
        Right right = any(ENDPOINTS);
        byte[] body = spoilt(right);
        String signature = right.target().equals("/hook") && random.nextInt(5) > 0
                ? "intuit-signature: " + signature(body) + "\r\n"
                : "";
        return request(right, body, signature);
    }

    private <T> T any(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    private byte[] spoilt(Right right) {
        byte[] body = right.body() == null ? new byte[0] : right.body().getBytes(StandardCharsets.UTF_8);
        return right.body() == null || random.nextInt(6) == 0 ? body : spoilt(body, 1 + random.nextInt(3));
    }

    private byte[] spoilt(byte[] bytes, int times) {
        byte[] now = bytes;
        for (int i = 0; i < times; i++) {
            now = spoilt(now);
        }
        return now;
    }

    private byte[] spoilt(byte[] bytes) {
        int at = random.nextInt(bytes.length + 1);
        int to = Math.min(bytes.length, at + random.nextInt(20));
        return switch (random.nextInt(7)) {
            case 0 -> joined(bytes, 0, at, new byte[0], to, bytes.length);
            case 1 -> joined(bytes, 0, to, Arrays.copyOfRange(bytes, at, to), to, bytes.length);
            case 2 -> Arrays.copyOf(bytes, at);
            case 3 -> noise(bytes);
            case 4 -> joined(bytes, 0, at, noise(new byte[random.nextInt(64)]), to, bytes.length);
            default -> joined(bytes, 0, at, any(SPITE).getBytes(StandardCharsets.UTF_8), to, bytes.length);
        };
    }

    private byte[] noise(byte[] bytes) {
        byte[] noisy = bytes.clone();
        for (int i = 0; i < 1 + bytes.length / 16 && bytes.length > 0; i++) {
            noisy[random.nextInt(noisy.length)] = (byte) random.nextInt(256);
        }
        return noisy;
    }

    private static byte[] joined(byte[] bytes, int from, int to, byte[] between, int on, int end) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, from, to - from);
        out.writeBytes(between);
        out.write(bytes, on, end - on);
        return out.toByteArray();
    }

    private Bytes request(Right right, byte[] body, String authorization) {
        boolean wellFormed = random.nextInt(4) > 0;
        StringBuilder head = new StringBuilder();
        head.append(right.method()).append(' ').append(target(right.target())).append(" HTTP/1.1\r\n");
        head.append("Host: localhost\r\nConnection: close\r\n").append(authorization);
        if (right.type() != null) {
            head.append("Content-Type: ").append(right.type()).append("\r\n");
        }
        if (random.nextInt(3) == 0) {
            head.append(any(QUIET_HEADERS)).append("\r\n");
        }
        if (!wellFormed && random.nextBoolean()) {
            head.append(any(HEADERS)).append("\r\n");
        }
        if (right.type() != null) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        byte[] line = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = concat(wellFormed ? line : spoilt(line, random.nextInt(3)), body);
        return new Bytes(whole, wellFormed);
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    /** A target without blanks and line ends, so that HTTP stays HTTP. */
    private String target(String right) {
        if (random.nextBoolean()) {
            return right;
        }
        byte[] bytes = spoilt(right.substring(1).getBytes(StandardCharsets.UTF_8), 1 + random.nextInt(2));
        StringBuilder target = new StringBuilder("/");
        for (byte b : Arrays.copyOf(bytes, Math.min(bytes.length, 10_000))) {
            int c = b & 0xff;
            target.append(c > ' ' && c < 127 ? String.valueOf((char) c) : String.format("%%%02x", c));
        }
        return target.toString();
    }

    private static String signature(byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(FuzzTarget.VERIFIER.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
