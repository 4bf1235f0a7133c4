package org.camelquickbooks.flow;

import java.nio.file.Path;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelquickbooks.QuickBooksComponent;

/** A process that keeps a copy of the books; it looks for changes without a pause. */
final class ReplicaProcess {

    private ReplicaProcess() {}

    /** @param arguments the URL, the company, an access token, the directory of the state, the copy's JDBC URL, the entities, the page size */
    public static void main(String[] arguments) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        component.setBaseUrl(arguments[0]);
        component.getConfiguration().setRealmId(arguments[1]);
        component.setAccessToken(arguments[2]);
        component.setStateDirectory(Path.of(arguments[3]).toString());
        component.setRequestsPerSecond(0);
        component.setRequestsPerMinute(0);
        component.setReportsPerMinute(0);
        context.addRoutes(new QuickBooksFlows());
        context.start();
        ReplicaTest.replica(
                context,
                "copy",
                "timer:copy?period=20&delay=0",
                new UrlDataSource(arguments[4]),
                "entities",
                arguments[5],
                "pageSize",
                arguments[6],
                "ledger",
                Boolean.toString(arguments.length < 8),
                "history",
                "true",
                "auditInterval",
                "0");
        Thread.currentThread().join();
    }
}
