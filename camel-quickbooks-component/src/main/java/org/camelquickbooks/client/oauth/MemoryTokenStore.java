package org.camelquickbooks.client.oauth;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Keeps tokens as long as the process lives: for tests, and for access tokens that come from elsewhere. */
public final class MemoryTokenStore implements TokenStore {

    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final Map<String, CompletableFuture<Token>> refreshing = new ConcurrentHashMap<>();

    @Override
    public Optional<Token> load(String realmId) {
        return Optional.ofNullable(tokens.get(realmId));
    }

    @Override
    public Set<String> list() {
        return new TreeSet<>(tokens.keySet());
    }

    @Override
    public void save(Token token) {
        tokens.put(token.realmId(), token);
    }

    @Override
    public void remove(String realmId) {
        tokens.remove(realmId);
    }

    @Override
    public CompletionStage<Token> refresh(String realmId, Function<Token, CompletionStage<Token>> function) {
        CompletableFuture<Token> mine = new CompletableFuture<>();
        CompletableFuture<Token> before = refreshing.put(realmId, mine);
        CompletionStage<?> turn = before == null ? CompletableFuture.completedFuture(null) : before;
        turn.handle((done, failed) -> null)
                .thenCompose(go -> function.apply(tokens.get(realmId)))
                .whenComplete((token, failure) -> {
                    if (failure == null) {
                        tokens.put(realmId, token);
                    }
                    refreshing.remove(realmId, mine);
                    if (failure == null) {
                        mine.complete(token);
                    } else {
                        mine.completeExceptionally(failure);
                    }
                });
        return mine;
    }
}
