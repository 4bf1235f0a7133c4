package org.camelquickbooks.flow;

import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelquickbooks.QuickBooksComponent;

/** A process with all flows, which takes messages from a directory, one after the other by their names. */
final class FlowsProcess {

    private FlowsProcess() {}

    /** @param arguments the URL, the company, an access token, the directory */
    public static void main(String[] arguments) throws Exception {
        Path work = Path.of(arguments[3]);
        DefaultCamelContext context = new DefaultCamelContext();
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        component.setBaseUrl(arguments[0]);
        component.getConfiguration().setRealmId(arguments[1]);
        component.setAccessToken(arguments[2]);
        component.setStateDirectory(work.resolve("state").toString());
        component.setRequestTimeout(2000);
        component.setRequestsPerSecond(0);
        component.setRequestsPerMinute(0);
        context.addRoutes(new QuickBooksFlows());
        context.start();
        flow(
                context,
                work,
                "items",
                "items",
                "incomeAccount",
                "Sales of Product Income",
                "expenseAccount",
                "Cost of Goods Sold",
                "assetAccount",
                "Inventory Asset");
        flow(context, work, "invoice", "orders");
        flow(context, work, "payment", "payments", "tolerance", "0.05", "writeOffAccount", "Miscellaneous");
        flow(context, work, "payout", "payouts", "feeAccount", "Bank Charges");
        flow(context, work, "count", "counts", "adjustmentAccount", "Inventory Shrinkage");
        flow(context, work, "purchase", "purchases");
        flow(context, work, "receipt", "receipts");
        flow(context, work, "contacts-in", "contacts");
        flow(
                context,
                work,
                "revenue",
                "trigger",
                "items",
                "Services=3",
                "deferredAccount",
                "Customer Deposits",
                "revenueAccount",
                "Services");
        flow(
                context,
                work,
                "close",
                "trigger",
                "output",
                "file:" + work.resolve("reports"),
                "reports",
                "TrialBalance,ProfitAndLoss");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("file:" + work.resolve("in")
                                + "?sortBy=file:name&move=../done/${file:name}&delay=20&initialDelay=0")
                        .convertBodyTo(String.class)
                        // One after the other: the consumer of files would begin with the next while this one waits.
                        .process(exchange -> {
                            String file = exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class);
                            // 007-payment.json is for the flow payment.
                            String flow = file.replaceAll("^\\d+-|\\.json$", "");
                            exchange.getContext()
                                    .createFluentProducerTemplate()
                                    .to("direct:" + flow)
                                    .withBody(exchange.getMessage().getBody())
                                    .request();
                        });
            }
        });
        Thread.currentThread().join();
    }

    private static void flow(DefaultCamelContext context, Path work, String name, String source, String... parameters) {
        TemplatedRouteBuilder route = TemplatedRouteBuilder.builder(context, "quickbooks-" + name + "-flow")
                .routeId(name)
                .parameter(source, "direct:" + name)
                .parameter("deadLetter", "file:" + work.resolve("dead"));
        for (int i = 0; i < parameters.length; i += 2) {
            route.parameter(parameters[i], parameters[i + 1]);
        }
        route.add();
    }
}
