package org.camelquickbooks.tools.mcp;

import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import java.io.InputStream;
import java.io.OutputStream;
import org.apache.camel.support.service.ServiceSupport;
import org.camelquickbooks.model.Json;

/**
 * The protocol over standard input and output. The client has started this process, and nothing else may write there.
 */
public final class StdioServer extends ServiceSupport {

    private final McpTools tools;
    private final InputStream in;
    private final OutputStream out;
    private final Runnable atEnd;
    private McpSyncServer server;

    /** @param atEnd what to do when the client has closed the input: the protocol's way to end the process */
    public StdioServer(McpTools tools, InputStream in, OutputStream out, Runnable atEnd) {
        this.tools = tools;
        this.in = in;
        this.out = out;
        this.atEnd = atEnd;
    }

    @Override
    protected void doStart() {
        JacksonMcpJsonMapper mapper = new JacksonMcpJsonMapper(Json.EXACT);
        server = McpServer.sync(new StdioServerTransportProvider(mapper, new DaemonInput(in, atEnd), out))
                .jsonMapper(mapper)
                .jsonSchemaValidator(new AnyArguments())
                .validateToolInputs(false)
                .serverInfo(tools.implementation())
                .instructions(tools.instructions())
                .capabilities(McpTools.capabilities())
                .tools(tools.tools().stream()
                        .map(tool -> McpServerFeatures.SyncToolSpecification.builder()
                                .tool(McpTools.definition(tool))
                                .callHandler((exchange, request) -> tools.call(tool, request))
                                .build())
                        .toList())
                .build();
    }

    @Override
    protected void doStop() {
        if (server != null) {
            server.close();
        }
    }
}
