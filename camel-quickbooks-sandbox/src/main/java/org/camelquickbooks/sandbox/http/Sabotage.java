package org.camelquickbooks.sandbox.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Arrays;
import org.camelquickbooks.sandbox.call.Answer;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;

/** Carries ordered faults out, before the work or after it. */
final class Sabotage {

    private static final int DRIP_BYTES = 16;
    private static final String HTML_502 = """
            <html>\r
            <head><title>502 Bad Gateway</title></head>\r
            <body>\r
            <center><h1>502 Bad Gateway</h1></center>\r
            <hr><center>nginx</center>\r
            </body>\r
            </html>\r
            """;

    private final Vertx vertx;

    Sabotage(Vertx vertx) {
        this.vertx = vertx;
    }

    void before(Server.Exchange exchange, FaultOrder order) {
        switch (order.effect()) {
            case LATENCY -> vertx.setTimer(Math.max(1, order.millis()), t -> exchange.enter());
            case STATUS ->
                exchange.write(withRetryAfter(
                        Answer.text(
                                order.status() == 0 ? 500 : order.status(),
                                order.contentType() == null ? "application/json" : order.contentType(),
                                order.body() == null ? "" : order.body()),
                        order));
            case FAULT -> exchange.refuse(fault(order));
            case RESET_BEFORE -> reset(exchange);
            case THROTTLE -> throttle(exchange, order);
            case HTML_502 -> exchange.write(Answer.text(502, "text/html", HTML_502));
            case TOKEN_REVOKED -> exchange.refuse(new QuickBooksFault(FaultCode.NOT_AUTHENTICATED, "Token revoked"));
            default -> exchange.enter();
        }
    }

    private static void throttle(Server.Exchange exchange, FaultOrder order) {
        QuickBooksFault fault = QuickBooksFault.usual(FaultCode.THROTTLED);
        if (order.retryAfter() != null) {
            exchange.call()
                    .request()
                    .response()
                    .putHeader("Retry-After", order.retryAfter().toString());
        }
        exchange.refuse(fault);
    }

    private static QuickBooksFault fault(FaultOrder order) {
        for (FaultCode code : FaultCode.values()) {
            if (code.code() == order.status()) {
                return new QuickBooksFault(code, order.body() == null ? code.usualDetail() : order.body());
            }
        }
        return new QuickBooksFault(FaultCode.APPLICATION, "There is no fault " + order.status());
    }

    private static Answer withRetryAfter(Answer answer, FaultOrder order) {
        return order.retryAfter() == null
                ? answer
                : answer.with("Retry-After", order.retryAfter().toString());
    }

    /** Spoils the answer; false where the order has nothing more to do. */
    boolean after(Server.Exchange exchange, FaultOrder order, Answer answer) {
        Effect effect = order.effect();
        switch (effect) {
            case ANSWER_LOST -> reset(exchange);
            case RESET_MID_ANSWER -> half(exchange, answer);
            case MALFORMED_JSON ->
                exchange.write(answer.withBody(Arrays.copyOf(answer.body(), answer.body().length / 2)));
            case SLOW_DRIP -> drip(exchange, order, answer);
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void reset(Server.Exchange exchange) {
        exchange.leave(0);
        exchange.call().request().connection().close();
    }

    private static void half(Server.Exchange exchange, Answer answer) {
        HttpServerResponse response = exchange.call().request().response();
        exchange.head(response, answer);
        exchange.leave(0);
        response.putHeader("Content-Length", Integer.toString(answer.body().length));
        response.write(Buffer.buffer(Arrays.copyOf(answer.body(), answer.body().length / 2)))
                .onComplete(v -> exchange.call().request().connection().close());
    }

    private void drip(Server.Exchange exchange, FaultOrder order, Answer answer) {
        HttpServerResponse response = exchange.call().request().response();
        exchange.head(response, answer);
        response.putHeader("Content-Length", Integer.toString(answer.body().length));
        long every = order.millis() == 0 ? 100 : order.millis();
        int[] at = new int[1];
        vertx.setPeriodic(every, timer -> {
            int end = Math.min(at[0] + DRIP_BYTES, answer.body().length);
            Buffer drop = Buffer.buffer(Arrays.copyOfRange(answer.body(), at[0], end));
            at[0] = end;
            if (end < answer.body().length && !response.closed()) {
                response.write(drop);
                return;
            }
            vertx.cancelTimer(timer);
            // Before the last drop: whoever has the whole answer may send the next request.
            exchange.leave(answer.status());
            if (!response.closed()) {
                response.end(drop);
            }
        });
    }
}
