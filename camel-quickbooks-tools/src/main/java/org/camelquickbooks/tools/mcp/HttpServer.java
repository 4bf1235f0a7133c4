package org.camelquickbooks.tools.mcp;

import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessServerFeatures;
import io.modelcontextprotocol.server.McpStatelessSyncServer;
import java.net.InetSocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.support.service.ServiceSupport;
import org.camelquickbooks.model.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The protocol over HTTP ("streamable HTTP", without sessions), with the JDK's server. */
public final class HttpServer extends ServiceSupport {

    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);

    private static final int THREADS = 8;
    private static final int WAITING = 50;

    private final McpTools tools;
    private final HttpAccess access;
    private final String host;
    private final int port;
    private final String path;
    private com.sun.net.httpserver.HttpServer http;
    private ThreadPoolExecutor threads;
    private McpStatelessSyncServer server;

    /** @param port 0 for any that is free */
    public HttpServer(McpTools tools, HttpAccess access, String host, int port, String path) {
        this.tools = tools;
        this.access = access;
        this.host = host;
        this.port = port;
        this.path = path;
    }

    @Override
    protected void doStart() throws Exception {
        McpJsonMapper mapper = new JacksonMcpJsonMapper(Json.EXACT);
        HttpTransport transport = new HttpTransport(mapper, access);
        server = McpServer.sync(transport)
                .jsonMapper(mapper)
                .jsonSchemaValidator(new AnyArguments())
                .validateToolInputs(false)
                .serverInfo(tools.implementation())
                .instructions(tools.instructions())
                .capabilities(McpTools.capabilities())
                .tools(tools.tools().stream()
                        .map(tool -> McpStatelessServerFeatures.SyncToolSpecification.builder()
                                .tool(McpTools.definition(tool))
                                .callHandler((context, request) -> tools.call(tool, request))
                                .build())
                        .toList())
                .build();
        AtomicInteger number = new AtomicInteger();
        threads = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "quickbooks-tools-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
        http = com.sun.net.httpserver.HttpServer.create(new InetSocketAddress(host, port), WAITING);
        http.setExecutor(threads);
        http.createContext(path, transport);
        http.start();
        LOG.info("Tools for assistants: http://{}:{}{}", host, port(), path);
    }

    /** The port that it listens on. */
    public int port() {
        return http.getAddress().getPort();
    }

    @Override
    protected void doStop() {
        if (http != null) {
            http.stop(0);
            threads.shutdownNow();
        }
        if (server != null) {
            server.close();
        }
    }
}
