package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.spi.DataType;
import org.apache.camel.spi.Transformer;
import org.apache.camel.spi.TransformerKey;
import org.apache.camel.support.DefaultExchange;
import org.apache.camel.util.json.JsonObject;
import org.camelquickbooks.model.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The data types that Camel finds by their names: amounts are the same to the last zero. */
class DataTypesTest extends RouteTest {

    private static final String JSON = "quickbooks:application-json";
    private static final String STRUCT = "quickbooks:application-x-struct";
    private static final String TEXT = "{\"TotalAmt\":19.90,\"Balance\":12345678901234.56}";

    /** As a step {@code transform} does it. */
    private Exchange transformed(String dataType, Object body) throws Exception {
        DataType type = new DataType(dataType);
        Transformer transformer = context.getTransformerRegistry().resolveTransformer(new TransformerKey(type));
        assertThat(transformer).as(dataType).isNotNull();
        Exchange exchange = new DefaultExchange(context);
        exchange.getMessage().setBody(body);
        transformer.transform(exchange.getMessage(), DataType.ANY, type);
        return exchange;
    }

    static Stream<Object> bodies() {
        JsonObject object = new JsonObject();
        object.put("TotalAmt", new BigDecimal("19.90"));
        object.put("Balance", new BigDecimal("12345678901234.56"));
        return Stream.of(
                TEXT,
                TEXT.getBytes(StandardCharsets.UTF_8),
                new ByteArrayInputStream(TEXT.getBytes(StandardCharsets.UTF_8)),
                Json.parsed(TEXT),
                Json.EXACT.convertValue(Json.parsed(TEXT), Map.class),
                object);
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void eachBodyIsJsonTextWithTheSameAmounts(Object body) throws Exception {
        Exchange exchange = transformed(JSON, body);
        assertThat(exchange.getMessage().getBody()).isEqualTo(TEXT);
        assertThat(exchange.getMessage().getHeader(Exchange.CONTENT_TYPE)).isEqualTo("application/json");
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void eachBodyIsATreeWithDecimals(Object body) throws Exception {
        Exchange exchange = transformed(STRUCT, body);
        JsonNode tree = (JsonNode) exchange.getMessage().getBody();
        assertThat(tree.path("TotalAmt").decimalValue()).isEqualTo(new BigDecimal("19.90"));
        assertThat(tree.path("Balance").decimalValue()).isEqualTo(new BigDecimal("12345678901234.56"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"String", "Map", "JsonNode", "JsonObject"})
    void theOutputOfAnOperationIsJsonWhateverItsType(String outputType) throws Exception {
        String id =
                company().create("Invoice", invoice("T-1", "19.90")).path("Id").asText();
        Object body = send("quickbooks:read/Invoice?outputType=" + outputType, id)
                .getMessage()
                .getBody();
        assertThat(transformed(JSON, body).getMessage().getBody(String.class)).contains("\"TotalAmt\":19.90");
        Object rows = send("quickbooks:query?outputType=" + outputType, "select * from Invoice where Id = '" + id + "'")
                .getMessage()
                .getBody();
        assertThat(((JsonNode) transformed(STRUCT, rows).getMessage().getBody())
                        .at("/0/DocNumber")
                        .asText())
                .isEqualTo("T-1");
    }

    @Test
    void nothingStaysNothing() throws Exception {
        assertThat(transformed(JSON, null).getMessage().getBody()).isNull();
        assertThat(transformed(STRUCT, "").getMessage().getBody()).isNull();
    }

    @Test
    void whatIsNoJsonIsRefused() {
        assertThat(catchThrowable(() -> transformed(JSON, "%PDF")))
                .hasMessageContaining("quickbooks:application-json needs JSON in the body");
        assertThat(catchThrowable(() -> transformed(STRUCT, List.of("a").iterator())))
                .hasMessageContaining("the body is an iterator; split it");
    }
}
