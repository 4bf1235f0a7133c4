package org.camelquickbooks.client.transport;

import java.io.IOException;

/** An answer was larger than allowed. */
public final class AnswerTooLarge extends IOException {

    private static final long serialVersionUID = 1L;

    public AnswerTooLarge(long max) {
        super("the answer is larger than maxAnswerSize=" + max + " bytes");
    }
}
