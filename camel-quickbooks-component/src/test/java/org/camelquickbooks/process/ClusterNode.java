package org.camelquickbooks.process;

import io.github.bucket4j.distributed.jdbc.PrimaryKeyMapper;
import io.github.bucket4j.distributed.proxy.ProxyManager;
import io.github.bucket4j.postgresql.Bucket4jPostgreSQL;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.camelquickbooks.QuickBooksComponent;
import org.postgresql.ds.PGSimpleDataSource;

/** One of several processes that write to a company, and share its limits in PostgreSQL. */
public final class ClusterNode {

    private ClusterNode() {}

    /** @param args URL, token, realm, JDBC URL, how many to write, name */
    public static void main(String[] args) throws Exception {
        PGSimpleDataSource database = new PGSimpleDataSource();
        database.setUrl(args[3]);
        ProxyManager<String> buckets = Bucket4jPostgreSQL.selectForUpdateBasedBuilder(database)
                .primaryKeyMapper(PrimaryKeyMapper.STRING)
                .build();
        try (DefaultCamelContext context = new DefaultCamelContext()) {
            context.getRegistry().bind("limits", buckets);
            QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
            component.setBaseUrl(args[0]);
            component.setAccessToken(args[1]);
            component.getConfiguration().setRealmId(args[2]);
            component.setMaxConcurrentRequests(5);
            component.setMeterReads(false);
            component.setMaxAttempts(1);
            context.start();
            System.out.println("READY");
            System.out.println("FAILED " + write(context, Integer.parseInt(args[4]), args[5]));
        }
    }

    private static long write(DefaultCamelContext context, int number, String name) {
        ProducerTemplate template = context.createProducerTemplate();
        List<CompletableFuture<Exchange>> all = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            Exchange exchange = new DefaultExchange(context);
            exchange.getMessage().setBody("{\"DisplayName\":\"" + name + " " + i + "\"}");
            all.add(template.asyncSend("quickbooks:create/Customer", exchange));
        }
        return all.stream()
                .map(CompletableFuture::join)
                .filter(exchange -> exchange.getException() != null)
                .peek(exchange -> System.err.println(exchange.getException().toString()))
                .count();
    }
}
