package org.camelquickbooks;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.apache.camel.console.DevConsole;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.camelquickbooks.client.oauth.TokenCipher;

/** An integration that logs, traces and shows all that it can. None of it may be secret. */
public final class SecretKeeper {

    /** Options of an endpoint that hold the secret. */
    private static final String IN_URI = "webhookVerifyToken=sandbox-verifier-token";

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
                from("direct:refused")
                        .routeId("refused")
                        .errorHandler(noErrorHandler())
                        .onCompletion()
                        .to("log:failed?showAll=true&showProperties=true&showAllProperties=true")
                        .end()
                        .to(inUris ? "quickbooks:create/Customer?" + IN_URI : "quickbooks:create/Customer");
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
        refused(realmId);
    }

    /** A write that fails leaves what it has noted in the exchange's properties. */
    private void refused(String realmId) {
        Exchange exchange = context.createProducerTemplate().request("direct:refused", e -> {
            e.getMessage().setBody("{\"Nonsense\":true}");
            e.getMessage().setHeader(QuickBooksConstants.REALM_ID, realmId);
        });
        if (exchange.getException() != null) {
            exchange.getException().printStackTrace();
        }
        // Camel's own hold URIs as they were written.
        exchange.getAllProperties().forEach((name, value) -> {
            if (!inUris || name.startsWith("CamelQuickBooks")) {
                System.out.println("PROPERTY " + name + " " + value);
            }
        });
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
        operations(beans);
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
        System.out.println(component.getConfiguration() + " " + component.runtime() + " "
                + component.runtime().client());
        System.out.println(
                component + " " + component.runtime().client().tokens().states().all());
    }

    /** All that JMX does without parameters and without a change; what shows routes as they were written is left out. */
    private void operations(MBeanServer beans) throws Exception {
        for (ObjectName name : beans.queryNames(new ObjectName("org.apache.camel:*"), null)) {
            for (MBeanOperationInfo operation : beans.getMBeanInfo(name).getOperations()) {
                boolean asWritten = inUris && operation.getName().startsWith("dump");
                if (operation.getSignature().length == 0
                        && operation.getName().matches("(dump|list|explain|browse|ids|is|has|status).*")
                        && !asWritten) {
                    System.out.println(
                            name + " " + operation.getName() + " " + invoked(beans, name, operation.getName()));
                }
            }
        }
        for (DevConsole.MediaType type : List.of(DevConsole.MediaType.TEXT, DevConsole.MediaType.JSON)) {
            DevConsole console = PluginHelper.getDevConsoleResolver(context).resolveDevConsole("quickbooks");
            System.out.println("CONSOLE " + console.call(type));
        }
    }

    private static Object invoked(MBeanServer beans, ObjectName name, String operation) {
        try {
            return beans.invoke(name, operation, new Object[0], new String[0]);
        } catch (Exception e) {
            return e;
        }
    }

    private static Object value(MBeanServer beans, ObjectName name, MBeanAttributeInfo attribute) {
        try {
            return beans.getAttribute(name, attribute.getName());
        } catch (Exception e) {
            return e;
        }
    }
}
