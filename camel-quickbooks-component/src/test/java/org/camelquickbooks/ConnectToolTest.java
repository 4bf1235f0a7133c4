package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
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
                List.of("--base-url", sandbox().url(), "--state-directory", state.toString(), "--port", "0"));
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
        assertThat(line("Company ")).contains(REALM, "Harbor Street", state.toString());
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
        assertThat(line("That is not")).contains("begin again");
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
        assertThat(line("A secret on a command line")).contains("QUICKBOOKS_CLIENT_SECRET");
        start(Map.of(), "--client-id", "x", "--environment", "test");
        assertThat(line("--environment is production or sandbox")).contains("not test");
        start(Map.of(), "--port", "99999");
        assertThat(line("--port is a number")).contains("99999");
        start(Map.of(), "--what");
        assertThat(line("There is no option")).contains("--what");
        start(Map.of(), "--help");
        assertThat(line("Usage:")).contains("java -jar");
    }
}
