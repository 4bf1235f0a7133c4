package org.camelquickbooks.process;

import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.QuickBooksConstants;

/**
 * An integration that can be killed at any moment: a file an order, deleted when QuickBooks has answered. What is still
 * there after a crash is delivered again.
 */
public final class OrderIntake {

    private static final int AT_A_TIME = 40;

    private OrderIntake() {}

    /** @param args URL, token, realm, directory of orders, directory of state, whether to coalesce */
    public static void main(String[] args) throws Exception {
        Path inbox = Path.of(args[3]);
        DefaultCamelContext context = new DefaultCamelContext();
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        component.setBaseUrl(args[0]);
        component.setAccessToken(args[1]);
        component.getConfiguration().setRealmId(args[2]);
        component.setStateDirectory(args[4]);
        component.setRequestsPerMinute(0);
        component.setRequestsPerSecond(0);
        component.setBatchesPerMinute(0);
        component.setRetryDelay(20);
        component.setRetryMaxDelay(200);
        component.setRequestTimeout(3_000);
        component.setMaxAttempts(20);
        component.setCoalesceAt(50);
        component.setMeterReads(false);
        component.setAuditTo("file");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:order")
                        .setHeader(QuickBooksConstants.REQUEST_ID, simple("${header.order}"))
                        .to("quickbooks:create/Invoice?coalesce=" + args[5])
                        .to("log:done?level=TRACE");
            }
        });
        context.start();
        System.out.println("READY");
        work(context, inbox);
        System.out.println("DONE");
        context.stop();
    }

    private static void work(DefaultCamelContext context, Path inbox) throws Exception {
        ProducerTemplate template = context.createProducerTemplate();
        Semaphore room = new Semaphore(AT_A_TIME);
        Set<Path> atWork = ConcurrentHashMap.newKeySet();
        boolean found = true;
        while (found) {
            found = false;
            try (DirectoryStream<Path> orders = Files.newDirectoryStream(inbox)) {
                for (Path order : orders) {
                    found = true;
                    // A listing may still name an order that has been dealt with since; nobody else has one at work.
                    if (atWork.add(order) && Files.exists(order)) {
                        room.acquire();
                        deliver(context, template, order, () -> {
                            atWork.remove(order);
                            room.release();
                        });
                    }
                }
            }
            Thread.yield();
        }
    }

    private static void deliver(DefaultCamelContext context, ProducerTemplate template, Path order, Runnable done)
            throws Exception {
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(Files.readString(order));
        exchange.getMessage().setHeader("order", order.getFileName().toString());
        template.asyncSend("direct:order", exchange).whenComplete((answered, failure) -> {
            try {
                if (answered.getException() == null) {
                    Files.deleteIfExists(order);
                } else {
                    System.err.println(order + ": " + answered.getException());
                }
            } catch (Exception e) {
                System.err.println(order + ": " + e);
            } finally {
                done.run();
            }
        });
    }
}
