package org.camelquickbooks.tools;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.Service;
import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.model.CommaList;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.tools.definition.Answers;
import org.camelquickbooks.tools.definition.Tool;
import org.camelquickbooks.tools.mcp.HttpAccess;
import org.camelquickbooks.tools.mcp.HttpServer;
import org.camelquickbooks.tools.mcp.McpTools;
import org.camelquickbooks.tools.mcp.StdioServer;
import org.camelquickbooks.tools.read.Books;
import org.camelquickbooks.tools.read.ReadTools;
import org.camelquickbooks.tools.write.Confirmations;
import org.camelquickbooks.tools.write.WriteTools;

/**
 * The routes {@code direct:quickbooks-tools-NAME}, one for each tool, and a server of the Model Context Protocol for them. Add
 * it to a Camel context, or make it a bean: camel-main, Spring Boot and Quarkus find it. Options are set before the context
 * starts.
 */
public class QuickBooksTools extends RouteBuilder {

    /** How assistants reach the tools. */
    public enum Transport {
        /** By their routes only. */
        NONE,
        HTTP,
        STDIO
    }

    /** What the names of the routes begin with. */
    public static final String PREFIX = "quickbooks-tools-";

    private static final int LEAST_ANSWER = 1_000;

    private String component = "quickbooks";
    private String realmId;
    private boolean allowWrites;
    private String tools;
    private int maxAnswerSize = 20_000;
    private long confirmationLifetime = 600_000;
    private Transport transport = Transport.NONE;
    private String httpHost = "127.0.0.1";
    private int httpPort = 8765;
    private String httpPath = "/mcp";
    private String httpSecret;
    private String httpOrigins = "";
    private InstantSource clock = InstantSource.system();
    private InputStream in = System.in;
    private OutputStream out = System.out;
    private HttpServer http;

    @Override
    public void configure() throws Exception {
        check();
        ProducerTemplate template = getContext().createProducerTemplate();
        getContext().addService(template);
        Books books = new Books(template, component, realmId);
        List<Tool> chosen = chosen(books);
        ToolCalls calls = new ToolCalls(new Answers(maxAnswerSize));
        for (Tool tool : chosen) {
            from("direct:" + PREFIX + tool.name())
                    .routeId(PREFIX + tool.name())
                    .process(exchange -> calls.call(tool, exchange));
        }
        McpTools offered = new McpTools(chosen, (tool, arguments) -> call(template, tool, arguments), version());
        Service server = server(offered);
        if (server != null) {
            // Who calls finds the routes started.
            getContext().addStartupListener((context, alreadyStarted) -> context.addService(server));
        }
    }

    private void check() {
        if (maxAnswerSize < LEAST_ANSWER) {
            throw new IllegalArgumentException("maxAnswerSize=" + maxAnswerSize + " is too small; it must be "
                    + LEAST_ANSWER + " or more characters");
        }
        if (confirmationLifetime < 1_000) {
            throw new IllegalArgumentException("confirmationLifetime=" + confirmationLifetime
                    + " is too short; it must be 1000 or more milliseconds");
        }
    }

    private List<Tool> chosen(Books books) {
        List<Tool> all = new ArrayList<>(new ReadTools(books, clock).all());
        List<Tool> writes = WriteTools.all(books, new Confirmations(clock, Duration.ofMillis(confirmationLifetime)));
        if (allowWrites) {
            all.addAll(writes);
        }
        if (tools == null) {
            return all;
        }
        List<String> names = CommaList.of(tools);
        for (String name : names) {
            if (!allowWrites && writes.stream().anyMatch(tool -> tool.name().equals(name))) {
                throw new IllegalArgumentException(
                        "tools=" + tools + ": " + name + " writes; set allowWrites=true too");
            }
            if (all.stream().noneMatch(tool -> tool.name().equals(name))) {
                throw new IllegalArgumentException("tools=" + tools + ": there is no tool '" + name + "'; use some of "
                        + String.join(", ", all.stream().map(Tool::name).toList()));
            }
        }
        return all.stream().filter(tool -> names.contains(tool.name())).toList();
    }

    private Service server(McpTools offered) {
        return switch (transport) {
            case NONE -> null;
            case STDIO -> new StdioServer(offered, in, out, this::end);
            case HTTP -> {
                HttpAccess access = new HttpAccess(
                        httpHost, httpSecret, httpOrigins.isBlank() ? List.of() : CommaList.of(httpOrigins));
                http = new HttpServer(offered, access, httpHost, httpPort, httpPath);
                yield http;
            }
        };
    }

    /** The client has closed the input: the application that it started ends. */
    private void end() {
        CamelContext context = getContext();
        // Not by the thread that reads: stopping waits for it.
        new Thread(context::stop, "quickbooks-tools-end").start();
    }

    private static ObjectNode call(ProducerTemplate template, Tool tool, Map<String, Object> arguments) {
        Exchange exchange = template.request(
                "direct:" + PREFIX + tool.name(), e -> e.getMessage().setBody(arguments));
        ObjectNode answer =
                exchange.getException() == null ? exchange.getMessage().getBody(ObjectNode.class) : null;
        return answer == null ? ToolCalls.broken(exchange.getException()) : answer;
    }

    private static String version() {
        String version = QuickBooksTools.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    /** The definitions of the tools: name, description, and the JSON Schema of the arguments. Available while the context runs. */
    public static List<Map<String, Object>> definitions(boolean allowWrites) {
        Books nobody = new Books(null, null, null);
        List<Tool> all = new ArrayList<>(new ReadTools(nobody, InstantSource.system()).all());
        if (allowWrites) {
            all.addAll(WriteTools.all(nobody, new Confirmations(InstantSource.system(), Duration.ofMinutes(1))));
        }
        return all.stream()
                .map(tool -> Map.of(
                        "name", tool.name(), "description", tool.description(), "inputSchema", (Object) tool.schema()))
                .toList();
    }

    /** The port on which the HTTP server listens. */
    public int port() {
        if (http == null) {
            throw new IllegalStateException("There is no HTTP server: transport=" + transport);
        }
        return http.port();
    }

    /** The scheme of the component: quickbooks unless it is registered under another name. */
    public void setComponent(String component) {
        this.component = component;
    }

    /** The company. The default is that of the component. */
    public void setRealmId(String realmId) {
        this.realmId = realmId;
    }

    /** Whether there are tools that write. The default is false. */
    public void setAllowWrites(boolean allowWrites) {
        this.allowWrites = allowWrites;
    }

    /** A comma-separated list of the tools that there are. The default is all of them. */
    public void setTools(String tools) {
        this.tools = tools;
    }

    /** How many characters the rows of an answer have at most: 20000 unless set. What is left over comes with the continuation. */
    public void setMaxAnswerSize(int maxAnswerSize) {
        this.maxAnswerSize = maxAnswerSize;
    }

    /** How many milliseconds a confirmation is valid: 600000 (ten minutes) unless set. */
    public void setConfirmationLifetime(long confirmationLifetime) {
        this.confirmationLifetime = confirmationLifetime;
    }

    /** How assistants reach the tools: none (by the routes only, the default), http or stdio. */
    public void setTransport(Transport transport) {
        this.transport = transport;
    }

    /** The address that the HTTP server listens on: 127.0.0.1 unless set, which only this machine reaches. */
    public void setHttpHost(String httpHost) {
        this.httpHost = httpHost;
    }

    /** The port of the HTTP server: 8765 unless set; 0 for any that is free. */
    public void setHttpPort(int httpPort) {
        this.httpPort = httpPort;
    }

    /** The path of the HTTP server: /mcp unless set. */
    public void setHttpPath(String httpPath) {
        this.httpPath = httpPath;
    }

    /** What callers send as a bearer token. Required if httpHost is reachable from other machines. */
    public void setHttpSecret(String httpSecret) {
        this.httpSecret = httpSecret;
    }

    /** A comma-separated list of the origins of web pages that may call, such as https://assistant.example.com. Pages of this machine may always. */
    public void setHttpOrigins(String httpOrigins) {
        this.httpOrigins = httpOrigins;
    }

    /** The clock for due dates and confirmations. */
    public void setClock(InstantSource clock) {
        this.clock = clock;
    }

    /** Streams in place of standard input and output. */
    public void setStreams(InputStream input, OutputStream output) {
        this.in = input;
        this.out = output;
    }

    /** Reads the arguments of a call. */
    static Map<?, ?> arguments(Object body) throws Exception {
        if (body == null || "".equals(body)) {
            return Map.of();
        }
        if (body instanceof Map<?, ?> map) {
            return map;
        }
        if (body instanceof byte[] bytes) {
            return Json.EXACT.readValue(bytes, Map.class);
        }
        return body instanceof ObjectNode node
                ? Json.EXACT.convertValue(node, Map.class)
                : Json.EXACT.readValue(body.toString(), Map.class);
    }
}
