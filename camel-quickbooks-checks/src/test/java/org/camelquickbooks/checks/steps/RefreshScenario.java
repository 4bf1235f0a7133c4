package org.camelquickbooks.checks.steps;

import java.time.Duration;
import java.util.List;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.SandboxCompany;

/** Tokens are refreshed over days, so that their values change. The company stays connected. */
final class RefreshScenario implements Scenario {

    @Override
    public String name() {
        return "token refresh";
    }

    @Override
    public void prepare(QuickBooksSandbox sandbox) {
        Books.stock(sandbox.company());
    }

    private static List<Message> reads(SandboxCompany company) {
        String id = Books.id(company, "Customer", "DisplayName", Books.CUSTOMER);
        return List.of(new Message("read", "quickbooks:read/Customer", id, Node.headers()));
    }

    @Override
    public void act(Run run) {
        List<Message> reads = run.messages(() -> reads(run.sandbox().company()));
        run.deliver(reads, true);
        run.jump(Duration.ofMinutes(61));
        run.deliver(reads, true);
        // The value of the refresh token changes after a day.
        run.jump(Duration.ofHours(25));
        run.deliver(reads, true);
    }

    @Override
    public void redeliver(Run run) {
        run.jump(Duration.ofMinutes(61));
        run.deliver(run.messages(() -> reads(run.sandbox().company())), true);
    }

    @Override
    public void check(Run run) {
        // That the reads were answered after all is what the run itself looks at.
    }
}
