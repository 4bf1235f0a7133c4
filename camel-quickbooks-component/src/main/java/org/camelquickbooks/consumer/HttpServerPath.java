package org.camelquickbooks.consumer;

import org.apache.camel.CamelContext;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.NoSuchBeanException;
import org.apache.camel.NoSuchEndpointException;
import org.apache.camel.Processor;
import org.apache.camel.spi.HeaderFilterStrategy;
import org.apache.camel.spi.HeaderFilterStrategyAware;
import org.apache.camel.support.service.ServiceHelper;

/** A path on the HTTP server of whatever runtime this is. */
final class HttpServerPath {

    private HttpServerPath() {}

    /**
     * Answers what comes to a path, from now on.
     *
     * @param methods with commas
     * @param headers which pass; null for those that Camel lets pass
     * @param instead what can be done where there is no server, as a clause; empty for nothing
     */
    static Consumer listen(
            CamelContext context,
            String path,
            String methods,
            HeaderFilterStrategy headers,
            String instead,
            Processor answering)
            throws Exception {
        Endpoint http;
        try {
            http = context.getEndpoint("platform-http:" + path + "?httpMethodRestrict=" + methods
                    + "&matchOnUriPrefix=false&muteException=true"
                    + (headers == null ? "" : "&returnHttpRequestHeaders=true"));
        } catch (NoSuchEndpointException e) {
            throw new IllegalArgumentException(
                    path + " needs an HTTP server: add camel-platform-http and what serves it in this runtime"
                            + " (camel-platform-http-main with camel.server.enabled=true, the Spring Boot or Quarkus"
                            + " starter)" + instead,
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
                        + " needs an HTTP server, and none is started: set camel.server.enabled=true with Camel Main and Camel"
                        + " JBang (camel-platform-http-main), add camel-platform-http-starter in Spring Boot, or"
                        + " camel-quarkus-platform-http in Quarkus" + instead,
                cause);
    }
}
