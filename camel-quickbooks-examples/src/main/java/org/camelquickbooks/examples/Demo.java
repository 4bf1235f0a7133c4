package org.camelquickbooks.examples;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.apache.camel.CamelContext;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.main.Main;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * A QuickBooks company on this machine, and a Camel application that knows where it is. Properties that are given go before
 * those of the example's folder.
 */
public final class Demo implements AutoCloseable {

    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(3);
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(50);

    private final String name;
    private final PrintStream out;
    private final QuickBooksSandbox sandbox;
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final Main main = new Main();

    public Demo(String name, PrintStream out, Map<String, String> given, QuickBooksSandbox sandbox) throws IOException {
        this.name = name;
        this.out = out;
        this.sandbox = sandbox;
        Path work = Files.createDirectories(Path.of("target", name));
        set("work", work.toString());
        set("state", Files.createTempDirectory(work, "state-").toString());
        set("sandbox.url", sandbox.url());
        set("sandbox.company", QuickBooksSandbox.US_REALM);
        set("sandbox.token", sandbox.tokens(QuickBooksSandbox.US_REALM).access().value());
        given.forEach(this::set);
        say("The sandbox with the company: " + sandbox.url());
    }

    public void set(String property, String value) {
        properties.put(property, value);
    }

    public String get(String property) {
        return properties.get(property);
    }

    /** A database, as a bean of that name: {@code name.url}, {@code .user} and {@code .password} say which; else H2 in memory. */
    public JdbcTemplate database(String bean) {
        DataSource database = new DriverManagerDataSource(
                properties.getOrDefault(bean + ".url", "jdbc:h2:mem:" + bean + ";DB_CLOSE_DELAY=-1"),
                get(bean + ".user"),
                get(bean + ".password"));
        bind(bean, database);
        return new JdbcTemplate(database);
    }

    public void bind(String bean, Object value) {
        main.bind(bean, value);
    }

    /** Starts the application with these routes. */
    public CamelContext start(RoutesBuilder... routes) throws Exception {
        main.setPropertyPlaceholderLocations("classpath:" + name + "/application.properties");
        properties.forEach(main::addInitialProperty);
        for (RoutesBuilder each : routes) {
            main.configure().addRoutesBuilder(each);
        }
        main.start();
        return main.getCamelContext();
    }

    public QuickBooksSandbox sandbox() {
        return sandbox;
    }

    public void say(String text) {
        out.println(text);
    }

    /** Waits until something is so. */
    public void await(String what, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + PATIENCE;
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                throw new NotSeenException(what, PATIENCE, files());
            }
            LockSupport.parkNanos(LOOK);
        }
        say(what);
    }

    /** What is shown when all of it was seen. */
    public Outcome outcome(boolean passed, String shown) {
        return new Outcome(passed, shown, files());
    }

    private Path files() {
        return Path.of(get("state"));
    }

    @Override
    public void close() {
        CamelContext context = main.getCamelContext();
        main.stop();
        if (context != null && context.getShutdownStrategy().isTimeoutOccurred()) {
            say("The routes were interrupted, since they did not end within camel.main.shutdown-timeout");
        }
        sandbox.close();
    }
}
