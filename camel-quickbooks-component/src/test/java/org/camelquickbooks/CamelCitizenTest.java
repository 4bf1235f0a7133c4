package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.ObjectName;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.catalog.DefaultCamelCatalog;
import org.apache.camel.component.extension.ComponentVerifierExtension;
import org.apache.camel.component.extension.MetaDataExtension;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.support.PropertyBindingSupport;
import org.camelquickbooks.client.oauth.MemoryTokenStore;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.dsl.QuickBooksEndpointBuilderFactory.AdvancedQuickBooksEndpointBuilder;
import org.camelquickbooks.dsl.QuickBooksEndpointBuilderFactory.QuickBooksEndpointBuilder;
import org.camelquickbooks.dsl.StaticEndpointBuilders;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("deprecation")
class CamelCitizenTest extends RouteTest {

    @Test
    void worksFromPropertiesWithRoutesInYamlAndXml() throws Exception {
        Main main = new Main();
        main.configure().withRoutesIncludePattern("classpath:routes/*.yaml,classpath:routes/*.xml");
        main.addInitialProperty("camel.component.quickbooks.base-url", sandbox().url());
        main.addInitialProperty("camel.component.quickbooks.realm-id", REALM);
        main.addInitialProperty(
                "camel.component.quickbooks.access-token",
                sandbox().tokens(REALM).access().value());
        main.addInitialProperty("camel.component.quickbooks.state-directory", state.toString());
        main.start();
        try {
            var template = main.getCamelTemplate();
            assertThat(template.requestBody("direct:yaml", Map.of("DisplayName", "From YAML"), String.class))
                    .isEqualTo("From YAML");
            assertThat(template.requestBody("direct:xml", null, Long.class))
                    .isEqualTo(company().count("Customer"));
        } finally {
            main.stop();
        }
    }

    @Test
    void worksInTheEndpointDsl() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:dsl")
                        .to(StaticEndpointBuilders.quickbooks("query")
                                .query("select * from Customer")
                                .maxRows(2));
            }
        });
        assertThat(template.requestBody("direct:dsl", null, JsonNode.class)).hasSize(2);
    }

    @Test
    void theEndpointDslHasEveryOption() {
        Set<String> methods = Arrays.stream(QuickBooksEndpointBuilder.class.getMethods())
                .map(Method::getName)
                .collect(Collectors.toSet());
        Arrays.stream(AdvancedQuickBooksEndpointBuilder.class.getMethods()).forEach(m -> methods.add(m.getName()));
        Set<String> options = new HashSet<>(new QuickBooksEndpointUriFactory().propertyNames());
        options.removeAll(Set.of("operation", "entity", "parameters"));
        assertThat(methods).containsAll(options);
    }

    @Test
    void beansOfTheRegistryAreUsedByThemselves() throws Exception {
        MemoryTokenStore store = new MemoryTokenStore();
        store.save(new Token(REALM, sandbox().tokens(REALM).access().value(), null, null, null));
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        try (DefaultCamelContext other = new DefaultCamelContext()) {
            other.getRegistry().bind("tokens", store);
            other.getRegistry().bind("meters", meters);
            QuickBooksComponent component = other.getComponent("quickbooks", QuickBooksComponent.class);
            component.setBaseUrl(sandbox().url());
            component.setMeterReads(false);
            other.start();
            sandbox()
                    .faults()
                    .order(FaultOrder.of(Effect.THROTTLE).retryAfter(0).times(1));
            Exchange exchange = other.createProducerTemplate()
                    .request("quickbooks:read/CompanyInfo", e -> e.getMessage()
                            .setHeader(QuickBooksConstants.REALM_ID, REALM));
            assertThat(exchange.getException()).isNull();
            assertThat(component.getTokenStore()).isSameAs(store);
            assertThat(meters.get("camel.quickbooks.throttled").counter().count())
                    .isEqualTo(1);
            assertThat(meters.get("camel.quickbooks.retries").counter().count()).isEqualTo(1);
            assertThat(meters.get("camel.quickbooks.limit.requests").gauge().value())
                    .isEqualTo(2);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quickbooks:creat/Invoice | did you mean 'create'?",
                "quickbooks:create/Invoce | did you mean 'Invoice'?",
                "quickbooks:create | needs an entity",
                "quickbooks:report | needs the name of a report",
                "quickbooks:query/Invoice | takes no entity",
                "quickbooks:delete/Customer | quickbooks:deactivate/Customer",
                "quickbooks:void/Bill | does not support void Bill",
                "quickbooks:create/Invoice?coalsce=true | did you mean 'coalesce'?",
                "quickbooks:query?pageSize=5000 | pageSize=5000 is too large",
                "quickbooks:query?pageSize=0 | pageSize=0 is too small",
                "quickbooks:query?paging=keyset&parallelPages=2 | paging=offset",
                "quickbooks:cdc?entities=TaxCode | does not support TaxCode",
                "quickbooks:cdc?entities=Invioce | did you mean 'Invoice'?",
                "quickbooks:create/Invoice?outputType=page | is for query only",
                "quickbooks:upsert/JournalEntryy | did you mean 'JournalEntry'?",
                "quickbooks:upsert/CompanyInfo | does not support upsert CompanyInfo",
                "quickbooks:create/Invoice?conflict=maybe | conflict"
            })
    void aMistakeInTheUriIsNamedWithItsMend(String uri, String message) {
        assertThatThrownBy(() -> context.getEndpoint(uri).createProducer()).hasStackTraceContaining(message.strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "baseUrl | localhost:8888 | is not a URL",
                "minorVersion | 70 | minorVersion=70 is too small",
                "maxAttempts | 0 | maxAttempts=0 is too small",
                "refreshToken | abc | set clientId and clientSecret",
                "clientId | abc | clientSecret is missing",
                "referenceCache | Itm | did you mean 'Item'?",
                "readBudgetAction | hold | ok"
            })
    void aMistakeInTheComponentIsNamedAtTheStart(String option, String value, String message) throws Exception {
        try (DefaultCamelContext other = new DefaultCamelContext()) {
            QuickBooksComponent component = other.getComponent("quickbooks", QuickBooksComponent.class);
            component.getConfiguration().setRealmId(REALM);
            PropertyBindingSupport.build().bind(other, component, option, value);
            if (message.strip().equals("ok")) {
                other.start();
            } else {
                assertThatThrownBy(other::start).hasStackTraceContaining(message.strip());
            }
        }
    }

    @Test
    void tokensWithoutACompanyAreAMistake() throws Exception {
        try (DefaultCamelContext other = new DefaultCamelContext()) {
            other.getComponent("quickbooks", QuickBooksComponent.class).setAccessToken("abc");
            assertThatThrownBy(other::start).hasStackTraceContaining("set realmId");
        }
    }

    @Test
    void anExchangeWithoutACompanyIsAMistake() {
        context.getComponent("quickbooks", QuickBooksComponent.class)
                .getConfiguration()
                .setRealmId(null);
        assertThat(send("quickbooks:read/Customer", "1").getException())
                .hasMessageContaining("set the option realmId")
                .hasMessageContaining(QuickBooksConstants.REALM_ID);
    }

    @Test
    void aLazyProducerTellsOfItsMistakeWhenItIsUsed() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:lazy").to("quickbooks:query?lazyStartProducer=true");
            }
        });
        assertThat(template.requestBody("direct:lazy", "select * from Customer maxresults 1", JsonNode.class))
                .hasSize(1);
    }

    @Test
    void optionsTakePropertyPlaceholders() {
        context.getPropertiesComponent().addInitialProperty("wanted", "Customer");
        assertThat(answer(send("quickbooks:read/{{wanted}}", customerId())).has("Id"))
                .isTrue();
    }

    @Test
    void nothingSecretIsShown() throws Exception {
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        String secret = component.getAccessToken();
        send("quickbooks:read/Customer", customerId());
        assertThat(component.toString()).doesNotContain(secret);
        assertThat(component
                        .runtime()
                        .client()
                        .tokens()
                        .store()
                        .load(REALM)
                        .orElseThrow()
                        .toString())
                .doesNotContain(secret);
        Set<ObjectName> names =
                ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName("org.apache.camel:*"), null);
        for (ObjectName name : names) {
            assertThat(name.toString()).doesNotContain(secret);
        }
        Set<String> secretOptions =
                Set.of("accessToken", "refreshToken", "clientId", "clientSecret", "proxyUsername", "proxyPassword");
        JsonNode catalogue =
                Json.EXACT.readTree(getClass().getResourceAsStream("/META-INF/org/camelquickbooks/quickbooks.json"));
        for (String option : secretOptions) {
            assertThat(catalogue
                            .path("componentProperties")
                            .path(option)
                            .path("secret")
                            .asBoolean())
                    .as(option)
                    .isTrue();
        }
    }

    @Test
    void healthSaysWhetherTheCompanyCanBeReached() {
        CamelContext healthy = context;
        HealthCheckRegistry checks = HealthCheckHelper.getHealthCheckRegistry(healthy);
        HealthCheckRepository producers = (HealthCheckRepository) checks.resolveById("producers");
        producers.setEnabled(true);
        checks.register(producers);
        checks.setExposureLevel("full");
        template.requestBody("quickbooks:query", "select count(*) from Customer");
        assertThat(state(healthy)).isEqualTo(HealthCheck.State.UP);
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        component.runtime().client().tokens().store().remove(REALM);
        assertThat(state(healthy)).isEqualTo(HealthCheck.State.DOWN);
    }

    private static HealthCheck.State state(CamelContext context) {
        return HealthCheckHelper.invoke(context).stream()
                .filter(r -> r.getCheck().getId().startsWith("producer:quickbooks"))
                .map(HealthCheck.Result::getState)
                .findFirst()
                .orElse(HealthCheck.State.UNKNOWN);
    }

    @Test
    void theVerifierChecksOptionsAndConnectivity() {
        ComponentVerifierExtension verifier = context.getComponent("quickbooks")
                .getExtension(ComponentVerifierExtension.class)
                .orElseThrow();
        Map<String, Object> good = Map.of(
                "baseUrl", sandbox().url(),
                "realmId", REALM,
                "accessToken", sandbox().tokens(REALM).access().value());
        assertThat(verifier.verify(ComponentVerifierExtension.Scope.PARAMETERS, good)
                        .getStatus())
                .isEqualTo(ComponentVerifierExtension.Result.Status.OK);
        assertThat(verifier.verify(ComponentVerifierExtension.Scope.CONNECTIVITY, good)
                        .getStatus())
                .isEqualTo(ComponentVerifierExtension.Result.Status.OK);
        Map<String, Object> bad = Map.of("baseUrl", sandbox().url(), "realmId", REALM, "accessToken", "wrong");
        ComponentVerifierExtension.Result refused = verifier.verify(ComponentVerifierExtension.Scope.CONNECTIVITY, bad);
        assertThat(refused.getStatus()).isEqualTo(ComponentVerifierExtension.Result.Status.ERROR);
        assertThat(refused.getErrors()).singleElement().satisfies(e -> assertThat(
                        e.getCode().getName())
                .isEqualTo(ComponentVerifierExtension.VerificationError.StandardCode.AUTHENTICATION.getName()));
        assertThat(verifier.verify(ComponentVerifierExtension.Scope.PARAMETERS, Map.of("realmId", REALM))
                        .getStatus())
                .isEqualTo(ComponentVerifierExtension.Result.Status.ERROR);
    }

    /** Refresh tokens are replaced when they are used: whoever only tries them must not keep what came. */
    @Test
    void theVerifierKeepsNoTokensAndTouchesNoState(@TempDir Path directory) throws Exception {
        ComponentVerifierExtension verifier = context.getComponent("quickbooks")
                .getExtension(ComponentVerifierExtension.class)
                .orElseThrow();
        MemoryTokenStore mine = new MemoryTokenStore();
        context.getRegistry().bind("mine", mine);
        Map<String, Object> parameters = Map.of(
                "baseUrl",
                sandbox().url(),
                "realmId",
                REALM,
                "clientId",
                "sandbox-client",
                "clientSecret",
                "sandbox-secret",
                "refreshToken",
                sandbox().tokens(REALM).refreshToken(),
                "stateDirectory",
                directory.resolve("state").toString(),
                "tokenStore",
                mine,
                "auditTo",
                "file");
        assertThat(verifier.verify(ComponentVerifierExtension.Scope.CONNECTIVITY, parameters)
                        .getStatus())
                .isEqualTo(ComponentVerifierExtension.Result.Status.OK);
        assertThat(mine.list()).isEmpty();
        try (Stream<Path> files = Files.walk(directory)) {
            assertThat(files).containsExactly(directory);
        }
    }

    @Test
    void metaDataIsTheSchemaOfAnEntity() {
        MetaDataExtension metaData = context.getComponent("quickbooks")
                .getExtension(MetaDataExtension.class)
                .orElseThrow();
        Optional<MetaDataExtension.MetaData> invoice = metaData.meta(Map.of("entity", "Invoice"));
        JsonNode schema = invoice.orElseThrow().getPayload(JsonNode.class);
        assertThat(schema.path("properties").path("TotalAmt").path("type").asText())
                .isEqualTo("number");
        assertThat(schema.path("properties")
                        .path("Line")
                        .path("items")
                        .path("$ref")
                        .asText())
                .isEqualTo("#/$defs/Line");
        assertThat(schema.path("$defs").path("ReferenceType").path("properties").has("value"))
                .isTrue();
        assertThat(metaData.meta(Map.of("entity", "Nothing"))).isEmpty();
    }

    @Test
    void toolsCanCheckAUriAgainstTheCatalogue() throws Exception {
        DefaultCamelCatalog catalogue = new DefaultCamelCatalog();
        catalogue.addComponent(
                "quickbooks",
                QuickBooksComponent.class.getName(),
                Files.readString(Path.of("src/generated/resources/META-INF/org/camelquickbooks/quickbooks.json")));
        var result = catalogue.validateEndpointProperties("quickbooks:create/Invoice?sparse=maybe");
        assertThat(result.getInvalidBoolean()).containsKey("sparse");
    }

    @Test
    void aSynchronousCallerIsServedToo() {
        assertThat(template.requestBody("quickbooks:query?outputType=row", "select * from Customer", JsonNode.class)
                        .has("Id"))
                .isTrue();
    }
}
