package org.camelquickbooks.convert;

import com.fasterxml.jackson.databind.JsonNode;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.DataType;
import org.apache.camel.spi.DataTypeTransformer;
import org.apache.camel.spi.Transformer;
import org.camelquickbooks.model.Json;

/** A body as a tree of JSON, whose amounts are decimals and no floating point numbers. */
@DataTypeTransformer(
        name = StructTransformer.NAME,
        description = "Converts a body of quickbooks to a JsonNode, and keeps amounts exact")
public class StructTransformer extends Transformer {

    static final String NAME = "quickbooks:application-x-struct";

    @Override
    public void transform(Message message, DataType from, DataType to) throws Exception {
        message.setBody(read(message, NAME));
        message.setHeader(Exchange.CONTENT_TYPE, "application/x-struct");
    }

    /** The body; null where it is empty. */
    static JsonNode read(Message message, String dataType) throws Exception {
        return new InputBody(Json.EXACT, dataType).of(message.getBody(), message.getExchange());
    }
}
