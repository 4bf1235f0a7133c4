package org.camelquickbooks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.AsyncProducer;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.Exchange;
import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.SandboxCompany;
import org.camelquickbooks.sandbox.junit.QuickBooksSandboxExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What tests of routes share: a sandbox, and a Camel context whose component knows it. */
abstract class RouteTest extends CamelTestSupport {

    static final String REALM = QuickBooksSandbox.US_REALM;

    static final MBeanServer JMX = ManagementFactory.getPlatformMBeanServer();

    @RegisterExtension
    static final QuickBooksSandboxExtension SANDBOX = new QuickBooksSandboxExtension();

    @TempDir
    Path state;

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        configure(context.getComponent("quickbooks", QuickBooksComponent.class));
        return context;
    }

    /** As a user would: where the company is, and a token. */
    protected void configure(QuickBooksComponent component) {
        component.setBaseUrl(sandbox().url());
        component.setAccessToken(sandbox().tokens(REALM).access().value());
        component.getConfiguration().setRealmId(REALM);
        component.setStateDirectory(state.toString());
        component.setRetryDelay(5);
        component.setRetryMaxDelay(50);
        // The sandbox of a test has no limits unless the test asks for them.
        component.setRequestsPerMinute(0);
        component.setRequestsPerSecond(0);
        component.setBatchesPerMinute(0);
        component.setReportsPerMinute(0);
    }

    /** The component of the context. */
    QuickBooksComponent component() {
        return context.getComponent("quickbooks", QuickBooksComponent.class);
    }

    /** Has it start anew, with other options. */
    void restart() {
        component().stop();
        component().start();
    }

    /** Gives the component an access token of another company. */
    void connect(String realmId) {
        component()
                .runtime()
                .client()
                .tokens()
                .store()
                .save(new Token(realmId, sandbox().tokens(realmId).access().value(), null, null, null));
    }

    /** What an operator sees of the component by JMX, where the test has it enabled. */
    ObjectName control() throws Exception {
        return JMX.queryNames(
                        new ObjectName("org.apache.camel:context=" + context.getManagementName()
                                + ",type=services,name=QuickBooksControl*"),
                        null)
                .iterator()
                .next();
    }

    Object operate(String operation, String... arguments) throws Exception {
        String[] types = new String[arguments.length];
        Arrays.fill(types, String.class.getName());
        return JMX.invoke(control(), operation, arguments, types);
    }

    /** As in production: the app's own, and a refresh token in the place of an access token. */
    static void useRefreshToken(QuickBooksComponent component) {
        component.setClientId("sandbox-client");
        component.setClientSecret("sandbox-secret");
        component.setAccessToken(null);
        component.setRefreshToken(sandbox().tokens(REALM).refreshToken());
    }

    /** What a context tells of limits, as it is told. */
    static List<QuickBooksLimitEvent> limitEvents(CamelContext context) {
        List<QuickBooksLimitEvent> events = new CopyOnWriteArrayList<>();
        context.getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof QuickBooksLimitEvent limit) {
                    events.add(limit);
                }
            }
        });
        return events;
    }

    static QuickBooksSandbox sandbox() {
        return SANDBOX.sandbox();
    }

    static SandboxCompany company() {
        return sandbox().company();
    }

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) Json.EXACT.readTree(text.replace('`', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** An invoice of one line. */
    static ObjectNode invoice(String docNumber, String amount) {
        return json("{`DocNumber`:`" + docNumber + "`,`CustomerRef`:{`value`:`" + customerId() + "`},`Line`:[{`Amount`:"
                + amount + ",`DetailType`:`SalesItemLineDetail`,`SalesItemLineDetail`:{`ItemRef`:{`value`:`" + itemId()
                + "`}}}]}");
    }

    static String customerId() {
        return company()
                .query("select * from Customer maxresults 1")
                .get(0)
                .path("Id")
                .asText();
    }

    static String itemId() {
        return company()
                .query("select * from Item where Type = 'Service' maxresults 1")
                .get(0)
                .path("Id")
                .asText();
    }

    /** Sends a body to an endpoint; the exchange has its answer or its exception. */
    Exchange send(String uri, Object body, Object... headers) {
        Map<String, Object> all = new HashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            all.put((String) headers[i], headers[i + 1]);
        }
        return template.request(uri, exchange -> {
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(all);
        });
    }

    /** Begins to send a body, on this thread; others may be begun before it is answered. */
    CompletableFuture<Exchange> start(String uri, Object body, Map<String, Object> headers) {
        try {
            Endpoint endpoint = context.getEndpoint(uri);
            AsyncProducer producer = endpoint.createAsyncProducer();
            ServiceHelper.startService(producer);
            Exchange exchange = endpoint.createExchange();
            exchange.getMessage().setBody(body);
            exchange.getMessage().setHeaders(new HashMap<>(headers));
            return producer.processAsync(exchange);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Starts the runtime's HTTP server on a free port, which it answers. */
    int serve() throws Exception {
        MainHttpServer server = new MainHttpServer();
        server.setCamelContext(context);
        server.setHost("localhost");
        server.setPort(FreePort.next());
        context.addService(server);
        return server.getPort();
    }

    /** Waits for what happens on other threads. */
    static void eventually(BooleanSupplier condition) {
        Eventually.holds(condition);
    }

    /** The body of an answer that is JSON. */
    static JsonNode answer(Exchange exchange) {
        if (exchange.getException() != null) {
            throw new AssertionError("The exchange failed", exchange.getException());
        }
        return exchange.getMessage().getBody(JsonNode.class);
    }
}
