package org.camelquickbooks.convert;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.spi.DataType;
import org.apache.camel.spi.DataTypeTransformer;
import org.apache.camel.spi.Transformer;
import org.camelquickbooks.model.Json;

/** A body as JSON text, with amounts as they are: {@code 19.90} stays {@code 19.90}. */
@DataTypeTransformer(
        name = JsonTransformer.NAME,
        description = "Converts a body of quickbooks to JSON text, and keeps amounts exact")
public class JsonTransformer extends Transformer {

    static final String NAME = "quickbooks:application-json";

    @Override
    public void transform(Message message, DataType from, DataType to) throws Exception {
        JsonNode json = StructTransformer.read(message, NAME);
        message.setBody(json == null ? null : new String(Json.bytes(json), StandardCharsets.UTF_8));
        message.setHeader(Exchange.CONTENT_TYPE, "application/json");
    }
}
