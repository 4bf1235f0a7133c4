package org.camelquickbooks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelquickbooks.client.oauth.TokenCipher;

/** An integration that logs, traces and shows all that it can. None of it may be secret. */
public final class SecretKeeper {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final String state;

    private final boolean inUris;

    private SecretKeeper(String state, boolean inUris) {
        this.state = state;
        this.inUris = inUris;
    }

    /** @param args URL of the sandbox, state directory, port, connectSecret, secretKey, whether secrets are in URIs */
    public static void main(String[] args) throws Exception {
        SecretKeeper keeper = new SecretKeeper(args[1], Boolean.parseBoolean(args[5]));
        keeper.start(args);
        System.out.println("READY");
        int done = 0;
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            keeper.obey(line);
            done++;
            System.out.println("DONE " + done);
        }
        System.exit(0);
    }

    private void start(String[] args) throws Exception {
        MainHttpServer server = new MainHttpServer();
        server.setCamelContext(context);
        server.setHost("localhost");
        server.setPort(Integer.parseInt(args[2]));
        context.addService(server);
        context.setTracing(true);
        context.setMessageHistory(true);
        context.setLoadTypeConverters(true);
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        component.setBaseUrl(args[0]);
        component.setStateDirectory(state);
        component.setClientId("sandbox-client");
        component.setClientSecret("sandbox-secret");
        component.setSecretKey(args[4]);
        component.setRetryDelay(5);
        String connect = "quickbooks:connect";
        String webhook = "quickbooks:webhook";
        if (inUris) {
            connect += "?connectSecret=" + args[3];
            webhook += "?webhookVerifyToken=sandbox-verifier-token";
        } else {
            component.getConfiguration().setConnectSecret(args[3]);
            component.getConfiguration().setWebhookVerifyToken("sandbox-verifier-token");
        }
        route(connect, webhook);
        context.start();
    }

    private void route(String connect, String webhook) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(connect).routeId("connect").to("log:connect?showAll=true");
                from(webhook).routeId("webhook").to("log:webhook?showAll=true");
                from("direct:read")
                        .routeId("read")
                        .to("log:before?showAll=true")
                        .to("quickbooks:read/CompanyInfo")
                        .to("log:after?showAll=true");
            }
        });
    }

    private void obey(String line) throws Exception {
        if (line.equals("SHOW")) {
            show();
        } else if (line.equals("OTHER KEY")) {
            try {
                Stores.with(
                        Path.of(state),
                        TokenCipher.newKey(),
                        store -> store.load(store.list().iterator().next()));
            } catch (RuntimeException e) {
                e.printStackTrace();
            }
        } else {
            read(line);
        }
    }

    private void read(String realmId) {
        Exchange exchange = context.createProducerTemplate().request("direct:read", e -> {
            e.getMessage().setBody(realmId);
            e.getMessage().setHeader(QuickBooksConstants.REALM_ID, realmId);
        });
        if (exchange.getException() != null) {
            exchange.getException().printStackTrace();
        }
        System.out.println(exchange.getMessage().getHeaders() + "\n"
                + exchange.getMessage().getBody(String.class));
    }

    private void show() throws Exception {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        int shown = 0;
        for (ObjectName name : beans.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            for (MBeanAttributeInfo attribute : beans.getMBeanInfo(name).getAttributes()) {
                if (attribute.isReadable()) {
                    System.out.println(name + " " + attribute.getName() + " " + value(beans, name, attribute));
                    shown++;
                }
            }
        }
        System.out.println("SHOWN " + shown);
        for (Route route : context.getRoutes()) {
            if (inUris) {
                // A dump shows a route as it was written.
                break;
            }
            ObjectName name = context.getManagementStrategy()
                    .getManagementObjectNameStrategy()
                    .getObjectNameForRoute(route);
            System.out.println(beans.invoke(name, "dumpRouteAsXml", new Object[0], new String[0]));
        }
        HealthCheckHelper.invoke(context)
                .forEach(result -> System.out.println(result.getMessage() + " " + result.getDetails()));
        context.getEndpoints().forEach(System.out::println);
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        System.out.println(
                component + " " + component.runtime().client().tokens().states().all());
    }

    private static Object value(MBeanServer beans, ObjectName name, MBeanAttributeInfo attribute) {
        try {
            return beans.getAttribute(name, attribute.getName());
        } catch (Exception e) {
            return e;
        }
    }
}
