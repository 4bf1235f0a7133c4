package org.camelquickbooks.flow.report;

import static org.camelquickbooks.flow.engine.FlowTemplate.flag;
import static org.camelquickbooks.flow.engine.FlowTemplate.step;
import static org.camelquickbooks.flow.engine.FlowTemplate.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.flow.ask.Calls;
import org.camelquickbooks.flow.engine.Deliver;
import org.camelquickbooks.flow.engine.FlowTemplate;
import org.camelquickbooks.flow.engine.FlowWork;
import org.camelquickbooks.flow.engine.Intake;
import org.camelquickbooks.flow.engine.JsonStep;
import org.camelquickbooks.flow.engine.Months;
import org.camelquickbooks.flow.engine.SentAgain;
import org.camelquickbooks.flow.engine.Settle;
import org.camelquickbooks.flow.engine.TakeFromQuickBooks;
import org.camelquickbooks.flow.engine.TakeIn;
import org.camelquickbooks.model.CommaList;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.ReportRows;

/** The flow that delivers the reports of a month, for many companies. */
public final class CloseFlow {

    private CloseFlow() {}

    public static void define(RouteBuilder routes) {
        FlowTemplate template = new FlowTemplate(
                routes, "close", "Fetches, checks and delivers the reports of a month for many companies");
        template.required(
                        "trigger",
                        "The endpoint that starts the flow, such as a schedule or direct:. The body is a month such "
                                + "as 2026-01, or empty for the previous month, or a dead letter of one report")
                .required(
                        "output",
                        "The endpoint that receives each report, with the headers CamelQuickBooksReport, "
                                + "CamelQuickBooksMonth and CamelFileName")
                .optional(
                        "realms",
                        "",
                        "A comma-separated list of companies. The default is realmId, then the header "
                                + "CamelQuickBooksRealmId, then the company of the component")
                .optional(
                        "reports",
                        "ProfitAndLoss,BalanceSheet,TrialBalance,AgedReceivables,AgedPayables",
                        "A comma-separated list of reports, as QuickBooks names them")
                .optional("accountingMethod", "", "Accrual or Cash. The default is the setting of the company")
                .optional(
                        "flatten",
                        "false",
                        "Whether a report is delivered as rows instead of QuickBooks' nested structure")
                .bean(
                        "jobs",
                        Jobs.class,
                        p -> new Jobs(
                                FlowTemplate.name(p),
                                FlowTemplate.company(p),
                                text(p, "realms").isBlank() ? List.of() : CommaList.of(text(p, "realms")),
                                CommaList.of(text(p, "reports")),
                                text(p, "accountingMethod")))
                .bean(
                        "take",
                        TakeFromQuickBooks.class,
                        p -> new TakeFromQuickBooks(
                                FlowTemplate.intake(p, "report", Intake.Content.FIXED), null, new Job()))
                .bean("checked", Checked.class, p -> new Checked(flag(p, "flatten")))
                .bean("output", Deliver.class, p -> new Deliver("report", text(p, "output")))
                .bean("settle", Settle.class, p -> new Settle())
                .bean("deliver", Deliver.class, p -> new Deliver("acknowledgement", text(p, "acknowledgements")))
                .checks(template::check);
        template.from("{{trigger}}")
                .process(step("jobs"))
                .split(routes.body())
                .parallelProcessing()
                .process(step("take"))
                .filter(FlowTemplate.IS_NOT_DONE)
                .toD("quickbooks:report/${exchangeProperty." + Job.REPORT + "}")
                .process(step("checked"))
                .process(step("output"))
                .process(step("settle"))
                .end()
                .end()
                .process(step("deliver"));
    }

    /** What is to be fetched: each report of each company. */
    private static final class Jobs implements Processor {

        private final String flow;
        private final String realmId;
        private final List<String> realms;
        private final List<String> reports;
        private final String method;

        Jobs(String flow, String realmId, List<String> realms, List<String> reports, String method) {
            this.flow = flow;
            this.realmId = realmId;
            this.realms = realms;
            this.reports = reports;
            this.method = method;
        }

        @Override
        public void process(Exchange exchange) {
            Message message = exchange.getMessage();
            TakeIn.remember(exchange, null, TakeIn.readAgain(message));
            SentAgain.open(exchange, flow, realms.isEmpty() ? realmId : null);
            if (message.getBody() instanceof JsonNode job) {
                // A dead letter of one report.
                message.setBody(List.of(job));
                return;
            }
            YearMonth month = Months.of("close", exchange);
            List<String> companies =
                    realms.isEmpty() ? List.of(TakeIn.company(exchange.getContext(), flow, realmId, message)) : realms;
            // What is sent again later means the same month.
            TakeIn.remember(exchange, companies.size() == 1 ? companies.get(0) : null, month.toString());
            List<ObjectNode> jobs = new ArrayList<>();
            for (String report : reports) {
                for (String company : companies) {
                    jobs.add(Json.object()
                            .put("company", company)
                            .put("report", report)
                            .put("month", month.toString())
                            .put("method", method));
                }
            }
            message.setBody(jobs);
        }
    }

    /** One of them, unless it was delivered before. */
    private static final class Job implements TakeFromQuickBooks.Subject {

        static final String REPORT = "CamelQuickBooksReport";

        @Override
        public String company(JsonNode job) {
            return Json.text(job, "company");
        }

        @Override
        public CompletionStage<TakeFromQuickBooks.Taken> taken(Exchange exchange, String company, JsonNode job) {
            String id = YearMonth.parse(job.path("month").asText()) + "/" + Json.text(job, "report");
            return CompletableFuture.completedFuture(new TakeFromQuickBooks.Taken(id, job, job, null));
        }

        @Override
        public CompletionStage<?> begun(Exchange exchange, FlowWork work, Calls calls) {
            JsonNode job = work.message();
            String report = Json.text(job, "report");
            YearMonth month = YearMonth.parse(job.path("month").asText());
            exchange.setProperty(REPORT, report);
            Message message = exchange.getMessage();
            message.setHeader(REPORT, report);
            message.setHeader("CamelQuickBooksMonth", month.toString());
            message.setHeader(Exchange.FILE_NAME, work.key().company() + "/" + month + "/" + report + ".json");
            message.setHeader(QuickBooksConstants.PARAMETERS, parameters(report, month, Json.text(job, "method")));
            message.setBody(null);
            return CompletableFuture.completedFuture(null);
        }

        /** What ages is asked for a day, the rest for a span. */
        private static Map<String, Object> parameters(String report, YearMonth month, String method) {
            Map<String, Object> parameters = new HashMap<>();
            if (report.startsWith("Aged")
                    || report.endsWith("Balance") && !report.equals("TrialBalance")
                    || report.startsWith("InventoryValuation")) {
                parameters.put("report_date", month.atEndOfMonth());
            } else {
                parameters.put("start_date", month.atDay(1));
                parameters.put("end_date", month.atEndOfMonth());
            }
            if (method != null) {
                parameters.put("accounting_method", method);
            }
            return parameters;
        }
    }

    /** A report that does not balance is no report. */
    private static final class Checked extends JsonStep {

        private final boolean flatten;

        Checked(boolean flatten) {
            this.flatten = flatten;
        }

        @Override
        public void process(Exchange exchange, JsonNode report) {
            List<Map<String, Object>> rows = ReportRows.of(report);
            String name = report.at("/Header/ReportName").asText();
            if (name.equals("TrialBalance")) {
                equal("debits", sum(rows, "Debit"), "credits", sum(rows, "Credit"));
            }
            exchange.getMessage().setBody(flatten ? rows : report.toString());
        }

        private static BigDecimal sum(List<Map<String, Object>> rows, String column) {
            return rows.stream()
                    .filter(row -> "data".equals(row.get("rowType")))
                    .map(row -> row.get(column))
                    .filter(BigDecimal.class::isInstance)
                    .map(BigDecimal.class::cast)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        private static void equal(String what, BigDecimal one, String other, BigDecimal two) {
            if (one.compareTo(two) != 0) {
                throw new IllegalStateException("The trial balance does not balance: " + what + " are "
                        + one.toPlainString() + ", " + other + " " + two.toPlainString() + " (difference "
                        + one.subtract(two).toPlainString() + ")");
            }
        }
    }
}
