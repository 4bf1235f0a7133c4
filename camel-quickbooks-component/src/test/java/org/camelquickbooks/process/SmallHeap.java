package org.camelquickbooks.process;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Iterator;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.impl.DefaultCamelContext;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.client.oauth.Token;

/** Work for a JVM with little memory. The first argument says which. */
public final class SmallHeap {

    /** More than a pool of the component has threads. */
    private static final int POOL = 100;

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
    private ProducerTemplate template;

    private SmallHeap() {}

    /** @param args the work, URL, token, realm, and what the work needs */
    public static void main(String[] args) throws Exception {
        SmallHeap work = new SmallHeap();
        work.connect(args[1], args[2], args[3]);
        switch (args[0]) {
            case "rows" -> work.rows(Path.of(args[4]));
            case "file" -> work.file(Path.of(args[4]), Path.of(args[5]));
            case "companies" -> work.companies(Path.of(args[4]));
            case "intents" -> work.intents(Path.of(args[4]), Integer.parseInt(args[5]));
            default -> throw new IllegalArgumentException(args[0]);
        }
        System.out.println("DONE");
        work.context.stop();
    }

    private void connect(String url, String token, String realm) {
        component.setBaseUrl(url);
        component.setAccessToken(token);
        component.getConfiguration().setRealmId(realm);
        component.setMeterReads(false);
        component.setRequestsPerMinute(0);
        component.setRequestsPerSecond(0);
        context.start();
        template = context.createProducerTemplate();
    }

    /** Reads all customers and writes down their Ids. */
    private void rows(Path ids) throws Exception {
        Iterator<?> rows = template.requestBody(
                "quickbooks:query?streaming=true", (Object) "select * from Customer", Iterator.class);
        System.out.println("READING");
        try (BufferedWriter out = Files.newBufferedWriter(ids)) {
            while (rows.hasNext()) {
                out.write(((JsonNode) rows.next()).path("Id").asText());
                out.newLine();
            }
        }
    }

    /** Sends a file and fetches it again. */
    private void file(Path from, Path to) throws Exception {
        String id;
        try (InputStream in = Files.newInputStream(from)) {
            id = template.requestBody("quickbooks:upload?fileName=large.bin", in, JsonNode.class)
                    .path("Id")
                    .asText();
        }
        try (InputStream in = template.requestBody("quickbooks:download", (Object) id, InputStream.class)) {
            Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Asks each of many companies something, and tells what that left behind. */
    private void companies(Path tokens) throws Exception {
        List<String> lines = Files.readAllLines(tokens);
        // Until the pools have all the threads that they may have.
        for (int i = 0; i < POOL; i++) {
            ask(lines.get(i % 2));
        }
        long before = used();
        int threads = threads();
        for (String line : lines) {
            ask(line);
        }
        System.out.println("BYTES " + (used() - before) / lines.size());
        System.out.println("THREADS " + (threads() - threads));
    }

    /** Sends many writes with ids, and tells what each that is decided left behind. */
    private void intents(Path state, int number) throws Exception {
        component.stop();
        component.setStateDirectory(state.toString());
        component.start();
        // What is loaded and made once.
        create("first", number / 10);
        long before = used();
        create("then", number);
        System.out.println("BYTES " + Math.max(0, used() - before) / number);
    }

    private void create(String name, int number) {
        for (int i = 0; i < number; i++) {
            String id = name + "-" + i;
            Exchange exchange = template.request("quickbooks:create/Customer", e -> {
                e.getMessage().setHeader(QuickBooksConstants.REQUEST_ID, id);
                e.getMessage().setBody("{\"DisplayName\":\"" + id + "\",\"Notes\":\"" + "n".repeat(1900) + "\"}");
            });
            if (exchange.getException() != null) {
                throw new IllegalStateException(exchange.getException());
            }
        }
    }

    private void ask(String line) {
        String[] parts = line.split(" ");
        component.runtime().client().tokens().store().save(new Token(parts[0], parts[1], null, null, null));
        Exchange exchange = template.request(
                "quickbooks:read/CompanyInfo", e -> e.getMessage().setHeader(QuickBooksConstants.REALM_ID, parts[0]));
        if (exchange.getException() != null) {
            throw new IllegalStateException(exchange.getException());
        }
    }

    private static long used() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }
}
