package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.client.oauth.TokenStore;
import org.camelquickbooks.model.QuickBooksAuthenticationException;
import org.junit.jupiter.api.Test;

/** Whoever listens from outside may fail: no outcome changes for that. */
class ListenersTest extends RouteTest {

    private final AtomicInteger thrown = new AtomicInteger();

    /** Fails with an Error, too: a missing class of an optional library is one. */
    private final class BrokenMeters extends SimpleMeterRegistry {

        private RuntimeException broken() {
            thrown.incrementAndGet();
            throw new NoClassDefFoundError("a meter that is not there");
        }

        @Override
        protected Counter newCounter(Meter.Id id) {
            throw broken();
        }

        @Override
        protected Timer newTimer(Meter.Id id, DistributionStatisticConfig config, PauseDetector pauses) {
            throw broken();
        }
    }

    @Override
    protected void configure(QuickBooksComponent component) {
        super.configure(component);
        component.getCamelContext().getRegistry().bind("meters", new BrokenMeters());
        useRefreshToken(component);
    }

    private Exchange read() {
        return send("quickbooks:read/CompanyInfo", REALM);
    }

    private TokenStore store() {
        return component().runtime().client().tokens().store();
    }

    @Test
    void aRefreshedTokenIsKeptAndUsed() {
        String configured = component().getRefreshToken();
        assertThat(read().getException()).isNull();
        assertThat(thrown.get()).isPositive();
        Token kept = store().load(REALM).orElseThrow();
        assertThat(kept.accessToken()).isNotNull();
        assertThat(kept.refreshed()).isNotNull();
        assertThat(kept.formerRefreshToken() == null
                        || kept.formerRefreshToken().equals(configured))
                .isTrue();
    }

    @Test
    void aCompanyThatWasRefusedWorksWhenItIsConnectedAgain() {
        store().save(new Token(REALM, null, null, "never given", null));
        component().setRefreshToken(null);
        restart();
        assertThat(read().getException()).isInstanceOf(QuickBooksAuthenticationException.class);
        store().save(new Token(REALM, null, null, sandbox().tokens(REALM).refreshToken(), null));
        assertThat(read().getException()).isNull();
    }
}
