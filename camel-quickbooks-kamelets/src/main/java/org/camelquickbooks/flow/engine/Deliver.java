package org.camelquickbooks.flow.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.ProducerTemplate;

/**
 * Sends the acknowledgement, in an exchange of its own: what fails in the other side's route is retried by this one, also
 * where that route has an error handler that has given up.
 */
final class Deliver extends AsyncStep {

    private final String uri;
    private ProducerTemplate template;

    Deliver(String uri) {
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
                        throw new AcknowledgementException(sent.getException());
                    }
                });
    }

    /** The acknowledgement was not taken. */
    static final class AcknowledgementException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        AcknowledgementException(Throwable cause) {
            super("The acknowledgement could not be delivered: " + cause.getMessage(), cause);
        }
    }
}
