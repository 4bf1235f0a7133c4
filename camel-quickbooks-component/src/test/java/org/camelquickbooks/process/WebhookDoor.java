package org.camelquickbooks.process;

import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.QuickBooksConstants;

/** Takes webhooks in and says which events came. */
public final class WebhookDoor {

    private WebhookDoor() {}

    /** @param args port, directory of state */
    public static void main(String[] args) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        MainHttpServer server = new MainHttpServer();
        server.setCamelContext(context);
        server.setHost("localhost");
        server.setPort(Integer.parseInt(args[0]));
        server.setMaxBodySize(4_000_000L);
        context.addService(server);
        context.getComponent("quickbooks", QuickBooksComponent.class).setStateDirectory(args[1]);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("quickbooks:webhook?webhookPath=/hook&maxBodySize=100000&webhookVerifyToken=sandbox-verifier-token")
                        .process(exchange -> System.out.println(
                                "EVENT " + exchange.getMessage().getHeader(QuickBooksConstants.EVENT_ID)));
            }
        });
        context.start();
        System.out.println("READY");
        System.in.read();
    }
}
