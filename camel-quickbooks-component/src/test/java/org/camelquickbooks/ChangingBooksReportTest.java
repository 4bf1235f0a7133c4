package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;
import org.apache.camel.Exchange;
import org.camelquickbooks.model.ReportMismatchException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody writes while the parts of a report are read: a server before the sandbox writes between two of them. */
class ChangingBooksReportTest extends RouteTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger reports = new AtomicInteger();
    private volatile IntPredicate writesBefore = n -> false;
    private HttpServer server;

    @Override
    protected void configure(QuickBooksComponent component) {
        super.configure(component);
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::forward);
        server.start();
        component.setBaseUrl("http://localhost:" + server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void forward(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().toString();
            if (path.contains("/reports/") && writesBefore.test(reports.incrementAndGet())) {
                company().create("SalesReceipt", sale());
            }
            HttpRequest.Builder request = HttpRequest.newBuilder(
                            URI.create(sandbox().url() + path))
                    .header("Accept", "application/json")
                    .header("Authorization", exchange.getRequestHeaders().getFirst("Authorization"));
            HttpResponse<byte[]> response = client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(response.statusCode(), response.body().length);
            exchange.getResponseBody().write(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private LocalDate today() {
        return LocalDate.ofInstant(sandbox().clock().instant(), ZoneOffset.UTC);
    }

    /** A sale in the first month of the report. */
    private String sale() {
        return "{\"TxnDate\":\"" + today().minusDays(200)
                + "\",\"Line\":[{\"Amount\":7,\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":"
                + "{\"ItemRef\":{\"value\":\"2\"}}}]}";
    }

    private Exchange read() {
        return send(
                "quickbooks:report/ProfitAndLoss?split=month",
                null,
                QuickBooksConstants.PARAMETERS,
                Map.of("start_date", today().minusDays(200), "end_date", today()));
    }

    @Test
    void theReportIsReadOnceMore() {
        answer(read());
        int once = reports.getAndSet(0);
        writesBefore = n -> n == 3;
        answer(read());
        assertThat(reports.get()).isEqualTo(2 * once);
    }

    @Test
    void whatDiffersAgainFailsAndNamesTheRow() {
        writesBefore = n -> true;
        assertThat(read().getException())
                .isInstanceOf(ReportMismatchException.class)
                .hasMessageContaining("The parts of ProfitAndLoss/Income")
                .hasMessageContaining("read the report again");
    }
}
