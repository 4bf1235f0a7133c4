package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonArray;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.sandbox.gate.RequestLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies, headers, ids and names that come from elsewhere: they steer no request, and stop nothing. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProducerAttackTest extends RouteTest {

    private static final int VERY_DEEP = 100_000;

    /** A bean that holds itself. */
    public static final class Loop {
        public Loop getNext() {
            return this;
        }
    }

    private void isRefused(Object body) {
        long before = sandbox().requests().count();
        Exchange refused = send("quickbooks:create/Customer", body);
        assertThat(refused.getException()).isInstanceOf(IllegalArgumentException.class);
        assertThat(refused.getException().getMessage()).hasSizeLessThan(2_000);
        assertThat(sandbox().requests().count()).isEqualTo(before);
    }

    @Test
    void whatHoldsItselfOrIsVeryDeepIsRefused() {
        Map<String, Object> itself = new HashMap<>();
        itself.put("a", itself);
        isRefused(itself);
        isRefused(new Loop());
        List<Object> deep = new ArrayList<>();
        for (int i = 0; i < VERY_DEEP; i++) {
            deep = new ArrayList<>(List.of(deep));
        }
        isRefused(Map.of("a", deep));
        JsonArray array = JsonValue.EMPTY_JSON_ARRAY;
        for (int i = 0; i < VERY_DEEP; i++) {
            array = jakarta.json.Json.createArrayBuilder().add(array).build();
        }
        isRefused(jakarta.json.Json.createObjectBuilder().add("a", array).build());
        isRefused("{\"a\":" + "[".repeat(VERY_DEEP));
        isRefused("{\"a\":" + "{\"a\":".repeat(VERY_DEEP));
    }

    @Test
    void whatIsNoTextIsRefused() {
        for (byte[] noise : List.of(
                "\u0000\u0000\u0000\u0000\u00ae\u0000".getBytes(StandardCharsets.ISO_8859_1),
                "{\u0000\u0000\u0000\u0000\u0000\u0000W".getBytes(StandardCharsets.ISO_8859_1),
                "{\"DisplayName\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1))) {
            isRefused(noise);
            isRefused(new ByteArrayInputStream(noise));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nX-Injected: 1",
                "a&minorversion=1&requestid=b",
                "a b%0d%0aX: y",
                "../../x?y=z#a",
                "\u0000",
                "é\ud800"
            })
    void aRequestIdStaysOne(String id) {
        Exchange done = send(
                "quickbooks:create/Customer",
                json("{`DisplayName`:`Id " + Integer.toHexString(id.hashCode()) + "`}"),
                QuickBooksConstants.REQUEST_ID,
                id);
        assertThat(done.getException()).isNull();
        RequestLog.Entry sent = last("/customer");
        assertThat(sent.query()).matches("minorversion=\\d+&requestid=[\\w.:-]{1,36}");
    }

    private static RequestLog.Entry last(String path) {
        List<RequestLog.Entry> all =
                sandbox().requests().find(entry -> entry.path().endsWith(path));
        return all.get(all.size() - 1);
    }

    /** Whether QuickBooks takes it or not: it is read in a time by its length, and no stack overflows. */
    @Test
    void aStatementOfAnySizeIsReadInTimeByItsLength() {
        int many = 50_000;
        for (String statement : List.of(
                "SELECT * FROM Customer WHERE " + "Id = '1' AND ".repeat(many) + "Id = '2'",
                "SELECT * FROM Customer WHERE DisplayName LIKE '" + "%a".repeat(many) + "'",
                "SELECT * FROM Customer WHERE DisplayName = '" + "\\".repeat(many),
                "SELECT * FROM Customer WHERE Id IN (" + "(".repeat(many),
                "SELECT " + "a,".repeat(many) + "b FROM Customer",
                "SELECT * FROM Customer" + " ".repeat(many) + "WHERE",
                "'".repeat(many + 1),
                "\"".repeat(many + 1),
                ":".repeat(many))) {
            Exchange asked = send("quickbooks:query", statement);
            String message = asked.getException() == null
                    ? ""
                    : String.valueOf(asked.getException().getMessage());
            assertThat(message).hasSizeLessThan(5_000);
            assertThat(asked.getException() instanceof RuntimeException || asked.getException() == null)
                    .as(String.valueOf(asked.getException()))
                    .isTrue();
        }
    }

    /** A value that a stranger gave stays a value. */
    @Test
    void aParameterOfAQueryIsNoPartOfTheLanguage() {
        for (String value : List.of(
                "' OR Active IN (true, false) OR DisplayName = '",
                "\\' OR Id > '0",
                "x\\",
                "%",
                "\u2019 OR 1=1",
                "a\r\n' OR Id > '0",
                ":other",
                "1) OR Id IN ('1'")) {
            for (String where : List.of("DisplayName = :name", "DisplayName IN (:name)")) {
                Exchange asked =
                        send("quickbooks:query?query=SELECT * FROM Customer WHERE " + where, Map.of("name", value));
                assertThat(asked.getException()).as(value).isNull();
                assertThat(asked.getMessage().getBody(List.class)).as(value).isEmpty();
            }
        }
    }

    @Test
    void parametersOfARequestAreParametersOnly() {
        send(
                "quickbooks:report/ProfitAndLoss",
                null,
                QuickBooksConstants.PARAMETERS,
                Map.of(
                        "a&requestid",
                        "x",
                        "start_date",
                        "2026-01-01&minorversion=1",
                        "minorversion",
                        "1",
                        "b\r\nX",
                        "y"));
        assertThat(last("/reports/ProfitAndLoss").query())
                .contains("a%26requestid=x", "start_date=2026-01-01%26minorversion%3D1", "b%0D%0AX=y")
                .doesNotContain("&minorversion=1", "&requestid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.txt\"\r\nX-Injected: 1\r\n\r\n",
                "a\";filename=\"b.exe",
                "../../../etc/cron.d/evil",
                "..\\..\\evil",
                "..",
                "/",
                "a\u0000.txt"
            })
    void aFileNameIsNoHeaderAndNoPath(String name) throws Exception {
        Exchange uploaded = send(
                "quickbooks:upload",
                "content",
                QuickBooksConstants.FILE_NAME,
                name,
                QuickBooksConstants.FILE_CONTENT_TYPE,
                "text/plain\r\nX-Injected: 1\r\n\r\nforged");
        assertThat(uploaded.getException()).isNull();
        JsonNode attachable = uploaded.getMessage().getBody(JsonNode.class);
        Exchange file = send("quickbooks:download", attachable.path("Id").asText());
        assertThat(file.getException()).isNull();
        assertThat(file.getMessage().getBody(String.class)).isEqualTo("content");
        String saved = file.getMessage().getHeader(QuickBooksConstants.FILE_NAME, String.class);
        assertThat(saved).doesNotContain("/", "\\", "\r", "\n", "\u0000").isNotIn("..", ".", "");
        assertThat(state.resolve("files").resolve(saved).normalize().getParent())
                .isEqualTo(state.resolve("files"));
        String type = file.getMessage().getHeader(Exchange.CONTENT_TYPE, String.class);
        assertThat(type == null ? "" : type).doesNotContain("\r", "\n");
    }

    /** As it comes from a file that ends with a line end. */
    @Test
    void aTokenThatCannotBeSentIsNotQuoted() {
        component().setAccessToken("canary-of-a-token\r\n");
        restart();
        try (CapturedLog log = new CapturedLog()) {
            Exchange refused = send("quickbooks:read/CompanyInfo", "1");
            assertThat(refused.getException()).hasMessageContaining("accessToken");
            StringWriter text = new StringWriter();
            refused.getException().printStackTrace(new PrintWriter(text));
            assertThat(text + log.text()).doesNotContain("canary-of-a-token");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807", "-9223372036854775808", "1e20", "\"x\"", "{}", "null"})
    void tokensWithAStrangeExpiryAreKept(String expiry) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] answer = ("{\"access_token\":\"a\",\"refresh_token\":\"b\",\"expires_in\":" + expiry
                            + ",\"x_refresh_token_expires_in\":" + expiry
                            + ",\"x_refresh_token_hard_expires_in\":" + expiry + "}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            useRefreshToken(component());
            component()
                    .setOauthBaseUrl("http://127.0.0.1:" + server.getAddress().getPort());
            restart();
            component()
                    .runtime()
                    .client()
                    .tokens()
                    .refreshNow(REALM)
                    .toCompletableFuture()
                    .join();
            assertThat(component().runtime().client().tokens().store().load(REALM))
                    .map(Token::refreshToken)
                    .contains("b");
        } finally {
            server.stop(0);
        }
    }

    /** The token is for QuickBooks alone: neither a redirect nor the address of a file takes it elsewhere. */
    @Test
    void noAnswerSendsTheTokenToAnotherHost() throws Exception {
        List<String> seen = new CopyOnWriteArrayList<>();
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            seen.add(exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().keySet());
            exchange.sendResponseHeaders(200, 4);
            exchange.getResponseBody().write("file".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        other.start();
        String elsewhere = "http://127.0.0.1:" + other.getAddress().getPort();
        try {
            answering(
                    "{\"Attachable\":{\"Id\":\"1\",\"FileName\":\"a\",\"TempDownloadUri\":\"" + elsewhere + "/file\"}}",
                    () -> {
                        Exchange file = send("quickbooks:download", "1");
                        assertThat(file.getMessage().getBody(String.class)).isEqualTo("file");
                    });
            assertThat(seen).hasSize(1).noneMatch(request -> request.toLowerCase(Locale.ROOT)
                    .contains("authorization"));
            for (int status : List.of(301, 302, 303, 307, 308)) {
                redirecting(status, elsewhere + "/stolen", () -> {
                    for (String uri :
                            List.of("quickbooks:read/Invoice", "quickbooks:pdf/Invoice", "quickbooks:download")) {
                        assertThat(send(uri, "1").getException())
                                .as(status + " " + uri)
                                .isNotNull();
                    }
                    assertThat(send("quickbooks:create/Customer", "{\"DisplayName\":\"x\"}")
                                    .getException())
                            .isNotNull();
                });
            }
            assertThat(seen).as("nothing followed a redirect").hasSize(1);
        } finally {
            other.stop(0);
        }
    }

    private void redirecting(int status, String target, Runnable attack) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Location", target);
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        attacking(server, attack);
    }

    /** Headers of a message may hold what somebody else has written, and Camel logs the error's message. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\r\nforged line",
                "a\nforged line",
                "..\n/forged line",
                "\u2028forged line",
                "${jndi:ldap://127.0.0.1/x}",
                "#{T(java.lang.Runtime)}",
                "${bean:x?method=y}"
            })
    void aHeaderIsOneLineOfTheLogAndNoExpression(String value) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:read").to("quickbooks:read/Invoice");
                from("direct:create").to("quickbooks:create/Customer");
                from("direct:request").to("quickbooks:request");
            }
        });
        try (CapturedLog log = new CapturedLog()) {
            for (String route : List.of("direct:read", "direct:create", "direct:request")) {
                for (String header : List.of(
                        QuickBooksConstants.ENTITY,
                        QuickBooksConstants.ENTITY_ID,
                        QuickBooksConstants.OPERATION,
                        QuickBooksConstants.REALM_ID,
                        QuickBooksConstants.PATH,
                        QuickBooksConstants.METHOD,
                        QuickBooksConstants.PRIORITY,
                        QuickBooksConstants.SYNC_TOKEN,
                        QuickBooksConstants.ATTACH_TO)) {
                    Exchange done = send(route, "{}", header, value);
                    String message = done.getException() == null
                            ? ""
                            : String.valueOf(done.getException().getMessage());
                    assertThat(message.lines()).as(header).noneMatch(line -> line.startsWith("forged"));
                    assertThat(message).as(header).doesNotContain("\u2028");
                }
            }
            assertThat(log.text().lines().filter(line -> line.startsWith("forged")))
                    .isEmpty();
        }
    }

    /** The address of a file comes in an answer: it is not the way to a file of this machine, or to another program. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "jar:file:/x!/y",
                "ftp://127.0.0.1/x",
                "/relative",
                "http:",
                "https:///x",
                "javascript:1",
                ""
            })
    void aFileIsFetchedByHttpOnly(String address) throws Exception {
        answering("{\"Attachable\":{\"Id\":\"1\",\"FileName\":\"a\",\"TempDownloadUri\":\"" + address + "\"}}", () -> {
            Exchange refused = send("quickbooks:download", "1");
            assertThat(refused.getException()).isInstanceOf(Exception.class).hasMessageNotContaining("root:");
        });
    }

    /** A few kilobytes that unpack to a gigabyte, for an operation that streams. */
    @Test
    void aFileThatUnpacksToTooMuchFailsWhileItIsRead() throws Exception {
        byte[] bomb = packed(300L << 20);
        assertThat(bomb).hasSizeLessThan(1 << 20);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        server.createContext("/", exchange -> {
            boolean file = exchange.getRequestURI().getPath().equals("/file");
            byte[] answer = file
                    ? bomb
                    : ("{\"Attachable\":{\"Id\":\"1\",\"TempDownloadUri\":\"" + url + "/file\"}}")
                            .getBytes(StandardCharsets.UTF_8);
            if (file) {
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            }
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        try {
            component().setBaseUrl(url);
            component().setMaxAnswerSize(10_000_000);
            restart();
            Exchange file = send("quickbooks:download", "1");
            assertThat(file.getException()).isNull();
            long read = 0;
            String failure = null;
            byte[] buffer = new byte[65_536];
            try (InputStream in = file.getMessage().getBody(InputStream.class)) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    read += n;
                }
            } catch (IOException e) {
                failure = e.getMessage();
            }
            assertThat(failure).contains("maxAnswerSize=10000000");
            assertThat(read).isLessThanOrEqualTo(10_000_000);
        } finally {
            server.stop(0);
        }
    }

    private static byte[] packed(long zeros) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            byte[] block = new byte[1 << 20];
            for (long i = 0; i < zeros; i += block.length) {
                out.write(block);
            }
        }
        return bytes.toByteArray();
    }

    private void answering(String json, Runnable attack) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] answer = json.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        attacking(server, attack);
    }

    private void attacking(HttpServer server, Runnable attack) {
        server.start();
        try {
            component().setBaseUrl("http://127.0.0.1:" + server.getAddress().getPort());
            component().setMaxAttempts(1);
            restart();
            attack.run();
        } finally {
            server.stop(0);
        }
    }
}
