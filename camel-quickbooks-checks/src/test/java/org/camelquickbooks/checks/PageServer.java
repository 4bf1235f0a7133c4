package org.camelquickbooks.checks;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.main.MainHttpServer;

/** The runtime's HTTP server, for routes of pages that take webhooks or show pages. */
public final class PageServer {

    private static final int FIRST_PORT = 10_000;
    private static final int LAST_PORT = 32_000;
    private static final int MOST_ATTEMPTS = 100;

    private PageServer() {}

    /** Starts it on a free port, which it answers. */
    public static int start(CamelContext context) throws Exception {
        MainHttpServer server = new MainHttpServer();
        server.setCamelContext(context);
        server.setHost("localhost");
        server.setPort(freePort());
        context.addService(server);
        return server.getPort();
    }

    /**
     * Below those that systems give to connections: until somebody listens on it, a connection of this process or of another
     * may get any of these.
     */
    static int freePort() throws IOException {
        for (int attempt = 1; ; attempt++) {
            try (ServerSocket socket =
                    new ServerSocket(ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT))) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                if (attempt == MOST_ATTEMPTS) {
                    throw taken;
                }
            }
        }
    }
}
