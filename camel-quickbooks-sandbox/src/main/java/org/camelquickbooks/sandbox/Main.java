package org.camelquickbooks.sandbox;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** The sandbox alone: {@code java -jar camel-quickbooks-sandbox-…-all.jar --port 8888}. */
@Command(
        name = "quickbooks-sandbox",
        description = "Runs a QuickBooks Online service on this machine.",
        sortOptions = false,
        usageHelpAutoWidth = true,
        mixinStandardHelpOptions = true,
        version = "Speaks minor version 75 of the QuickBooks Online Accounting API",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:ended as asked", "1:failed", "2:the command line is wrong"},
        footerHeading = "%n",
        subcommands = GenerateCompletion.class)
public final class Main implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "8888",
            description = "Port to listen on; 0 selects a free one (default ${DEFAULT-VALUE}).")
    private int port;

    @Option(
            names = "--host",
            paramLabel = "ADDRESS",
            defaultValue = "localhost",
            description = "Address to listen on (default ${DEFAULT-VALUE}).")
    private String host;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Store everything in this directory (default: in memory, lost when the process ends).")
    private Path data;

    @Option(
            names = "--companies",
            paramLabel = "N",
            description = "The number of companies (default 3: US, Canada, US with several currencies).")
    private Integer companies;

    @Option(
            names = "--seed-file",
            paramLabel = "FILE",
            description = "Entities to load into new companies, see docs/sandbox.md.")
    private Path seedFile;

    @Option(names = "--empty", description = "No sample data in new companies.")
    private boolean empty;

    @Option(
            names = "--sample",
            paramLabel = "NAME",
            defaultValue = "intuit",
            description = "Sample data of US companies: intuit (the sample company of Intuit's own sandbox) or own (a "
                    + "shop with classes and locations) (default ${DEFAULT-VALUE}).")
    private String sample;

    @Option(names = "--no-throttles", description = "No rate limits.")
    private boolean withoutThrottles;

    @Option(
            names = "--classic-report-columns",
            description = "Columns of report lists have a type and, in MetaData, a key, as before 2026.")
    private boolean classicReportColumns;

    @Option(
            names = "--admin-secret",
            paramLabel = "SECRET",
            description = "The secret that callers of /admin must send as a bearer token.")
    private String adminSecret;

    @Option(names = "--admin-remote", description = "Allow other machines to call /admin; needs --admin-secret.")
    private boolean remoteAdmin;

    private Main() {}

    public static void main(String[] arguments) {
        // The jar with all classes has no resolver of Netty's; the JDK resolves the few names that webhooks go to.
        System.setProperty("vertx.disableDnsResolver", "true");
        int code = commandLine().execute(arguments);
        // The server's threads keep the process alive.
        if (code != 0) {
            System.exit(code);
        }
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setParameterExceptionHandler((e, arguments) -> {
                    PrintWriter err = e.getCommandLine().getErr();
                    err.println(e.getMessage());
                    UnmatchedArgumentException.printSuggestions(e, err);
                    err.println("--help lists the options.");
                    return e.getCommandLine().getCommandSpec().exitCodeOnInvalidInput();
                })
                .setExecutionExceptionHandler((e, commandLine, result) -> {
                    commandLine.getErr().println(e.getMessage() == null ? e.toString() : e.getMessage());
                    return commandLine.getCommandSpec().exitCodeOnExecutionException();
                });
    }

    @Override
    public Integer call() {
        QuickBooksSandbox sandbox = options().start();
        Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "sandbox-stop"));
        PrintWriter out = spec.commandLine().getOut();
        // Other programs wait for this line.
        out.println("QuickBooks sandbox ready: " + sandbox.url());
        out.print(StartText.of(sandbox, data, adminSecret != null));
        out.flush();
        return 0;
    }

    private SandboxBuilder options() {
        SandboxBuilder builder = QuickBooksSandbox.create()
                .host(host)
                .data(data)
                .seedFile(seedFile)
                .throttled(!withoutThrottles)
                .classicReportColumns(classicReportColumns)
                .adminSecret(adminSecret);
        given("--port", () -> builder.port(port));
        given("--sample", () -> builder.sample(Sample.of(sample)));
        if (companies != null) {
            given("--companies", () -> builder.withCompanies(companies));
        }
        if (empty) {
            builder.empty();
        }
        if (remoteAdmin) {
            if (adminSecret == null) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--admin-remote needs --admin-secret, because /admin controls the whole sandbox");
            }
            builder.remoteAdmin();
        }
        return builder;
    }

    /** What the builder says is wrong is wrong with an option of the command line. */
    private void given(String option, Runnable builder) {
        try {
            builder.run();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), option + ": " + e.getMessage(), e);
        }
    }
}
