package org.camelquickbooks.benchmarks;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port below those that systems give to connections: until a server listens on one of these, a connection of this process
 * or of another may get it.
 */
final class FreePort {

    private static final int FIRST = 10_000;
    private static final int LAST = 32_000;
    private static final int MOST_ATTEMPTS = 100;

    private FreePort() {}

    static int find() throws IOException {
        for (int attempt = 1; ; attempt++) {
            try (ServerSocket socket =
                    new ServerSocket(ThreadLocalRandom.current().nextInt(FIRST, LAST))) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                if (attempt == MOST_ATTEMPTS) {
                    throw taken;
                }
            }
        }
    }
}
