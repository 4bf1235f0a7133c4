package org.camelquickbooks.process;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.file.cluster.FileLockClusterService;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.QuickBooksConstants;
import org.postgresql.ds.PGSimpleDataSource;

/** One of several processes that share cursor, tokens and limits in PostgreSQL; the one that leads follows changes. */
public final class SharedFollower {

    private SharedFollower() {}

    /** @param args URL of the sandbox, JDBC URL, key of the tokens, directory of the lock, realm, name */
    public static void main(String[] args) throws Exception {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(args[1]);
        Connection connection = database.getConnection();
        DefaultCamelContext context = new DefaultCamelContext();
        FileLockClusterService leaders = new FileLockClusterService();
        leaders.setRoot(args[3]);
        leaders.setAcquireLockDelay(100, TimeUnit.MILLISECONDS);
        leaders.setAcquireLockInterval(100, TimeUnit.MILLISECONDS);
        context.addService(leaders);
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        component.setBaseUrl(args[0]);
        component.setClientId("sandbox-client");
        component.setClientSecret("sandbox-secret");
        component.setStateDataSource(database);
        component.setClusterId("books");
        component.setSecretKey(args[2]);
        component.getConfiguration().setRealmId(args[4]);
        component.setMeterReads(false);
        component.setRequestsPerSecond(0);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("master:books:quickbooks:cdc?entities=Customer&delay=250&initialDelay=0")
                        .process(exchange -> {
                            Message change = exchange.getMessage();
                            try (PreparedStatement insert =
                                    connection.prepareStatement("INSERT INTO told VALUES (?, ?, ?)")) {
                                insert.setString(1, change.getHeader(QuickBooksConstants.ENTITY_ID, String.class));
                                insert.setString(2, change.getHeader(QuickBooksConstants.SYNC_TOKEN, String.class));
                                insert.setString(3, args[5]);
                                insert.executeUpdate();
                            }
                        });
            }
        });
        context.start();
        System.out.println("READY");
        System.in.read();
    }
}
