package org.camelquickbooks.examples.changefeed;

import org.apache.camel.builder.RouteBuilder;

/** The integration: one source, a table and a file. */
public final class Routes extends RouteBuilder {

    private static final String KEY = "entity = :#CamelQuickBooksEntity AND id = :#CamelQuickBooksEntityId";

    @Override
    public void configure() {
        from("kamelet:quickbooks-changes-source?entities=Customer,Invoice,Payment&startFrom=beginning&delay=30000"
                        + "&webhook=true&webhookVerifyToken={{webhook.token}}&webhookPath=/quickbooks/webhook")
                .routeId("changes")
                .setHeader("content", body())
                .to("direct:copy")
                .setBody(
                        simple(
                                "{\"operation\":\"${header.CamelQuickBooksOperation}\",\"entity\":\"${header.CamelQuickBooksEntity}\","
                                        + "\"id\":\"${header.CamelQuickBooksEntityId}\",\"at\":\"${header.CamelQuickBooksLastUpdatedTime}\"}\n"))
                .to("file:{{state}}?fileName=changes.jsonl&fileExist=Append");

        from("direct:copy")
                .routeId("copy")
                .choice()
                .when(header("CamelQuickBooksOperation").isEqualTo("deleted"))
                .to("sql:DELETE FROM books WHERE " + KEY + "?dataSource=#copy")
                .otherwise()
                .to("sql:UPDATE books SET content = :#content, changed = :#CamelQuickBooksLastUpdatedTime WHERE " + KEY
                        + "?dataSource=#copy")
                .filter(header("CamelSqlUpdateCount").isEqualTo(0))
                .to("sql:INSERT INTO books (entity, id, changed, content) VALUES (:#CamelQuickBooksEntity,"
                        + " :#CamelQuickBooksEntityId, :#CamelQuickBooksLastUpdatedTime, :#content)?dataSource=#copy")
                .end()
                .end();
    }
}
