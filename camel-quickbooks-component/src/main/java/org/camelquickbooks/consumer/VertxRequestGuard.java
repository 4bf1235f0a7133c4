package org.camelquickbooks.consumer;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.IntConsumer;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * Looks at a request before Vert.x has read it. Otherwise Vert.x reads 10 MB of anybody's into memory, and writes what
 * they upload to disk, before Camel sees it.
 */
final class VertxRequestGuard {

    /** Before whatever Camel or the application has put at the same path. */
    private static final int FIRST = Integer.MIN_VALUE;

    private static final int TIMED_OUT = 408;
    private static final int LENGTH_REQUIRED = 411;
    private static final int TOO_LARGE = 413;
    private static final int UNSUPPORTED = 415;
    private static final Set<Integer> REFUSALS = Set.of(TIMED_OUT, LENGTH_REQUIRED, TOO_LARGE, UNSUPPORTED);

    private final int largest;
    private final BodyHandler body;
    private final IntConsumer refused;
    private final UnfinishedBodies unfinished = new UnfinishedBodies();
    private final List<Route> routes = new ArrayList<>();

    private VertxRequestGuard(int largest, IntConsumer refused) {
        this.largest = largest;
        this.body = BodyHandler.create(false).setBodyLimit(largest);
        this.refused = refused;
    }

    /**
     * Guards a path on each of the context's servers.
     *
     * @param largest bytes that a body may have
     * @param refused gets the status of each request that is refused here
     * @return takes the guard away
     */
    static Runnable open(CamelContext context, String path, int largest, IntConsumer refused) {
        VertxRequestGuard guard = new VertxRequestGuard(largest, refused);
        for (VertxPlatformHttpRouter router : context.getRegistry().findByType(VertxPlatformHttpRouter.class)) {
            guard.routes.add(
                    router.route(path).order(FIRST).handler(guard::read).failureHandler(guard::refuse));
        }
        return guard::close;
    }

    private void read(RoutingContext request) {
        HttpServerRequest http = request.request();
        if (hasFormThatFails(http)) {
            request.fail(UNSUPPORTED);
        } else if (announced(http) > largest) {
            request.fail(TOO_LARGE);
        } else if (http.version() != HttpVersion.HTTP_2) {
            unfinished.add(request, () -> request.fail(TIMED_OUT));
            body.handle(request);
        } else if (http.method() == HttpMethod.POST && http.getHeader(HttpHeaders.CONTENT_LENGTH) == null) {
            // Camel's own handler fails where a request is read already. The server resets a stream whose frames are
            // not as long as they were announced; without a length it would read them up to its own limit.
            request.fail(LENGTH_REQUIRED);
        } else {
            unfinished.add(request, () -> request.fail(TIMED_OUT));
            request.next();
        }
    }

    /** Nothing that comes here has files, and forms are posted; Vert.x makes a 500 of a boundary that is none, and of others. */
    private static boolean hasFormThatFails(HttpServerRequest request) {
        return request.headers().getAll(HttpHeaders.CONTENT_TYPE).stream()
                .map(type -> type.strip().toLowerCase(Locale.ROOT))
                .anyMatch(type -> type.startsWith("multipart/")
                        || type.startsWith(HttpHeaders.APPLICATION_X_WWW_FORM_URLENCODED.toString())
                                && request.method() != HttpMethod.POST);
    }

    private static long announced(HttpServerRequest request) {
        try {
            String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
            return length == null ? 0 : Long.parseLong(length.strip());
        } catch (NumberFormatException e) {
            // The server refuses it.
            return 0;
        }
    }

    private void refuse(RoutingContext request) {
        int status = request.statusCode();
        if (!REFUSALS.contains(status) || request.response().ended()) {
            request.next();
            return;
        }
        request.response().setStatusCode(status).end();
        if (status == TIMED_OUT) {
            // What still comes of it would be kept. Over HTTP/2 the connection is that of others too.
            if (request.request().version() == HttpVersion.HTTP_2) {
                request.response().reset();
            } else {
                request.request().connection().close();
            }
        }
        refused.accept(status);
    }

    private void close() {
        routes.forEach(Route::remove);
    }
}
