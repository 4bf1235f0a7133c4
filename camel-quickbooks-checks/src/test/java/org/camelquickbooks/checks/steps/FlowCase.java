package org.camelquickbooks.checks.steps;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.camelquickbooks.sandbox.SandboxCompany;

/** One line of the table of flows: what is there before, what is sent, and what has to be true in the end. */
final class FlowCase {

    private final String name;
    private final List<FlowRoute> routes;
    private final List<List<FlowMessage>> turns = new ArrayList<>();
    private final List<Consumer<SandboxCompany>> before = new ArrayList<>();
    private Consumer<SandboxCompany> prepared = company -> {};
    private Consumer<Run> holds = run -> {};
    private int posts;

    FlowCase(String name, FlowRoute... routes) {
        this.name = name;
        this.routes = List.of(routes);
    }

    /** Puts into the company what has to be there. */
    FlowCase prepared(Consumer<SandboxCompany> by) {
        prepared = by;
        return this;
    }

    /** Sends messages all at once, after those before have ended. */
    FlowCase sends(FlowMessage... messages) {
        return sends(company -> {}, messages);
    }

    /** The same, after somebody has changed something in QuickBooks. */
    FlowCase sends(Consumer<SandboxCompany> changed, FlowMessage... messages) {
        before.add(changed);
        turns.add(List.of(messages));
        return this;
    }

    /** What else is true in the end. */
    FlowCase holds(Consumer<Run> check) {
        holds = check;
        return this;
    }

    /** The message is a trigger, of which the flow makes so many messages of its own. */
    FlowCase posts(int number) {
        posts = number;
        return this;
    }

    String name() {
        return name;
    }

    List<FlowRoute> routes() {
        return routes;
    }

    void prepare(SandboxCompany company) {
        prepared.accept(company);
    }

    /** What somebody does before a turn. */
    void change(int turn, SandboxCompany company) {
        before.get(turn).accept(company);
    }

    void check(Run run) {
        holds.accept(run);
    }

    boolean isTriggered() {
        return posts > 0;
    }

    /** How many messages are in the journal in the end. */
    int entries(List<Message> messages) {
        return isTriggered()
                ? posts
                : (int) messages.stream()
                        .map(message -> message.uri() + " " + FlowMessage.id(message))
                        .distinct()
                        .count();
    }

    /** How many messages come until the end of each turn. */
    List<Integer> ends() {
        List<Integer> ends = new ArrayList<>();
        int sum = 0;
        for (List<FlowMessage> turn : turns) {
            sum += turn.size();
            ends.add(sum);
        }
        return ends;
    }

    List<FlowMessage> messages() {
        return turns.stream().flatMap(List::stream).toList();
    }
}
