package org.camelquickbooks.flow.engine;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.apache.camel.CamelContextAware;
import org.apache.camel.CamelException;
import org.apache.camel.Predicate;
import org.apache.camel.RouteTemplateContext;
import org.apache.camel.RuntimeCamelException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.ChoiceDefinition;
import org.apache.camel.model.ProcessorDefinition;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.camelquickbooks.model.QuickBooksException;
import org.camelquickbooks.model.QuickBooksThrottledException;
import org.camelquickbooks.model.QuickBooksUnavailableException;

/**
 * What the templates of all flows have in common: their parameters, who may be in a flow at the same time, what is tried
 * again, and where goes what cannot be booked.
 */
public final class FlowTemplate {

    public static final Predicate IS_NOT_DONE =
            exchange -> !FlowWork.of(exchange).isDone();

    private static final Predicate IS_NEW = exchange -> FlowWork.of(exchange).isNew();
    private static final Predicate IS_TO_WRITE =
            exchange -> FlowWork.of(exchange).isToWrite();

    private static final String LONGEST_DELAY = "60000";

    /** Camel takes a bean for a parameter where its name is the value of one. */
    private static final String PREFIX = "quickbooks-step-";

    private final RouteTemplateDefinition template;

    private FlowTemplate(String flow, RouteTemplateDefinition template) {
        this.template = template;
        optional("name", flow, "The name under which the journal keeps the messages of this flow");
    }

    /** @param what what the flow does, for those who look at the template */
    public FlowTemplate(RouteBuilder routes, String flow, String what) {
        this(flow, template(routes, flow, what));
        optional(
                "realmId",
                "",
                "The company; a header CamelQuickBooksRealmId goes before it; by default that of the component");
        optional(
                "acknowledgements",
                "log:org.camelquickbooks.flow." + flow + "?level=DEBUG",
                "Where the acknowledgement of each message goes: the Id and the number in QuickBooks");
        optional(
                "deadLetter",
                "file:dead-letters",
                "Where goes what cannot be booked: the reason, and the message as it came");
        optional("parallel", "30", "How many messages are in the flow at the same time; the next one waits");
        optional(
                "redeliveries",
                "10",
                "How often a step is tried again where QuickBooks cannot be reached, beyond the component's own retries");
        optional("redeliveryDelay", "1000", "Milliseconds before the first of them; the delay doubles, up to a minute");
        optional("startCheck", "true", "Whether the flow looks at its start that what its parameters name is there");
    }

    /** A flow whose messages are QuickBooks' own: when the other side fails they are told again with the next poll. */
    public static FlowTemplate ofQuickBooks(RouteBuilder routes, String flow, String what) {
        return new FlowTemplate(flow, template(routes, flow, what));
    }

    private static RouteTemplateDefinition template(RouteBuilder routes, String flow, String what) {
        return routes.routeTemplate("quickbooks-" + flow + "-flow").description(what);
    }

    /** A parameter without a default. */
    public FlowTemplate required(String name, String description) {
        template.templateParameter(name, null, description);
        return this;
    }

    public FlowTemplate optional(String name, String value, String description) {
        template.templateParameter(name, value, description);
        return this;
    }

    /** A bean of each route that is made of the template. */
    public FlowTemplate bean(String name, Class<?> type, Function<RouteTemplateContext, Object> bean) {
        template.templateBean(
                PREFIX + name,
                type,
                parameters ->
                        CamelContextAware.trySetCamelContext(bean.apply(parameters), parameters.getCamelContext()));
        return this;
    }

    /** How a route names a bean of its template. */
    public static String step(String name) {
        return "{{" + PREFIX + name + "}}";
    }

    /** The step that takes a canonical message in. */
    public FlowTemplate takesIn(Function<RouteTemplateContext, String> type) {
        return bean("takeIn", TakeIn.class, p -> new TakeIn(text(p, "name"), type.apply(p), company(p)));
    }

    /** The same for what changes: another message of the same id is the next version of it. */
    public FlowTemplate takesVersionsIn(String type) {
        return bean("takeIn", TakeIn.class, p -> new TakeIn(text(p, "name"), type, company(p), true));
    }

    /** What has to be there at the start. */
    public FlowTemplate checks(Function<RouteTemplateContext, StartCheck> check) {
        return bean("check", StartCheck.class, check::apply);
    }

    public StartCheck check(RouteTemplateContext parameters) {
        return new StartCheck(text(parameters, "name"), company(parameters), flag(parameters, "startCheck"));
    }

    public static String text(RouteTemplateContext parameters, String name) {
        Object value = parameters.getProperty(name);
        // Beans of a template get parameters as they were given.
        return value == null ? "" : parameters.getCamelContext().resolvePropertyPlaceholders(value.toString());
    }

    /** The company that a parameter names; null for that of the header, or of the component. */
    public static String company(RouteTemplateContext parameters) {
        String realmId = text(parameters, "realmId");
        return realmId.isBlank() ? null : realmId;
    }

    public static boolean flag(RouteTemplateContext parameters, String name) {
        return Boolean.parseBoolean(text(parameters, name));
    }

    /**
     * The route: takes a message in; decides what to send, unless that was decided before; writes it down; sends it; and
     * acknowledges.
     *
     * @param source where messages come from
     * @param decide the steps that decide
     * @param write the endpoint that writes
     * @param after steps after the writing
     */
    public void books(String source, List<String> decide, String write, String... after) {
        writingSteps();
        RouteDefinition route = from(source);
        route.process(step("takeIn"));
        ChoiceDefinition deciding = route.choice().when(IS_NEW);
        decide.forEach(name -> deciding.process(step(name)));
        deciding.end();
        writes(route, write, after);
    }

    /** The beginning of a route for what QuickBooks tells. */
    public RouteDefinition tells(String source) {
        RouteDefinition route = template.from(source);
        bean("told", Told.class, p -> new Told());
        return route;
    }

    /** Steps that write down, send and acknowledge what a step before has taken in. */
    public static void writes(ProcessorDefinition<?> route, String write, String... after) {
        ChoiceDefinition writing =
                route.choice().when(IS_TO_WRITE).process(step("writeDown")).toD(write);
        for (String name : after) {
            writing.process(step(name));
        }
        writing.end();
        route.process(step("acknowledge")).to("{{acknowledgements}}");
    }

    public FlowTemplate writingSteps() {
        bean("writeDown", WriteDown.class, p -> new WriteDown());
        return bean("acknowledge", Acknowledge.class, p -> new Acknowledge());
    }

    /** The route's beginning. */
    public RouteDefinition from(String uri) {
        bean("refuse", Refuse.class, p -> new Refuse(text(p, "name")));
        RouteDefinition route = template.from(uri);
        refuses(route);
        route.process(step("check"));
        route.throttle().simple("{{parallel}}").concurrentRequestsMode();
        return route;
    }

    /**
     * What cannot be booked is told apart from what cannot be booked now: a decision of QuickBooks' or of ours is final,
     * and whatever else goes wrong may pass.
     */
    private static void refuses(RouteDefinition route) {
        route.onException(
                        IllegalArgumentException.class,
                        IllegalStateException.class,
                        CamelException.class,
                        RuntimeCamelException.class,
                        QuickBooksException.class)
                .handled(true)
                .process(step("refuse"))
                .to("{{deadLetter}}")
                .end();
        route.onException(
                        Throwable.class,
                        CancellationException.class,
                        QuickBooksUnavailableException.class,
                        QuickBooksThrottledException.class)
                .maximumRedeliveries("{{redeliveries}}")
                .redeliveryDelay("{{redeliveryDelay}}")
                .useExponentialBackOff()
                .backOffMultiplier(2)
                .maximumRedeliveryDelay(LONGEST_DELAY)
                .asyncDelayedRedelivery()
                .handled(true)
                .process(step("refuse"))
                .to("{{deadLetter}}")
                .end();
    }
}
