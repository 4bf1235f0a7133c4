package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.console.DevConsole;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.spi.ManagementStrategy;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.test.junit5.TestExecutionConfiguration;
import org.apache.camel.util.json.JsonArray;
import org.apache.camel.util.json.JsonObject;
import org.camelquickbooks.Follower.Told;
import org.camelquickbooks.monitoring.QuickBooksControl;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.junit.jupiter.api.Test;

/** What an operator sees and does: health of each company, JMX, the developer console. */
class OperatorTest extends RouteTest {

    @Override
    public void configureTest(TestExecutionConfiguration configuration) {
        super.configureTest(configuration);
        configuration.withEnableJMX();
    }

    @Override
    protected void configure(QuickBooksComponent component) {
        super.configure(component);
        useRefreshToken(component);
        component.setReferenceCache("Item");
    }

    @Test
    void jmxShowsAComponentThatStartsInARunningContextToo() throws Exception {
        ObjectName control = control();
        component().stop();
        assertThat(JMX.isRegistered(control)).isFalse();
        component().start();
        assertThat(JMX.getAttribute(control(), "ComponentName")).isEqualTo("quickbooks");
    }

    @Test
    void aComponentStartsAlsoWhereJmxFails() throws Exception {
        ManagementStrategy works = context.getManagementStrategy();
        component().stop();
        context.setManagementStrategy((ManagementStrategy) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {ManagementStrategy.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("manageObject")) {
                        throw new IllegalStateException("JMX is full");
                    }
                    return method.invoke(works, arguments);
                }));
        try {
            component().start();
        } finally {
            context.setManagementStrategy(works);
        }
        answer(send("quickbooks:read/CompanyInfo", null));
        component().stop();
        component().start();
        assertThat(JMX.getAttribute(control(), "ComponentName")).isEqualTo("quickbooks");
        assertThat(context.getCamelContextExtension().getServices())
                .filteredOn(QuickBooksControl.class::isInstance)
                .hasSize(1);
    }

    private static HealthCheck.Result health(CamelContext of, String realm) {
        HealthCheckHelper.getHealthCheckRegistry(of).setExposureLevel("full");
        return HealthCheckHelper.invokeReadiness(of).stream()
                .filter(result -> result.getCheck().getId().equals("quickbooks-company-" + realm))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void eachCompanyHasAHealthCheck() {
        send("quickbooks:read/CompanyInfo", null);
        HealthCheck.Result result = health(context, REALM);
        assertThat(result.getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(result.getDetails())
                .containsEntry("tokens", "CONNECTED")
                .containsKeys("accessExpires", "lastSuccess", "waiting");
        String canada = QuickBooksSandbox.CANADA_REALM;
        connect(canada);
        assertThat(health(context, canada).getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void aCompanyThatIsAwayIsReportedAndDoesNotTakeTheProcessAwayUnlessAskedTo() {
        sandbox().disconnect(REALM);
        send("quickbooks:read/CompanyInfo", null);
        HealthCheck.Result reported = health(context, REALM);
        assertThat(reported.getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(reported.getMessage().orElseThrow()).contains(REALM, "has to be connected again");
        assertThat(reported.getDetails()).containsEntry("tokens", "RECONNECT_NEEDED");
        component().setCompanyHealth(QuickBooksComponent.CompanyHealth.DOWN);
        assertThat(health(context, REALM).getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(HealthCheckHelper.invokeLiveness(context))
                .allSatisfy(result -> assertThat(result.getState()).isEqualTo(HealthCheck.State.UP));
    }

    @Test
    void aGateThatIsClosedIsInTheHealthCheck() {
        component().setMaxAttempts(1);
        component().setCompanyHealth(QuickBooksComponent.CompanyHealth.DOWN);
        component().stop();
        component().start();
        send("quickbooks:read/CompanyInfo", null);
        sandbox().faults().order(FaultOrder.of(Effect.THROTTLE).retryAfter(900).times(1));
        send("quickbooks:read/CompanyInfo", null);
        HealthCheck.Result result = health(context, REALM);
        assertThat(result.getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(result.getMessage().orElseThrow()).contains("throttled by QuickBooks until");
        assertThat(result.getDetails()).containsKeys("throttledUntil", "lastFailure", "lastFailureTime");
    }

    @Test
    void aConsumerThatLagsIsDown() throws Exception {
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Customer&cursorName=crm");
        follower.poll();
        component().setMaxLag(3_600_000);
        HealthCheck.Result result = health(context, REALM);
        assertThat(result.getDetails()).containsKey("lag.crm");
        assertThat(result.getState()).isEqualTo(HealthCheck.State.UP);
        component().setMaxLag(1);
        eventually(() -> health(context, REALM).getState() == HealthCheck.State.DOWN);
        assertThat(health(context, REALM).getMessage().orElseThrow()).contains("crm", "maxLag=1");
    }

    @Test
    void jmxShowsCompaniesAndNothingSecret() throws Exception {
        send("quickbooks:read/CompanyInfo", null);
        assertThat((String[]) JMX.getAttribute(control(), "Companies")).containsExactly(REALM);
        assertThat((String[]) JMX.getAttribute(control(), "ReconnectNeeded")).isEmpty();
        assertThat((String[]) JMX.getAttribute(control(), "PausedCompanies")).isEmpty();
        assertThat(JMX.getAttribute(control(), "WaitingRequests")).isEqualTo(0);
        assertThat(JMX.getAttribute(control(), "RequestsInFlight")).isEqualTo(0);
        assertThat(JMX.getAttribute(control(), "WebhookBacklog")).isEqualTo(0);
        String secret = component().getRefreshToken();
        for (ObjectName name : JMX.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            for (var attribute : JMX.getMBeanInfo(name).getAttributes()) {
                if (attribute.isReadable()) {
                    assertThat(String.valueOf(JMX.getAttribute(name, attribute.getName())))
                            .as("%s of %s", attribute.getName(), name)
                            .doesNotContain(secret);
                }
            }
        }
    }

    @Test
    void aCompanyCanBePausedAndResumed() throws Exception {
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Customer");
        follower.poll();
        operate("pauseCompany", REALM);
        assertThat((String[]) JMX.getAttribute(control(), "PausedCompanies")).containsExactly(REALM);
        company().create("Customer", "{\"DisplayName\":\"Patient\"}");
        long before = sandbox().requests().count();
        assertThat(follower.poll()).isEmpty();
        CompletableFuture<Exchange> waiting = start("quickbooks:read/CompanyInfo", null, Map.of());
        assertThat(waiting).isNotDone();
        assertThat(sandbox().requests().count()).isEqualTo(before);
        assertThat(health(context, REALM).getMessage().orElseThrow()).contains("paused by an operator");
        operate("resumeCompany", REALM);
        assertThat(waiting.join().getException()).isNull();
        assertThat(follower.poll()).extracting(Told::entity).containsExactly("Customer");
        assertThatThrownBy(() -> operate("pauseCompany", "42")).rootCause().hasMessageContaining("There is no company");
    }

    @Test
    void tokensCanBeRefreshedByHand() throws Exception {
        send("quickbooks:read/CompanyInfo", null);
        String before = component()
                .runtime()
                .client()
                .tokens()
                .store()
                .load(REALM)
                .orElseThrow()
                .accessToken();
        assertThat((String) operate("refreshTokens", REALM)).contains("is valid until");
        assertThat(component()
                        .runtime()
                        .client()
                        .tokens()
                        .store()
                        .load(REALM)
                        .orElseThrow()
                        .accessToken())
                .isNotEqualTo(before);
    }

    @Test
    void theCacheCanBeDropped() throws Exception {
        send("quickbooks:read/Item", itemId());
        long read = sandbox().requests().count();
        send("quickbooks:read/Item", itemId());
        assertThat(sandbox().requests().count()).isEqualTo(read);
        operate("dropCache");
        send("quickbooks:read/Item", itemId());
        assertThat(sandbox().requests().count()).isGreaterThan(read);
    }

    @Test
    void aCursorCanBeMovedWithAConfirmation() throws Exception {
        Follower follower = Follower.of(context, "quickbooks:cdc?entities=Customer&cursorName=crm");
        follower.poll();
        company().create("Customer", "{\"DisplayName\":\"Told twice\"}");
        assertThat(follower.poll()).hasSize(1);
        assertThat(follower.poll()).isEmpty();
        String anHourAgo =
                sandbox().clock().instant().minus(Duration.ofHours(1)).toString();
        assertThatThrownBy(() -> operate("moveCursor", "crm", REALM, "Customer", anHourAgo, "yes"))
                .rootCause()
                .hasMessageContaining("repeat the realmId");
        assertThat(operate("moveCursor", "crm", REALM, "Customer", anHourAgo, REALM))
                .asString()
                .contains("was moved from", anHourAgo.substring(0, 16));
        assertThat(operate("cursor", "crm", REALM, "Customer").toString()).startsWith(anHourAgo.substring(0, 16));
        // Also where it has read to the end in this process and keeps its cursor in memory.
        assertThat(follower.poll()).extracting(Told::operation).contains("created");
        assertThat((String) operate("cursor", "other", REALM, "Customer")).isEmpty();
        assertThatThrownBy(() -> operate("moveCursor", "other", REALM, "Customer", anHourAgo, REALM))
                .rootCause()
                .hasMessageContaining("There is no cursor");
        assertThatThrownBy(() -> operate("moveCursor", "crm", REALM, "Customer", "yesterday", REALM))
                .rootCause()
                .hasMessageContaining("is not a time");
        assertThat(((Map<?, ?>) operate("lags", REALM)).containsKey("crm")).isTrue();
    }

    @Test
    void theDeveloperConsoleHasAPage() throws Exception {
        Follower.of(context, "quickbooks:cdc?entities=Customer&cursorName=crm").poll();
        DevConsole console = PluginHelper.getDevConsoleResolver(context).resolveDevConsole("quickbooks");
        JsonObject json = (JsonObject) console.call(DevConsole.MediaType.JSON);
        JsonObject company = (JsonObject) ((JsonArray) json.get("companies")).get(0);
        assertThat(company)
                .containsEntry("realmId", REALM)
                .containsEntry("state", "CONNECTED")
                .containsKeys("lastSuccess", "requestsLastMinute", "lagSeconds", "readsThisMonth");
        String text = (String) console.call(DevConsole.MediaType.TEXT);
        assertThat(text)
                .contains("Company " + REALM, "state: CONNECTED", "Webhook events waiting: 0")
                .doesNotContain(component().getRefreshToken());
    }

    @Test
    void routeDumpsShowPlaceholdersNotSecrets() throws Exception {
        context.getPropertiesComponent().addInitialProperty("verifier", "very-secret-token");
        context.getPropertiesComponent().addInitialProperty("realm", REALM);
        serve();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("quickbooks:webhook?webhookVerifyToken={{verifier}}")
                        .routeId("dumped")
                        .to("log:events");
            }
        });
        ObjectName route = JMX.queryNames(
                        new ObjectName("org.apache.camel:context=" + context.getManagementName()
                                + ",type=routes,name=\"dumped\""),
                        null)
                .iterator()
                .next();
        for (String operation : List.of("dumpRouteAsXml", "dumpRouteStatsAsXml")) {
            boolean stats = operation.contains("Stats");
            Object dump = JMX.invoke(
                    route,
                    operation,
                    stats ? new Object[] {true, true} : new Object[] {},
                    stats ? new String[] {"boolean", "boolean"} : new String[] {});
            assertThat((String) dump).as(operation).contains("dumped").doesNotContain("very-secret-token");
        }
        assertThat(context.getEndpoints())
                .allSatisfy(endpoint -> assertThat(endpoint.toString()).doesNotContain("very-secret-token"));
    }
}
