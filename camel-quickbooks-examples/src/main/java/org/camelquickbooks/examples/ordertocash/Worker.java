package org.camelquickbooks.examples.ordertocash;

import java.nio.file.Path;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.main.Main;
import org.camelquickbooks.client.disk.AtomicFile;
import org.camelquickbooks.flow.QuickBooksFlows;

/** The process of the integration: a plain Camel application. It may die at any moment. */
public final class Worker {

    /** The file of the result that compares both sides' books. */
    static final String BOOKS = "result.json";

    /** The file of what the reconciliation found, where nothing was left to book. */
    static final String AUDIT = "audit.json";

    private Worker() {}

    /** @param arguments properties, as {@code name=value} */
    public static void main(String[] arguments) throws Exception {
        Main main = new Main();
        main.setPropertyPlaceholderLocations("classpath:order-to-cash/application.properties");
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            main.addInitialProperty(argument.substring(0, equals), argument.substring(equals + 1));
        }
        Path work = Path.of(main.getInitialProperties().getProperty("work"));
        boolean audits = AUDIT.equals(main.getInitialProperties().getProperty("result"));
        main.configure().addRoutesBuilder(new QuickBooksFlows());
        main.configure().addRoutesBuilder(new Routes());
        main.configure().addRoutesBuilder(new RouteBuilder() {
            @Override
            public void configure() {
                from("timer:progress?period=500").routeId("progress").process(e -> new Progress(e.getContext())
                        .write(work));
                from("direct:result").routeId("result").process(exchange -> {
                    new Progress(exchange.getContext()).write(work);
                    String reconciliation = exchange.getMessage().getBody(String.class);
                    if (audits) {
                        AtomicFile.replace(work.resolve(AUDIT), reconciliation);
                    } else {
                        new Result(exchange.getContext(), work).write(reconciliation);
                    }
                    // Stopping waits for this exchange, which must not wait for the stopping.
                    new Thread(main::completed, "completed").start();
                });
            }
        });
        main.run();
    }
}
