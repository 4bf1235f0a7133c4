package org.camelquickbooks.checks.steps;

import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;

/**
 * A route of a flow's template. It takes its messages from {@code direct:} and its name.
 *
 * @param flow such as {@code invoice}
 * @param source the parameter of the template for where messages come from
 * @param parameters the template's other parameters
 */
record FlowRoute(String flow, String source, Map<String, String> parameters) {

    static FlowRoute of(String flow, String source, String... parameters) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            map.put(parameters[i], parameters[i + 1]);
        }
        return new FlowRoute(flow, source, map);
    }

    /** The name in the journal. */
    String name() {
        return "refund".equals(parameters.get("type")) ? "refund" : flow;
    }

    String uri() {
        return "direct:" + name();
    }

    void add(CamelContext context, String acknowledgements, String letters) {
        TemplatedRouteBuilder route = TemplatedRouteBuilder.builder(context, "quickbooks-" + flow + "-flow")
                .routeId(name())
                .parameter(source, uri())
                .parameter("acknowledgements", acknowledgements)
                .parameter("deadLetter", letters)
                .parameter("redeliveryDelay", "1");
        parameters.forEach(route::parameter);
        route.add();
    }
}
