package org.camelquickbooks.client.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camelquickbooks.client.VirtualTime;
import org.junit.jupiter.api.Test;

/** Connections that nobody uses are looked after, whatever happens to one of them. */
class TokenWatchTest {

    private static final Instant START = Instant.parse("2026-03-10T09:00:00Z");

    private final VirtualTime time = new VirtualTime(START, now -> {});
    private final List<String> ending = new ArrayList<>();
    private boolean listFails;

    /** Company 1 cannot be read, company 2 has a day to live. */
    private final class HalfBroken extends ReadOnlyTokenStore {

        @Override
        public Optional<Token> load(String realmId) {
            if (realmId.equals("1")) {
                throw new UncheckedIOException(new IOException("the disk has a bad block"));
            }
            Instant end = START.plus(Duration.ofDays(1));
            return Optional.of(new Token(realmId, "a", null, "r", null, null, end, START, null));
        }

        @Override
        public Set<String> list() {
            if (listFails) {
                listFails = false;
                throw new NoClassDefFoundError("the driver was undeployed");
            }
            return new LinkedHashSet<>(List.of("1", "2"));
        }
    }

    private TokenWatch watch() {
        TokenListener listener = new TokenListener() {
            @Override
            public void ending(String realmId, Instant end) {
                ending.add(realmId);
            }
        };
        TokenSettings settings = new TokenSettings(Duration.ofMinutes(5), Duration.ofDays(7), Map.of(), () -> null);
        TokenService tokens = new TokenService(new HalfBroken(), null, settings, time, Runnable::run, listener);
        return new TokenWatch(tokens, Duration.ofDays(7), time, listener);
    }

    @Test
    void aTokenThatCannotBeReadKeepsNobodyElseFromBeingLookedAfter() {
        watch().start();
        time.advance(Duration.ofMinutes(2), () -> false);
        assertThat(ending).containsExactly("2");
    }

    @Test
    void aRoundThatFailsIsFollowedByTheNext() {
        listFails = true;
        watch().start();
        time.advance(Duration.ofMinutes(2), () -> false);
        assertThat(ending).isEmpty();
        time.advance(Duration.ofMinutes(62), () -> false);
        assertThat(ending).containsExactly("2");
    }
}
