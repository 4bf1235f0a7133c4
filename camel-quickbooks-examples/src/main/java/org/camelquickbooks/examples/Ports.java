package org.camelquickbooks.examples;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of this machine. */
public final class Ports {

    private static final int FIRST = 10_000;
    private static final int LAST = 32_000;
    private static final int MOST_ATTEMPTS = 100;

    private Ports() {}

    /**
     * One that nobody listens on now, and that no connection gets meanwhile: systems give connections the ports above
     * these.
     */
    public static int free() {
        for (int attempt = 1; ; attempt++) {
            try (ServerSocket socket =
                    new ServerSocket(ThreadLocalRandom.current().nextInt(FIRST, LAST))) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                if (attempt == MOST_ATTEMPTS) {
                    throw new UncheckedIOException(taken);
                }
            }
        }
    }
}
