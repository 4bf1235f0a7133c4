package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.camelquickbooks.FreePort;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.webhook.Subscription;
import org.junit.jupiter.api.Test;

/** What makes the flow look for changes, and in which companies. */
class ReplicaWakeTest extends ReplicaTest {

    private static final long PATIENCE = TimeUnit.MINUTES.toNanos(3);

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE;
        while (!condition.getAsBoolean()) {
            assertThat(end - System.nanoTime()).as("waited in vain for " + what).isPositive();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    @Test
    void aWebhookWakesIt() throws Exception {
        int port = FreePort.serve(context);
        replica(
                h2(),
                "entities",
                "Customer",
                "ledger",
                "false",
                "webhook",
                "true",
                "webhookPath",
                "/copy",
                "webhookVerifyToken",
                "sandbox-verifier-token");
        run();
        SANDBOX.sandbox().webhookWindow(Duration.ZERO);
        SANDBOX.sandbox().subscribe(Subscription.cloudEvents("http://localhost:" + port + "/copy"));
        String customer = newCustomer(company(), "By webhook");
        SANDBOX.sandbox().deliverWebhooks();
        await("the customer in the copy", () -> !copy.all("SELECT id FROM qbo_customer WHERE id = '" + customer + "'")
                .isEmpty());
    }

    @Test
    void allConnectedCompaniesAreCopiedIntoTheSameTables() {
        String canada = QuickBooksSandbox.CANADA_REALM;
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        component
                .runtime()
                .client()
                .tokens()
                .store()
                .save(new Token(
                        canada,
                        SANDBOX.sandbox().tokens(canada).access().value(),
                        Instant.now().plusSeconds(3600),
                        null,
                        null));
        replica(h2(), "realms", "all", "entities", "Customer,Invoice");
        run();
        String elsewhere = newCustomer(SANDBOX.sandbox().company(canada), "Elsewhere");
        run();
        copy.equalTheCompany("Customer", "Invoice");
        new CopiedBooks(copy.source(), template, canada).equalTheCompany("Customer", "Invoice");
        assertThat(copy.all("SELECT realm_id FROM qbo_customer WHERE display_name = 'Elsewhere' AND id = '" + elsewhere
                        + "'"))
                .containsExactly(canada);
        assertThat(copy.all("SELECT DISTINCT realm_id FROM qbo_ledger_line")).hasSize(2);
    }
}
