package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.model.BatchItem;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.camelquickbooks.sandbox.gate.RequestLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What Camel redelivers is the same write, whatever it is, and whatever its body is read from. */
class RedeliveryTest extends RouteTest {

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                onException(Exception.class).maximumRedeliveries(3).redeliveryDelay(0);
                from("direct:redelivered").toD("${header.to}");
                String create = "quickbooks:create/Invoice";
                from("direct:enrich").enrich(create);
                from("direct:recipientList").recipientList(constant(create));
                from("direct:routingSlip").routingSlip(constant(create));
                from("direct:multicast").multicast().to(create);
                from("direct:loopCopy").loop(1).copy().to(create);
                from("direct:split")
                        .setBody(exchange -> List.of(exchange.getMessage().getBody()))
                        .split(body())
                        .to(create);
                from("direct:subroute").to("direct:without");
                from("direct:without").errorHandler(noErrorHandler()).to(create);
            }
        };
    }

    @Override
    protected void configure(QuickBooksComponent component) {
        super.configure(component);
        component.setMaxAttempts(1);
        component.setCoalesceAt(0);
    }

    private Exchange redelivered(String uri, Object body) {
        return send("direct:redelivered", body, "to", uri);
    }

    private static void lose(String path, int times) {
        sandbox()
                .faults()
                .order(FaultOrder.of(Effect.ANSWER_LOST)
                        .path(path)
                        .method("POST")
                        .times(times));
    }

    private static BatchItem customer(String name) {
        return BatchItem.create("Customer", json("{}").put("DisplayName", name));
    }

    private static String invoiceId(String number) {
        return company().create("Invoice", invoice(number, "10.00")).path("Id").asText();
    }

    private static int invoices(String docNumber) {
        return company()
                .query("select * from Invoice where DocNumber = '" + docNumber + "'")
                .size();
    }

    /** Some of these send a copy of the exchange, and some a new one each time. */
    @ParameterizedTest
    @ValueSource(strings = {"enrich", "recipientList", "routingSlip", "multicast", "loopCopy", "split", "subroute"})
    void aCreateIsOneWhicheverPatternSendsIt(String pattern) {
        lose("*/invoice", 2);
        Exchange exchange = send("direct:" + pattern, invoice("EIP", "1.00"));
        assertThat(exchange.getException()).isNull();
        assertThat(sandbox().requests().find(r -> r.path().endsWith("/invoice")))
                .hasSize(3);
        assertThat(invoices("EIP")).isEqualTo(1);
    }

    /** Of a batch some operations are done, some are refused, and of some the answer is lost. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofABatchThatFailsInPartsNothingIsDoneTwice(boolean named) {
        company().create("Customer", "{\"DisplayName\":\"Taken\"}");
        List<BatchItem> items = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            BatchItem item = i % 30 == 5 ? customer("Taken") : BatchItem.create("Invoice", invoice("P-" + i, "1.00"));
            items.add(named ? item.withId("p" + i) : item);
        }
        lose("*/batch", 1);
        Exchange exchange = redelivered("quickbooks:batch", items);
        assertThat(exchange.getException()).isInstanceOf(QuickBooksBatchException.class);
        assertThat(company().query("select * from Invoice where DocNumber like 'P-%' maxresults 1000"))
                .extracting(one -> one.path("DocNumber").asText())
                .hasSize(38)
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @ValueSource(strings = {"refused before", "lost"})
    void aBatchFromAnIteratorIsWhole(String how) {
        if (how.equals("lost")) {
            lose("*/batch", 1);
        } else {
            sandbox()
                    .faults()
                    .order(FaultOrder.of(Effect.RESET_BEFORE).path("*/batch").times(1));
        }
        List<BatchItem> items =
                IntStream.range(0, 65).mapToObj(i -> customer("It " + i)).toList();
        JsonNode results = answer(redelivered("quickbooks:batch", items.iterator()));
        assertThat(results).hasSize(65);
        assertThat(company().query("select * from Customer where DisplayName like 'It %' maxresults 1000"))
                .hasSize(65);
    }

    /** What an iterator says after it has failed means nothing: a batch of what it gave before would be a part. */
    @Test
    void anIteratorThatFailedIsNotTakenForOneThatHasEnded() {
        Iterator<BatchItem> broken = new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next <= 35;
            }

            @Override
            public BatchItem next() {
                if (next++ == 35) {
                    throw new IllegalStateException("The source is away");
                }
                return customer("Fi " + next);
            }
        };
        Exchange exchange = redelivered("quickbooks:batch", broken);
        assertThat(exchange.getException())
                .hasMessageContaining("The iterator in the body failed at item 35")
                .hasMessageContaining("The source is away");
    }

    /** Its version is looked up, and of what was deleted there is none any more. */
    @ParameterizedTest
    @ValueSource(strings = {"", "?coalesce=true"})
    void whatWasDeletedIsNotMissing(String options) {
        String id = invoiceId("DEL");
        loseWrites(options);
        Exchange exchange = redelivered("quickbooks:delete/Invoice" + options, id);
        assertThat(exchange.getException()).isNull();
        assertThat(company().query("select * from Invoice where Id = '" + id + "'"))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"void,", "update,", "update,?coalesce=true"})
    void aChangeIsOne(String operation, String options) {
        String more = options == null ? "" : options;
        String id = invoiceId("CHANGE");
        loseWrites(more);
        Exchange exchange = redelivered(
                "quickbooks:" + operation + "/Invoice" + more, json("{`Id`:`" + id + "`,`PrivateNote`:`x`}"));
        assertThat(exchange.getException()).isNull();
        assertThat(company()
                        .query("select * from Invoice where Id = '" + id + "'")
                        .get(0)
                        .path("SyncToken")
                        .asText())
                .isEqualTo("1");
    }

    /** The first batch call looks the version up. */
    private static void loseWrites(String options) {
        if (options.isEmpty()) {
            lose("*/invoice", 2);
        } else {
            for (int nth : List.of(2, 3)) {
                sandbox()
                        .faults()
                        .order(FaultOrder.of(Effect.ANSWER_LOST).path("*/batch").nth(nth));
            }
        }
    }

    @Test
    void aMailIsSentOnce() {
        String id = invoiceId("MAIL");
        lose("*/send", 2);
        Exchange exchange = redelivered("quickbooks:send/Invoice?sendTo=a@example.com", id);
        assertThat(exchange.getException()).isNull();
        List<RequestLog.Entry> sent = sandbox().requests().find(r -> r.path().endsWith("/send"));
        assertThat(sent.stream().map(RequestLog.Entry::query).distinct()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {100, 300_000})
    void aFileFromAStreamIsUploadedOnce(int size) {
        lose("*/upload", 2);
        int before = company().count("Attachable");
        Exchange exchange = redelivered(
                "quickbooks:upload?fileName=a.txt",
                new ByteArrayInputStream("x".repeat(size).getBytes(StandardCharsets.UTF_8)));
        assertThat(exchange.getException()).isNull();
        assertThat(company().count("Attachable")).isEqualTo(before + 1);
    }

    /** Whoever sets the header relies on it. */
    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " ", "\t"})
    void anEmptyIdIsRefused(String id) {
        for (String uri : List.of("quickbooks:create/Invoice", "quickbooks:create/Invoice?coalesce=true")) {
            Exchange exchange = send(uri, invoice("EMPTY", "1.00"), QuickBooksConstants.REQUEST_ID, id);
            assertThat(exchange.getException())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("CamelQuickBooksRequestId is set, but empty");
        }
        assertThat(company().query("select * from Invoice where DocNumber = 'EMPTY'"))
                .isEmpty();
        answer(send(
                "quickbooks:create/Invoice?requestIdExpression=${body[DocNumber]}",
                invoice("EMPTY", "1.00"),
                QuickBooksConstants.REQUEST_ID,
                id));
    }

    @Test
    void anEmptyIdOfAnItemIsRefused() {
        ObjectNode item = json("{`operation`:`create`,`Customer`:{`DisplayName`:`Nobody`}}");
        for (String id : List.of("", " ")) {
            assertThat(send("quickbooks:batch", List.of(item.deepCopy().put("id", id)))
                            .getException())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("The id of a batch item is empty");
            assertThatThrownBy(() -> customer("Nobody").withId(id)).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(answer(send("quickbooks:batch", List.of(item.putNull("id")))))
                .hasSize(1);
    }

    @Test
    void idsOfOtherTypes() {
        Exchange one = send("quickbooks:create/Invoice", invoice("T1", "1.00"), QuickBooksConstants.REQUEST_ID, 4711L);
        Exchange two = send("quickbooks:create/Invoice", invoice("T1", "1.00"), QuickBooksConstants.REQUEST_ID, "4711");
        Exchange three = send(
                "quickbooks:create/Invoice",
                invoice("T1", "1.00"),
                QuickBooksConstants.REQUEST_ID,
                "4711".getBytes(StandardCharsets.UTF_8));
        assertThat(answer(one)).isEqualTo(answer(two)).isEqualTo(answer(three));
        assertThat(company().hasInvoice("T1", "1.00")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quickbooks:upsert/Invoice",
                "quickbooks:upsert/Invoice?coalesce=true",
                "quickbooks:upsert/Item?key=Sku"
            })
    void upsertsOfOneKeyAtOnceMakeOne(String uri) {
        String account = company()
                .query("select * from Account where AccountType = 'Income' maxresults 1")
                .get(0)
                .path("Id")
                .asText();
        List<CompletableFuture<Exchange>> all = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            ObjectNode body = uri.contains("Item")
                    ? json("{`Sku`:`S-1`,`Name`:`Race " + i + "`,`Type`:`Service`,`IncomeAccountRef`:{`value`:`"
                            + account + "`}}")
                    : invoice("RACE", i + ".00");
            all.add(start(uri, body, Map.of()));
        }
        assertThat(all).allSatisfy(one -> assertThat(one.join().getException()).isNull());
        assertThat(company()
                        .query(
                                uri.contains("Item")
                                        ? "select * from Item where Sku = 'S-1'"
                                        : "select * from Invoice where DocNumber = 'RACE'"))
                .hasSize(1);
    }

    /** QuickBooks shows in queries what it has done a moment later. */
    @Test
    void anUpsertFindsWhatTheOneBeforeHasMadeAlsoWhereQueriesDoNotShowItYet() {
        answer(send("quickbooks:upsert/Invoice", invoice("YOUNG", "1.00")));
        sandbox()
                .faults()
                .order(FaultOrder.of(Effect.STATUS)
                        .path("*/query")
                        .status(200, "application/json", "{\"QueryResponse\":{}}"));
        Exchange second = send("quickbooks:upsert/Invoice", invoice("YOUNG", "2.00"));
        sandbox().faults().clear();
        assertThat(second.getException()).isNull();
        assertThat(company().query("select * from Invoice where DocNumber = 'YOUNG'"))
                .singleElement()
                .satisfies(
                        one -> assertThat(one.path("TotalAmt").decimalValue()).isEqualByComparingTo("2"));
    }
}
