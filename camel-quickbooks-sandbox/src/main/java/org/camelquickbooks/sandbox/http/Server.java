package org.camelquickbooks.sandbox.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.camelquickbooks.sandbox.call.Answer;
import org.camelquickbooks.sandbox.call.Call;
import org.camelquickbooks.sandbox.call.Route;
import org.camelquickbooks.sandbox.document.Attachments;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.Gate;
import org.camelquickbooks.sandbox.gate.RequestLog;
import org.camelquickbooks.sandbox.oauth.Identifiers;
import org.camelquickbooks.sandbox.xml.XmlWriter;

/** Receives requests, checks them (see Gate), calls their handler, and writes the answer. */
public final class Server implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Server.class.getName());
    private static final int MAX_BODY = 20 * 1024 * 1024;
    private static final int MULTIPART_ALLOWANCE = 1024 * 1024;
    private static final int MAX_FORM = 64 * 1024;
    private static final int LOGGED_BODY = 4096;
    /** So many free ports are tried: until it listens, a connection of another process may take one. */
    private static final int PORT_ATTEMPTS = 20;

    private final Vertx vertx;
    private final Clock clock;
    private final Gate gate;
    private final RequestLog log;
    private final Identifiers identifiers;
    private final Faults faults = new Faults();
    private final Sabotage sabotage;
    private final List<HttpServer> servers = new ArrayList<>();
    private Routes routes;
    private int port;

    public Server(Vertx vertx, Clock clock, Gate gate, RequestLog log, Identifiers identifiers) {
        this.vertx = vertx;
        this.clock = clock;
        this.gate = gate;
        this.log = log;
        this.identifiers = identifiers;
        this.sabotage = new Sabotage(vertx);
    }

    /** Listens, and answers the port; 0 takes a free one. */
    public int start(String host, int wanted, Routes table) {
        routes = table;
        int loops = Math.max(1, Math.min(4, Runtime.getRuntime().availableProcessors()));
        port = wanted == 0 ? listenSomewhere(host) : listen(host, wanted);
        for (int i = 1; i < loops; i++) {
            // Several servers on one port share it, one event loop each.
            listen(host, port);
        }
        return port;
    }

    public int port() {
        return port;
    }

    private int listenSomewhere(String host) {
        for (int attempt = 1; ; attempt++) {
            try {
                return listen(host, freePort(host));
            } catch (IllegalStateException e) {
                if (attempt == PORT_ATTEMPTS || !(e.getCause() instanceof BindException)) {
                    throw e;
                }
                LOG.log(System.Logger.Level.DEBUG, "A port that was free is taken", e);
            }
        }
    }

    /** Servers that share a port must all be told the same number. */
    private static int freePort(String host) {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(host))) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("There is no free port on " + host, e);
        }
    }

    private int listen(String host, int wanted) {
        HttpServerOptions options = new HttpServerOptions()
                .setHost(host)
                .setPort(wanted)
                // QuickBooks offers HTTP/2 over TLS only, and an upgrade in the clear has been seen to mix an answer in
                // HTTP/1.1 into a connection that was HTTP/2 by then.
                .setHttp2ClearTextEnabled(false)
                .setCompressionSupported(true)
                .setMaxInitialLineLength(65_536)
                .setMaxHeaderSize(65_536)
                .setIdleTimeout(300);
        HttpServer server = vertx.createHttpServer(options).requestHandler(this::received);
        try {
            int listening = server.listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(30, TimeUnit.SECONDS)
                    .actualPort();
            servers.add(server);
            return listening;
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException(
                    "The sandbox cannot listen on " + host + ":" + wanted
                            + "; is the port taken? --port 0 takes a free one",
                    e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while starting", e);
        }
    }

    private void received(HttpServerRequest request) {
        try {
            receive(request);
        } catch (RuntimeException e) {
            // Vert.x reads some headers only when it is asked for them, and fails at a Host that is none.
            LOG.log(System.Logger.Level.DEBUG, "A request cannot be read", e);
            request.response()
                    .setStatusCode(400)
                    .putHeader("Connection", "close")
                    .end();
        }
    }

    private void receive(HttpServerRequest request) {
        long start = System.nanoTime();
        int limit = limit(request);
        if (request.method().name().equals("GET")) {
            serve(request, Buffer.buffer(0), start, null);
            return;
        }
        Buffer body = Buffer.buffer();
        boolean[] tooLarge = new boolean[1];
        request.handler(chunk -> {
            tooLarge[0] |= limit > 0 && body.length() + chunk.length() > limit;
            if (!tooLarge[0] && limit > 0) {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(v -> unpack(request, body, start, limit, tooLarge[0]));
        request.exceptionHandler(e -> LOG.log(System.Logger.Level.DEBUG, "A request broke off", e));
    }

    /** @param limit bytes that the body may have, unpacked */
    private void unpack(HttpServerRequest request, Buffer body, long start, int limit, boolean tooLarge) {
        Buffer whole = body;
        QuickBooksFault refused = tooLarge ? PackedBody.tooLarge() : null;
        try {
            if (refused == null) {
                whole = PackedBody.unpacked(request.getHeader("Content-Encoding"), body, limit);
            }
        } catch (QuickBooksFault fault) {
            refused = fault;
        }
        serve(request, whole, start, refused);
    }

    /** How much of a body is kept: nothing where it will be refused whatever it holds. */
    private int limit(HttpServerRequest request) {
        Routes.Found found = routes.find(request.method().name(), request.path());
        if (found == null) {
            return 0;
        }
        return switch (found.route().kind()) {
            case OPEN -> MAX_FORM;
            case ADMIN -> routes.admits(request) ? MAX_BODY : 0;
            default ->
                !gate.knows(
                                request.getHeader("Authorization"),
                                found.variables().get("realm"))
                        ? 0
                        : found.route().isUpload() ? Attachments.MAX_BYTES + MULTIPART_ALLOWANCE : MAX_BODY;
        };
    }

    private void serve(HttpServerRequest request, Buffer body, long start, QuickBooksFault refused) {
        Call call = new Call(request, identifiers.tid(clock.instant().getEpochSecond()), body);
        Exchange exchange = new Exchange(call, start);
        if (refused != null) {
            exchange.answer(faults.answer(call, refused, clock.instant()));
            return;
        }
        Routes.Found found = routes.find(call.method(), request.path());
        if (found == null) {
            exchange.answer(faults.answer(call, call.unknownResource(), clock.instant()));
            return;
        }
        call.routed(found.route(), found.variables());
        try {
            FaultOrder order = found.route().kind() == Route.Kind.ADMIN ? null : gate.ordered(call);
            if (order == null) {
                exchange.enter();
            } else {
                exchange.struck(order);
            }
        } catch (RuntimeException e) {
            exchange.write(failed(call, e));
        }
    }

    /** What no rule has foreseen: logged whole, and answered without its cause. */
    private Answer failed(Call call, Throwable e) {
        LOG.log(System.Logger.Level.ERROR, "The sandbox failed at " + call.method() + " " + call.path(), e);
        return faults.answer(call, QuickBooksFault.usual(FaultCode.APPLICATION), clock.instant());
    }

    /** One request on its way to its answer. */
    final class Exchange {

        private final Call call;
        private final long start;
        private FaultOrder order;
        private Gate.Visit visit;
        private Answer answered;

        Exchange(Call call, long start) {
            this.call = call;
            this.start = start;
        }

        Call call() {
            return call;
        }

        void struck(FaultOrder by) {
            order = by;
            sabotage.before(this, by);
        }

        /** On through the gate to the work. */
        void enter() {
            if (!call.route().isApi()) {
                work();
                return;
            }
            try {
                visit = gate.enter(call);
            } catch (QuickBooksFault fault) {
                refuse(fault);
                return;
            } catch (RuntimeException e) {
                answer(failed(call, e));
                return;
            }
            work();
        }

        void refuse(QuickBooksFault fault) {
            answer(faults.answer(call, fault, clock.instant()));
        }

        private void work() {
            if (!call.route().isSlow()) {
                answer(handle());
                return;
            }
            vertx.executeBlocking(this::handle, false).onComplete(done -> answer(done.result()));
        }

        private Answer handle() {
            try {
                return format(call.route().handler().handle(call));
            } catch (QuickBooksFault fault) {
                return faults.answer(call, fault, clock.instant());
            } catch (RuntimeException | StackOverflowError e) {
                return failed(call, e);
            }
        }

        private Answer format(Answer answer) {
            if (!answer.envelope()) {
                return answer;
            }
            return call.wantsJson()
                    ? answer.as("application/json;charset=UTF-8", answer.body())
                    : answer.as("application/xml;charset=UTF-8", XmlWriter.envelope(answer.body()));
        }

        /** The work is done. An order may still spoil the answer. */
        void answer(Answer answer) {
            if (order != null && sabotage.after(this, order, answer)) {
                return;
            }
            write(answer);
        }

        void write(Answer answer) {
            HttpServerResponse response = call.request().response();
            answered = answer;
            leave(answer.status());
            if (response.ended() || response.closed()) {
                return;
            }
            head(response, answer);
            if (answer.stream() != null) {
                response.setChunked(true);
                answer.stream().accept(response);
                return;
            }
            response.end(Buffer.buffer(answer.body()));
        }

        void head(HttpServerResponse response, Answer answer) {
            response.setStatusCode(answer.status());
            response.putHeader("intuit_tid", call.tid());
            if (answer.contentType() != null) {
                response.putHeader("Content-Type", answer.contentType());
            }
            for (Map.Entry<String, String> header : answer.headers().entrySet()) {
                response.putHeader(header.getKey(), header.getValue());
            }
        }

        /** Out through the gate; status 0 stands for a connection that was reset. */
        void leave(int status) {
            if (visit != null) {
                visit.close();
                visit = null;
            }
            if (call.route() != null && call.route().kind() == Route.Kind.ADMIN) {
                return;
            }
            boolean loggable = call.route() != null && call.route().isApi();
            log.add(
                    clock.instant(),
                    call.method(),
                    call.request().path(),
                    call.request().query(),
                    call.variable("realm"),
                    status,
                    call.tid(),
                    (System.nanoTime() - start) / 1000,
                    order == null ? null : order.effect().name(),
                    loggable ? sent(call) : RequestLog.Message.NONE,
                    loggable && answered != null ? answered(answered) : RequestLog.Message.NONE);
        }
    }

    private static RequestLog.Message sent(Call call) {
        int length = call.body().length();
        String beginning = length == 0 ? null : call.body().getString(0, Math.min(length, LOGGED_BODY));
        return new RequestLog.Message(call.header("Content-Type"), beginning, length, length > LOGGED_BODY);
    }

    /** What people can read of an answer; of a file its length. */
    private static RequestLog.Message answered(Answer answer) {
        String type = answer.contentType();
        boolean readable = type != null && (type.contains("json") || type.contains("xml") || type.startsWith("text/"));
        String beginning = readable
                ? new String(answer.body(), 0, Math.min(answer.body().length, LOGGED_BODY), StandardCharsets.UTF_8)
                : null;
        return new RequestLog.Message(
                type, beginning, answer.body().length, readable && answer.body().length > LOGGED_BODY);
    }

    @Override
    public void close() {
        servers.forEach(server ->
                server.close().toCompletionStage().toCompletableFuture().join());
    }
}
