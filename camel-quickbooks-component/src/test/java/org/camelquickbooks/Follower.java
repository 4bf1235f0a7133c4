package org.camelquickbooks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.ScheduledPollConsumer;

/** A route that follows changes and writes down what it is told of. It polls when the test says so. */
final class Follower {

    /** What an exchange told. */
    record Told(String realmId, String entity, String id, String operation, String syncToken, Object body) {

        static Told of(Exchange exchange) {
            Message message = exchange.getMessage();
            return new Told(
                    message.getHeader(QuickBooksConstants.REALM_ID, String.class),
                    message.getHeader(QuickBooksConstants.ENTITY, String.class),
                    message.getHeader(QuickBooksConstants.ENTITY_ID, String.class),
                    message.getHeader(QuickBooksConstants.OPERATION, String.class),
                    message.getHeader(QuickBooksConstants.SYNC_TOKEN, String.class),
                    message.getBody());
        }

        JsonNode json() {
            return (JsonNode) body;
        }

        /** Such as {@code created Invoice 45}. */
        String summary() {
            return operation + " " + entity + " " + id;
        }
    }

    private final CamelContext context;
    private final String id;
    private final List<Told> told = new CopyOnWriteArrayList<>();
    private volatile Predicate<Told> failing = t -> false;

    private Follower(CamelContext context, String id) {
        this.context = context;
        this.id = id;
    }

    /** A route that is started, but polls only on demand. */
    static Follower of(CamelContext context, String uri) throws Exception {
        return started(context, uri + (uri.contains("?") ? "&" : "?") + "startScheduler=false");
    }

    static Follower started(CamelContext context, String uri) throws Exception {
        Follower follower = new Follower(context, "follower" + context.getRoutesSize());
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).routeId(follower.id).process(follower::take);
            }
        });
        return follower;
    }

    private void take(Exchange exchange) {
        Told one = Told.of(exchange);
        if (failing.test(one)) {
            throw new IllegalStateException("The receiver does not want " + one.summary());
        }
        told.add(one);
    }

    void failOn(Predicate<Told> which) {
        failing = which;
    }

    /** Polls once, as the scheduler would; what came since the last time. */
    List<Told> poll() {
        int before = told.size();
        ((ScheduledPollConsumer) context.getRoute(id).getConsumer()).run();
        return new ArrayList<>(told.subList(before, told.size()));
    }

    List<String> summaries() {
        return poll().stream().map(Told::summary).toList();
    }

    List<Told> told() {
        return told;
    }

    /** As after a stop of the process: what is in memory is gone. */
    void restart() throws Exception {
        context.getRouteController().stopRoute(id);
        context.getRouteController().startRoute(id);
    }

    void stop() throws Exception {
        context.getRouteController().stopRoute(id);
    }
}
