package org.camelquickbooks;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelquickbooks.validation.ComponentChecks;

/** What the QuickBooksConnectTool is told on its command line, and by the environment. */
final class ConnectOptions {

    static final String USAGE = """
            Connects QuickBooks Online companies, and keeps their tokens where the quickbooks component finds them.

            Usage: java -jar camel-quickbooks-connect.jar [options]
              --client-id ID         the app's client id; or the environment variable QUICKBOOKS_CLIENT_ID
              --environment NAME     production or sandbox, whichever the app's keys belong to (default production)
              --base-url URL         in place of environment: such as http://localhost:8888 for this project's sandbox
              --state-directory DIR  the component's stateDirectory (default .camel-quickbooks)
              --port N               port on this machine to which people come back (default 8642)
              --redirect-uri URI     where Intuit sends people instead, for keys that take no address of this machine;
                                     the address at which they arrive is then asked for
              --scopes LIST          what is consented to, with commas (default com.intuit.quickbooks.accounting)
              --help                 this text

            The client secret is read from the environment variable QUICKBOOKS_CLIENT_SECRET, or asked for; the key for
            the tokens from QUICKBOOKS_SECRET_KEY, or from the file token.key in the state directory, as the component
            does.
            """;

    private String clientId;
    private QuickBooksEnvironment environment = QuickBooksEnvironment.PRODUCTION;
    private String baseUrl;
    private Path stateDirectory = Path.of(".camel-quickbooks");
    private int port = 8642;
    private URI redirectUri;
    private Set<String> scopes = Set.of("com.intuit.quickbooks.accounting");

    private ConnectOptions() {}

    static ConnectOptions read(Map<String, String> environment, String... arguments) {
        ConnectOptions options = new ConnectOptions();
        options.clientId = environment.get("QUICKBOOKS_CLIENT_ID");
        Deque<String> left = new ArrayDeque<>(List.of(arguments));
        while (!left.isEmpty()) {
            String option = left.poll();
            switch (option) {
                case "--client-id" -> options.clientId = value(option, left);
                case "--environment" -> options.environment = environment(value(option, left));
                case "--base-url" -> options.baseUrl = url(option, value(option, left));
                case "--state-directory" -> options.stateDirectory = Path.of(value(option, left));
                case "--port" -> options.port = port(value(option, left));
                case "--redirect-uri" -> options.redirectUri = URI.create(url(option, value(option, left)));
                case "--scopes" ->
                    options.scopes = new LinkedHashSet<>(
                            Arrays.asList(value(option, left).split(",")));
                case "--client-secret" ->
                    throw new IllegalArgumentException(
                            "A secret on a command line can be read by everybody on this machine; set the environment"
                                    + " variable QUICKBOOKS_CLIENT_SECRET");
                default -> throw new IllegalArgumentException("There is no option " + option);
            }
        }
        if (options.clientId == null || options.clientId.isBlank()) {
            throw new IllegalArgumentException(
                    "The app's client id is missing; give --client-id or set QUICKBOOKS_CLIENT_ID");
        }
        return options;
    }

    private static String value(String option, Deque<String> left) {
        String value = left.poll();
        if (value == null || value.startsWith("--")) {
            throw new IllegalArgumentException("Option " + option + " needs a value");
        }
        return value;
    }

    private static QuickBooksEnvironment environment(String name) {
        return Arrays.stream(QuickBooksEnvironment.values())
                .filter(known -> known.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("--environment is production or sandbox, not " + name));
    }

    private static String url(String option, String value) {
        ComponentChecks.url(option, value);
        return value.endsWith("/") && option.equals("--base-url") ? value.substring(0, value.length() - 1) : value;
    }

    private static int port(String value) {
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Said below.
        }
        throw new IllegalArgumentException("--port is a number up to 65535, not " + value);
    }

    String clientId() {
        return clientId;
    }

    QuickBooksEnvironment environment() {
        return environment;
    }

    /** Null where the environment says it. */
    String baseUrl() {
        return baseUrl;
    }

    Path stateDirectory() {
        return stateDirectory;
    }

    int port() {
        return port;
    }

    /** Null where people come back to this machine. */
    URI redirectUri() {
        return redirectUri;
    }

    Set<String> scopes() {
        return scopes;
    }
}
