package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.model.QuickBooksDuplicateException;
import org.camelquickbooks.model.QuickBooksNotFoundException;
import org.camelquickbooks.model.QuickBooksUnavailableException;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.junit.jupiter.api.Test;

class CoalesceTest extends RouteTest {

    @Override
    protected void configure(QuickBooksComponent component) {
        super.configure(component);
        component.setCoalesceAt(0);
        // What is sent at once comes together on a slow machine, too.
        component.setCoalesceWindow(300);
        component.setMaxAttempts(3);
    }

    private int calls(String path) {
        return sandbox().requests().find(r -> r.path().endsWith(path)).size();
    }

    @Test
    void singleWritesOfManyRoutesShareCalls() {
        List<CompletableFuture<Exchange>> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            String uri = "quickbooks:create/Customer?coalesce=true&fileName=route" + i % 7;
            all.add(start(uri, json("{`DisplayName`:`C " + i + "`}"), Map.of()));
        }
        for (int i = 0; i < 200; i++) {
            JsonNode made = answer(all.get(i).join());
            assertThat(made.path("DisplayName").asText()).isEqualTo("C " + i);
        }
        assertThat(calls("/customer")).isZero();
        assertThat(calls("/batch")).isLessThan(30);
    }

    @Test
    void eachExchangeHasItsOwnFault() {
        // Long enough for all three on a slow machine.
        component().setCoalesceWindow(3_000);
        restart();
        company().create("Customer", "{\"DisplayName\":\"Taken\"}");
        CompletableFuture<Exchange> good =
                start("quickbooks:create/Customer?coalesce=true", json("{`DisplayName`:`Free`}"), Map.of());
        CompletableFuture<Exchange> bad =
                start("quickbooks:create/Customer?coalesce=true", json("{`DisplayName`:`Taken`}"), Map.of());
        CompletableFuture<Exchange> read = start(
                "quickbooks:query?coalesce=true&outputType=row",
                "select * from Customer where DisplayName = 'Taken'",
                Map.of());
        assertThat(answer(good.join()).path("DisplayName").asText()).isEqualTo("Free");
        assertThat(bad.join().getException())
                .isInstanceOf(QuickBooksDuplicateException.class)
                .hasMessageContaining("create/Customer");
        assertThat(answer(read.join()).path("DisplayName").asText()).isEqualTo("Taken");
        assertThat(calls("/batch")).isEqualTo(1);
    }

    @Test
    void writesOnOneEntityStayInOrder() {
        String id = company()
                .create("Customer", "{\"DisplayName\":\"Order\"}")
                .path("Id")
                .asText();
        List<CompletableFuture<Exchange>> all = new ArrayList<>();
        for (int i = 1; i <= 12; i++) {
            all.add(start(
                    "quickbooks:update/Customer?coalesce=true",
                    json("{`Id`:`" + id + "`,`SyncToken`:`" + (i - 1) + "`,`Notes`:`" + i + "`}"),
                    Map.of()));
        }
        all.forEach(done -> assertThat(done.join().getException()).isNull());
        assertThat(company().read("Customer", id).path("Notes").asText()).isEqualTo("12");
        assertThat(company().read("Customer", id).path("SyncToken").asText()).isEqualTo("12");
    }

    @Test
    void versionsThatNobodyGaveAreFoundTogetherToo() {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ids.add(company()
                    .create("Customer", json("{`DisplayName`:`V " + i + "`}"))
                    .path("Id")
                    .asText());
        }
        List<CompletableFuture<Exchange>> all = new ArrayList<>();
        for (String id : ids) {
            all.add(start(
                    "quickbooks:update/Customer?coalesce=true", json("{`Id`:`" + id + "`,`Notes`:`x`}"), Map.of()));
        }
        all.forEach(
                done -> assertThat(answer(done.join()).path("Notes").asText()).isEqualTo("x"));
        assertThat(calls("/customer")).isZero();
        assertThat(calls("/batch")).isLessThanOrEqualTo(6);
    }

    @Test
    void readsAreGatheredTooAndFindWhatIsInactive() {
        List<CompletableFuture<Exchange>> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String id = company()
                    .create("Customer", json("{`DisplayName`:`RG " + i + "`}"))
                    .path("Id")
                    .asText();
            if (i == 0) {
                company().update("Customer", id, "{\"Active\":false}");
            }
            all.add(start("quickbooks:read/Customer?coalesce=true", null, Map.of(QuickBooksConstants.ENTITY_ID, id)));
        }
        all.forEach(done ->
                assertThat(answer(done.join()).path("DisplayName").asText()).startsWith("RG "));
        assertThat(sandbox().requests().find(r -> r.path().contains("/customer/")))
                .isEmpty();
        assertThat(calls("/batch")).isPositive();
        assertThat(start(
                                "quickbooks:read/Customer?coalesce=true",
                                null,
                                Map.of(QuickBooksConstants.ENTITY_ID, "999999"))
                        .join()
                        .getException())
                .isInstanceOf(QuickBooksNotFoundException.class)
                .hasMessageContaining("read/Customer");
    }

    @Test
    void deletesAreGatheredToo() {
        List<CompletableFuture<Exchange>> all = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            String id = company()
                    .create("Invoice", invoice("CD-" + i, "1.00"))
                    .path("Id")
                    .asText();
            all.add(start("quickbooks:delete/Invoice?coalesce=true", id, Map.of()));
        }
        all.forEach(
                done -> assertThat(answer(done.join()).path("status").asText()).isEqualTo("Deleted"));
    }

    @Test
    void aLostAnswerOfACallPostsNothingTwice() {
        sandbox()
                .faults()
                .order(FaultOrder.of(Effect.ANSWER_LOST).path("*/batch").times(2));
        List<CompletableFuture<Exchange>> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            all.add(start(
                    "quickbooks:create/Customer?coalesce=true", json("{`DisplayName`:`LA " + i + "`}"), Map.of()));
        }
        Set<String> ids = new HashSet<>();
        all.forEach(done -> ids.add(answer(done.join()).path("Id").asText()));
        assertThat(ids).hasSize(60);
        assertThat(company().query("select * from Customer where DisplayName like 'LA %' maxresults 100"))
                .hasSize(60);
    }

    @Test
    void whatNobodyHeardOfIsAskedAgainUnderTheSameIdNotSentAnew() {
        // All attempts of the first exchange are done by QuickBooks and never answered.
        sandbox()
                .faults()
                .order(FaultOrder.of(Effect.ANSWER_LOST).path("*/batch").times(3));
        Map<String, Object> id = Map.of(QuickBooksConstants.REQUEST_ID, "order-1");
        Exchange first = start("quickbooks:create/Invoice?coalesce=true", invoice("OPEN", "7.00"), id)
                .join();
        assertThat(first.getException()).isInstanceOf(QuickBooksUnavailableException.class);
        // The broker delivers it again, and now another exchange is in the same window.
        CompletableFuture<Exchange> other =
                start("quickbooks:create/Invoice?coalesce=true", invoice("OTHER", "8.00"), Map.of());
        CompletableFuture<Exchange> again =
                start("quickbooks:create/Invoice?coalesce=true", invoice("OPEN", "7.00"), id);
        assertThat(answer(again.join()).path("DocNumber").asText()).isEqualTo("OPEN");
        assertThat(answer(other.join()).path("DocNumber").asText()).isEqualTo("OTHER");
        assertThat(company().hasInvoice("OPEN", "7.00")).isTrue();
    }

    @Test
    void whetherBudgetIsShortMayChangeBetweenTwoDeliveries() {
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        sandbox()
                .faults()
                .order(FaultOrder.of(Effect.ANSWER_LOST).path("*/invoice").times(3));
        Map<String, Object> id = Map.of(QuickBooksConstants.REQUEST_ID, "order-2");
        component.setCoalesceAt(100);
        component.setRequestsPerMinute(500);
        Exchange alone = start("quickbooks:create/Invoice?coalesce=true", invoice("ALONE", "7.00"), id)
                .join();
        assertThat(alone.getException()).isInstanceOf(QuickBooksUnavailableException.class);
        assertThat(calls("/invoice")).isEqualTo(3);
        component.setCoalesceAt(0);
        Exchange again = start("quickbooks:create/Invoice?coalesce=true", invoice("ALONE", "7.00"), id)
                .join();
        assertThat(answer(again).path("DocNumber").asText()).isEqualTo("ALONE");
        assertThat(company().hasInvoice("ALONE", "7.00")).isTrue();
    }

    @Test
    void anAnswerIsRememberedForTheExchangeThatComesAgain() {
        Map<String, Object> id = Map.of(QuickBooksConstants.REQUEST_ID, "order-3");
        JsonNode first = answer(start("quickbooks:create/Invoice?coalesce=true", invoice("REM", "7.00"), id)
                .join());
        int calls = calls("/batch");
        JsonNode again = answer(start("quickbooks:create/Invoice?coalesce=true", invoice("REM", "7.00"), id)
                .join());
        assertThat(again).isEqualTo(first);
        assertThat(calls("/batch")).isEqualTo(calls);
    }

    @Test
    void aNewProcessKnowsWhatTheFormerSent() throws Exception {
        Map<String, Object> id = Map.of(QuickBooksConstants.REQUEST_ID, "order-4");
        answer(start("quickbooks:create/Invoice?coalesce=true", invoice("NEXT", "7.00"), id)
                .join());
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        component.stop();
        component.start();
        answer(start("quickbooks:create/Invoice?coalesce=true", invoice("NEXT", "7.00"), id)
                .join());
        assertThat(company().hasInvoice("NEXT", "7.00")).isTrue();
        assertThat(calls("/batch")).isEqualTo(1);
    }

    /** Camel's redelivery of an exchange without a stable id is the same write, in whichever call it went. */
    @Test
    void aRedeliveryOfTheExchangeIsTheSameWriteAlsoWithoutAStableId() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(1));
                from("direct:redelivered").to("quickbooks:create/Invoice?coalesce=true");
                from("direct:deleted").to("quickbooks:delete/Invoice?coalesce=true");
            }
        });
        int before = company().count("Invoice");
        sandbox()
                .faults()
                .order(FaultOrder.of(Effect.ANSWER_LOST).path("*/batch").times(4));
        JsonNode made = answer(send("direct:redelivered", invoice("RED", "7.00").without("DocNumber")));
        assertThat(company().count("Invoice")).isEqualTo(before + 1);
        sandbox()
                .faults()
                .order(FaultOrder.of(Effect.ANSWER_LOST).path("*/batch").times(4));
        assertThat(answer(send("direct:deleted", made.path("Id").asText()))
                        .path("status")
                        .asText())
                .isEqualTo("Deleted");
        assertThat(company().count("Invoice")).isEqualTo(before);
    }

    @Test
    void aRedeliveryIsTheSameWriteAlsoWhereTheBudgetIsShortOnlyThen() throws Exception {
        component().setCoalesceAt(100);
        component().setRequestsPerMinute(500);
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:short")
                        .doTry()
                        .to("quickbooks:create/Invoice?coalesce=true")
                        .doCatch(QuickBooksUnavailableException.class)
                        .process(e -> component().setCoalesceAt(0))
                        .to("quickbooks:create/Invoice?coalesce=true")
                        .end();
            }
        });
        int before = company().count("Invoice");
        sandbox()
                .faults()
                .order(FaultOrder.of(Effect.ANSWER_LOST).path("*/invoice").times(3));
        answer(send("direct:short", invoice("SHO", "7.00").without("DocNumber")));
        assertThat(company().count("Invoice")).isEqualTo(before + 1);
    }

    /** No invoice fits it. */
    public record Unfitting(List<String> Id) {}

    @Test
    void aRedeliveryAfterAFailureThatFollowsTheWriteIsTheSameWrite() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(defaultErrorHandler().maximumRedeliveries(2).redeliveryDelay(1));
                from("direct:unfitting")
                        .to("quickbooks:create/Invoice?coalesce=true&outputType=" + Unfitting.class.getName());
            }
        });
        int before = company().count("Invoice");
        Exchange failed = send("direct:unfitting", invoice("UNF", "7.00").without("DocNumber"));
        assertThat(failed.getException()).isNotNull();
        assertThat(company().count("Invoice")).isEqualTo(before + 1);
        assertThat(calls("/batch")).isEqualTo(3);
    }
}
