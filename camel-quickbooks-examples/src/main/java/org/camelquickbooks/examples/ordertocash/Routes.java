package org.camelquickbooks.examples.ordertocash;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.dataformat.CsvDataFormat;
import org.camelquickbooks.model.Json;

/** The integration: the ERP's files into the flows, one kind after the other, and the reconciliation at the end. */
public final class Routes extends RouteBuilder {

    @Override
    public void configure() {
        flows();
        CsvDataFormat csv = new CsvDataFormat();
        csv.setUseMaps("true");
        csv.setLazyLoad("true");
        from(files("items"))
                .routeId("items-in")
                .choice()
                .when(Routes::isFinished)
                .to(start("orders-in"))
                .to(stop("items-in"))
                .when(body().isNotNull())
                .unmarshal(csv)
                .split(body())
                .streaming()
                .parallelProcessing()
                .process(Routes::item)
                .to("direct:items")
                .end()
                .end();
        from(files("orders"))
                .routeId("orders-in")
                .autoStartup(false)
                .choice()
                .when(Routes::isFinished)
                .to(start("payments-in"))
                .to(stop("orders-in"))
                .when(body().isNotNull())
                .split(body().tokenize("\n"))
                .streaming()
                .parallelProcessing()
                .to("direct:orders")
                .end()
                .end();
        from(files("payments"))
                .routeId("payments-in")
                .autoStartup(false)
                .choice()
                .when(Routes::isFinished)
                .process(Routes::erpList)
                .to("direct:reconcile")
                // Last: a route that stops gives its exchange ten seconds, and the limits may let it wait longer.
                .to(stop("payments-in"))
                .when(body().isNotNull())
                .split(body().tokenize("\n"))
                .streaming()
                .parallelProcessing()
                .to("direct:payments")
                .end()
                .end();
    }

    private void flows() {
        templatedRoute("quickbooks-items-flow")
                .routeId("items")
                .parameter("items", "direct:items")
                .parameter("incomeAccount", "{{accounts.income}}")
                .parameter("expenseAccount", "{{accounts.cost}}")
                .parameter("assetAccount", "{{accounts.stock}}")
                .parameter("parallel", "300")
                .parameter("deadLetter", "file:{{work}}/dead-letters");
        templatedRoute("quickbooks-invoice-flow")
                .routeId("orders")
                .parameter("orders", "direct:orders")
                .parameter("parallel", "300")
                .parameter("deadLetter", "file:{{work}}/dead-letters");
        templatedRoute("quickbooks-payment-flow")
                .routeId("payments")
                .parameter("payments", "direct:payments")
                .parameter("tolerance", "0.05")
                .parameter("writeOffAccount", "{{accounts.small-differences}}")
                .parameter("parallel", "300")
                .parameter("deadLetter", "file:{{work}}/dead-letters");
        templatedRoute("quickbooks-reconciliation-flow")
                .routeId("reconciliation")
                .parameter("trigger", "direct:reconcile")
                .parameter("flows", "items,invoice,payment")
                .parameter("report", "direct:result");
    }

    /** A file that was not finished when the process died is read again from its first line. */
    private static String files(String what) {
        return "file:{{work}}/erp/" + what + "?sortBy=file:name&move=.done/${file:name}&delay=100&initialDelay=100"
                + "&sendEmptyMessageWhenIdle=true&readLock=none";
    }

    /** No file is left, and none is still on its way: this is the only exchange of the route. */
    private static boolean isFinished(Exchange exchange) {
        // Camel forgets a route that is started while the context is starting.
        return exchange.getMessage().getBody() == null
                && exchange.getContext().isStarted()
                && exchange.getContext().getInflightRepository().size(exchange.getFromRouteId()) == 1;
    }

    private static String start(String route) {
        return "controlbus:route?routeId=" + route + "&action=start";
    }

    private static String stop(String route) {
        return "controlbus:route?routeId=" + route + "&action=stop&async=true";
    }

    /** What the ERP has booked: the reconciliation compares it, too. */
    private static void erpList(Exchange exchange) throws IOException {
        Path work = Path.of(exchange.getContext().resolvePropertyPlaceholders("{{work}}"));
        exchange.getMessage().setBody(Files.readString(work.resolve("erp-list.json")));
    }

    /** The ERP's row as a canonical item. */
    @SuppressWarnings("unchecked")
    private static void item(Exchange exchange) {
        Map<String, String> row = exchange.getMessage().getBody(Map.class);
        ObjectNode item = Json.object()
                .put("id", row.get("sku"))
                .put("sku", row.get("sku"))
                .put("name", row.get("name"))
                .put("type", row.get("type"))
                .put("price", new BigDecimal(row.get("price")));
        if (row.get("type").equals("inventory")) {
            item.put("cost", new BigDecimal(row.get("cost")))
                    .put("quantity", new BigDecimal(row.get("quantity")))
                    .put("stockDate", LocalDate.of(2026, 1, 1).toString());
        }
        exchange.getMessage().setBody(item);
    }
}
