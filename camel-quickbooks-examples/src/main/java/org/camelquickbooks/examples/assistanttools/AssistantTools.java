package org.camelquickbooks.examples.assistanttools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camelquickbooks.examples.Demo;
import org.camelquickbooks.examples.Outcome;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.tools.QuickBooksTools;

/** What an assistant would do, as a script: ask, make a mistake and correct it, and write an invoice once. */
public final class AssistantTools {

    private static final ObjectMapper JSON = new ObjectMapper();

    private AssistantTools() {}

    public static Outcome run(Map<String, String> properties, PrintStream out) throws Exception {
        QuickBooksSandbox sandbox = QuickBooksSandbox.create()
                .port(0)
                .withCompany(QuickBooksSandbox.US_REALM)
                .start();
        try (Demo demo = new Demo("assistant-tools", out, properties, sandbox)) {
            QuickBooksTools tools = new QuickBooksTools();
            tools.setTransport(QuickBooksTools.Transport.HTTP);
            tools.setHttpPort(0);
            tools.setAllowWrites(true);
            demo.start(tools);
            try (McpSyncClient assistant = McpClient.sync(
                            HttpClientStreamableHttpTransport.builder("http://127.0.0.1:" + tools.port())
                                    .endpoint("/mcp")
                                    .jsonMapper(new JacksonMcpJsonMapper(JSON))
                                    .build())
                    .jsonSchemaValidator((schema, content) -> ValidationResponse.asValid(null))
                    .build()) {
                assistant.initialize();
                return show(demo, assistant);
            }
        }
    }

    private static Outcome show(Demo demo, McpSyncClient assistant) throws Exception {
        demo.say("The assistant sees these tools: "
                + String.join(
                        ", ",
                        assistant.listTools().tools().stream()
                                .map(McpSchema.Tool::name)
                                .toList()));
        JsonNode mistake = call(assistant, "open_invoices", Map.of("customer", "Amys Bird Sanctury"));
        String customer = mistake.at("/error/nearest/0").asText();
        demo.say("The assistant asks for a customer that does not exist, and gets this answer: "
                + mistake.at("/error/problem").asText() + "; nearest: " + customer);
        JsonNode open = call(assistant, "open_invoices", Map.of("customer", customer));
        demo.say("It asks again, and finds " + open.path("rowCount").asInt() + " open invoices");
        long before = demo.sandbox().company().count("Invoice");
        Map<String, Object> invoice = new HashMap<>(Map.of(
                "customer",
                customer,
                "date",
                "2026-03-10",
                "lines",
                List.of(Map.of("item", "Design", "quantity", 2, "unitPrice", 75.5)),
                "idempotencyKey",
                "example-invoice-1"));
        JsonNode shown = call(assistant, "create_invoice", invoice).path("data");
        boolean nothingYet = demo.sandbox().company().count("Invoice") == before;
        demo.say("The assistant starts to write an invoice, and gets a summary: " + shown.path("summary"));
        invoice.put("confirmation", shown.path("confirmation").asText());
        String id = call(assistant, "create_invoice", invoice)
                .at("/data/written/Id")
                .asText();
        String again = call(assistant, "create_invoice", invoice)
                .at("/data/written/Id")
                .asText();
        long written = demo.sandbox().company().count("Invoice") - before;
        demo.say("Confirmed, it is invoice " + id + "; confirmed a second time, it is invoice " + again);
        boolean passed = !customer.isEmpty()
                && open.path("rowCount").asInt() > 0
                && nothingYet
                && written == 1
                && id.equals(again);
        return demo.outcome(
                passed, "a script asked, corrected itself, and wrote " + written + " invoice with two confirmations");
    }

    private static JsonNode call(McpSyncClient assistant, String tool, Map<String, Object> arguments) throws Exception {
        McpSchema.CallToolResult result = assistant.callTool(
                McpSchema.CallToolRequest.builder(tool).arguments(arguments).build());
        return JSON.readTree(((McpSchema.TextContent) result.content().get(0)).text());
    }
}
