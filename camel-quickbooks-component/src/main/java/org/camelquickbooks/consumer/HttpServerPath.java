package org.camelquickbooks.consumer;

import java.util.function.IntConsumer;
import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.Processor;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.HeaderFilterStrategyAware;
import org.apache.camel.support.service.ServiceHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A path on the HTTP server of whatever runtime this is. */
final class HttpServerPath {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServerPath.class);

    private final Consumer consumer;
    private final Runnable guard;

    private HttpServerPath(Consumer consumer, Runnable guard) {
        this.consumer = consumer;
        this.guard = guard;
    }

    /**
     * What passes.
     *
     * @param methods with commas
     * @param headers null for those that Camel lets pass
     * @param largest bytes that a body may have; a server that can be told so reads no more of it
     * @param refused gets the status of what the server has refused by that
     */
    record Requests(String methods, HeaderFilterStrategy headers, int largest, IntConsumer refused) {}

    /**
     * Answers what comes to a path, from now on.
     *
     * @param instead what can be done where there is no server, as a clause; empty for nothing
     */
    static HttpServerPath listen(
            CamelContext context, String path, Requests requests, String instead, Processor answering)
            throws Exception {
        // Before the path is open: what comes first is guarded too.
        Runnable guard = guard(context, path, requests);
        try {
            return new HttpServerPath(consumer(context, path, requests, instead, answering), guard);
        } catch (Throwable e) {
            guard.run();
            throw e;
        }
    }

    void close() {
        try {
            ServiceHelper.stopAndShutdownService(consumer);
        } finally {
            guard.run();
        }
    }

    /** Camel Main, Camel JBang and Quarkus serve with Vert.x. Spring Boot serves with a servlet, which reads as it is asked to. */
    private static Runnable guard(CamelContext context, String path, Requests requests) {
        try {
            return VertxRequestGuard.open(context, path, requests.largest(), requests.refused());
        } catch (LinkageError e) {
            LOG.debug(
                    "The size of requests to {} is not limited in Vert.x, which is not on the class path: {}",
                    path,
                    e.toString());
            return () -> {};
        }
    }

    private static Consumer consumer(
            CamelContext context, String path, Requests requests, String instead, Processor answering)
            throws Exception {
        HeaderFilterStrategy headers = requests.headers();
        Endpoint http;
        try {
            http = context.getEndpoint("platform-http:" + path + "?httpMethodRestrict=" + requests.methods()
                    + "&matchOnUriPrefix=false&muteException=true"
                    + (headers == null ? "" : "&returnHttpRequestHeaders=true"));
        } catch (NoSuchEndpointException e) {
            throw new IllegalArgumentException(
                    path + " needs an HTTP server: add camel-platform-http and its implementation for this runtime "
                            + "(camel-platform-http-main with camel.server.enabled=true, the Spring Boot or Quarkus "
                            + "starter)" + instead,
                    e);
        }
        if (headers != null && http instanceof HeaderFilterStrategyAware filtering) {
            filtering.setHeaderFilterStrategy(headers);
        }
        Consumer consumer = http.createConsumer(answering);
        try {
            ServiceHelper.startService(consumer);
        } catch (Exception e) {
            ServiceHelper.stopAndShutdownService(consumer);
            throw isWithoutServer(e) ? withoutServer(path, instead, e) : e;
        }
        return consumer;
    }

    /** The component platform-http is there, and nothing that serves it: Camel only names a bean that nobody knows. */
    private static boolean isWithoutServer(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof NoSuchBeanException && message.contains("platform-http-router")
                    || message.contains("PlatformHttpEngine is neither")) {
                return true;
            }
        }
        return false;
    }

    private static IllegalArgumentException withoutServer(String path, String instead, Exception cause) {
        return new IllegalArgumentException(
                path
                        + " needs an HTTP server, and none is running: set camel.server.enabled=true with Camel Main "
                        + "and Camel JBang (camel-platform-http-main), add camel-platform-http-starter in Spring Boot, "
                        + "or camel-quarkus-platform-http in Quarkus" + instead,
                cause);
    }
}
