package org.camelquickbooks.flow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.test.junit5.CamelTestSupport;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.SandboxCompany;
import org.camelquickbooks.sandbox.junit.QuickBooksSandboxExtension;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Flows against the sandbox: messages go in by direct:in, what comes out is in mock:acks and mock:dead. */
abstract class FlowTest extends CamelTestSupport {

    static final String REALM = QuickBooksSandbox.US_REALM;

    static final String CANADA = QuickBooksSandbox.CANADA_REALM;

    @RegisterExtension
    static final QuickBooksSandboxExtension SANDBOX = new QuickBooksSandboxExtension();

    @TempDir
    Path state;

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        connect(context, state);
        return context;
    }

    static void connect(CamelContext context, Path state) throws Exception {
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        component.setBaseUrl(SANDBOX.sandbox().url());
        component.setAccessToken(SANDBOX.sandbox().tokens(REALM).access().value());
        component.getConfiguration().setRealmId(REALM);
        component.setStateDirectory(state.toString());
        // On a slow machine too, retries end by their number.
        component.setRetryTimeout(60_000);
        component.setRetryDelay(10);
        component.setReferenceCache("Account");
        // Limits are the component's tests'.
        component.setRequestsPerSecond(0);
        component.setRequestsPerMinute(0);
        component.setBatchesPerMinute(0);
        component.setReportsPerMinute(0);
        context.addRoutes(new QuickBooksFlows());
    }

    /** The routes of a context work in the Canadian company. */
    static CamelContext inCanada(CamelContext context) {
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        component.setAccessToken(SANDBOX.sandbox().tokens(CANADA).access().value());
        component.getConfiguration().setRealmId(CANADA);
        return context;
    }

    static SandboxCompany canada() {
        return SANDBOX.sandbox().company(CANADA);
    }

    static SandboxCompany company() {
        return SANDBOX.sandbox().company();
    }

    /** Makes a route of a flow's template. */
    void flow(String name, String... parameters) {
        TemplatedRouteBuilder route = TemplatedRouteBuilder.builder(context, "quickbooks-" + name + "-flow")
                .routeId("the-" + name + "-flow")
                .parameter("acknowledgements", "mock:acks")
                .parameter("deadLetter", "mock:dead")
                .parameter("redeliveryDelay", "10");
        for (int i = 0; i < parameters.length; i += 2) {
            route.parameter(parameters[i], parameters[i + 1]);
        }
        route.add();
    }

    void send(Object body) {
        template.sendBody("direct:in", body);
    }

    List<JsonNode> acks() {
        return bodies("mock:acks");
    }

    JsonNode ack() {
        return only(acks());
    }

    List<JsonNode> dead() {
        return bodies("mock:dead");
    }

    JsonNode deadLetter() {
        return only(dead());
    }

    private static JsonNode only(List<JsonNode> messages) {
        if (messages.size() != 1) {
            throw new AssertionError("There are " + messages.size() + ": " + messages);
        }
        return messages.get(0);
    }

    private List<JsonNode> bodies(String mock) {
        return getMockEndpoint(mock).getExchanges().stream().map(FlowTest::body).toList();
    }

    static JsonNode body(Exchange exchange) {
        return json(exchange.getMessage().getBody(String.class));
    }

    /** JSON with backquotes for quotes. */
    static ObjectNode json(String text) {
        try {
            return (ObjectNode) Json.EXACT.readTree(text.replace('`', '"'));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    static List<ObjectNode> rows(String query) {
        return company().query(query);
    }

    static ObjectNode row(String query) {
        return rows(query + " maxresults 1").get(0);
    }

    static String accountName(String type) {
        return row("select * from Account where AccountType = '" + type + "'")
                .path("Name")
                .asText();
    }

    /** An item by its name, with a SKU. */
    static ObjectNode item(String sku) {
        return company()
                .create(
                        "Item",
                        json("{`Name`:`Item " + sku + "`,`Sku`:`" + sku
                                + "`,`Type`:`NonInventory`,`UnitPrice`:10.00,`IncomeAccountRef`:{`value`:`"
                                + row("select * from Account where AccountType = 'Income'")
                                        .path("Id")
                                        .asText() + "`}}"));
    }

    /** As somebody does it in QuickBooks. */
    void voided(String entity, String id) {
        template.requestBodyAndHeader("quickbooks:void/" + entity, null, QuickBooksConstants.ENTITY_ID, id);
    }

    static String id(String query) {
        return row(query).path("Id").asText();
    }

    /** What is on an account, to the cent. */
    static BigDecimal onAccount(String name) {
        return rows("select * from Account where Name = '" + name.replace("'", "\\'") + "'").stream()
                .findFirst()
                .map(row -> row.path("CurrentBalance").decimalValue())
                .orElse(BigDecimal.ZERO);
    }

    static Map<String, Object> company(String realm) {
        return Map.of("CamelQuickBooksRealmId", realm);
    }
}
