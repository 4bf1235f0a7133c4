package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.client.oauth.TokenCipher;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.camelquickbooks.sandbox.junit.QuickBooksSandboxExtension;
import org.camelquickbooks.state.State;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an integration says at the level TRACE, in JMX, on the developer console, in dumps of routes and of exceptions, has no secret in it. */
class SecretsTest {

    private static final String REALM = QuickBooksSandbox.US_REALM;
    private static final String CONNECT_SECRET = "canary-of-the-connect-pages";

    @RegisterExtension
    static final QuickBooksSandboxExtension SANDBOX = new QuickBooksSandboxExtension();

    @TempDir
    Path directory;

    private final List<String> canaries = new ArrayList<>();
    private final String key = TokenCipher.newKey();
    private final int port = FreePort.next();
    private Path said;
    private int told;

    private Process start(String level, boolean inUris) throws Exception {
        said = directory.resolve("said.txt");
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=" + level,
                        "-Dorg.slf4j.simpleLogger.log.org.apache.camel=" + level,
                        "-Dorg.slf4j.simpleLogger.log.io.netty=info",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SecretKeeper.class.getName(),
                        SANDBOX.sandbox().url(),
                        directory.resolve("state").toString(),
                        Integer.toString(port),
                        CONNECT_SECRET,
                        key,
                        Boolean.toString(inUris))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
    }

    private void await(Process process, String line) throws Exception {
        while (Files.readString(said, StandardCharsets.ISO_8859_1).lines().noneMatch(line::equals)) {
            assertThat(process.waitFor(50, TimeUnit.MILLISECONDS)).isFalse();
        }
    }

    private void tell(Process process, String line) throws Exception {
        BufferedWriter in = process.outputWriter();
        in.write(line);
        in.newLine();
        in.flush();
        told++;
        await(process, "DONE " + told);
    }

    private void plantTokens() {
        Token token = Stores.with(directory.resolve("state"), key, store -> store.load(REALM))
                .orElseThrow();
        canaries.add(token.accessToken());
        canaries.add(token.refreshToken());
    }

    /** Camel itself writes URIs out at the level TRACE, and with them what stands in them. */
    @ParameterizedTest(name = "level {0}, secrets in URIs: {1}")
    @CsvSource({"trace,false", "debug,true"})
    void nothingThatIsSaidIsSecret(String level, boolean inUris) throws Exception {
        QuickBooksSandbox sandbox = SANDBOX.sandbox();
        canaries.addAll(List.of("sandbox-secret", "sandbox-verifier-token", CONNECT_SECRET, key));
        canaries.add(Base64.getEncoder().encodeToString("sandbox-client:sandbox-secret".getBytes()));
        Process process = start(level, inUris);
        try {
            await(process, "READY");
            String pages = "http://localhost:" + port + "/quickbooks";
            WebVisitor visitor = new WebVisitor();
            visitor.get(pages + "/companies").submit("login", "secret", "wrong");
            visitor.submit("login", "secret", CONNECT_SECRET);
            visitor.get(pages + "/connect").submit("connect").follow();
            visitor.submit(sandbox.url() + "/connect/oauth2", "decision", "allow", "realmId", REALM)
                    .follow()
                    .follow();
            assertThat(visitor.body()).contains("is connected.");
            new WebVisitor().post("http://localhost:" + port + "/quickbooks/webhook", Map.of("a", "b"));
            plantTokens();
            tell(process, REALM);
            sandbox.clock().advance(Duration.ofHours(25));
            sandbox.faults()
                    .order(FaultOrder.of(Effect.MALFORMED_JSON).path("*/bearer").times(1));
            tell(process, REALM);
            plantTokens();
            tell(process, "SHOW");
            sandbox.disconnect(REALM);
            tell(process, REALM);
            tell(process, "OTHER KEY");
            try (Connection connection = DriverManager.getConnection(
                            "jdbc:sqlite:" + directory.resolve("state").resolve(State.FILE));
                    Statement garble = connection.createStatement()) {
                garble.execute("update qb_token set access_token = 'v1:a:b:c'");
            }
            tell(process, "SHOW");
        } finally {
            process.destroyForcibly();
        }
        String all = Files.readString(said, StandardCharsets.ISO_8859_1);
        // It did say much, and what it is about.
        assertThat(all)
                .contains(
                        "DEBUG",
                        "CompanyName",
                        "invalid_grant",
                        "CONSOLE {",
                        "PROPERTY CamelQuickBooksPendingRequestIds");
        assertThat(all.contains("<route")).isEqualTo(!inUris);
        assertThat(all.lines().filter(line -> line.startsWith("SHOWN "))).hasSize(2);
        for (String canary : canaries) {
            assertThat(all.lines().filter(line -> line.contains(canary)).map(line -> line.replace(canary, "<secret>")))
                    .isEmpty();
        }
    }
}
