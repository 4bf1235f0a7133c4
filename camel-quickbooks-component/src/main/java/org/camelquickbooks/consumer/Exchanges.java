package org.camelquickbooks.consumer;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
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
        OutputForm form = new OutputForm(endpoint.getComponent().connection().mapper(), endpoint.getCamelContext());
        exchange.getMessage().setBody(form.of(body, endpoint.getConfiguration().getOutputType()));
        return exchange;
    }

    void release(Exchange exchange) {
        releasing.accept(exchange);
    }
}
