package org.camelquickbooks.tools;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.spec.McpSchema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The official client starts a process, and speaks with it over its standard input and output. */
class StdioTest {

    @TempDir
    Path state;

    @Test
    void anAssistantStartsTheApplicationAndReadsTheBooks() {
        try (QuickBooksSandbox sandbox = QuickBooksSandbox.create()
                .port(0)
                .withCompany(QuickBooksSandbox.US_REALM)
                .start()) {
            ServerParameters process = ServerParameters.builder(Path.of(System.getProperty("java.home"), "bin", "java")
                            .toString())
                    .args(
                            "-Xmx256m",
                            "-cp",
                            System.getProperty("java.class.path"),
                            StdioProcess.class.getName(),
                            sandbox.url(),
                            sandbox.tokens(QuickBooksSandbox.US_REALM).access().value(),
                            QuickBooksSandbox.US_REALM,
                            state.toString())
                    .build();
            JacksonMcpJsonMapper mapper = new JacksonMcpJsonMapper(Json.EXACT);
            try (McpSyncClient client = McpClient.sync(new StdioClientTransport(process, mapper))
                    .jsonSchemaValidator((schema, content) -> {
                        throw new IllegalStateException("There are no schemas of answers");
                    })
                    .initializationTimeout(Duration.ofMinutes(2))
                    .requestTimeout(Duration.ofMinutes(2))
                    .build()) {
                client.initialize();
                assertThat(client.listTools().tools()).hasSize(9);
                McpSchema.CallToolResult found = client.callTool(McpSchema.CallToolRequest.builder("find_customer")
                        .arguments(Map.of("name", "Bird"))
                        .build());
                assertThat(found.isError()).isFalse();
                assertThat(found.toString()).contains("Amy's Bird Sanctuary");
            }
        }
    }

    @Test
    void theProcessEndsWithItsInput() throws Exception {
        Path output = state.resolve("output");
        // QuickBooks is not called: nobody listens there.
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        StdioProcess.class.getName(),
                        "http://127.0.0.1:9",
                        "token",
                        QuickBooksSandbox.US_REALM,
                        state.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            process.getOutputStream().close();
            boolean ended = process.waitFor(3, TimeUnit.MINUTES);
            assertThat(ended)
                    .as("the process ends after its input: " + Files.readString(output))
                    .isTrue();
            assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        } finally {
            // It is gone before its directory is.
            process.destroyForcibly().waitFor();
        }
    }
}
