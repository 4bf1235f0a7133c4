package org.camelquickbooks.consumer;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.support.DefaultConsumer;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.QuickBooksEndpoint;
import org.camelquickbooks.operation.OutputForm;

/** Makes exchanges whose body has the form that outputType asks for. */
final class Exchanges {

    private final QuickBooksEndpoint endpoint;
    private final Supplier<Exchange> making;
    private final Consumer<Exchange> releasing;

    private Exchanges(QuickBooksEndpoint endpoint, Supplier<Exchange> making, Consumer<Exchange> releasing) {
        this.endpoint = endpoint;
        this.making = making;
        this.releasing = releasing;
    }

    static Exchanges of(QuickBooksEndpoint endpoint, DefaultConsumer consumer) {
        return new Exchanges(
                endpoint, () -> consumer.createExchange(false), exchange -> consumer.releaseExchange(exchange, false));
    }

    /** For a consumer that is not ours. */
    static Exchanges of(QuickBooksEndpoint endpoint) {
        return new Exchanges(endpoint, endpoint::createExchange, exchange -> {});
    }

    Exchange make(String realmId, JsonNode body) throws Exception {
        Exchange exchange = making.get();
        exchange.getMessage().setHeader(QuickBooksConstants.REALM_ID, realmId);
        OutputForm form = new OutputForm(
                endpoint.runtime().mapper(),
                endpoint.getCamelContext(),
                endpoint.getConfiguration().isCustomFieldsByName());
        exchange.getMessage().setBody(form.of(body, endpoint.getConfiguration().getOutputType()));
        return exchange;
    }

    /** One that tells of a change, whoever heard of it. */
    Exchange ofChange(
            String realmId, String entity, String id, String operation, Instant time, String syncToken, JsonNode body)
            throws Exception {
        Exchange exchange = make(realmId, body);
        Message message = exchange.getMessage();
        message.setHeader(QuickBooksConstants.ENTITY, entity);
        message.setHeader(QuickBooksConstants.ENTITY_ID, id);
        message.setHeader(QuickBooksConstants.OPERATION, operation);
        message.setHeader(QuickBooksConstants.LAST_UPDATED_TIME, time);
        message.setHeader(Exchange.MESSAGE_TIMESTAMP, time.toEpochMilli());
        if (syncToken != null) {
            message.setHeader(QuickBooksConstants.SYNC_TOKEN, syncToken);
        }
        return exchange;
    }

    /** Says where an exchange stands among those that were polled together. */
    static Exchange placed(Exchange exchange, int index, int size) {
        exchange.setProperty(Exchange.BATCH_INDEX, index);
        exchange.setProperty(Exchange.BATCH_SIZE, size);
        exchange.setProperty(Exchange.BATCH_COMPLETE, index == size - 1);
        return exchange;
    }

    void release(Exchange exchange) {
        releasing.accept(exchange);
    }
}
