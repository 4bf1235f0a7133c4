package org.camelquickbooks.client.transport;

import java.io.InputStream;

/**
 * An HTTP answer.
 *
 * @param bytes the body as received, if the whole answer was requested, otherwise null
 * @param stream the body if a stream was requested, otherwise null; the reader has to close it
 */
public record HttpAnswer(int status, AnswerHeaders headers, byte[] bytes, InputStream stream) {

    public boolean isPacked() {
        return "gzip".equalsIgnoreCase(headers.first("Content-Encoding"));
    }
}
