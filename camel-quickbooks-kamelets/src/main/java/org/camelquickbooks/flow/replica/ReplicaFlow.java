package org.camelquickbooks.flow.replica;

import static org.camelquickbooks.flow.engine.FlowTemplate.step;
import static org.camelquickbooks.flow.engine.FlowTemplate.text;

import org.apache.camel.RouteTemplateContext;
import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.flow.engine.FlowTemplate;

/** The flow that copies the books to a database. */
public final class ReplicaFlow {

    private ReplicaFlow() {}

    public static void define(RouteBuilder routes) {
        FlowTemplate template = FlowTemplate.withoutJournal(
                routes, "replica", "Keeps a copy of the books in a database, and compares it with QuickBooks");
        template.required(
                        "dataSource",
                        "The name of the bean of type javax.sql.DataSource: the database that the copy is in, "
                                + "PostgreSQL, MariaDB, H2 or SQLite")
                .optional(
                        "name",
                        "replica",
                        "The name of this flow. Flows with the same name, dataSource and tablePrefix share a lease")
                .optional("realmId", "", "The id of the company. The default is the company of the component")
                .optional(
                        "realms",
                        "",
                        "Several companies: a comma-separated list of ids, or all for every connected company")
                .optional(
                        "schedule",
                        "timer:quickbooks-replica?period=60000",
                        "The endpoint that starts a run, which copies what has changed: a timer: or quartz: endpoint, "
                                + "or direct: to start it yourself")
                .optional(
                        "webhook",
                        "false",
                        "Whether webhooks of Intuit also start a run, at once. Then the schedule can be slow")
                .optional("webhookPath", "/quickbooks/webhook", "The path of the webhooks")
                .optional(
                        "webhookVerifyToken", "", "The verifier token of the webhooks. The default is the component's")
                .optional(
                        "entities",
                        "",
                        "A comma-separated list of the entities to copy. The default is every entity that the company "
                                + "has, except Attachable, ExchangeRate and RecurringTransaction")
                .optional("ledger", "true", "Whether the lines of the general ledger are copied")
                .optional("history", "false", "Whether each version of an entity is kept in a table of its own")
                .optional("tablePrefix", "qbo_", "The prefix of the names of all tables and views")
                .optional(
                        "auditInterval",
                        "1d",
                        "The time between two audits, which compare the copy with QuickBooks and refresh computed "
                                + "fields. 0 disables them")
                .optional(
                        "auditMonths",
                        "2",
                        "The number of latest months whose rows the audit counts in any case. Older months are "
                                + "counted if the total differs")
                .optional("pageSize", "1000", "The number of rows that are read at once, and written in a transaction")
                .optional(
                        "parallelCompanies",
                        "4",
                        "The number of companies that are brought up to date at the same time")
                .bean(
                        "replica",
                        Replica.class,
                        p -> new Replica(ReplicaSettings.of(name -> text(p, name)), source(p), webhook(p)));
        template.starts("{{schedule}}").process(step("replica"));
    }

    private static String source(RouteTemplateContext parameters) {
        return Replica.source(text(parameters, "dataSource").trim());
    }

    private static String webhook(RouteTemplateContext parameters) {
        if (!FlowTemplate.flag(parameters, "webhook")) {
            return null;
        }
        String token = text(parameters, "webhookVerifyToken");
        return "quickbooks:webhook?acknowledge=immediately&webhookPath=" + text(parameters, "webhookPath")
                + (token.isBlank() ? "" : "&webhookVerifyToken=RAW(" + token + ")");
    }
}
