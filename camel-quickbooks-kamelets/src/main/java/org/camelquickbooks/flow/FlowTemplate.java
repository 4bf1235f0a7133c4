package org.camelquickbooks.flow;

import java.util.function.Function;
import org.apache.camel.CamelContextAware;
import org.apache.camel.Predicate;
import org.apache.camel.RouteTemplateContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.RouteDefinition;
import org.apache.camel.model.RouteTemplateDefinition;
import org.camelquickbooks.model.QuickBooksThrottledException;
import org.camelquickbooks.model.QuickBooksUnavailableException;

/**
 * What the templates of all flows have in common: their parameters, who may be in a flow at the same time, what is tried
 * again, and where goes what cannot be booked.
 */
final class FlowTemplate {

    static final Predicate IS_NEW = exchange -> FlowWork.of(exchange).isNew();
    static final Predicate IS_NOT_DONE = exchange -> !FlowWork.of(exchange).isDone();

    private static final String LONGEST_DELAY = "60000";

    private final String flow;
    private final RouteTemplateDefinition template;

    /** @param what what the flow does, for those who look at the template */
    FlowTemplate(RouteBuilder routes, String flow, String what) {
        this.flow = flow;
        this.template = routes.routeTemplate("quickbooks-" + flow + "-flow").description(what);
        optional("name", flow, "The name under which the journal keeps the messages of this flow");
        optional("realmId", "", "The company; a header CamelQuickBooksRealmId goes before it; by default that of the component");
        optional(
                "acknowledgements",
                "log:org.camelquickbooks.flow." + flow + "?level=DEBUG",
                "Where the acknowledgement of each message goes: the Id and the number in QuickBooks");
        optional(
                "deadLetter",
                "file:dead-letters",
                "Where goes what cannot be booked: the reason, and the message as it came");
        optional("parallel", "30", "How many messages are in the flow at the same time; the next one waits");
        optional("redeliveries", "10", "How often a step is tried again where QuickBooks cannot be reached, beyond the component's own retries");
        optional("redeliveryDelay", "1000", "Milliseconds before the first of them; the delay doubles, up to a minute");
        optional("startCheck", "true", "Whether the flow looks at its start that what its parameters name is there");
    }

    /** A parameter without a default. */
    FlowTemplate required(String name, String description) {
        template.templateParameter(name, null, description);
        return this;
    }

    FlowTemplate optional(String name, String value, String description) {
        template.templateParameter(name, value, description);
        return this;
    }

    /** A bean of each route that is made of the template. */
    FlowTemplate bean(String name, Class<?> type, Function<RouteTemplateContext, Object> bean) {
        template.templateBean(
                name,
                type,
                parameters ->
                        CamelContextAware.trySetCamelContext(bean.apply(parameters), parameters.getCamelContext()));
        return this;
    }

    /** The step that takes a canonical message in. */
    FlowTemplate takesIn(Function<RouteTemplateContext, String> type) {
        return bean("takeIn", TakeIn.class, p -> new TakeIn(text(p, "name"), type.apply(p), text(p, "realmId")));
    }

    /** What has to be there at the start. */
    FlowTemplate checks(Function<RouteTemplateContext, StartCheck> check) {
        return bean("check", StartCheck.class, check::apply);
    }

    StartCheck check(RouteTemplateContext parameters) {
        return new StartCheck(
                text(parameters, "name"), text(parameters, "realmId"), flag(parameters, "startCheck"));
    }

    static String text(RouteTemplateContext parameters, String name) {
        Object value = parameters.getProperty(name);
        return value == null ? "" : value.toString();
    }

    static boolean flag(RouteTemplateContext parameters, String name) {
        return Boolean.parseBoolean(text(parameters, name));
    }

    /** The route's beginning, up to where what is special to the flow begins. */
    RouteDefinition from(String uri) {
        bean("refuse", Refuse.class, p -> new Refuse(text(p, "name")));
        RouteDefinition route = template.from(uri).routePolicyRef("{{check}}");
        refuses(route);
        route.throttle().simple("{{parallel}}").concurrentRequestsMode();
        return route;
    }

    /** What cannot be booked is told apart from what cannot be booked now. */
    static void refuses(RouteDefinition route) {
        route.onException(QuickBooksUnavailableException.class, QuickBooksThrottledException.class)
                .maximumRedeliveries("{{redeliveries}}")
                .redeliveryDelay("{{redeliveryDelay}}")
                .useExponentialBackOff()
                .backOffMultiplier(2)
                .maximumRedeliveryDelay(LONGEST_DELAY)
                .asyncDelayedRedelivery()
                .handled(true)
                .process("{{refuse}}")
                .to("{{deadLetter}}")
                .end();
        route.onException(Throwable.class)
                .handled(true)
                .process("{{refuse}}")
                .to("{{deadLetter}}")
                .end();
    }
}
