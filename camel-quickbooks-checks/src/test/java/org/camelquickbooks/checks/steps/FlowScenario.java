package org.camelquickbooks.checks.steps;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.camelquickbooks.flow.QuickBooksFlows;
import org.camelquickbooks.flow.engine.FlowEntry;
import org.camelquickbooks.flow.engine.FlowState;
import org.camelquickbooks.flow.engine.Journals;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.SandboxCompany;

/**
 * A queue's messages go through a flow. What is in the dead letters comes again. In the end each message is one
 * document, was acknowledged with its Id, is done in the journal, and the reconciliation with what the queue had finds
 * no difference.
 */
record FlowScenario(FlowCase of) implements Scenario {

    private static final String LETTER = "steps.letter";

    static List<Scenario> all() {
        return FlowCases.all().stream().<Scenario>map(FlowScenario::new).toList();
    }

    @Override
    public String name() {
        return of.name() + " flow";
    }

    @Override
    public int percent() {
        // There are many, and each takes about a second.
        return 8;
    }

    @Override
    public void prepare(QuickBooksSandbox sandbox) {
        of.prepare(sandbox.company());
    }

    @Override
    public void routes(Run run, Node node) throws Exception {
        CamelContext context = node.context();
        context.addRoutes(new QuickBooksFlows());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:acknowledgements").process(exchange -> {
                    String body = exchange.getMessage().getBody(String.class);
                    if (body.startsWith("[")) {
                        // All reports of a month at once; each was delivered.
                        return;
                    }
                    JsonNode ack = Books.json(body);
                    run.delivered(ack.path("id").asText() + " is "
                            + ack.path("entityId").asText());
                });
                from("direct:letters").process(exchange -> {
                    run.problem(exchange.getMessage().getBody(String.class));
                    exchange.setProperty(LETTER, true);
                });
                from("direct:output")
                        .process(exchange ->
                                run.delivered(exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class)));
                from("direct:reconciled").process(exchange -> {});
            }
        });
        for (FlowRoute route : of.routes()) {
            route.add(context, "direct:acknowledgements", "direct:letters");
        }
        TemplatedRouteBuilder.builder(context, "quickbooks-reconciliation-flow")
                .routeId("reconciliation")
                .parameter("trigger", "direct:reconcile")
                .parameter("report", "direct:reconciled")
                .add();
    }

    private List<Message> messages(Run run) {
        return run.messages(() -> of.messages().stream()
                .map(message -> message.in(run.sandbox().company()))
                .toList());
    }

    @Override
    public void act(Run run) {
        List<Message> messages = messages(run);
        for (int turn = 0; turn < of.ends().size(); turn++) {
            if (turn > 0) {
                run.jump(Duration.ofSeconds(1));
            }
            of.change(turn, run.sandbox().company());
            // Those before that were not acknowledged come again with these.
            run.deliver(messages.subList(0, of.ends().get(turn)), false);
        }
    }

    @Override
    public void redeliver(Run run) {
        // All of them only once all are done: a message that comes again would finish what a failure left undone.
        run.deliver(messages(run), of.isTriggered() || isComplete(run));
    }

    @Override
    public boolean isAnswer(Exchange exchange) {
        return exchange.getException() == null && exchange.getProperty(LETTER) == null;
    }

    @Override
    public boolean isComplete(Run run) {
        return run.missing().isEmpty() && run.delivered().containsAll(expected(run)) && isDone(run);
    }

    @Override
    public String missing(Run run) {
        return run.missing() + ", expected " + expected(run) + ", acknowledged " + run.delivered() + ", in the journal "
                + entries(run).stream()
                        .map(entry -> entry.key().id() + " " + entry.state())
                        .toList();
    }

    private boolean isDone(Run run) {
        List<FlowEntry> entries = entries(run);
        return entries.size() == of.entries(messages(run))
                && entries.stream().allMatch(entry -> entry.is(FlowState.DONE));
    }

    private List<FlowEntry> entries(Run run) {
        List<FlowEntry> entries = new ArrayList<>();
        for (FlowRoute route : of.routes()) {
            entries.addAll(Journals.of(run.node().context())
                    .page(route.name(), run.realm(), null)
                    // A connection that was closed from the other side is noticed when it is used.
                    .exceptionally(broken -> List.of())
                    .join());
        }
        return entries;
    }

    /** The acknowledgements that have to be there. */
    private Set<String> expected(Run run) {
        Set<String> expected = new LinkedHashSet<>();
        List<Message> messages = messages(run);
        for (int i = 0; i < messages.size(); i++) {
            if (of.messages().get(i).entity() != null) {
                String id = FlowMessage.id(messages.get(i));
                List<ObjectNode> found =
                        of.messages().get(i).found(run.sandbox().company(), id);
                expected.add(id + " is "
                        + (found.isEmpty() ? "missing" : found.get(0).path("Id").asText()));
            }
        }
        return expected;
    }

    /** The other system's list of what it has sent, compared with the journal and the books. */
    @Override
    public void checkRunning(Run run) {
        ObjectNode others = Json.object();
        Set<String> listed = new LinkedHashSet<>();
        List<Message> messages = messages(run);
        for (int i = 0; i < messages.size(); i++) {
            FlowMessage sent = of.messages().get(i);
            if (sent.entity() == null
                    || !listed.add(sent.route() + messages.get(i).body())) {
                continue;
            }
            JsonNode json = Books.json(messages.get(i).body().toString());
            ArrayNode rows = others.withArray("/" + sent.route());
            String id = FlowMessage.id(messages.get(i));
            if (!rows.findValuesAsText("id").contains(id)) {
                ObjectNode row = rows.addObject().put("id", id);
                String amount = json.has("total") ? "total" : "amount";
                if (json.has(amount)) {
                    row.set("amount", json.path(amount));
                }
            }
        }
        Exchange answer = run.node()
                .context()
                .createProducerTemplate()
                .request("direct:reconcile", exchange -> exchange.getMessage().setBody(others.toString()));
        assertThat(answer.getException()).as("failure of the reconciliation").isNull();
        assertThat(answer.getMessage().getHeader("CamelQuickBooksDifferences", Integer.class))
                .as(answer.getMessage().getBody(String.class))
                .isZero();
    }

    @Override
    public void check(Run run) {
        SandboxCompany company = run.sandbox().company();
        List<Message> messages = messages(run);
        for (int i = 0; i < messages.size(); i++) {
            FlowMessage sent = of.messages().get(i);
            if (sent.entity() != null) {
                String id = FlowMessage.id(messages.get(i));
                assertThat(sent.found(company, id)).as(sent.entity() + " " + id).hasSize(1);
            }
        }
        if (!of.isTriggered()) {
            assertThat(run.delivered()).as("acknowledgements").hasSameElementsAs(expected(run));
        }
        of.check(run);
        assertThat(company.trialBalance()).isZero();
    }
}
