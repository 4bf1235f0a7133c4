package org.camelquickbooks.examples;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.TreeSet;
import org.camelquickbooks.examples.assistanttools.AssistantTools;
import org.camelquickbooks.examples.changefeed.ChangeFeed;
import org.camelquickbooks.examples.crmcontacts.CrmContacts;
import org.camelquickbooks.examples.monthend.MonthEnd;
import org.camelquickbooks.examples.ordertocash.OrderToCashCommand;
import org.camelquickbooks.examples.replica.Replica;
import org.camelquickbooks.examples.shoptoledger.ShopToLedger;
import org.camelquickbooks.examples.twonodes.TwoNodesCommand;
import org.camelquickbooks.examples.warehousestock.WarehouseStock;
import org.camelquickbooks.examples.writeguards.WriteGuards;
import org.camelquickbooks.examples.yamlonly.YamlOnly;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Starts an example by its name. */
@Command(
        name = "quickbooks-examples",
        description = "Runs an integration with the sandbox, which it starts on this machine.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "EXAMPLE",
        commandListHeading = "%nExamples:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:the example passed", "1:it failed", "2:the command line is wrong"},
        footerHeading = "%n",
        subcommands = GenerateCompletion.class)
public final class Examples implements Runnable {

    @Spec
    private CommandSpec spec;

    private Examples() {}

    /** @param arguments the name of an example, and its options */
    public static void main(String[] arguments) {
        System.exit(run(arguments, System.out));
    }

    /** @return the exit code */
    static int run(String[] arguments, PrintStream out) {
        CommandLine commandLine = new CommandLine(new Examples());
        commandLine.addSubcommand(new OrderToCashCommand(out));
        add(
                commandLine,
                "warehouse-stock",
                "Stock in a warehouse's database and in QuickBooks.",
                WarehouseStock::run,
                out);
        add(commandLine, "shop-to-ledger-kafka", "Invoices from the orders on a Kafka topic.", ShopToLedger::run, out);
        add(commandLine, "change-feed", "A database that follows the changes of the books.", ChangeFeed::run, out);
        add(commandLine, "multi-company-month-end", "Month-end reports of four companies.", MonthEnd::run, out);
        add(commandLine, "crm-contacts", "Contacts of a CRM and customers, in both directions.", CrmContacts::run, out);
        add(commandLine, "yaml-only", "Orders and journal entries from files, without Java.", YamlOnly::run, out);
        add(commandLine, "replica", "A copy of the books, and statements computed from it.", Replica::run, out);
        add(
                commandLine,
                "assistant-tools",
                "Tools for assistants, called by a script over the Model Context Protocol.",
                AssistantTools::run,
                out);
        add(commandLine, "write-guards", "Wrong writes that QuickBooks accepts, refused.", WriteGuards::run, out);
        commandLine.addSubcommand(new TwoNodesCommand(out));
        PrintWriter writer = new PrintWriter(out, true, StandardCharsets.UTF_8);
        return commandLine
                .setOut(writer)
                .setErr(writer)
                .setParameterExceptionHandler(Examples::wrong)
                .execute(arguments);
    }

    private static void add(
            CommandLine commandLine,
            String name,
            String description,
            PropertiesCommand.Example example,
            PrintStream out) {
        commandLine.addSubcommand(name, new PropertiesCommand(example, out));
        commandLine.getSubcommands().get(name).getCommandSpec().usageMessage().description(description);
    }

    private static int wrong(ParameterException e, String... arguments) {
        CommandLine command = e.getCommandLine();
        command.getErr().println(e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, command.getErr());
        command.getErr()
                .println(
                        command.getParent() == null
                                ? "There are: "
                                        + String.join(
                                                ", ",
                                                new TreeSet<>(
                                                        command.getSubcommands().keySet()))
                                : command.getCommandName() + " --help lists the options.");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which example?");
    }
}
