package org.camelquickbooks.tools.mcp;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Mono;

/** Each message of the protocol is a POST, and its answer the response. There are no sessions and no streams. */
final class HttpTransport implements McpStatelessServerTransport, HttpHandler {

    private static final Logger LOG = LoggerFactory.getLogger(HttpTransport.class);

    private static final int LARGEST = 1_000_000;
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int UNREADABLE = -32700;

    private final McpJsonMapper mapper;
    private final HttpAccess access;
    private volatile McpStatelessServerHandler handler;
    private volatile boolean closing;

    HttpTransport(McpJsonMapper mapper, HttpAccess access) {
        this.mapper = mapper;
        this.access = access;
    }

    @Override
    public void setMcpHandler(McpStatelessServerHandler mcpHandler) {
        this.handler = mcpHandler;
    }

    @Override
    public Mono<Void> closeGracefully() {
        closing = true;
        return Mono.empty();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String page = access.page(exchange.getRequestHeaders());
            if (page != null) {
                exchange.getResponseHeaders().set("Access-Control-Allow-Origin", page);
                exchange.getResponseHeaders().set("Vary", "Origin");
            }
            // A browser asks without the secret whether the page may send it.
            if (page != null && exchange.getRequestMethod().equals("OPTIONS")) {
                preflight(exchange);
                return;
            }
            HttpAccess.Refusal refusal = access.refusal(exchange.getRequestHeaders());
            if (refusal != null) {
                refuse(exchange, refusal);
            } else if (!exchange.getRequestMethod().equals("POST")) {
                exchange.getResponseHeaders().set("Allow", "POST");
                answer(exchange, 405, null);
            } else if (closing) {
                answer(exchange, 503, null);
            } else {
                post(exchange);
            }
        } catch (RuntimeException e) {
            LOG.warn("A message of the Model Context Protocol could not be answered", e);
        }
    }

    private static void preflight(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Access-Control-Allow-Methods", "POST");
        String asked = exchange.getRequestHeaders().getFirst("Access-Control-Request-Headers");
        if (asked != null) {
            exchange.getResponseHeaders().set("Access-Control-Allow-Headers", asked);
        }
        answer(exchange, 204, null);
    }

    private static void refuse(HttpExchange exchange, HttpAccess.Refusal refusal) throws IOException {
        if (refusal.status() == 401) {
            exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
        }
        byte[] reason = refusal.reason().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(refusal.status(), reason.length);
        exchange.getResponseBody().write(reason);
    }

    private void post(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(LARGEST + 1);
        if (body.length > LARGEST) {
            answer(exchange, 413, null);
            return;
        }
        McpSchema.JSONRPCMessage message;
        try {
            message = McpSchema.deserializeJsonRpcMessage(mapper, new String(body, StandardCharsets.UTF_8));
        } catch (IOException | RuntimeException e) {
            answer(
                    exchange,
                    400,
                    ("{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":" + UNREADABLE
                                    + ",\"message\":\"The body is not a message of JSON-RPC 2.0\"}}")
                            .getBytes(StandardCharsets.UTF_8));
            return;
        }
        if (message instanceof McpSchema.JSONRPCRequest request) {
            McpSchema.JSONRPCResponse response =
                    handler.handleRequest(McpTransportContext.EMPTY, request).block(PATIENCE);
            answer(exchange, 200, mapper.writeValueAsBytes(response));
        } else {
            if (message instanceof McpSchema.JSONRPCNotification notification) {
                handler.handleNotification(McpTransportContext.EMPTY, notification)
                        .block(PATIENCE);
            }
            answer(exchange, 202, null);
        }
    }

    private static void answer(HttpExchange exchange, int status, byte[] json) throws IOException {
        if (json == null) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.sendResponseHeaders(status, json.length);
        exchange.getResponseBody().write(json);
    }
}
