package org.camelquickbooks.checks;

import java.io.IOException;
import java.net.ServerSocket;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.main.MainHttpServer;

/** The runtime's HTTP server, for routes of pages that take webhooks or show pages. */
final class PageServer {

    private PageServer() {}

    /** Starts it on a free port, which it answers. */
    static int start(CamelContext context) throws Exception {
        MainHttpServer server = new MainHttpServer();
        server.setCamelContext(context);
        server.setHost("localhost");
        server.setPort(freePort());
        context.addService(server);
        return server.getPort();
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
