package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.junit.jupiter.api.Test;

/** Each call to QuickBooks is a span, below the one that Camel makes of the endpoint. */
class TracingTest extends RouteTest {

    private final InMemorySpanExporter spans = InMemorySpanExporter.create();

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(spans))
                .build();
        context.getRegistry().bind("tracer", Tracer.class, provider.get("test"));
        context.getRegistry()
                .bind(
                        "propagators",
                        ContextPropagators.class,
                        ContextPropagators.create(W3CTraceContextPropagator.getInstance()));
        OpenTelemetryTracer tracer = new OpenTelemetryTracer();
        tracer.setCamelContext(context);
        tracer.init(context);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:order").routeId("order").to("quickbooks:create/Invoice");
                from("direct:gathered").routeId("gathered").to("quickbooks:create/Invoice?coalesce=true");
            }
        });
        return context;
    }

    private List<SpanData> calls(String operation) {
        return spans.getFinishedSpanItems().stream()
                .filter(span -> span.getKind() == SpanKind.CLIENT)
                .filter(span -> span.getName().equals("quickbooks " + operation))
                .toList();
    }

    private static Object attribute(SpanData span, String name) {
        return span.getAttributes().asMap().entrySet().stream()
                .filter(entry -> entry.getKey().getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    @Test
    void aCallIsASpanOfItsExchangesTrace() {
        Exchange made = send("direct:order", invoice("T-1", "10.00"));
        SpanData call = calls("create/Invoice").get(0);
        assertThat(attribute(call, "http.request.method")).isEqualTo("POST");
        assertThat(attribute(call, "http.response.status_code")).isEqualTo(200L);
        assertThat(attribute(call, "server.address")).isEqualTo("localhost");
        assertThat(attribute(call, "server.port")).isNotNull();
        assertThat(attribute(call, "quickbooks.realm_id")).isEqualTo(REALM);
        assertThat(attribute(call, "intuit_tid"))
                .isEqualTo(made.getMessage().getHeader(QuickBooksConstants.INTUIT_TID));
        SpanData endpoint = spans.getFinishedSpanItems().stream()
                .filter(span -> span.getSpanId().equals(call.getParentSpanId()))
                .findFirst()
                .orElseThrow();
        assertThat(endpoint.getName()).isEqualTo("quickbooks:create/Invoice");
        assertThat(endpoint.getTraceId()).isEqualTo(call.getTraceId());
        assertThat(attribute(endpoint, "intuit_tid")).isEqualTo(attribute(call, "intuit_tid"));
        assertThat(attribute(endpoint, "quickbooks.entity_id"))
                .isEqualTo(made.getMessage().getHeader(QuickBooksConstants.ENTITY_ID));
    }

    @Test
    void aRetryIsAnEventAndIsCounted() {
        sandbox().faults().order(FaultOrder.of(Effect.HTML_502).method("POST").times(1));
        send("direct:order", invoice("T-1", "10.00"));
        SpanData call = calls("create/Invoice").get(0);
        assertThat(attribute(call, "http.request.resend_count")).isEqualTo(1L);
        assertThat(call.getEvents()).singleElement().satisfies(event -> {
            assertThat(event.getName()).isEqualTo("retry");
            assertThat(event.getAttributes().get(AttributeKey.longKey("http.response.status_code")))
                    .isEqualTo(502);
        });
        assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
    }

    @Test
    void aFaultIsAnErrorWithItsCode() {
        send("direct:order", json("{`CustomerRef`:{`value`:`" + customerId() + "`}}"));
        SpanData call = calls("create/Invoice").get(0);
        assertThat(call.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(attribute(call, "error.type")).isEqualTo("2020");
        assertThat(attribute(call, "http.response.status_code")).isEqualTo(400L);
        assertThat(attribute(call, "intuit_tid")).isNotNull();
    }

    @Test
    void aBatchCallLinksToItsExchanges() {
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        component.setCoalesceAt(0);
        component.setCoalesceWindow(200);
        component.stop();
        component.start();
        List<CompletableFuture<JsonNode>> sent = IntStream.range(0, 5)
                .mapToObj(i -> template.asyncRequestBody("direct:gathered", invoice("G-" + i, "1.00"), JsonNode.class))
                .toList();
        sent.forEach(CompletableFuture::join);
        SpanData batch = calls("batch").get(0);
        List<String> traces = spans.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals("quickbooks:create/Invoice"))
                .map(SpanData::getTraceId)
                .toList();
        assertThat(batch.getParentSpanContext().isValid()).isFalse();
        assertThat(batch.getLinks()).isNotEmpty();
        assertThat(traces)
                .containsAll(batch.getLinks().stream()
                        .map(LinkData::getSpanContext)
                        .map(context -> context.getTraceId())
                        .toList());
        assertThat(attribute(batch, "quickbooks.batch.size"))
                .isEqualTo((long) batch.getLinks().size());
    }

    @Test
    void whatNoExchangeAsksForIsATraceOfItsOwn() throws Exception {
        int port = serve();
        Follower.started(context, "quickbooks:webhook?webhookVerifyToken=token&fetch=true&acknowledge=afterRoute");
        String events = "[" + WebhookTest.cloudEvent("1", REALM, "customer", customerId(), "updated") + ","
                + WebhookTest.cloudEvent("2", REALM, "item", itemId(), "updated") + "]";
        HttpResponse<Void> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/quickbooks/webhook"))
                                .header("Content-Type", "application/json")
                                .header("intuit-signature", WebhookTest.signature(events, "token"))
                                .POST(HttpRequest.BodyPublishers.ofString(events))
                                .build(),
                        HttpResponse.BodyHandlers.discarding());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(calls("batch")).singleElement().satisfies(batch -> {
            assertThat(batch.getParentSpanContext().isValid()).isFalse();
            assertThat(batch.getLinks()).isEmpty();
        });
    }

    @Test
    void nothingSecretIsInASpan() {
        send("direct:order", invoice("T-1", "10.00"));
        String token =
                context.getComponent("quickbooks", QuickBooksComponent.class).getAccessToken();
        assertThat(spans.getFinishedSpanItems().toString()).doesNotContain(token);
    }
}
