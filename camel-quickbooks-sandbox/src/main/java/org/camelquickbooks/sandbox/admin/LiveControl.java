package org.camelquickbooks.sandbox.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerResponse;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.camelquickbooks.sandbox.call.Answer;
import org.camelquickbooks.sandbox.call.Call;
import org.camelquickbooks.sandbox.gate.RequestLog;
import org.camelquickbooks.sandbox.json.Json;

/**
 * Server-sent events: the requests that a filter selects, as they come in, and the state of the sandbox once a second.
 * Nothing waits here for a slow reader: whoever does not read gets the newest requests later.
 */
final class LiveControl {

    /** So many readers are served; a browser opens six connections to a host. */
    private static final int MOST_READERS = 30;

    private static final int MOST_REQUESTS = 200;

    /** Requests that come in fast are sent together. */
    private static final long GATHER_MILLIS = 50;

    private static final long STATE_MILLIS = 1_000;

    private static final System.Logger LOG = System.getLogger(LiveControl.class.getName());

    /** What a search has found, and where the log was then. */
    private record Found(long clears, long last, String event) {}

    private final Vertx vertx;
    private final RequestLog log;
    private final Supplier<JsonNode> state;
    private final Set<Reader> readers = ConcurrentHashMap.newKeySet();

    LiveControl(Vertx vertx, RequestLog log, Supplier<JsonNode> state) {
        this.vertx = vertx;
        this.log = log;
        this.state = state;
        log.onChange(() -> readers.forEach(Reader::requests));
        vertx.setPeriodic(STATE_MILLIS, t -> tick());
    }

    /** Starts to send. The filter has the parameters of {@code /admin/requests}. */
    Answer events(Call call) {
        RequestFilter filter = RequestFilter.of(call);
        if (readers.size() >= MOST_READERS) {
            return AdminService.error(
                    503, "There are " + MOST_READERS + " readers of events already; close a page of the console");
        }
        return Answer.stream("text/event-stream", response -> new Reader(response, filter).open())
                .with("Cache-Control", "no-store")
                .with("X-Content-Type-Options", "nosniff")
                // Compressed, events would wait for others.
                .with("Content-Encoding", "identity");
    }

    private void tick() {
        if (readers.isEmpty()) {
            return;
        }
        // Counting what is in use takes locks that requests hold too.
        vertx.<String>executeBlocking(this::stateEvent, false)
                .onSuccess(event -> readers.forEach(reader -> reader.state(event)));
    }

    private String stateEvent() {
        return event("state", state.get());
    }

    private static String event(String name, JsonNode data) {
        // JSON has no line ends outside of strings here, and escaped ones in strings.
        return "event: " + name + "\ndata: " + new String(Json.bytes(data), StandardCharsets.UTF_8) + "\n\n";
    }

    /** One connection. All but the announcements and the search in the log runs on its event loop. */
    private final class Reader {

        private final HttpServerResponse response;
        private final RequestFilter filter;
        private final Context context = vertx.getOrCreateContext();
        private final AtomicBoolean announced = new AtomicBoolean();
        private final AtomicBoolean closed = new AtomicBoolean();
        private boolean searching;
        private boolean again;
        private long clears = -1;
        private long last;

        Reader(HttpServerResponse response, RequestFilter filter) {
            this.response = response;
            this.filter = filter;
        }

        void open() {
            response.exceptionHandler(e -> close());
            response.closeHandler(v -> close());
            readers.add(this);
            send();
            vertx.<String>executeBlocking(LiveControl.this::stateEvent, false).onSuccess(this::state);
            if (response.closed()) {
                close();
            }
        }

        private void close() {
            closed.set(true);
            readers.remove(this);
        }

        /** Any thread: there is something new in the log. */
        void requests() {
            if (announced.compareAndSet(false, true)) {
                context.runOnContext(v -> vertx.setTimer(GATHER_MILLIS, t -> send()));
            }
        }

        /** Any thread. */
        void state(String event) {
            context.runOnContext(v -> {
                if (!closed.get() && !response.closed() && !response.writeQueueFull()) {
                    response.write(event);
                }
            });
        }

        private void send() {
            announced.set(false);
            if (closed.get() || response.closed()) {
                return;
            }
            if (response.writeQueueFull()) {
                response.drainHandler(v -> requests());
                return;
            }
            if (searching) {
                again = true;
                return;
            }
            searching = true;
            long after = last;
            long known = clears;
            // A filter may search the texts of thousands of requests.
            context.<Found>executeBlocking(() -> search(after, known), false).onComplete(result -> {
                searching = false;
                if (result.succeeded()) {
                    write(result.result());
                } else {
                    LOG.log(System.Logger.Level.WARNING, "Requests could not be reported", result.cause());
                }
                if (again) {
                    again = false;
                    send();
                }
            });
        }

        private Found search(long after, long known) {
            RequestLog.Page page = log.newest(after, MOST_REQUESTS, filter);
            boolean afresh = page.clears() != known;
            if (afresh && known >= 0) {
                // The numbers begin at 1 again.
                page = log.newest(0, MOST_REQUESTS, filter);
            }
            ObjectNode data = Json.object().put("count", page.last()).put("afresh", afresh);
            ArrayNode list = data.putArray("requests");
            page.entries().forEach(entry -> list.add(RequestControl.summary(entry)));
            return new Found(page.clears(), page.last(), event("requests", data));
        }

        private void write(Found found) {
            clears = found.clears();
            last = found.last();
            if (!closed.get() && !response.closed()) {
                // Also where the filter selects none: the count is another one.
                response.write(found.event());
            }
        }
    }
}
