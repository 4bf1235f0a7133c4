package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * With Camel's threads virtual, routes run on them, nothing that waits holds the thread below, and what calls the database,
 * files and sockets has threads of the platform. {@code .ci/matrix --virtual} runs it, and all other tests in that way.
 */
class VirtualThreadsTest extends RouteTest {

    private static final int INVOICES = 60;

    private final Queue<Thread> routed = new ConcurrentLinkedQueue<>();

    @BeforeEach
    void threadsAreVirtual() {
        assumeTrue(Runtime.version().feature() >= 21, "Java before 21 has no virtual threads");
        assumeTrue(
                Boolean.getBoolean("camel.threads.virtual.enabled"),
                "Camel's threads are not virtual here; .ci/matrix --virtual makes them so");
    }

    @Override
    protected void configure(QuickBooksComponent component) {
        super.configure(component);
        useRefreshToken(component);
        component.setMaxConcurrentRequests(4);
        component.setAuditTo("file");
    }

    @BeforeEach
    void routes() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:orders")
                        .threads(8)
                        .setHeader(QuickBooksConstants.REQUEST_ID, simple("${body[DocNumber]}"))
                        .to("quickbooks:create/Invoice?coalesce=true")
                        .process(exchange -> routed.add(Thread.currentThread()));
                from("quickbooks:cdc?entities=Invoice&startFrom=now&initialDelay=0&delay=20")
                        .process(exchange -> routed.add(Thread.currentThread()))
                        .to("mock:changes");
            }
        });
    }

    @Test
    void nothingHoldsTheThreadBelow() throws Exception {
        // The loading of a class holds the thread below, in any program, once.
        work("first");
        Path file = state.resolve("pinned.jfr");
        try (Recording recording = new Recording()) {
            recording.enable("jdk.VirtualThreadPinned").withoutThreshold().withStackTrace();
            recording.start();
            work("second");
            recording.stop();
            recording.dump(file);
        }
        List<RecordedEvent> pinned = RecordingFile.readAllEvents(file).stream()
                .filter(event -> !loadsAClass(event))
                .toList();
        assertThat(pinned).as("a virtual thread waited and kept its carrier").isEmpty();
        assertThat(routed).hasSize(4 * INVOICES).allMatch(VirtualThreadsTest::isVirtual);
    }

    @Test
    void theDatabaseFilesAndSocketsHaveThreadsOfThePlatform() throws Exception {
        work("only");
        // Of virtual threads nothing is in it.
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .anyMatch(name -> name.contains("QuickBooksState"))
                .anyMatch(name -> name.contains("QuickBooksTask"))
                .anyMatch(name -> name.contains("QuickBooksHttp"))
                .noneMatch(name -> name.contains("QuickBooksCallback"));
    }

    private static boolean loadsAClass(RecordedEvent event) {
        return event.getStackTrace() != null
                && event.getStackTrace().getFrames().stream()
                        .map(frame -> frame.getMethod().getType().getName())
                        .anyMatch(name ->
                                name.startsWith("jdk.internal.loader.") || name.equals("java.lang.ClassLoader"));
    }

    private void work(String round) {
        MockEndpoint changes = getMockEndpoint("mock:changes");
        int before = changes.getReceivedCounter();
        List<CompletableFuture<Exchange>> sent = new ArrayList<>();
        for (int i = 0; i < INVOICES; i++) {
            sent.add(start("direct:orders", invoice(round + "-" + i, "10"), Map.of()));
        }
        sent.forEach(exchange -> assertThat(exchange.join().getException()).isNull());
        eventually(() -> changes.getReceivedCounter() == before + INVOICES);
    }

    /** The tests are compiled for a Java that does not know virtual threads. */
    private static boolean isVirtual(Thread thread) {
        try {
            return (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }
}
