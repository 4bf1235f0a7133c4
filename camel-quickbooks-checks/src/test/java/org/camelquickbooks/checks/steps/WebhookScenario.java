package org.camelquickbooks.checks.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.checks.PageServer;

/**
 * Intuit posts forty events, and posts again what was not answered with 200. Each event is routed, whatever was answered
 * when.
 */
record WebhookScenario(String acknowledge) implements Scenario {

    private static final int POSTS = 4;
    private static final int EVENTS = 10;
    private static final String TOKEN = "steps-verifier";
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @Override
    public String name() {
        return "webhook " + acknowledge;
    }

    @Override
    public void routes(Run run, Node node) throws Exception {
        node.port(PageServer.start(node.context()));
        node.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("quickbooks:webhook?webhookPath=/hook&webhookVerifyToken=" + TOKEN + "&acknowledge=" + acknowledge)
                        .process(exchange -> run.delivered(
                                exchange.getMessage().getHeader(QuickBooksConstants.ENTITY_ID, String.class)));
            }
        });
    }

    @Override
    public void act(Run run) {
        post(run, false);
    }

    @Override
    public void redeliver(Run run) {
        // What is done is remembered over a restart where there is a journal.
        post(run, acknowledge.equals("afterJournal"));
    }

    private void post(Run run, boolean alsoAcknowledged) {
        for (int i = 0; i < POSTS; i++) {
            String id = "post-" + i;
            run.expect(id);
            if (alsoAcknowledged || !run.isAcknowledged(id)) {
                int first = i * EVENTS;
                int port = run.node().port();
                run.background(() -> post(run, id, port, body(run.realm(), first)));
            }
        }
    }

    private void post(Run run, String id, int port, String body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/hook"))
                    .header("Content-Type", "application/json")
                    .header("intuit-signature", signature(body))
                    .timeout(Duration.ofSeconds(10))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            int status =
                    HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status == 200) {
                run.acknowledged(id);
            } else {
                run.problem(id + " was answered " + status);
            }
        } catch (Exception e) {
            run.problem(id + ": " + e);
        }
    }

    private static String signature(String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(TOKEN.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }

    private static String body(String realm, int first) {
        List<String> events = new ArrayList<>();
        for (int i = first; i < first + EVENTS; i++) {
            events.add(("{`specversion`:`1.0`,`id`:`event-" + i + "`,`source`:`intuit.steps`,`type`:"
                            + "`qbo.invoice.created.v1`,`time`:`2026-01-10T21:31:25.179851517Z`,`intuitentityid`:`"
                            + (1000 + i) + "`,`intuitaccountid`:`" + realm + "`,`data`:{}}")
                    .replace('`', '"'));
        }
        return "[" + String.join(",", events) + "]";
    }

    private static List<String> expected() {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < POSTS * EVENTS; i++) {
            expected.add(Integer.toString(1000 + i));
        }
        return expected;
    }

    @Override
    public boolean isComplete(Run run) {
        return run.missing().isEmpty() && run.delivered().containsAll(expected());
    }

    @Override
    public void check(Run run) {
        assertThat(run.delivered()).containsAll(expected());
        if (!run.failure().mayRepeat()) {
            assertThat(run.delivered()).doesNotHaveDuplicates();
        }
    }
}
