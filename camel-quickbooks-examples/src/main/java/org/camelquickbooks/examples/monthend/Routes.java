package org.camelquickbooks.examples.monthend;

import org.apache.camel.builder.RouteBuilder;

/** The integration: on the second of each month at six, or when somebody says so. */
public final class Routes extends RouteBuilder {

    @Override
    public void configure() {
        from("quartz:month-end?cron={{close.cron}}")
                .routeId("schedule")
                .setBody(constant(""))
                .to("direct:close");
        templatedRoute("quickbooks-close-flow")
                .routeId("close")
                .parameter("trigger", "direct:close")
                .parameter("realms", "{{companies}}")
                .parameter("output", "file:{{reports.directory}}")
                .parameter("deadLetter", "file:{{state}}/dead-letters");
    }
}
