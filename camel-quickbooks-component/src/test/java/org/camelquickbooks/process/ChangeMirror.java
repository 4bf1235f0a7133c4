package org.camelquickbooks.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.main.MainHttpServer;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.client.oauth.MemoryTokenStore;
import org.camelquickbooks.client.oauth.Token;
import org.postgresql.ds.PGSimpleDataSource;

/** An integration that can be killed at any moment: it keeps a table equal to the books of several companies. */
public final class ChangeMirror {

    static final String ENTITIES = "Customer,Vendor,Item,PaymentMethod,Invoice,Estimate,Bill,Payment";

    /** What the mirror is and how often it was told. */
    static final String TABLES = "CREATE TABLE mirror (realm VARCHAR, entity VARCHAR, id VARCHAR, content TEXT,"
            + " PRIMARY KEY (realm, entity, id)); CREATE TABLE told (realm VARCHAR, entity VARCHAR, id VARCHAR,"
            + " version VARCHAR)";

    private ChangeMirror() {}

    /** @param args URL of the sandbox, JDBC URL, directory of state, port for webhooks, options, realm=refreshToken … */
    public static void main(String[] args) throws Exception {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(args[1]);
        Connection connection = database.getConnection();
        MemoryTokenStore tokens = new MemoryTokenStore();
        for (int i = 5; i < args.length; i++) {
            String[] token = args[i].split("=", 2);
            tokens.save(new Token(token[0], null, null, token[1], null));
        }
        DefaultCamelContext context = new DefaultCamelContext();
        MainHttpServer server = new MainHttpServer();
        server.setCamelContext(context);
        server.setHost("localhost");
        server.setPort(Integer.parseInt(args[3]));
        context.addService(server);
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        component.setBaseUrl(args[0]);
        component.setTokenStore(tokens);
        component.setClientId("sandbox-client");
        component.setClientSecret("sandbox-secret");
        component.setStateDirectory(args[2]);
        component.setRequestsPerMinute(0);
        component.setRequestsPerSecond(0);
        component.setBatchesPerMinute(0);
        component.setRetryDelay(20);
        component.setRetryMaxDelay(200);
        component.setRequestTimeout(3_000);
        component.setMaxAttempts(20);
        component.setMeterReads(false);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("quickbooks:cdc?realms=all&startFrom=beginning&entities=" + ENTITIES
                                + "&delay=200&initialDelay=0&overlap=5000&webhookDelay=20&webhookVerifyToken=sandbox-verifier-token"
                                + args[4])
                        .process(exchange -> write(connection, exchange));
            }
        });
        context.start();
        System.out.println("READY");
        System.in.read();
        context.stop();
        System.out.println("STOPPED");
        System.exit(0);
    }

    private static synchronized void write(Connection connection, Exchange exchange) throws SQLException {
        Message change = exchange.getMessage();
        String realm = change.getHeader(QuickBooksConstants.REALM_ID, String.class);
        String entity = change.getHeader(QuickBooksConstants.ENTITY, String.class);
        String id = change.getHeader(QuickBooksConstants.ENTITY_ID, String.class);
        boolean deleted = "deleted".equals(change.getHeader(QuickBooksConstants.OPERATION));
        String statement = deleted
                ? "DELETE FROM mirror WHERE realm = ? AND entity = ? AND id = ?"
                : "INSERT INTO mirror VALUES (?, ?, ?, ?) ON CONFLICT (realm, entity, id) DO UPDATE SET content ="
                        + " EXCLUDED.content";
        try (PreparedStatement mirror = connection.prepareStatement(statement);
                PreparedStatement told = connection.prepareStatement("INSERT INTO told VALUES (?, ?, ?, ?)")) {
            name(mirror, realm, entity, id);
            if (!deleted) {
                mirror.setString(4, change.getBody(JsonNode.class).toString());
            }
            mirror.executeUpdate();
            name(told, realm, entity, id);
            String token = change.getHeader(QuickBooksConstants.SYNC_TOKEN, String.class);
            told.setString(4, deleted ? "deleted" : token);
            told.executeUpdate();
        }
    }

    private static void name(PreparedStatement statement, String realm, String entity, String id) throws SQLException {
        statement.setString(1, realm);
        statement.setString(2, entity);
        statement.setString(3, id);
    }
}
