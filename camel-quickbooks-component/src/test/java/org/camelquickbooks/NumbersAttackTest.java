package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.apache.camel.Exchange;
import org.camelquickbooks.model.Difference;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QuickBooksException;
import org.camelquickbooks.model.QuickBooksThrottledException;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A number of nine characters keeps no processor busy, whatever it comes in. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NumbersAttackTest extends RouteTest {

    private static final BigDecimal HUGE = new BigDecimal("1e1000000");

    public static final class Order {
        private final BigDecimal amount = HUGE;

        public BigDecimal getAmount() {
            return amount;
        }
    }

    private Exchange create(Object body) {
        return template.request("quickbooks:create/Invoice", e -> e.getMessage().setBody(body));
    }

    private void isRefused(Object body, String pointer) {
        long before = sandbox().requests().count();
        Exception refused = create(body).getException();
        assertThat(refused).isInstanceOf(IllegalArgumentException.class).hasMessageContaining(pointer);
        assertThat(refused.getMessage()).hasSizeLessThan(800);
        assertThat(sandbox().requests().count()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1e1000000",
                "1e-1000000",
                "1e2147483648",
                "1e99999999999999999999",
                "-1e21",
                "0e1000000",
                "0.000000000000000000001",
                "12345678901234567890123456789012345678901",
                "NaN",
                "-Infinity"
            })
    void aNumberOutsideIsRefusedInEachKindOfText(String number) throws Exception {
        String body = "{\"Line\":[{\"Amount\":1},{\"Amount\":" + number + "}]}";
        isRefused(body, "/Line/1/Amount");
        isRefused(body.getBytes(StandardCharsets.UTF_8), "/Line/1/Amount");
        isRefused(new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8)), "/Line/1/Amount");
        isRefused(new StringReader(body), "/Line/1/Amount");
    }

    @Test
    void aNumberOutsideIsRefusedInEachKindOfObject() {
        ObjectNode node = Json.object();
        node.putArray("Line").addObject().set("Amount", DecimalNode.valueOf(HUGE));
        isRefused(node, "/Line/0/Amount");
        isRefused(Json.object().put("Amount", Double.NaN), "/Amount");
        isRefused(Json.object().put("Amount", 1e300), "/Amount");
        isRefused(Json.object().putPOJO("Amount", HUGE), "/Amount");
        isRefused(Map.of("Line", List.of(Map.of("Amount", HUGE))), "/Line/0/Amount");
        isRefused(new Order(), "/amount");
        try (JsonReader reader = jakarta.json.Json.createReader(new StringReader("{\"Amount\":1e30}"))) {
            isRefused(reader.readObject(), "/Amount");
        }
    }

    @Test
    void theLimitsThemselvesAreAllowed() throws Exception {
        String digits = "1234567890".repeat(4);
        assertThat(Json.parse(("[1e20,1e-20," + digits
                                + ",-0.00000000000000000001,12345678901234567890.12345678901234567890]")
                        .getBytes(StandardCharsets.UTF_8)))
                .hasSize(5);
    }

    @Test
    void equalNamesAndDeepNestingAreRefusedWithTheirPlace() {
        isRefused("{\"Line\":[{\"Amount\":1,\"Amount\":2}]}", "/Line/0/Amount");
        isRefused("{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}", "/a/0");
        ObjectNode deep = Json.object();
        ObjectNode at = deep;
        for (int i = 0; i < 300; i++) {
            at = at.putObject("a");
        }
        isRefused(deep, "/a/a");
    }

    @Test
    void aParameterOfAQueryIsRefusedByItsName() {
        for (Object value : List.of(HUGE, Double.NaN, DecimalNode.valueOf(HUGE), List.of(1, HUGE))) {
            Exchange asked = template.request(
                    "quickbooks:query?query=SELECT * FROM Invoice WHERE TotalAmt IN (:total)",
                    e -> e.getMessage().setBody(Map.of("total", value instanceof List<?> l ? l : List.of(value))));
            assertThat(asked.getException())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining(":total");
        }
    }

    private void answers(String json) {
        sandbox().faults().clear();
        sandbox().faults().order(FaultOrder.of(FaultOrder.Effect.STATUS).status(200, "application/json", json));
    }

    @Test
    void aCellOfAReportIsNoNumberThatIsNotAllowed() {
        for (String number : List.of("1e1000000", "1e-1000000", "9".repeat(50_000), "-1e2147483647")) {
            answers(
                    "{`Header`:{`ReportName`:`ProfitAndLoss`},`Columns`:{`Column`:[{`ColTitle`:`Total`,`ColType`:`Money`}]},`Rows`:{`Row`:[{`ColData`:[{`value`:`"
                                    .replace('`', '"')
                            + number + "\"}],\"type\":\"Data\"}]}}");
            Exchange report = send("quickbooks:report/ProfitAndLoss?flatten=true", null);
            assertThat(report.getException()).isNull();
            assertThat(report.getMessage().getBody(List.class).toString()).contains("Total=" + number);
        }
    }

    @Test
    void aReportWithManyColumnsOfOneNameIsReadInTimeByItsLength() {
        answers("{\"Columns\":{\"Column\":["
                + String.join(",", Collections.nCopies(15_000, "{\"ColTitle\":\"a\",\"ColType\":\"Money\"}"))
                + "]},\"Rows\":{\"Row\":[{\"ColData\":["
                + String.join(",", Collections.nCopies(15_000, "{\"value\":\"1\"}")) + "],\"type\":\"Data\"}]}}");
        Exchange report = send("quickbooks:report/ProfitAndLoss?flatten=true", null);
        assertThat(report.getException()).isNull();
        Object row = report.getMessage().getBody(List.class).get(0);
        assertThat(((Map<?, ?>) row).size()).isGreaterThan(15_000);
        assertThat(((Map<?, ?>) row).containsKey("a 15000")).isTrue();
    }

    @Test
    void textThatIsANumberInQuickBooksIsComparedWithoutMakingOneThatIsNotAllowed() {
        for (String number : List.of("1e1000000", "1e-1000000", "9".repeat(100_000))) {
            assertThat(Difference.between(json("{`Amount`:1}"), json("{`Amount`:`" + number + "`}")))
                    .isNotEmpty();
        }
    }

    @Test
    void aPathOfManySegmentsIsRefusedAndNothingOverflows() {
        Exchange refused = send("quickbooks:request", null, QuickBooksConstants.PATH, "a/".repeat(100_000) + "a");
        assertThat(refused.getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("plain segments");
        assertThat(refused.getException().getMessage()).hasSizeLessThan(1_500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "9223372036854775807",
                "99999999999999999999",
                "-1",
                "1e1000000",
                "Fri, 31 Dec 9999 23:59:59 GMT",
                "x"
            })
    void aStrangeRetryAfterIsNoFailureOfOurs(String retryAfter) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Retry-After", retryAfter);
            exchange.sendResponseHeaders(429, -1);
            exchange.close();
        });
        server.start();
        try {
            component().setBaseUrl("http://127.0.0.1:" + server.getAddress().getPort());
            component().setMaxAttempts(1);
            component().setMaxRetryAfter(10);
            restart();
            assertThat(send("quickbooks:read/Invoice", "1").getException())
                    .isInstanceOf(QuickBooksThrottledException.class);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void anAnswerWithSuchANumberOrOfSuchASizeFailsAndIsNotKept() throws Exception {
        byte[][] answer = new byte[1][];
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Content-Encoding", "gzip");
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(answer[0]);
            }
        });
        server.start();
        try {
            component().setBaseUrl("http://127.0.0.1:" + server.getAddress().getPort());
            component().setMaxAnswerSize(1_000_000);
            component().setMaxAttempts(1);
            restart();
            answer[0] = packed("{\"Invoice\":{\"Id\":\"1\",\"TotalAmt\":1e1000000}}");
            assertThat(template.request("quickbooks:read/Invoice", e -> e.getMessage()
                                    .setBody("1"))
                            .getException())
                    .isInstanceOf(QuickBooksException.class)
                    .hasMessageContaining("/Invoice/TotalAmt");
            answer[0] = packed("{\"Invoice\":{\"Id\":\"1\",\"a\":\"" + " ".repeat(50_000_000) + "\"}}");
            assertThat(answer[0]).hasSizeLessThan(100_000);
            assertThat(template.request("quickbooks:read/Invoice", e -> e.getMessage()
                                    .setBody("1"))
                            .getException())
                    .isInstanceOf(QuickBooksException.class)
                    .hasMessageContaining("maxAnswerSize=1000000");
        } finally {
            server.stop(0);
        }
    }

    private static byte[] packed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }
}
