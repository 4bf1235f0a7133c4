package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.camelquickbooks.client.VirtualTime;
import org.camelquickbooks.model.QuickBooksThrottledException;
import org.junit.jupiter.api.Test;

class ReadMeterTest extends RouteTest {

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-03-30T12:00:00Z"), now -> {});
    private List<QuickBooksLimitEvent> events;

    @Override
    protected CamelContext createCamelContext() throws Exception {
        CamelContext context = super.createCamelContext();
        events = limitEvents(context);
        return context;
    }

    @Override
    protected void configure(QuickBooksComponent component) {
        super.configure(component);
        component.setTime(time);
        component.setReadBudget(10);
        component.setReadBudgetAction(QuickBooksComponent.ReadBudgetAction.HOLD);
    }

    private Exchange read(String priority) {
        return send("quickbooks:read/Customer?priority=" + priority, customerId());
    }

    private long counted() {
        return counted(component());
    }

    /** What others counted comes from the database, for which nobody waits. */
    private static long counted(QuickBooksComponent of) {
        of.runtime().client().reads(REALM);
        while (!of.runtime().state().isIdle()) {
            Thread.onSpinWait();
        }
        return of.runtime().client().reads(REALM);
    }

    @Test
    void readsAreCountedAndWritesAreFree() {
        read("bulk");
        send("quickbooks:query", "select * from Customer");
        send("quickbooks:create/Customer", json("{`DisplayName`:`Free`}"));
        send("quickbooks:report/TrialBalance", null);
        assertThat(counted()).isEqualTo(3);
    }

    @Test
    void fourFifthsAreToldAndBulkIsHeldAtTheEndOfTheBudget() {
        for (int i = 0; i < 10; i++) {
            assertThat(read("bulk").getException()).isNull();
        }
        assertThat(events).singleElement().satisfies(event -> {
            assertThat(event.getLimit()).isEqualTo("readBudget");
            assertThat(event.getUsed()).isEqualTo(8);
        });
        assertThat(read("bulk").getException())
                .isInstanceOf(QuickBooksThrottledException.class)
                .hasMessageContaining("refused until 2026-04-01")
                .hasMessageContaining("readBudget");
        assertThat(read("interactive").getException()).isNull();
    }

    @Test
    void theCountOutlivesTheProcessAndEndsWithTheMonth() {
        for (int i = 0; i < 7; i++) {
            read("bulk");
        }
        component().stop();
        component().start();
        assertThat(counted()).isEqualTo(7);
        time.advance(Duration.ofDays(3), () -> false);
        assertThat(counted()).isZero();
    }

    @Test
    void aProcessThatDiesHasCountedTooManyRatherThanTooFew() {
        read("bulk");
        // Nothing is told to the file at the end, as with a kill: a second component reads what is there.
        QuickBooksComponent second = new QuickBooksComponent(context);
        configure(second);
        second.start();
        assertThat(counted(second)).isBetween(1L, 51L);
        second.stop();
    }
}
