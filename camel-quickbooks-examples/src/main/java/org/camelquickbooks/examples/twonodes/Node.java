package org.camelquickbooks.examples.twonodes;

import java.util.concurrent.TimeUnit;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.main.Main;
import org.postgresql.ds.PGSimpleDataSource;

/** One of the nodes: a plain Camel application, as there may be any number of. It may die at any moment. */
public final class Node {

    private Node() {}

    /** @param arguments properties, as {@code name=value} */
    public static void main(String[] arguments) throws Exception {
        Main main = new Main();
        main.setPropertyPlaceholderLocations("classpath:two-nodes/application.properties");
        for (String argument : arguments) {
            int equals = argument.indexOf('=');
            main.addInitialProperty(argument.substring(0, equals), argument.substring(equals + 1));
        }
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(main.getInitialProperties().getProperty("database.url"));
        main.bind("database", database);
        main.bind("leaders", leaders(main.getInitialProperties().getProperty("work")));
        main.configure().addRoutesBuilder(new Routes());
        main.run();
    }

    /** Who leads is who has a file's lock; on several machines take one of Camel's other cluster services. */
    private static FileLockClusterService leaders(String directory) {
        FileLockClusterService leaders = new FileLockClusterService();
        leaders.setRoot(directory);
        leaders.setAcquireLockDelay(100, TimeUnit.MILLISECONDS);
        leaders.setAcquireLockInterval(500, TimeUnit.MILLISECONDS);
        return leaders;
    }
}
