package org.camelquickbooks;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camelquickbooks.validation.ComponentChecks;

/** What the QuickBooksConnectTool is told on its command line, and by the environment. */
final class ConnectOptions {

    /** The options that take a value, in the order of the help. */
    private enum Option {
        CLIENT_ID("ID", "the app's client id; or the environment variable QUICKBOOKS_CLIENT_ID") {
            @Override
            void set(ConnectOptions options, String value) {
                options.clientId = value;
            }
        },
        ENVIRONMENT("NAME", "production or sandbox, whichever the app's keys belong to (default: production)") {
            @Override
            void set(ConnectOptions options, String value) {
                options.environment = Arrays.stream(QuickBooksEnvironment.values())
                        .filter(known -> known.name().equalsIgnoreCase(value))
                        .findFirst()
                        .orElseThrow(() -> wrong("production or sandbox", value));
            }
        },
        BASE_URL("URL", "instead of the environment, such as http://localhost:8888 for this project's sandbox") {
            @Override
            void set(ConnectOptions options, String value) {
                ComponentChecks.url(word(), value);
                options.baseUrl = value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
            }
        },
        STATE_DIRECTORY("DIR", "the component's stateDirectory (default: .camel-quickbooks)") {
            @Override
            void set(ConnectOptions options, String value) {
                try {
                    options.stateDirectory = Path.of(value);
                } catch (InvalidPathException e) {
                    throw wrong("a directory", value);
                }
            }
        },
        PORT("N", "port on this machine to which Intuit redirects; 0 for any (default: 8642)") {
            @Override
            void set(ConnectOptions options, String value) {
                if (!value.matches("[0-9]{1,5}") || Integer.parseInt(value) > 65_535) {
                    throw wrong("a number from 0 to 65535", value);
                }
                options.port = Integer.parseInt(value);
            }
        },
        REDIRECT_URI(
                "URI",
                "another redirect URI, for keys that do not allow an address of this machine; the tool then "
                        + "asks for the address that Intuit redirects to") {
            @Override
            void set(ConnectOptions options, String value) {
                ComponentChecks.url(word(), value);
                options.redirectUri = URI.create(value);
            }
        },
        SCOPES("LIST", "comma-separated scopes to ask for (default: com.intuit.quickbooks.accounting)") {
            @Override
            void set(ConnectOptions options, String value) {
                options.scopes = new LinkedHashSet<>(Arrays.asList(value.split(",")));
            }
        };

        private final String parameter;
        private final String description;

        Option(String parameter, String description) {
            this.parameter = parameter;
            this.description = description;
        }

        abstract void set(ConnectOptions options, String value);

        String word() {
            return "--" + name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        IllegalArgumentException wrong(String expected, String value) {
            return new IllegalArgumentException(
                    "Invalid value for option '" + word() + "': '" + value + "' is not " + expected);
        }
    }

    private static final String HELP = "--help";
    private static final String SECRET = "--client-secret";
    private static final int COLUMN = 26;
    private static final int WIDTH = 100;

    static boolean asksForHelp(String... arguments) {
        return List.of(arguments).contains(HELP) || List.of(arguments).contains("-h");
    }

    /** From the options themselves. */
    static String help() {
        StringBuilder help = new StringBuilder("""
                Connects QuickBooks Online companies, and keeps their tokens where the quickbooks component finds them.

                Usage: java -jar camel-quickbooks-connect.jar [OPTION]...

                """);
        for (Option option : Option.values()) {
            help.append(line(option.word() + "=" + option.parameter, option.description));
        }
        return help.append(line("-h, " + HELP, "this text")).append("""

                The client secret comes from the environment variable QUICKBOOKS_CLIENT_SECRET, or is asked for. The key for
                the tokens comes from QUICKBOOKS_SECRET_KEY, or from the file token.key in the state directory.

                Exit codes:
                  0  a company is connected
                  1  no company is connected; the message says why
                  2  an option is wrong
                """).toString();
    }

    private static String line(String option, String description) {
        StringBuilder line = new StringBuilder("  " + option);
        line.append(" ".repeat(Math.max(1, COLUMN - line.length())));
        int column = line.length();
        for (String word : description.split(" ")) {
            if (column + word.length() > WIDTH) {
                line.append('\n').append(" ".repeat(COLUMN));
                column = COLUMN;
            }
            line.append(word).append(' ');
            column += word.length() + 1;
        }
        return line.toString().stripTrailing() + "\n";
    }

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
            String word = left.poll();
            int equals = word.indexOf('=');
            String name = equals < 0 ? word : word.substring(0, equals);
            if (name.equals(SECRET)) {
                throw new IllegalArgumentException(
                        "Every user of this machine can read a secret on a command line; set the environment "
                                + "variable QUICKBOOKS_CLIENT_SECRET instead");
            }
            Option option = option(name);
            option.set(options, equals < 0 ? value(option, left) : given(option, word.substring(equals + 1)));
        }
        if (options.clientId == null || options.clientId.isBlank()) {
            throw new IllegalArgumentException(
                    "The app's client id is missing; set --client-id=ID or the environment variable "
                            + "QUICKBOOKS_CLIENT_ID");
        }
        return options;
    }

    private static Option option(String name) {
        return Arrays.stream(Option.values())
                .filter(known -> known.word().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no option '" + name + "'; there are "
                        + Arrays.stream(Option.values()).map(Option::word).collect(Collectors.joining(", "))
                        + " and " + HELP));
    }

    private static String value(Option option, Deque<String> left) {
        String value = left.peek();
        return value == null || value.startsWith("--") ? given(option, "") : given(option, left.poll());
    }

    private static String given(Option option, String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException(
                    "Option '" + option.word() + "' needs a value: " + option.word() + "=" + option.parameter);
        }
        return value;
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
