package org.camelquickbooks.client.transport;

import java.io.InputStream;

/**
 * An HTTP answer.
 *
 * @param bytes the body as it came, where the whole answer was asked for, else null
 * @param stream the body where a stream was asked for, else null; to be closed by who reads it
 */
public record HttpAnswer(int status, AnswerHeaders headers, byte[] bytes, InputStream stream) {

    public boolean isPacked() {
        return "gzip".equalsIgnoreCase(headers.first("Content-Encoding"));
    }
}
