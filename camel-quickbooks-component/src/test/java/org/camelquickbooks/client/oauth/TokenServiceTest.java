package org.camelquickbooks.client.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.camelquickbooks.client.VirtualTime;
import org.camelquickbooks.model.QuickBooksAuthenticationException;
import org.junit.jupiter.api.Test;

/** Who asks for tokens while others are being fetched. */
class TokenServiceTest {

    private static final Instant START = Instant.parse("2026-03-10T09:00:00Z");

    private final Deque<Runnable> work = new ArrayDeque<>();
    private final Deque<Token> stored = new ArrayDeque<>();

    private final TokenService tokens = new TokenService(
            new Stored(),
            null,
            new TokenSettings(Duration.ofMinutes(5), Duration.ofDays(7), Map.of(), () -> null),
            new VirtualTime(START, now -> {}),
            work::add,
            new TokenListener() {});

    /** What is loaded next; the last one stays. */
    private final class Stored extends ReadOnlyTokenStore {

        @Override
        public Optional<Token> load(String realmId) {
            return Optional.of(stored.size() > 1 ? stored.poll() : stored.peek());
        }

        @Override
        public Set<String> list() {
            return Set.of("1");
        }
    }

    private void store(String... accessTokens) {
        for (String accessToken : accessTokens) {
            stored.add(new Token("1", accessToken, START.plus(Duration.ofHours(1)), null, null));
        }
    }

    private void run() {
        for (Runnable next = work.poll(); next != null; next = work.poll()) {
            next.run();
        }
    }

    @Test
    void aLoadThatBringsTheRefusedTokenIsNoAnswerToWhoWantsAnotherOne() {
        store("refused", "next");
        CompletableFuture<Token> load = tokens.token("1").toCompletableFuture();
        CompletableFuture<Token> renewed = tokens.renew("1", "refused").toCompletableFuture();
        run();
        assertThat(load.join().accessToken()).isEqualTo("refused");
        assertThat(renewed.join().accessToken()).isEqualTo("next");
    }

    @Test
    void whereThereIsNoOtherTokenThatIsSaid() {
        store("refused");
        tokens.token("1");
        CompletableFuture<Token> renewed = tokens.renew("1", "refused").toCompletableFuture();
        run();
        assertThatThrownBy(renewed::join).hasRootCauseInstanceOf(QuickBooksAuthenticationException.class);
    }

    @Test
    void aLoadThatBringsAnotherTokenIsJoined() {
        store("next", "never asked for");
        tokens.token("1");
        CompletableFuture<Token> renewed = tokens.renew("1", "refused").toCompletableFuture();
        run();
        assertThat(renewed.join().accessToken()).isEqualTo("next");
    }
}
