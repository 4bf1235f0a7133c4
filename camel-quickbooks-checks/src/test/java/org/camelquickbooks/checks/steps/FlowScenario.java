package org.camelquickbooks.checks.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.camelquickbooks.flow.QuickBooksFlows;
import org.camelquickbooks.flow.engine.FlowEntry;
import org.camelquickbooks.flow.engine.FlowState;
import org.camelquickbooks.flow.engine.Journals;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.SandboxCompany;

/**
 * A queue's messages go through a flow. What is in the dead letters comes again. In the end each message is one
 * document, was acknowledged with its Id, and is done in the journal.
 *
 * @param flow such as {@code invoice}
 * @param source the parameter of the template for where messages come from
 * @param entity what a message becomes
 * @param numbered the field that has the message's id
 * @param prepared puts into the company what has to be there
 * @param message a message by its number, from 1
 * @param holds what else is true of the company in the end
 */
record FlowScenario(
        String flow,
        String source,
        String entity,
        String numbered,
        Consumer<SandboxCompany> prepared,
        IntFunction<String> message,
        Consumer<SandboxCompany> holds)
        implements Scenario {

    private static final int MESSAGES = 3;
    private static final String LETTER = "steps.letter";
    private static final String CUSTOMER = "Fjord Kitchens";

    static List<Scenario> all() {
        return List.of(
                new FlowScenario(
                        "invoice",
                        "orders",
                        "Invoice",
                        "DocNumber",
                        FlowScenario::tea,
                        i -> "{`id`:`F-" + i + "`,`number`:`F-" + i
                                + "`,`date`:`2026-01-31`,`customer`:{`name`:`Customer " + i
                                + "`},`lines`:[{`sku`:`TEA-1`,`quantity`:3,`unitPrice`:6.65,`amount`:19.95}],"
                                + "`shipping`:5.00,`total`:24.95}",
                        company -> assertThat(
                                        company.query("select * from Customer where DisplayName like 'Customer %'"))
                                .as("customers that were made")
                                .hasSize(MESSAGES)),
                new FlowScenario(
                        "payment",
                        "payments",
                        "Payment",
                        "PaymentRefNum",
                        FlowScenario::openInvoices,
                        // The oldest first: who decides anew after a failure decides on other balances.
                        i -> "{`id`:`F-" + i + "`,`date`:`2026-02-01`,`reference`:`F-" + i + "`,`customer`:{`name`:`"
                                + CUSTOMER + "`},`amount`:40.00}",
                        company -> assertThat(company.query("select * from Invoice"))
                                .allSatisfy(invoice -> assertThat(
                                                invoice.path("Balance").decimalValue())
                                        .as("balance of invoice "
                                                + invoice.path("DocNumber").asText())
                                        .isEqualByComparingTo(
                                                invoice.path("DocNumber")
                                                                .asText()
                                                                .equals("P-3")
                                                        ? "30"
                                                        : "0"))));
    }

    private static void tea(SandboxCompany company) {
        company.create(
                "Item",
                Books.json("{`Name`:`Tea`,`Sku`:`TEA-1`,`Type`:`NonInventory`,`UnitPrice`:10.00,"
                        + "`IncomeAccountRef`:{`value`:`" + Books.income(company) + "`}}"));
    }

    private static void openInvoices(SandboxCompany company) {
        Books.stock(company);
        for (int i = 1; i <= MESSAGES; i++) {
            company.create("Invoice", Books.invoice(company, "P-" + i, "50.00").put("DueDate", "2026-01-0" + i));
        }
    }

    @Override
    public String name() {
        return flow + " flow";
    }

    @Override
    public int percent() {
        return 40;
    }

    @Override
    public void prepare(QuickBooksSandbox sandbox) {
        prepared.accept(sandbox.company());
    }

    @Override
    public void routes(Run run, Node node) throws Exception {
        node.context().addRoutes(new QuickBooksFlows());
        node.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:acknowledgements").process(exchange -> {
                    JsonNode ack = Books.json(exchange.getMessage().getBody(String.class));
                    run.delivered(ack.path("id").asText() + " is "
                            + ack.path("entityId").asText());
                });
                from("direct:letters").process(exchange -> {
                    run.problem(exchange.getMessage().getBody(String.class));
                    exchange.setProperty(LETTER, true);
                });
            }
        });
        TemplatedRouteBuilder.builder(node.context(), "quickbooks-" + flow + "-flow")
                .routeId(flow)
                .parameter(source, "direct:in")
                .parameter("acknowledgements", "direct:acknowledgements")
                .parameter("deadLetter", "direct:letters")
                .parameter("redeliveryDelay", "1")
                .add();
    }

    private List<Message> messages() {
        return IntStream.rangeClosed(1, MESSAGES)
                .mapToObj(i -> new Message(id(i), "direct:in", Books.json(message.apply(i)), Node.headers()))
                .toList();
    }

    private static String id(int number) {
        return "F-" + number;
    }

    @Override
    public void act(Run run) {
        run.deliver(messages(), false);
    }

    @Override
    public void redeliver(Run run) {
        // All of them only once all are done: a message that comes again would finish what a failure left undone.
        run.deliver(messages(), isComplete(run));
    }

    @Override
    public boolean isAnswer(Exchange exchange) {
        return exchange.getException() == null && exchange.getProperty(LETTER) == null;
    }

    @Override
    public boolean isComplete(Run run) {
        return run.missing().isEmpty() && run.delivered().containsAll(expected(run)) && isDone(run);
    }

    private boolean isDone(Run run) {
        List<FlowEntry> entries = Journals.of(run.node().context())
                .page(flow, run.realm(), null)
                // A connection that was closed from the other side is noticed when it is used.
                .exceptionally(broken -> List.of())
                .join();
        return entries.size() == MESSAGES && entries.stream().allMatch(entry -> entry.is(FlowState.DONE));
    }

    /** The acknowledgements that have to be there. */
    private List<String> expected(Run run) {
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= MESSAGES; i++) {
            List<ObjectNode> found = found(run.sandbox().company(), id(i));
            expected.add(id(i) + " is "
                    + (found.isEmpty() ? "missing" : found.get(0).path("Id").asText()));
        }
        return expected;
    }

    private List<ObjectNode> found(SandboxCompany company, String id) {
        return company.query("select * from " + entity + " maxresults 1000").stream()
                .filter(row -> row.path(numbered).asText().equals(id))
                .toList();
    }

    @Override
    public void check(Run run) {
        SandboxCompany company = run.sandbox().company();
        for (int i = 1; i <= MESSAGES; i++) {
            assertThat(found(company, id(i))).as(entity + " " + id(i)).hasSize(1);
        }
        assertThat(run.delivered()).as("acknowledgements").hasSameElementsAs(expected(run));
        holds.accept(company);
        assertThat(company.trialBalance()).isZero();
    }
}
