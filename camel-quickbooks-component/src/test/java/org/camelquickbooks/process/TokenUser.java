package org.camelquickbooks.process;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.client.ShiftedTime;
import org.camelquickbooks.client.time.SystemTime;
import org.postgresql.ds.PGSimpleDataSource;

/** An integration that uses tokens which it shares with others, and does so when it is told to. */
public final class TokenUser {

    private static final int AT_ONCE = 3;

    private TokenUser() {}

    /** @param args URL of the sandbox, company, where the tokens are (a state directory or a JDBC URL), keys */
    public static void main(String[] args) throws Exception {
        ExecutorService workers = Executors.newCachedThreadPool();
        ShiftedTime time =
                new ShiftedTime(new SystemTime(Executors.newSingleThreadScheduledExecutor(), workers), Duration.ZERO);
        DefaultCamelContext context = new DefaultCamelContext();
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        component.setBaseUrl(args[0]);
        component.setClientId("sandbox-client");
        component.setClientSecret("sandbox-secret");
        component.getConfiguration().setRealmId(args[1]);
        component.setSecretKey(args[3]);
        if (args[2].startsWith("jdbc:")) {
            PGSimpleDataSource database = new PGSimpleDataSource();
            database.setUrl(args[2]);
            component.setStateDataSource(database);
        } else {
            component.setStateDirectory(args[2]);
        }
        component.setMeterReads(false);
        component.setRequestsPerSecond(0);
        component.setRequestsPerMinute(0);
        component.setTime(time);
        context.start();
        ProducerTemplate template = context.createProducerTemplate();
        System.out.println("READY");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            time.shift(Duration.ofMinutes(Long.parseLong(line)));
            System.out.println("DONE " + ask(template, args[1]));
        }
        System.exit(0);
    }

    /** Several requests at once; what went wrong. */
    private static String ask(ProducerTemplate template, String realmId) {
        List<CompletableFuture<Exchange>> all = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            all.add(template.asyncSend("quickbooks:read/CompanyInfo", exchange -> exchange.getMessage()
                    .setBody(realmId)));
        }
        List<String> failures = new ArrayList<>();
        for (CompletableFuture<Exchange> one : all) {
            Exception failure = one.join().getException();
            if (failure != null) {
                failures.add(failure.toString());
            }
        }
        return failures.toString();
    }
}
