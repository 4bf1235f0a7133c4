package org.camelquickbooks.benchmarks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.sandbox.QuickBooksSandbox;

/**
 * What {@link Fuzzer} throws requests at, in a process of its own: a sandbox, and webhook and connect endpoints. The argument is the
 * state directory.
 */
final class FuzzTarget {

    static final String VERIFIER = "fuzz-verifier-token";
    static final String CONNECT_SECRET = "fuzz-connect-secret";

    private FuzzTarget() {}

    public static void main(String[] arguments) throws Exception {
        QuickBooksSandbox sandbox = QuickBooksSandbox.create().throttled(false).start();
        DefaultCamelContext context = new DefaultCamelContext();
        MainHttpServer server = new MainHttpServer();
        server.setCamelContext(context);
        server.setHost("localhost");
        server.setPort(FreePort.find());
        context.addService(server);
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        component.setBaseUrl(sandbox.url());
        component.setClientId("sandbox-client");
        component.setClientSecret("sandbox-secret");
        component.setStateDirectory(arguments[0]);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("quickbooks:webhook?webhookPath=/hook&webhookVerifyToken=" + VERIFIER)
                        .process(exchange -> {});
                from("quickbooks:connect?connectSecret=" + CONNECT_SECRET).process(exchange -> {});
            }
        });
        context.start();
        String token = sandbox.tokens(QuickBooksSandbox.US_REALM).access().value();
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        System.out.println("ready: " + sandbox.url());
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            System.out.println(
                    line.equals("where") ? sandbox.port() + " " + server.getPort() + " " + token : usedMegabytes());
        }
    }

    private static long usedMegabytes() {
        System.gc();
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20;
    }
}
