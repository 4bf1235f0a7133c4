package org.camelquickbooks.checks.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.SandboxCompany;

/**
 * Messages of a durable queue become writes. In the end each message was acknowledged, and the company holds what it
 * says, once.
 *
 * @param messages what the queue holds, made from the company that was prepared
 * @param holds compares the company with the answers; throws an AssertionError
 */
record WriteScenario(
        String name,
        Consumer<SandboxCompany> prepared,
        Function<SandboxCompany, List<Message>> messages,
        BiConsumer<Run, SandboxCompany> holds)
        implements Scenario {

    @Override
    public void prepare(QuickBooksSandbox sandbox) {
        Books.stock(sandbox.company());
        prepared.accept(sandbox.company());
    }

    @Override
    public void act(Run run) {
        run.deliver(run.messages(() -> messages.apply(run.sandbox().company())), false);
    }

    @Override
    public void redeliver(Run run) {
        run.deliver(run.messages(() -> messages.apply(run.sandbox().company())), true);
    }

    @Override
    public void check(Run run) {
        holds.accept(run, run.sandbox().company());
        assertThat(run.sandbox().company().trialBalance()).isZero();
    }

    /** The scenarios of writes that the component promises for. */
    static List<Scenario> all() {
        return List.of(
                new WriteScenario(
                        "create",
                        company -> {},
                        company -> List.of(create("order-1", "Invoice", false, Books.invoice(company, "S-1", "19.90"))),
                        (run, company) -> once(run, company, "Invoice", "DocNumber", "order-1", "S-1")),
                new WriteScenario("five coalesced creates", company -> {}, company -> five(), (run, company) -> {
                    for (int i = 1; i <= 5; i++) {
                        once(run, company, "Customer", "DisplayName", "c-" + i, "Coalesced " + i);
                    }
                }),
                new WriteScenario("batch of 65", company -> {}, company -> List.of(batch()), (run, company) -> {
                    assertThat(company.query(
                                    "select * from Customer where DisplayName like 'Batch %'" + " maxresults 1000"))
                            .hasSize(65);
                }),
                new WriteScenario(
                        "update with SyncToken",
                        company -> company.create("Customer", Books.json("{`DisplayName`:`Known`}")),
                        company -> List.of(update(company, "0")),
                        WriteScenario::updatedOnce),
                new WriteScenario(
                        "update without SyncToken",
                        company -> company.create("Customer", Books.json("{`DisplayName`:`Known`}")),
                        company -> List.of(update(company, null)),
                        WriteScenario::updatedOnce),
                // What is deleted has no version that could be looked up again.
                new WriteScenario(
                        "delete without SyncToken",
                        company -> company.create("Invoice", Books.invoice(company, "D-1", "5.00")),
                        company -> List.of(new Message(
                                "delete-1",
                                "quickbooks:delete/Invoice",
                                Books.json("{`Id`:`" + Books.id(company, "Invoice", "DocNumber", "D-1") + "`}"),
                                Node.headers(QuickBooksConstants.REQUEST_ID, "delete-1"))),
                        (run, company) -> assertThat(company.query("select * from Invoice where DocNumber = 'D-1'"))
                                .isEmpty()),
                new WriteScenario(
                        "upsert",
                        company -> {},
                        company -> List.of(new Message(
                                "upsert-1",
                                "quickbooks:upsert/Customer",
                                Books.json("{`DisplayName`:`Upserted`,`Notes`:`x`}"),
                                Node.headers(QuickBooksConstants.REQUEST_ID, "upsert-1"))),
                        (run, company) -> once(run, company, "Customer", "DisplayName", "upsert-1", "Upserted")));
    }

    private static Message create(String id, String entity, boolean coalesced, JsonNode body) {
        return new Message(
                id,
                "quickbooks:create/" + entity + (coalesced ? "?coalesce=true" : ""),
                body,
                Node.headers(QuickBooksConstants.REQUEST_ID, id));
    }

    private static List<Message> five() {
        List<Message> all = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            all.add(create("c-" + i, "Customer", true, Books.json("{`DisplayName`:`Coalesced " + i + "`}")));
        }
        return all;
    }

    private static Message batch() {
        List<JsonNode> items = new ArrayList<>();
        for (int i = 1; i <= 65; i++) {
            items.add(Books.json("{`operation`:`create`,`entity`:`Customer`,`id`:`b-" + i
                    + "`,`body`:{`DisplayName`:`Batch " + i + "`}}"));
        }
        return new Message("batch-1", "quickbooks:batch", items, Node.headers());
    }

    private static Message update(SandboxCompany company, String token) {
        String id = Books.id(company, "Customer", "DisplayName", "Known");
        return new Message(
                "update-1",
                "quickbooks:update/Customer",
                Books.json("{`Id`:`" + id + "`," + (token == null ? "" : "`SyncToken`:`" + token + "`,")
                        + "`Notes`:`changed`}"),
                Node.headers(QuickBooksConstants.REQUEST_ID, "update-1"));
    }

    private static void updatedOnce(Run run, SandboxCompany company) {
        JsonNode known = company.query("select * from Customer where DisplayName = 'Known'")
                .get(0);
        assertThat(known.path("Notes").asText()).isEqualTo("changed");
        assertThat(known.path("SyncToken").asText())
                .as("updates that were made")
                .isEqualTo("1");
    }

    private static void once(
            Run run, SandboxCompany company, String entity, String property, String message, String value) {
        List<String> found =
                company.query("select * from " + entity + " where " + property + " = '" + value + "'").stream()
                        .map(row -> row.path("Id").asText())
                        .toList();
        assertThat(found).as(entity + " " + value).hasSize(1);
        assertThat(run.answer(message)
                        .getMessage()
                        .getBody(JsonNode.class)
                        .path("Id")
                        .asText())
                .as("the Id that was answered")
                .isEqualTo(found.get(0));
    }
}
