package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletionException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers, and an Intuit gone wrong, post to the webhook's address. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WebhookAttackTest extends RouteTest {

    private static final String VERIFIER = "attacked-verifier-token";
    private static final int MAX_BODY = 100_000;

    private MockEndpoint out;
    private int port;

    @BeforeEach
    void route() throws Exception {
        port = serve();
        out = getMockEndpoint("mock:out");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("quickbooks:webhook?webhookPath=/hook&maxBodySize=" + MAX_BODY + "&webhookVerifyToken=" + VERIFIER)
                        .routeId("hook")
                        .to("mock:out");
            }
        });
    }

    /** What comes back for a head and what follows it; the connection is not ended by us. */
    private String raw(String head, byte[] body) throws IOException {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + head + "\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
            out.write(body);
            out.flush();
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
        }
    }

    private String post(String target, byte[] body, String... headers) throws Exception {
        return raw(
                target + " HTTP/1.1\r\nintuit-signature: " + signature(body) + "\r\nContent-Length: " + body.length
                        + (headers.length == 0 ? "" : "\r\n" + String.join("\r\n", headers)),
                body);
    }

    private String post(String body) throws Exception {
        return post("/hook", body.getBytes(StandardCharsets.UTF_8));
    }

    private static String signature(byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(VERIFIER.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(body));
    }

    private static String event(String id) {
        return "{\"specversion\":\"1.0\",\"id\":\"" + id
                + "\",\"source\":\"intuit.x\",\"type\":\"qbo.customer.created.v1\","
                + "\"time\":\"2026-01-01T00:00:00Z\",\"intuitentityid\":\"1\",\"intuitaccountid\":\"" + REALM
                + "\",\"data\":{}}";
    }

    private void isDelivered(String id) {
        eventually(() -> out.getExchanges().stream()
                .anyMatch(exchange ->
                        String.valueOf(exchange.getMessage().getBody()).contains("\"" + id + "\"")));
    }

    /** Nothing of the body is sent, or all but its end: an answer comes all the same. */
    @Test
    void aPostThatIsTooLargeIsRefusedBeforeItIsRead() throws Exception {
        byte[] nothing = new byte[0];
        for (String length : List.of(Integer.toString(MAX_BODY + 1), "10485760", "3000000000")) {
            assertThat(raw("/hook HTTP/1.1\r\nContent-Length: " + length, nothing))
                    .as("announced: " + length)
                    .isEqualTo("HTTP/1.1 413");
        }
        String chunk = "1000\r\n" + "x".repeat(4096) + "\r\n";
        assertThat(raw(
                        "/hook HTTP/1.1\r\nTransfer-Encoding: chunked",
                        chunk.repeat(MAX_BODY / 4096 + 2).getBytes(StandardCharsets.US_ASCII)))
                .as("in chunks, of which the last never comes")
                .isEqualTo("HTTP/1.1 413");
        assertThat(raw("/hook HTTP/1.1\r\nContent-Length: 5", new byte[MAX_BODY * 2]))
                .as("more than was announced is another request, and none")
                .isIn("HTTP/1.1 403", "HTTP/1.1 400");
        assertThat(post("[" + event("after") + "]")).isEqualTo("HTTP/1.1 200");
        isDelivered("after");
    }

    /** Over HTTP/2 a body needs no length that is announced, and the last of its frames never comes. */
    @Test
    void aPostOverHttp2IsRefusedBeforeItIsRead() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            HttpClient client = vertx.createHttpClient(new HttpClientOptions()
                    .setProtocolVersion(HttpVersion.HTTP_2)
                    .setHttp2ClearTextUpgrade(false));
            byte[] large = new byte[MAX_BODY + 1];
            byte[] small = ("[" + event("frames") + "]").getBytes(StandardCharsets.UTF_8);
            assertThat(overHttp2(client, large, null)).as("no length").isEqualTo("411");
            assertThat(overHttp2(client, small, null)).as("no length").isEqualTo("411");
            for (String length : List.of(Integer.toString(large.length), "3000000000")) {
                assertThat(overHttp2(client, large, length)).as(length).isEqualTo("413");
            }
            for (String length : List.of("5", "0", "-1", "x", "99999999999999999999", "")) {
                // The stream is reset; a head that was sent before says nothing.
                overHttp2(client, large, length);
            }
            assertThat(out.getExchanges()).isEmpty();
            assertThat(overHttp2(client, small, Integer.toString(small.length))).isEqualTo("200");
            isDelivered("frames");
        } finally {
            join(vertx.close());
        }
    }

    /** The status of the answer, or why there is none. A body that is too large is not ended. */
    private String overHttp2(HttpClient client, byte[] body, String length) throws Exception {
        HttpClientRequest request = join(client.request(HttpMethod.POST, port, "localhost", "/hook"));
        request.putHeader("intuit-signature", signature(body));
        if (length == null) {
            request.setChunked(true);
        } else {
            request.putHeader("Content-Length", length);
        }
        request.write(Buffer.buffer(body));
        if (body.length <= MAX_BODY) {
            request.end();
        }
        try {
            return Integer.toString(join(request.response()).statusCode());
        } catch (CompletionException e) {
            return "reset: " + e.getCause();
        }
    }

    private static <T> T join(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data", "multipart/form-data; boundary=\"\"", "MULTIPART/mixed; boundary=b"})
    void filesOfStrangersAreNotKept(String type) throws Exception {
        byte[] body = "--b\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a\"\r\n\r\nx\r\n--b--\r\n"
                .getBytes(StandardCharsets.US_ASCII);
        assertThat(post("/hook", body, "Content-Type: " + type)).isEqualTo("HTTP/1.1 415");
        assertThat(post("/hook", body, "Content-Type: application/json", "Content-Type: " + type))
                .isEqualTo("HTTP/1.1 415");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length=99999999999",
                "Content-Length=x",
                "CamelHttpMethod=GET",
                "Content-Encoding=gzip",
                "Transfer-Encoding=chunked"
            })
    void aParameterIsNoHeader(String parameter) throws Exception {
        byte[] body = ("[" + event(parameter) + "]").getBytes(StandardCharsets.UTF_8);
        assertThat(post("/hook?" + parameter, body)).isEqualTo("HTTP/1.1 200");
        isDelivered(parameter);
    }

    /** Strangers who begin many posts and end none fill no memory, and keep nobody out. */
    @Test
    void postsThatAreNotEndedMakeRoomForOthers() throws Exception {
        List<Socket> strangers = new ArrayList<>();
        try {
            for (int i = 0; i < 100; i++) {
                Socket socket = new Socket("localhost", port);
                strangers.add(socket);
                socket.setSoTimeout(20_000);
                socket.getOutputStream()
                        .write(("POST /hook HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + MAX_BODY + "\r\n\r\n"
                                        + "x".repeat(1_000))
                                .getBytes(StandardCharsets.US_ASCII));
            }
            byte[] first = strangers.get(0).getInputStream().readAllBytes();
            assertThat(new String(first, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 408");
            assertThat(post("[" + event("among-strangers") + "]")).isEqualTo("HTTP/1.1 200");
            isDelivered("among-strangers");
        } finally {
            for (Socket socket : strangers) {
                socket.close();
            }
        }
    }

    @Test
    void aHundredThousandBadEventsAreOneLineOfTheLog() throws Exception {
        byte[] many = ("[" + "{},".repeat(30_000) + "1]").getBytes(StandardCharsets.UTF_8);
        try (CapturedLog log = new CapturedLog()) {
            assertThat(post("/hook", many)).isEqualTo("HTTP/1.1 200");
            assertThat(log.lines("of a signed webhook post")).hasSize(1);
            assertThat(log.lines("30001 event(s)")).hasSize(1);
        }
        assertThat(post("[" + event("after-many") + "]")).isEqualTo("HTTP/1.1 200");
        isDelivered("after-many");
    }

    /** Reasons quote values, and a signed post may hold what somebody else has written. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"time\":\"2026\\r\\nforged line\"",
                "\"time\":\"2026\\u0085forged line\u009b31m\"",
                "\"time\":\"2026\\u2028forged line\"",
                "\"a\\r\\nforged line\":1e1000000",
                "\"type\":\"x\\u001b[31m\\nforged line\",\"type\":1"
            })
    void aReasonIsOneLineOfTheLog(String field) throws Exception {
        String bad = event("bad").replace("\"data\":{}", field);
        try (CapturedLog log = new CapturedLog()) {
            assertThat(post("[" + bad + "]")).isEqualTo("HTTP/1.1 200");
            assertThat(log.lines("of a signed webhook post")).hasSize(1);
            assertThat(log.text().lines()).noneMatch(line -> line.startsWith("forged"));
            assertThat(log.text()).doesNotContain("\u2028", "\u001b", "\u0085", "\u009b");
        }
    }

    /** Whatever is wrong with it, Intuit would post it again and again, and with it what is right in it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"data\":1e1000000",
                "\"data\":NaN",
                "\"data\":1,\"data\":2",
                "\"time\":\"+999999999-12-31T23:59:59Z\"",
                "\"time\":\"-999999999-01-01T00:00:00Z\"",
                "\"time\":{}",
                "\"intuitaccountid\":\"../../1\"",
                "\"intuitaccountid\":\"1\\u0000\"",
                "\"intuitentityid\":\"1\\u0000\"",
                "\"intuitentityid\":\"\\ud800\"",
                "\"id\":\"\\u0000\"",
                "\"id\":{\"a\":1}",
                "\"type\":\"qbo.customer\\r\\nWARN.created.v1\"",
                "\"type\":[]"
            })
    void aBadEventIsSetAsideAndTheOthersOfItsPostAreDelivered(String field) throws Exception {
        String name = field.substring(1, field.indexOf('"', 1));
        String bad = event("bad").replaceFirst("\"" + name + "\":(\"[^\"]*\"|\\{})", field.replace("\\", "\\\\"));
        assertThat(bad).isNotEqualTo(event("bad"));
        try (CapturedLog log = new CapturedLog()) {
            assertThat(post("[" + bad + "," + event("good") + "]")).isEqualTo("HTTP/1.1 200");
            isDelivered("good");
            assertThat(log.lines("WARN")).anyMatch(line -> line.contains("1 event(s) of a signed webhook post"));
            assertThat(log.text().lines()).noneMatch(line -> line.startsWith("WARN"));
        }
        assertThat(out.getExchanges()).hasSize(1);
    }

    @Test
    void anEventThatIsTooDeepOrTooLongSpoilsNoOther() throws Exception {
        String deep = event("deep").replace("{}", "[".repeat(5_000) + "]".repeat(5_000));
        String wide = event("w".repeat(20_000));
        assertThat(post("[" + deep + "," + wide + "," + event("good") + "]")).isEqualTo("HTTP/1.1 200");
        isDelivered("good");
        assertThat(out.getExchanges()).hasSize(1);
    }

    @Test
    void whatIsNoTextIsSetAsideToo() throws Exception {
        for (String charset : List.of("UTF-32BE", "UTF-16LE", "ISO-8859-1")) {
            byte[] odd = ("[{\"id\":\"\u00e9\"}" + "\ud83e\udd8a".repeat(3)).getBytes(Charset.forName(charset));
            assertThat(post("/hook", odd)).as(charset).isEqualTo("HTTP/1.1 200");
        }
        for (String noise :
                List.of("\u0000\u0000\u0000\u0000\u00ae\u0000", "{\u0000\u0000\u0000\u0000\u0000\u0000W", "")) {
            assertThat(post("/hook", noise.getBytes(StandardCharsets.ISO_8859_1)))
                    .isEqualTo("HTTP/1.1 200");
        }
    }
}
