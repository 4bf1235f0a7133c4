package org.camelquickbooks.client.transport;

import java.time.Duration;
import javax.net.ssl.SSLContext;

/**
 * The settings of connections.
 *
 * @param connectTimeout the maximum time for opening a connection, including TLS
 * @param silence the maximum time without data while an answer is awaited or read
 * @param tls null for the JVM's settings
 * @param proxy null for none
 */
public record TransportSettings(Duration connectTimeout, Duration silence, SSLContext tls, Proxy proxy) {

    /**
     * An HTTP proxy.
     *
     * @param user null where it asks for none
     */
    public record Proxy(String host, int port, String user, String password) {

        /** Without the password. */
        @Override
        public String toString() {
            return host + ":" + port;
        }
    }
}
