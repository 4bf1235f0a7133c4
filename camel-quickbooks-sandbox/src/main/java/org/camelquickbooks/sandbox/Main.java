package org.camelquickbooks.sandbox;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The sandbox alone: {@code java -jar camel-quickbooks-sandbox-…-all.jar --port 8888}. */
public final class Main {

    private static final String USAGE = """
            Usage: java -jar camel-quickbooks-sandbox-all.jar [options]
              --port N            port to listen on; 0 takes a free one (default 8888)
              --host ADDRESS      address to listen on (default localhost)
              --data DIR          keep everything in this directory (default: in memory)
              --companies N       how many companies (default 2: one in the US, one in Canada)
              --seed-file FILE    entities to load into new companies, see docs/sandbox.md
              --empty             no sample data in new companies
              --no-throttles      no limits
              --admin-secret S    what callers of /admin must send as a bearer token
              --admin-remote      let other machines call /admin; needs --admin-secret
              --help              this text
            """;

    private Main() {}

    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--help")) {
            System.out.print(USAGE);
            return;
        }
        QuickBooksSandbox sandbox;
        try {
            sandbox = read(arguments).start();
        } catch (RuntimeException e) {
            System.err.println(e.getMessage());
            if (e instanceof IllegalArgumentException) {
                System.err.print(USAGE);
            }
            System.exit(2);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "sandbox-stop"));
        System.out.println("QuickBooks sandbox ready: " + sandbox.url());
    }

    static SandboxBuilder read(String... arguments) {
        SandboxBuilder builder = QuickBooksSandbox.create().port(8888);
        Deque<String> left = new ArrayDeque<>(List.of(arguments));
        while (!left.isEmpty()) {
            String option = left.poll();
            switch (option) {
                case "--port" -> builder.port(number(option, left));
                case "--host" -> builder.host(value(option, left));
                case "--data" -> builder.data(Path.of(value(option, left)));
                case "--companies" -> builder.withCompanies(number(option, left));
                case "--seed-file" -> builder.seedFile(Path.of(value(option, left)));
                case "--empty" -> builder.empty();
                case "--no-throttles" -> builder.throttled(false);
                case "--admin-secret" -> builder.adminSecret(value(option, left));
                case "--admin-remote" -> builder.remoteAdmin();
                default -> throw new IllegalArgumentException("Unknown option " + option);
            }
        }
        return builder;
    }

    private static String value(String option, Deque<String> left) {
        String value = left.poll();
        if (value == null || value.startsWith("--")) {
            throw new IllegalArgumentException("Option " + option + " needs a value");
        }
        return value;
    }

    private static int number(String option, Deque<String> left) {
        String value = value(option, left);
        try {
            return Integer.parseInt(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Option " + option + " needs a number, not " + value, e);
        }
    }
}
