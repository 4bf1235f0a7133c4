package org.camelquickbooks.flow;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.spi.CamelEvent;
import org.apache.camel.support.EventNotifierSupport;
import org.camelquickbooks.sandbox.SandboxCompany;
import org.junit.jupiter.api.io.TempDir;

/** Copies of the books: direct:in makes the flow look for changes, and is done when the copy is up to date. */
abstract class ReplicaTest extends FlowTest {

    @TempDir
    Path databases;

    CopiedBooks copy;
    private final List<QuickBooksReplicaEvent> events = new CopyOnWriteArrayList<>();

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        context.getManagementStrategy().addEventNotifier(new EventNotifierSupport() {
            @Override
            public void notify(CamelEvent event) {
                if (event instanceof QuickBooksReplicaEvent about) {
                    events.add(about);
                }
            }
        });
        return context;
    }

    void replica(DataSource source, String... parameters) {
        replica(context, "copy", "direct:in", source, parameters);
        copy = new CopiedBooks(source, template, REALM);
    }

    static void replica(
            CamelContext context, String routeId, String schedule, DataSource source, String... parameters) {
        context.getRegistry().bind("warehouse-" + routeId, source);
        TemplatedRouteBuilder route = TemplatedRouteBuilder.builder(context, "quickbooks-replica-flow")
                .routeId(routeId)
                .parameter("dataSource", "warehouse-" + routeId)
                .parameter("schedule", schedule);
        for (int i = 0; i < parameters.length; i += 2) {
            route.parameter(parameters[i], parameters[i + 1]);
        }
        route.add();
    }

    DataSource h2() {
        return CopyDatabases.H2.open(databases);
    }

    void run() {
        template.requestBody("direct:in", (Object) null);
    }

    /** What was reported, as KIND Entity detail. */
    List<String> reported(QuickBooksReplicaEvent.Kind kind) {
        List<String> reported = new ArrayList<>();
        events.stream()
                .filter(event -> event.getKind() == kind)
                .forEach(event -> reported.add(event.getEntity() + " " + event.getDetail()));
        return reported;
    }

    static String newCustomer(SandboxCompany company, String name) {
        return company.create("Customer", "{\"DisplayName\":\"" + name + "\"}")
                .path("Id")
                .asText();
    }

    static String newInvoice(SandboxCompany company, String customer, String number, String amount) {
        String item = id("select * from Item where Type = 'Service'");
        return company.create(
                        "Invoice",
                        json("{`DocNumber`:`" + number + "`,`CustomerRef`:{`value`:`" + customer
                                + "`},`Line`:[{`Amount`:" + amount
                                + ",`DetailType`:`SalesItemLineDetail`,`SalesItemLineDetail`:{`ItemRef`:{`value`:`"
                                + item
                                + "`}}}]}"))
                .path("Id")
                .asText();
    }
}
