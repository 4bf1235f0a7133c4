package org.camelquickbooks.checks.steps;

import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.sandbox.QuickBooksSandbox;

/** A scenario in which another node of the cluster goes on after the failure. */
record TakeOver(Scenario of) implements Scenario {

    @Override
    public String name() {
        return of.name() + ", taken over";
    }

    @Override
    public int percent() {
        return Math.min(40, Math.max(1, of.percent() / 2));
    }

    @Override
    public boolean takesOver() {
        return true;
    }

    @Override
    public QuickBooksSandbox sandbox() {
        return of.sandbox();
    }

    @Override
    public void prepare(QuickBooksSandbox sandbox) {
        of.prepare(sandbox);
    }

    @Override
    public void configure(QuickBooksComponent component) {
        of.configure(component);
    }

    @Override
    public void routes(Run run, Node node) throws Exception {
        of.routes(run, node);
    }

    @Override
    public void act(Run run) throws Exception {
        of.act(run);
    }

    @Override
    public boolean isAnswer(Exchange exchange) {
        return of.isAnswer(exchange);
    }

    @Override
    public boolean isQuiet(Run run) {
        return of.isQuiet(run);
    }

    @Override
    public void redeliver(Run run) throws Exception {
        of.redeliver(run);
    }

    @Override
    public boolean isComplete(Run run) {
        return of.isComplete(run);
    }

    @Override
    public String missing(Run run) {
        return of.missing(run);
    }

    @Override
    public void checkRunning(Run run) {
        of.checkRunning(run);
    }

    @Override
    public void check(Run run) {
        of.check(run);
    }
}
