package org.camelquickbooks.flow.engine;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.camelquickbooks.convert.InputBody;
import org.camelquickbooks.model.Json;

/** A step that reads the JSON of the body. */
public abstract class JsonStep implements Processor {

    @Override
    public final void process(Exchange exchange) throws Exception {
        // Not by a type converter: those of Camel read amounts as binary floating point.
        process(exchange, new InputBody(Json.EXACT, "the Kamelet").object(exchange));
    }

    public abstract void process(Exchange exchange, JsonNode body) throws Exception;
}
