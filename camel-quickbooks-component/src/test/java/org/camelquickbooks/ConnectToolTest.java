package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The tool is run as a process of its own, as people run it; then the component finds what it has kept. */
class ConnectToolTest extends RouteTest {

    private Process tool;
    private BufferedReader said;

    private void start(Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                QuickBooksConnectTool.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("QUICKBOOKS_"));
        builder.environment().putAll(environment);
        tool = builder.start();
        said = tool.inputReader(StandardCharsets.UTF_8);
    }

    private void startGood(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(
                List.of("--base-url=" + sandbox().url(), "--state-directory", state.toString(), "--port=0"));
        arguments.addAll(List.of(more));
        start(
                Map.of("QUICKBOOKS_CLIENT_ID", "sandbox-client", "QUICKBOOKS_CLIENT_SECRET", "sandbox-secret"),
                arguments.toArray(String[]::new));
    }

    @AfterEach
    void end() {
        if (tool != null) {
            tool.destroyForcibly();
        }
    }

    private String line(String start) throws IOException {
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            if (line.startsWith(start)) {
                return line;
            }
        }
        throw new AssertionError("It never said " + start);
    }

    private void endsGood() throws Exception {
        assertThat(line("Company ")).contains(REALM, "Sandbox Company_US_1", state.toString());
        assertThat(tool.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(tool.exitValue()).isZero();
        try (DefaultCamelContext other = new DefaultCamelContext()) {
            QuickBooksComponent component = other.getComponent("quickbooks", QuickBooksComponent.class);
            component.setBaseUrl(sandbox().url());
            component.setClientId("sandbox-client");
            component.setClientSecret("sandbox-secret");
            component.setStateDirectory(state.toString());
            other.start();
            Exchange read = other.createProducerTemplate()
                    .request("quickbooks:read/CompanyInfo?realmId=" + REALM, exchange -> exchange.getMessage()
                            .setBody(REALM));
            assertThat(read.getException()).isNull();
        }
    }

    @Test
    void aCompanyIsConnectedInABrowserOfThisMachine() throws Exception {
        startGood();
        WebVisitor visitor = new WebVisitor();
        String url = line("Open this").replaceFirst(".*: ", "");
        visitor.get(url).submit("connect").follow();
        visitor.submit(sandbox().url() + "/connect/oauth2", "decision", "allow", "realmId", REALM);
        assertThat(visitor.follow().location()).isEqualTo("companies?connected=" + REALM);
        assertThat(visitor.follow().body()).contains("is connected.");
        endsGood();
    }

    @Test
    void whereIntuitSendsPeopleElsewhereTheyBringTheAddressAlong() throws Exception {
        startGood("--redirect-uri", "http://localhost:1/elsewhere");
        WebVisitor visitor = new WebVisitor();
        visitor.get(line("Open this").replaceFirst("[^:]*: ", ""));
        visitor.submit(sandbox().url() + "/connect/oauth2", "decision", "allow", "realmId", REALM);
        tool.outputWriter().append(visitor.location()).append('\n').flush();
        endsGood();
    }

    @Test
    void anAddressFromSomewhereElseConnectsNothing() throws Exception {
        startGood("--redirect-uri", "http://localhost:1/elsewhere");
        line("Then enter");
        tool.outputWriter()
                .append("http://localhost:1/elsewhere?code=x&state=y&realmId=1\n")
                .flush();
        assertThat(line("That address does not belong")).contains("start again");
        assertThat(tool.waitFor()).isEqualTo(1);
    }

    @Test
    void mistakesAreSaid() throws Exception {
        start(Map.of());
        assertThat(line("The app's client id")).contains("--client-id");
        assertThat(tool.waitFor()).isEqualTo(2);
        start(Map.of(), "--client-id", "x");
        assertThat(line("The app's client secret")).contains("QUICKBOOKS_CLIENT_SECRET");
        start(Map.of(), "--client-id", "x", "--client-secret", "y");
        assertThat(line("Every user of this machine can read a secret")).contains("QUICKBOOKS_CLIENT_SECRET");
        assertThat(tool.waitFor()).isEqualTo(2);
        start(
                Map.of("QUICKBOOKS_CLIENT_ID", "sandbox-client", "QUICKBOOKS_CLIENT_SECRET", "sandbox-secret"),
                "--state-directory=" + state,
                "--port=" + URI.create(sandbox().url()).getPort());
        assertThat(line("Port ")).contains("cannot be opened", "--port=N");
        assertThat(tool.waitFor()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --client-id x --environment test | Invalid value for option '--environment': 'test' is not production or sandbox
                    --environment=test               | Invalid value for option '--environment': 'test' is not production or sandbox
                    --port 99999                     | Invalid value for option '--port': '99999' is not a number from 0 to 65535
                    --port=x                         | Invalid value for option '--port': 'x' is not a number from 0 to 65535
                    --port                           | Option '--port' needs a value: --port=N
                    --port= --client-id x            | Option '--port' needs a value: --port=N
                    --port --client-id x             | Option '--port' needs a value: --port=N
                    --base-url here                  | --base-url='here' is not a URL
                    --client-secret=y                | Every user of this machine can read a secret
                    --what=9                         | There is no option '--what'; there are --client-id, --environment
                    """)
    void aWrongOptionIsNamedInOneLine(String arguments, String expected) {
        assertThatThrownBy(() -> ConnectOptions.read(Map.of(), arguments.split(" ")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(expected)
                .message()
                .hasLineCount(1);
    }

    @Test
    void valuesFollowAnEqualsSignOrASpace() {
        for (String[] arguments : List.of(
                new String[] {"--client-id=x", "--port=9", "--base-url=http://localhost:1/", "--state-directory=a=b"},
                new String[] {
                    "--client-id", "x", "--port", "9", "--base-url", "http://localhost:1/", "--state-directory", "a=b"
                })) {
            ConnectOptions options = ConnectOptions.read(Map.of(), arguments);
            assertThat(options.clientId()).isEqualTo("x");
            assertThat(options.port()).isEqualTo(9);
            assertThat(options.baseUrl()).isEqualTo("http://localhost:1");
            assertThat(options.stateDirectory()).isEqualTo(Path.of("a=b"));
        }
    }

    @Test
    void theHelpNamesEachOption() throws Exception {
        start(Map.of(), "--help");
        String help = new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(help)
                .contains("Usage: java -jar", "--port=N", "--base-url=URL", "--scopes=LIST", "Exit codes:")
                .doesNotContain("--client-secret");
        assertThat(help.lines()).allMatch(line -> line.length() <= 120);
        assertThat(tool.waitFor()).isZero();
    }
}
