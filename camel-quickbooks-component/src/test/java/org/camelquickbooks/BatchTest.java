package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.model.BatchItem;
import org.camelquickbooks.model.BatchResult;
import org.camelquickbooks.model.QuickBooksDuplicateException;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.junit.jupiter.api.Test;

class BatchTest extends RouteTest {

    private static BatchItem customer(String name) {
        return BatchItem.create("Customer", json("{}").put("DisplayName", name));
    }

    @Test
    void anyNumberIsCutAtThirtyAndAnsweredInOrder() {
        List<BatchItem> items =
                IntStream.range(0, 100).mapToObj(i -> customer("B " + i)).toList();
        Exchange exchange = send("quickbooks:batch", items.iterator());
        JsonNode results = answer(exchange);
        assertThat(results).hasSize(100);
        for (int i = 0; i < 100; i++) {
            assertThat(results.get(i).path("index").asInt()).isEqualTo(i);
            assertThat(results.get(i).path("Customer").path("DisplayName").asText())
                    .isEqualTo("B " + i);
        }
        assertThat(sandbox().requests().find(r -> r.path().endsWith("/batch"))).hasSize(4);
        assertThat(exchange.getMessage().getHeader(QuickBooksConstants.ROW_COUNT))
                .isEqualTo(100);
    }

    @Test
    void takesMapsAndJsonAndEveryKindOfOperation() {
        String id = company()
                .create("Customer", "{\"DisplayName\":\"Ada\"}")
                .path("Id")
                .asText();
        String invoice =
                company().create("Invoice", invoice("BV-1", "9.00")).path("Id").asText();
        String other =
                company().create("Invoice", invoice("BV-2", "9.00")).path("Id").asText();
        List<Object> items = new ArrayList<>();
        items.add(Map.of("operation", "create", "Customer", Map.of("DisplayName", "From a map")));
        items.add(Map.of("operation", "update", "Customer", Map.of("Id", id, "CompanyName", "New")));
        items.add(json("{`operation`:`void`,`Invoice`:{`Id`:`" + invoice + "`}}"));
        items.add("{\"operation\":\"delete\",\"Invoice\":{\"Id\":\"" + other + "\"}}");
        items.add(BatchItem.query("select * from Customer where Id = '" + id + "'"));
        JsonNode results = answer(send("quickbooks:batch", items));
        assertThat(results.get(0).path("Customer").path("DisplayName").asText()).isEqualTo("From a map");
        assertThat(results.get(1).path("Customer").path("DisplayName").asText()).isEqualTo("Ada");
        assertThat(company().read("Customer", id).path("CompanyName").asText()).isEqualTo("New");
        assertThat(results.get(2).path("Invoice").path("TotalAmt").decimalValue())
                .isEqualByComparingTo("0");
        assertThat(results.get(3).path("Invoice").path("status").asText()).isEqualTo("Deleted");
        assertThat(results.get(4).path("rows")).hasSize(1);
        JsonNode native1 = answer(
                send(
                        "quickbooks:batch",
                        "{\"BatchItemRequest\":[{\"bId\":\"a\",\"operation\":\"create\",\"Customer\":{\"DisplayName\":\"Native\"}}]}"));
        assertThat(native1.get(0).path("id").asText()).isEqualTo("a");
    }

    @Test
    void faultsAreTheirOwn() {
        company().create("Customer", "{\"DisplayName\":\"Taken\"}");
        List<BatchItem> items = List.of(customer("Free 1"), customer("Taken"), customer("Free 2"));
        Exchange any = send("quickbooks:batch", items);
        assertThat(any.getException()).isInstanceOfSatisfying(QuickBooksBatchException.class, e -> {
            assertThat(e).hasMessageContaining("1 of 3 operations").hasMessageContaining("number 1");
            assertThat(e.getResults()).hasSize(3);
            assertThat(e.getResults().get(1).fault()).isInstanceOf(QuickBooksDuplicateException.class);
            assertThat(e.getResults().get(2).entity().path("DisplayName").asText())
                    .isEqualTo("Free 2");
        });
        Exchange none = send("quickbooks:batch?failOn=none", List.of(customer("Free 3"), customer("Taken")));
        JsonNode results = answer(none);
        assertThat(results.get(1)
                        .path("Fault")
                        .path("Error")
                        .get(0)
                        .path("code")
                        .asText())
                .isEqualTo("6240");
        assertThat(none.getMessage().getHeader(QuickBooksConstants.FAULT_COUNT)).isEqualTo(1);
        assertThat(send("quickbooks:batch?failOn=all", List.of(customer("Free 4"), customer("Taken")))
                        .getException())
                .isNull();
        assertThat(send("quickbooks:batch?failOn=all", List.of(customer("Taken")))
                        .getException())
                .isInstanceOf(QuickBooksBatchException.class);
    }

    @Test
    void resultsComeAsObjectsToo() {
        Exchange exchange = send("quickbooks:batch?outputType=BatchResult", List.of(customer("Object")));
        assertThat((List<?>) exchange.getMessage().getBody()).singleElement().isInstanceOf(BatchResult.class);
    }

    @Test
    void aLostAnswerDoesNothingTwice() {
        sandbox()
                .faults()
                .order(FaultOrder.of(Effect.ANSWER_LOST).path("*/batch").times(1));
        sandbox()
                .faults()
                .order(FaultOrder.of(Effect.RESET_MID_ANSWER).path("*/batch").times(1));
        List<BatchItem> items =
                IntStream.range(0, 45).mapToObj(i -> customer("L " + i)).toList();
        assertThat(answer(send("quickbooks:batch", items)))
                .hasSize(45)
                .allSatisfy(result -> assertThat(result.has("Fault")).isFalse());
        assertThat(company().query("select * from Customer where DisplayName like 'L %' maxresults 100"))
                .hasSize(45);
    }

    @Test
    void aBatchWithAnIdIsNotDoneTwice() {
        List<BatchItem> items =
                IntStream.range(0, 40).mapToObj(i -> customer("S " + i)).toList();
        JsonNode first = answer(send("quickbooks:batch", items, QuickBooksConstants.REQUEST_ID, "stock-7"));
        JsonNode again = answer(send("quickbooks:batch", items, QuickBooksConstants.REQUEST_ID, "stock-7"));
        assertThat(again).isEqualTo(first);
        assertThat(company().query("select * from Customer where DisplayName like 'S %' maxresults 100"))
                .hasSize(40);
    }

    @Test
    void itemsWithIdsAreKnownWhateverBatchTheyComeIn() {
        List<BatchItem> first =
                List.of(customer("K 1").withId("k1"), customer("K 2").withId("k2"));
        List<BatchItem> then = List.of(
                customer("K 0").withId("k0"),
                customer("K 2").withId("k2"),
                customer("K 3").withId("k3"));
        answer(send("quickbooks:batch", first));
        JsonNode results = answer(send("quickbooks:batch", then));
        assertThat(results.get(1).path("Customer").path("DisplayName").asText()).isEqualTo("K 2");
        assertThat(company().query("select * from Customer where DisplayName like 'K %'"))
                .hasSize(4);
    }

    @Test
    void anItemThatIsNoneIsNamed() {
        assertThat(send("quickbooks:batch", "[{\"operation\":\"creat\",\"Customer\":{}}]")
                        .getException())
                .hasMessageContaining("Operation 0 of the batch")
                .hasMessageContaining("did you mean 'create'?");
        assertThat(send(
                                "quickbooks:batch",
                                List.of(customer("X").withId("1"), customer("Y").withId("1")))
                        .getException())
                .hasMessageContaining("has the id '1' of an earlier one");
        assertThat(send("quickbooks:batch", "").getException()).hasMessageContaining("needs a list of operations");
        assertThat(answer(send("quickbooks:batch", List.of()))).isEmpty();
    }

    @Test
    void anIteratorIsReadNoFasterThanItIsSent() {
        int[] read = new int[1];
        int[] ahead = new int[1];
        Iterator<BatchItem> items = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return read[0] < 600;
            }

            @Override
            public BatchItem next() {
                int done = sandbox()
                                .requests()
                                .find(r -> r.path().endsWith("/batch"))
                                .size()
                        * 30;
                ahead[0] = Math.max(ahead[0], read[0] - done);
                return customer("I " + read[0]++);
            }
        };
        assertThat(answer(send("quickbooks:batch", items))).hasSize(600);
        assertThat(ahead[0]).isLessThanOrEqualTo(30 * 9);
    }

    /** What is put right and sent again has other places: QuickBooks knows an item by request id and bId. */
    @Test
    void anItemThatIsPutRightIsNotAnsweredWithWhatAnotherItemWas() throws Exception {
        company().create("Customer", "{\"DisplayName\":\"Taken\"}");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:putRight")
                        .doTry()
                        .to("quickbooks:batch")
                        .doCatch(QuickBooksBatchException.class)
                        .process(e -> e.getMessage().setBody(List.of(customer("Put right"), customer("Right"))))
                        .to("quickbooks:batch")
                        .end();
            }
        });
        JsonNode results = answer(send("direct:putRight", List.of(customer("Right"), customer("Taken"))));
        assertThat(results.get(0).path("Customer").path("DisplayName").asText()).isEqualTo("Put right");
        assertThat(results.get(1).path("Customer").path("DisplayName").asText()).isEqualTo("Right");
        assertThat(company().query("select * from Customer where DisplayName = 'Put right'"))
                .hasSize(1);
        assertThat(company().query("select * from Customer where DisplayName = 'Right'"))
                .hasSize(1);
    }

    @Test
    void itemsThatAreAlikeAreSentAsOftenAsTheyAreThere() {
        BatchItem item =
                BatchItem.create("Invoice", (ObjectNode) invoice("", "3.00").without("DocNumber"));
        int before = company().count("Invoice");
        assertThat(answer(send("quickbooks:batch", List.of(item, item, item)))).hasSize(3);
        assertThat(company().count("Invoice")).isEqualTo(before + 3);
    }

    /** QuickBooks' own bIds name operations within their batch, and usually count from 1. */
    @Test
    void aBatchInQuickBooksOwnFormIsNotTakenForAnEarlierOneWithTheSameBIds() {
        ObjectNode payment = (ObjectNode) invoice("", "3.00").without("DocNumber");
        String batch = "{\"BatchItemRequest\":[{\"bId\":\"1\",\"operation\":\"create\",\"Invoice\":" + payment + "}]}";
        int before = company().count("Invoice");
        JsonNode first = answer(send("quickbooks:batch", batch));
        JsonNode second = answer(send("quickbooks:batch", batch));
        assertThat(second.get(0).path("id").asText()).isEqualTo("1");
        assertThat(second.get(0).path("Invoice").path("Id"))
                .isNotEqualTo(first.get(0).path("Invoice").path("Id"));
        assertThat(company().count("Invoice")).isEqualTo(before + 2);
        assertThat(answer(send("quickbooks:batch", batch.replace("3.00", "4.00"))))
                .hasSize(1);
        // With a stable id of the exchange it is the same batch.
        answer(send("quickbooks:batch", batch, QuickBooksConstants.REQUEST_ID, "own-form"));
        answer(send("quickbooks:batch", batch, QuickBooksConstants.REQUEST_ID, "own-form"));
        assertThat(company().count("Invoice")).isEqualTo(before + 4);
    }
}
