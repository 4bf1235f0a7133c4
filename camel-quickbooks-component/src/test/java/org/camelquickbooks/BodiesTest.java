package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.spi.Language;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;

class BodiesTest extends RouteTest {

    /** A user's own record, in and out. */
    public record Customer(
            @JsonProperty("Id") String id,
            @JsonProperty("DisplayName") String name,
            @JsonProperty("Balance") BigDecimal balance) {}

    @Test
    void everyFormOfBodyGoesIn() throws Exception {
        String text = "{\"DisplayName\":\"%s\"}";
        List<Object> bodies = List.of(
                json("{`DisplayName`:`1`}"),
                Map.of("DisplayName", "2"),
                new Customer(null, "3", null),
                text.formatted("4"),
                text.formatted("5").getBytes(StandardCharsets.UTF_8),
                new ByteArrayInputStream(text.formatted("6").getBytes(StandardCharsets.UTF_8)),
                Json.createObjectBuilder().add("DisplayName", "7").build(),
                new StringReader(text.formatted("8")));
        for (int i = 0; i < bodies.size(); i++) {
            JsonNode made = answer(send("quickbooks:create/Customer", bodies.get(i)));
            assertThat(made.path("DisplayName").asText()).isEqualTo(Integer.toString(i + 1));
        }
    }

    @Test
    void everyFormOfBodyComesOut() throws Exception {
        String id = customerId();
        assertThat(body("JsonNode", id)).isInstanceOf(JsonNode.class);
        assertThat(body("Map", id)).isInstanceOf(Map.class);
        assertThat(body("JsonObject", id)).isInstanceOfSatisfying(JsonObject.class, o -> assertThat(o.getString("Id"))
                .isEqualTo(id));
        assertThat(body("String", id))
                .isInstanceOfSatisfying(String.class, s -> assertThat(s).contains("\"Id\""));
        assertThat(body("bytes", id)).isInstanceOf(byte[].class);
        assertThat(body("stream", id)).isInstanceOf(InputStream.class);
        assertThat(body(Customer.class.getName(), id))
                .isInstanceOfSatisfying(Customer.class, c -> assertThat(c.id()).isEqualTo(id));
        assertThatThrownBy(() -> send("quickbooks:read/Customer?outputType=no.such.Type", id))
                .hasMessageContaining("outputType=no.such.Type");
    }

    private Object body(String outputType, String id) {
        return send("quickbooks:read/Customer?outputType=" + outputType, id)
                .getMessage()
                .getBody();
    }

    @Test
    void convertsToJakartaJsonAndBack() {
        Exchange exchange = send("quickbooks:read/Customer", customerId());
        JsonObject jakarta = exchange.getMessage().getBody(JsonObject.class);
        assertThat(jakarta.getString("DisplayName")).isNotEmpty();
        JsonNode updated = answer(send("quickbooks:update/Customer", jakarta));
        assertThat(updated.path("DisplayName").asText()).isEqualTo(jakarta.getString("DisplayName"));
        assertThat(send("quickbooks:query?query=SELECT * FROM Customer", null)
                        .getMessage()
                        .getBody(JsonArray.class))
                .isNotEmpty();
    }

    @Test
    void jsonOfOtherRoutesIsConvertedAsWithoutThisComponent() throws Exception {
        JsonNode ours = answer(send("quickbooks:read/Customer", customerId()));
        Language simple = context.resolveLanguage("simple");
        Exchange exchange = new DefaultExchange(context);
        for (Object body :
                List.of(ours, ours.deepCopy(), context.getTypeConverter().convertTo(Map.class, ours))) {
            exchange.getMessage().setBody(body);
            assertThat(simple.createExpression("${body[MetaData][CreateTime]}").evaluate(exchange, String.class))
                    .isEqualTo(ours.path("MetaData").path("CreateTime").asText());
        }
        try (DefaultCamelContext without = new DefaultCamelContext()) {
            without.start();
            List<Object> others = List.of(
                    JsonNodeFactory.instance.objectNode().put("a", 1),
                    JsonNodeFactory.instance.arrayNode().add(1),
                    Json.createObjectBuilder().add("a", 1).build(),
                    Json.createArrayBuilder().add(1).build());
            for (Object body : others) {
                for (Class<?> to : List.of(Map.class, List.class, JsonNode.class)) {
                    assertThat(converted(context, to, body))
                            .as("%s to %s", body.getClass(), to)
                            .isEqualTo(converted(without, to, body));
                }
            }
        }
    }

    private static Object converted(CamelContext context, Class<?> to, Object body) {
        return context.getTypeConverter().tryConvertTo(to, new DefaultExchange(context), body);
    }

    @Test
    void amountsKeepTheirScaleInEveryForm() {
        for (String amount : List.of("19.90", "0.10", "100", "1234567.89")) {
            JsonNode made = answer(send("quickbooks:create/Invoice", invoice("A" + amount, amount)));
            assertThat(made.path("Line").get(0).path("Amount").decimalValue()).isEqualByComparingTo(amount);
            String text = send(
                            "quickbooks:read/Invoice?outputType=String",
                            made.path("Id").asText())
                    .getMessage()
                    .getBody(String.class);
            assertThat(text)
                    .contains(
                            "\"TotalAmt\":" + new BigDecimal(amount).setScale(2).toPlainString());
            Map<?, ?> map = send(
                            "quickbooks:read/Invoice?outputType=Map",
                            made.path("Id").asText())
                    .getMessage()
                    .getBody(Map.class);
            assertThat(map.get("TotalAmt")).isInstanceOf(Number.class);
            assertThat(new BigDecimal(map.get("TotalAmt").toString())).isEqualByComparingTo(amount);
        }
    }

    @Test
    void whatIsSentKeepsItsScale() {
        send("quickbooks:create/Invoice", invoice("SCALE", "19.90"));
        send(
                "quickbooks:create/Invoice",
                new String(org.camelquickbooks.model.Json.bytes(invoice("SCALE2", "19.90")), StandardCharsets.UTF_8));
        assertThat(sandbox().requests().find(r -> r.path().endsWith("/invoice")))
                .hasSize(2)
                .allSatisfy(request -> assertThat(request.body()).contains("\"Amount\":19.90"));
    }

    @Test
    void theCallersTreeIsNotTouched() {
        var body = json("{`Id`:`" + customerId() + "`,`CompanyName`:`X`}");
        var before = body.deepCopy();
        send("quickbooks:update/Customer", body);
        assertThat(body).isEqualTo(before);
    }

    @Test
    void aBodyThatCannotBeOneIsNamed() {
        assertThat(send("quickbooks:create/Invoice", null).getException()).hasMessageContaining("the body is empty");
        assertThat(send("quickbooks:create/Invoice", "  ").getException()).hasMessageContaining("the body is empty");
        assertThat(send("quickbooks:create/Invoice", "{\"a\":").getException())
                .hasMessageContaining("needs JSON in the body, but the body is not JSON")
                .hasMessageContaining("line 1");
        assertThat(send("quickbooks:create/Invoice", "[{},{}]").getException())
                .hasMessageContaining("a list of 2")
                .hasMessageContaining("quickbooks:batch");
        assertThat(send("quickbooks:create/Invoice", "17").getException()).hasMessageContaining("JSON object");
        assertThat(send("quickbooks:create/Invoice", List.of().iterator()).getException())
                .hasMessageContaining("iterator");
        assertThat(send("quickbooks:update/Customer", "{}").getException()).hasMessageContaining("needs the Id");
        assertThat(send("quickbooks:read/Customer", "../etc").getException()).hasMessageContaining("is not valid");
    }

    @Test
    void aBodyOfTenMegabytesIsAnsweredClearly() {
        var body = json("{`DisplayName`:`Big`}").put("Notes", "x".repeat(10 << 20));
        assertThat(send("quickbooks:create/Customer", body).getException()).isNotNull();
        assertThat(company().query("select * from Customer where DisplayName = 'Big'"))
                .isEmpty();
    }
}
