package org.camelquickbooks.client.transport;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.message.BasicHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the HTTP library writes into the log at DEBUG must not be secret. */
final class LibraryLog {

    private static final Logger LOG = LoggerFactory.getLogger(LibraryLog.class);

    private static final String LIBRARY = "org.apache.hc.client5";
    private static final Set<String> SECRET = Set.of("authorization", "proxy-authorization");
    private static final Logger HEADERS = LoggerFactory.getLogger(LIBRARY + ".http.headers");
    private static final List<Logger> HTTP2 = Stream.of(
                    ".http2.frame", ".http2.frame.payload", ".http2.flow", ".http.impl.async.InternalHttpAsyncClient")
            .map(name -> LoggerFactory.getLogger(LIBRARY + name))
            .toList();

    private LibraryLog() {}

    /** Over HTTP/2 the library would show headers and bodies as they are; over HTTP/1.1 it shows headers by their text. */
    static boolean isTalkative() {
        return HEADERS.isDebugEnabled() || HTTP2.stream().anyMatch(Logger::isDebugEnabled);
    }

    /** Says once, at the start, what cannot be kept out of the log. */
    static void warn() {
        if (HEADERS.isDebugEnabled()) {
            LOG.warn(
                    "The log level of {} is DEBUG: the log will have the addresses of files, which anybody can read for"
                            + " some minutes, and the password of the proxy. HTTP/2 is not used. Set the level of {}"
                            + " to INFO",
                    HEADERS.getName(),
                    LIBRARY);
        }
    }

    /** A header whose value is not shown where it is secret. */
    static Header header(String name, String value) {
        return SECRET.contains(name.toLowerCase(Locale.ROOT))
                ? new SecretHeader(name, value)
                : new BasicHeader(name, value);
    }

    private static final class SecretHeader extends BasicHeader {

        private static final long serialVersionUID = 1L;

        SecretHeader(String name, String value) {
            super(name, value, true);
        }

        @Override
        public String toString() {
            return getName() + ": (secret)";
        }
    }
}
