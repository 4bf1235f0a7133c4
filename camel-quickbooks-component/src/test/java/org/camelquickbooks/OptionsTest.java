package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckRepository;
import org.apache.camel.support.jsse.KeyManagersParameters;
import org.apache.camel.support.jsse.KeyStoreParameters;
import org.apache.camel.support.jsse.SSLContextParameters;
import org.apache.camel.support.jsse.TrustManagersParameters;
import org.camelquickbooks.client.VirtualTime;
import org.camelquickbooks.client.oauth.MemoryTokenStore;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.model.QuickBooksException;
import org.camelquickbooks.model.QuickBooksUnavailableException;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** Options that have no test of their own elsewhere. */
class OptionsTest extends RouteTest {

    /** The component again, with other options. */
    private void restart(Runnable options) {
        component().stop();
        options.run();
        component().start();
    }

    private Exchange read() {
        return send("quickbooks:read/Customer", customerId());
    }

    @Test
    void filesMayBeNamedByHeadersOrOptions() {
        String invoice =
                company().create("Invoice", invoice("OPT", "1.00")).path("Id").asText();
        Exchange headers = send(
                "quickbooks:upload",
                "text",
                QuickBooksConstants.FILE_NAME,
                "a.dat",
                QuickBooksConstants.FILE_CONTENT_TYPE,
                "application/x-own",
                QuickBooksConstants.ATTACH_TO,
                "Invoice:" + invoice);
        assertThat(answer(headers).path("ContentType").asText()).isEqualTo("application/x-own");
        assertThat(answer(headers)
                        .path("AttachableRef")
                        .get(0)
                        .path("EntityRef")
                        .path("type")
                        .asText())
                .isEqualToIgnoringCase("Invoice");
        Exchange options = send("quickbooks:upload?fileName=b.dat&fileContentType=image/x-other", "text");
        assertThat(answer(options).path("ContentType").asText()).isEqualTo("image/x-other");
        Exchange back = send("quickbooks:download", answer(options).path("Id").asText());
        assertThat(back.getMessage().getHeader(QuickBooksConstants.FILE_NAME)).isEqualTo("b.dat");
        assertThat(back.getMessage().getBody(String.class)).isEqualTo("text");
    }

    @Test
    void includeGoesWithTheWrite() {
        answer(send("quickbooks:create/Invoice?include=allowduplicatedocnum", invoice("INC", "1.00")));
        assertThat(sandbox().requests().find(r -> r.path().endsWith("/invoice")))
                .singleElement()
                .satisfies(r -> assertThat(r.query()).contains("include=allowduplicatedocnum"));
    }

    @Test
    void theEntitiesOfCdcMayComeInAHeader() {
        Exchange exchange = send(
                "quickbooks:cdc?entities=Invoice",
                null,
                QuickBooksConstants.ENTITIES,
                "Customer",
                QuickBooksConstants.CHANGED_SINCE,
                sandbox().clock().instant().minusSeconds(3600));
        assertThat(answer(exchange).fieldNames().next()).isEqualTo("Customer");
    }

    @Test
    void theTokenEndpointMayBeElsewhere() {
        restart(() -> {
            component().setAccessToken(null);
            component().setRefreshToken(sandbox().tokens(REALM).refreshToken());
            component().setClientId("sandbox-client");
            component().setClientSecret("sandbox-secret");
            component().setOauthBaseUrl(sandbox().url() + "/");
        });
        assertThat(read().getException()).isNull();
        assertThat(tokenCalls()).isEqualTo(1);
    }

    private int tokenCalls() {
        return sandbox()
                .requests()
                .find(r -> r.path().contains("tokens/bearer"))
                .size();
    }

    @Test
    void tokensAreRenewedAheadOfTheirEnd() {
        VirtualTime time = new VirtualTime(sandbox().clock().instant(), now -> {});
        restart(() -> {
            component().setTime(time);
            component().setAccessToken(null);
            component().setRefreshToken(sandbox().tokens(REALM).refreshToken());
            component().setClientId("sandbox-client");
            component().setClientSecret("sandbox-secret");
            component().setRefreshAhead(Duration.ofMinutes(15).toMillis());
        });
        read();
        time.advance(Duration.ofMinutes(40), () -> false);
        read();
        assertThat(tokenCalls()).isEqualTo(1);
        time.advance(Duration.ofMinutes(6), () -> false);
        // Nobody waits for it: the token that is there is good for some minutes yet.
        sandbox().faults().order(FaultOrder.of(Effect.LATENCY).path("*/bearer").millis(200));
        assertThat(read().getException()).isNull();
        eventually(() -> tokenCalls() == 2);
    }

    @Test
    void aTokenStoreOfTheUsersHasTheLastWord() {
        MemoryTokenStore store = new MemoryTokenStore();
        store.save(new Token(REALM, sandbox().tokens(REALM).access().value(), null, null, null));
        restart(() -> {
            component().setAccessToken("an old one");
            component().setTokenStore(store);
        });
        assertThat(read().getException()).isNull();
    }

    /** A user's own class, in the user's own style. */
    public record Person(String displayName) {}

    @Test
    void theUsersObjectMapperReadsTheUsersClasses() {
        ObjectMapper mapper = new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.UPPER_CAMEL_CASE);
        restart(() -> component().setObjectMapper(mapper));
        Exchange made = send("quickbooks:create/Customer?outputType=" + Person.class.getName(), new Person("Mapped"));
        assertThat(made.getException()).isNull();
        assertThat(made.getMessage().getBody()).isEqualTo(new Person("Mapped"));
    }

    @Test
    void aProxyMayStandBetween() {
        restart(() -> {
            component().setBaseUrl("http://quickbooks.invalid");
            component().setAllowInsecureTransport(true);
            component().setProxyHost("localhost");
            component().setProxyPort(sandbox().port());
        });
        assertThat(read().getException()).isNull();
    }

    @Test
    void noAttemptBeginsAfterTheRetryTimeout() {
        restart(() -> component().setRetryTimeout(0));
        sandbox().faults().failNext(1, 503);
        assertThat(read().getException())
                .isInstanceOfSatisfying(QuickBooksException.class, e -> assertThat(e.getHistory())
                        .isEmpty());
    }

    @Test
    void timesMustBeTimes() {
        for (String option :
                List.of("connectTimeout", "requestTimeout", "intentRetention", "referenceCacheTimeToLive")) {
            QuickBooksComponent wrong = new QuickBooksComponent(context);
            new QuickBooksComponentConfigurer().configure(context, wrong, option, "0", true);
            assertThatThrownBy(wrong::start).hasStackTraceContaining(option + "=0 is too small");
        }
    }

    private List<CompletableFuture<Exchange>> coalesced(int number, String prefix) {
        List<CompletableFuture<Exchange>> all = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            all.add(start(
                    "quickbooks:create/Customer?coalesce=true",
                    json("{`DisplayName`:`" + prefix + " " + i + "`}"),
                    Map.of(QuickBooksConstants.REQUEST_ID, prefix + i)));
        }
        all.forEach(done -> answer(done.join()));
        return all;
    }

    private int batches() {
        return sandbox().requests().find(r -> r.path().endsWith("/batch")).size();
    }

    @Test
    void coalescingWaitsForItsWindowAndForCallsUnderWay() {
        restart(() -> {
            component().setCoalesceAt(0);
            // Full calls do not wait for it, however long a slow machine takes for all that are to be gathered.
            component().setCoalesceWindow(3_000);
            component().setCoalesceParallel(1);
        });
        coalesced(90, "W");
        assertThat(batches()).isBetween(3, 4);
    }

    @Test
    void writesAreRecordedInADatabaseOfTheUsersOrNotAtAll() throws Exception {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:records;DB_CLOSE_DELAY=-1");
        restart(() -> {
            component().setCoalesceAt(0);
            component().setStateDataSource(database);
        });
        coalesced(3, "DB");
        assertThat(recorded(database)).containsExactly("DB0", "DB1", "DB2");
        restart(() -> component().setIntentLogEnabled(false));
        coalesced(3, "NONE");
        assertThat(recorded(database)).containsExactly("DB0", "DB1", "DB2");
    }

    private static List<String> recorded(DataSource database) throws Exception {
        List<String> names = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT name FROM qb_intent ORDER BY name")) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    @Test
    void theIntentLogForgetsAfterItsRetention() {
        VirtualTime time = new VirtualTime(sandbox().clock().instant(), now -> {});
        restart(() -> {
            component().setTime(time);
            component().setCoalesceAt(100);
            component().setIntentRetention(Duration.ofHours(2).toMillis());
        });
        Map<String, Object> id = Map.of(QuickBooksConstants.REQUEST_ID, "kept");
        answer(start("quickbooks:create/Invoice?coalesce=true", invoice("KEPT", "1.00"), id)
                .join());
        int calls =
                sandbox().requests().find(r -> r.path().endsWith("/invoice")).size();
        pass(time, Duration.ofHours(1));
        answer(start("quickbooks:create/Invoice?coalesce=true", invoice("KEPT", "1.00"), id)
                .join());
        assertThat(sandbox().requests().find(r -> r.path().endsWith("/invoice")))
                .hasSize(calls);
        pass(time, Duration.ofHours(3));
        answer(start("quickbooks:create/Invoice?coalesce=true", invoice("KEPT", "1.00"), id)
                .join());
        // Asked again, under the id that QuickBooks itself still knows.
        assertThat(sandbox().requests().find(r -> r.path().endsWith("/invoice")))
                .hasSize(calls + 1);
        assertThat(company().hasInvoice("KEPT", "1.00")).isTrue();
    }

    /** What is being written is written before, or the database would be taken for silent; and so is what time has done. */
    private void pass(VirtualTime time, Duration distance) {
        eventually(() -> component().runtime().state().isIdle());
        time.advance(distance, () -> false);
        eventually(() -> component().runtime().state().isIdle());
    }

    @Test
    void theHealthCheckCanBeSwitchedOff() {
        restart(() -> component().setHealthCheckProducerEnabled(false));
        CamelContext healthy = context;
        HealthCheckRegistry checks = HealthCheckHelper.getHealthCheckRegistry(healthy);
        HealthCheckRepository producers = (HealthCheckRepository) checks.resolveById("producers");
        producers.setEnabled(true);
        checks.register(producers);
        read();
        assertThat(HealthCheckHelper.invoke(healthy).stream()
                        .filter(r -> r.getCheck().getId().startsWith("producer:quickbooks")))
                .allSatisfy(r -> assertThat(r.getState()).isEqualTo(HealthCheck.State.UNKNOWN));
    }

    @Test
    void tlsSettingsAreCamels() throws Exception {
        Path store = keyStore();
        SSLContextParameters server = new SSLContextParameters();
        KeyStoreParameters keys = new KeyStoreParameters();
        keys.setCamelContext(context);
        keys.setResource("file:" + store);
        keys.setPassword("changeit");
        KeyManagersParameters manager = new KeyManagersParameters();
        manager.setKeyStore(keys);
        manager.setKeyPassword("changeit");
        server.setKeyManagers(manager);
        SSLContextParameters client = new SSLContextParameters();
        TrustManagersParameters trust = new TrustManagersParameters();
        trust.setKeyStore(keys);
        client.setTrustManagers(trust);
        HttpsServer https = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        https.setHttpsConfigurator(new HttpsConfigurator(server.createSSLContext(context)));
        https.createContext("/", exchange -> {
            byte[] body = "{\"Customer\":{\"Id\":\"7\"}}".getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        https.start();
        try {
            String url = "https://localhost:" + https.getAddress().getPort();
            restart(() -> component().setBaseUrl(url));
            Exchange untrusted = send("quickbooks:read/Customer", "7");
            assertThat(untrusted.getException())
                    .isInstanceOfSatisfying(QuickBooksUnavailableException.class, e -> assertThat(e.isRetryable())
                            .isFalse());
            restart(() -> component().setSslContextParameters(client));
            JsonNode trusted = answer(send("quickbooks:read/Customer", "7"));
            assertThat(trusted.path("Id").asText()).isEqualTo("7");
            context.setSSLContextParameters(client);
            restart(() -> {
                component().setSslContextParameters(null);
                component().setUseGlobalSslContextParameters(true);
            });
            assertThat(answer(send("quickbooks:read/Customer", "7")).path("Id").asText())
                    .isEqualTo("7");
        } finally {
            https.stop(0);
        }
    }

    private Path keyStore() throws IOException, InterruptedException {
        Path store = state.resolve("keys.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "localhost",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        "changeit",
                        "-keystore",
                        store.toString())
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        return store;
    }
}
