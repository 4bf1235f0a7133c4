package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.lang.module.ModuleFinder;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the build has made, in the runtimes that it is made for. */
class RuntimesTest {

    private static final Path TOP = Path.of("..");
    private static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final String LISTENS = "Listening on: http://localhost";
    private static final String REALM = QuickBooksSandbox.US_REALM;
    private static final String EVENT =
            "{\"specversion\":\"1.0\",\"id\":\"q-1\",\"source\":\"intuit.x\",\"type\":\"qbo.customer.created.v1\","
                    + "\"time\":\"2026-01-01T00:00:00Z\",\"intuitentityid\":\"4711\",\"intuitaccountid\":\"" + REALM
                    + "\",\"data\":{}}";

    @TempDir
    Path state;

    @Test
    void theQuarkusExampleFollowsChanges() throws Exception {
        try (QuickBooksSandbox sandbox =
                QuickBooksSandbox.create().withCompany(REALM).start()) {
            try (Application application = quarkus("quarkus", sandbox)) {
                String started = application.says(PATIENCE, LISTENS);
                int port = Integer.parseInt(started.replaceFirst(".*" + LISTENS + ":(\\d+).*", "$1"));
                application.says(PATIENCE, "created Customer");
                postsAreLimited(port);
                assertThat(post(port, "", signed("[" + EVENT + "]"))).isEqualTo("HTTP/1.1 200");
                application.says(PATIENCE, "webhook: created Customer 4711");
                followsAChange(sandbox, application);
            }
        }
    }

    /** Without webhooks: camel-quarkus-platform-http 3.33.1 is not in the registry. */
    @Test
    void theQuarkusExampleFollowsChangesOnTheNextLineToo() throws Exception {
        try (QuickBooksSandbox sandbox =
                QuickBooksSandbox.create().withCompany(REALM).start()) {
            try (Application application = quarkus("quarkus-3.33", sandbox)) {
                application.says(PATIENCE, "powered by Quarkus 3.33");
                application.says(PATIENCE, "created Customer");
                followsAChange(sandbox, application);
            }
        }
    }

    private static void followsAChange(QuickBooksSandbox sandbox, Application application) throws Exception {
        String id = sandbox.company()
                .create("Customer", "{\"DisplayName\":\"Quarkus\"}")
                .path("Id")
                .asText();
        application.says(PATIENCE, "created Customer " + id);
    }

    private Application quarkus(String example, QuickBooksSandbox sandbox) throws IOException {
        Path application =
                TOP.resolve("camel-quickbooks-examples").resolve(example).resolve("target/quarkus-app/quarkus-run.jar");
        assumeThat(application).as("built by: mvn package").exists();
        String component = "-Dcamel.component.quickbooks.";
        return new Application(new ProcessBuilder(
                        JAVA,
                        component + "base-url=" + sandbox.url(),
                        component + "realm-id=" + REALM,
                        component + "client-id=sandbox-client",
                        component + "client-secret=sandbox-secret",
                        component + "refresh-token=" + sandbox.tokens(REALM).refreshToken(),
                        component + "state-directory=" + state,
                        "-Dquarkus.http.port=0",
                        "-Dquarkus.log.console.color=false",
                        "-jar",
                        application.toString())
                .redirectErrorStream(true)
                .start());
    }

    /** Before Quarkus has read them: the end of none of these is sent. */
    private static void postsAreLimited(int port) throws Exception {
        assertThat(post(port, "Content-Length: 3000000\r\n", "")).isEqualTo("HTTP/1.1 413");
        // Only the last byte is too much, so that all are written before the connection may be closed.
        String chunks = ("1000\r\n" + "x".repeat(4096) + "\r\n").repeat(512) + "1\r\nx\r\n";
        assertThat(post(port, "Transfer-Encoding: chunked\r\n", chunks)).isEqualTo("HTTP/1.1 413");
        assertThat(post(port, "Content-Length: 5\r\nContent-Type: multipart/form-data; boundary=b\r\n", ""))
                .isEqualTo("HTTP/1.1 415");
    }

    /** A body with the headers that it needs, up to the empty line and after it. */
    private static String signed(String body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("verifier-token-of-the-example".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "intuit-signature: "
                + Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)))
                + "\r\nContent-Type: application/json\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
    }

    private static String post(int port, String headers, String rest) throws Exception {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(180_000);
            String body = headers.isEmpty() ? rest : headers + "\r\n" + rest;
            socket.getOutputStream()
                    .write(("POST /quickbooks/webhook HTTP/1.1\r\nHost: localhost\r\n" + body)
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        }
    }

    /** Camel's command line, which takes the component from a repository and needs YAML and properties only. */
    @Test
    void theJBangExampleFollowsChangesAndMakesCustomers() throws Exception {
        Path example =
                TOP.resolve("camel-quickbooks-examples/jbang").toAbsolutePath().normalize();
        Path program = example.resolve("target/camel-quickbooks-example-jbang.jar");
        assumeThat(program).as("built by: mvn package").exists();
        assumeThat(MavenHere.registryAnswers())
                .as("Maven Central answers, which Camel's command line asks for what the routes need")
                .isTrue();
        // Its own local repository: in that of whoever builds there may be an older build of this project.
        Path local = Path.of("target", "jbang-repository").toAbsolutePath();
        delete(local.resolve("org/camelquickbooks"));
        Path customers = Files.createDirectories(state.resolve("customers"));
        int port = PageServer.freePort();
        ProcessBuilder builder = new ProcessBuilder(
                        JAVA,
                        "-Dmaven.repo.local=" + local,
                        "-jar",
                        program.toString(),
                        "--repos=" + example.resolve("target/repository").toUri(),
                        "--logging-color=false",
                        "--console",
                        "--management-port=" + port,
                        "--property=customers=" + customers)
                .directory(example.toFile())
                .redirectErrorStream(true);
        try (Application application = new Application(builder.start())) {
            // What the routes need may have to be fetched before.
            application.says(Duration.ofMinutes(12), "created Customer");
            Path draft = Files.writeString(state.resolve("draft.json"), "{\"DisplayName\":\"JBang\"}");
            Files.move(draft, customers.resolve("jbang.json"), StandardCopyOption.ATOMIC_MOVE);
            String made = application.says(PATIENCE, "jbang.json is customer");
            application.says(PATIENCE, "created Customer " + made.substring(made.lastIndexOf(' ') + 1));
            HttpRequest page = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/q/dev/quickbooks"))
                    .build();
            assertThat(HttpClient.newHttpClient()
                            .send(page, HttpResponse.BodyHandlers.ofString())
                            .body())
                    .contains("Company " + REALM, "state: CONNECTED");
        }
    }

    private static void delete(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    /** On a module path each package belongs to one module, and each has a name that stays. */
    @Test
    void jarsAreModulesWithoutSplitPackages() throws IOException {
        List<Path> jars = new ArrayList<>();
        for (String module : List.of(
                "camel-quickbooks-component",
                "camel-quickbooks-kamelets",
                "camel-quickbooks-spring-boot-starter",
                "camel-quickbooks-sandbox")) {
            try (Stream<Path> files = Files.list(TOP.resolve(module).resolve("target"))) {
                jars.addAll(files.filter(file -> file.getFileName()
                                .toString()
                                .matches("camel-quickbooks(-\\w+)*-\\d[\\d.]*(-SNAPSHOT)?\\.jar"))
                        .toList());
            }
        }
        assumeThat(jars).as("built by: mvn package").hasSize(4);
        Set<String> packages = new HashSet<>();
        assertThat(ModuleFinder.of(jars.toArray(Path[]::new)).findAll())
                .extracting(module -> module.descriptor().name())
                .containsExactlyInAnyOrder(
                        "org.camelquickbooks",
                        "org.camelquickbooks.kamelets",
                        "org.camelquickbooks.springboot",
                        "org.camelquickbooks.sandbox");
        ModuleFinder.of(jars.toArray(Path[]::new)).findAll().forEach(module -> module.descriptor()
                .packages()
                .forEach(name -> assertThat(packages.add(name)).as(name).isTrue()));
    }

    /** The hints for native images name classes that there are. */
    @Test
    void hintsForNativeImagesAreTrue() throws Exception {
        JsonNode hints = new ObjectMapper()
                .readTree(getClass()
                        .getResourceAsStream(
                                "/META-INF/native-image/org.camelquickbooks/camel-quickbooks/reflect-config.json"));
        assertThat(hints).hasSizeGreaterThan(5);
        for (JsonNode hint : hints) {
            assertThat(Class.forName(hint.path("name").asText())).isNotNull();
        }
    }
}
