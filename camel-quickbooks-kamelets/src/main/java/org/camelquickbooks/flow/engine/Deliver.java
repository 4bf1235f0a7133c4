package org.camelquickbooks.flow.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;

/**
 * Sends an acknowledgement or a report in an exchange of its own. If the other side's route fails, this step retries,
 * even if the error handler of that route has given up.
 */
public final class Deliver extends AsyncStep {

    private final String what;
    private final String uri;
    private ProducerTemplate template;

    /** @param what is sent, for errors */
    public Deliver(String what, String uri) {
        this.what = what;
        this.uri = uri;
    }

    private synchronized ProducerTemplate template() {
        if (template == null) {
            template = getCamelContext().createProducerTemplate();
        }
        return template;
    }

    @Override
    protected CompletionStage<?> step(Exchange exchange) {
        Message message = exchange.getMessage();
        Object body = message.getBody();
        Map<String, Object> headers = new HashMap<>(message.getHeaders());
        return template()
                .asyncSend(uri, sent -> {
                    sent.getMessage().setBody(body);
                    sent.getMessage().setHeaders(headers);
                })
                .thenAccept(sent -> {
                    if (sent.getException() != null) {
                        throw new UndeliveredException(what, sent.getException());
                    }
                });
    }

    /** It was not taken. */
    static final class UndeliveredException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UndeliveredException(String what, Throwable cause) {
            super("The " + what + " could not be delivered: " + cause.getMessage(), cause);
        }
    }
}
