package org.camelquickbooks.tools;

import java.util.concurrent.CountDownLatch;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.service.ServiceSupport;
import org.camelquickbooks.QuickBooksComponent;

/** An application that an assistant starts: it speaks the protocol over its standard input and output. */
public final class StdioProcess {

    private StdioProcess() {}

    /** @param arguments URL, token, company, state directory */
    public static void main(String[] arguments) throws Exception {
        DefaultCamelContext context = new DefaultCamelContext();
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        component.setBaseUrl(arguments[0]);
        component.setAccessToken(arguments[1]);
        component.getConfiguration().setRealmId(arguments[2]);
        component.setStateDirectory(arguments[3]);
        QuickBooksTools tools = new QuickBooksTools();
        tools.setTransport(QuickBooksTools.Transport.STDIO);
        CountDownLatch ended = new CountDownLatch(1);
        context.addService(new ServiceSupport() {
            @Override
            protected void doStop() {
                ended.countDown();
            }
        });
        context.addRoutes(tools);
        context.start();
        ended.await();
    }
}
