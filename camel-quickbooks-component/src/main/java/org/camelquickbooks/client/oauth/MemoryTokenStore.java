package org.camelquickbooks.client.oauth;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.camelquickbooks.client.http.QueuedWork;

/** Stores tokens in memory, for tests and for access tokens from elsewhere. */
public final class MemoryTokenStore implements TokenStore {

    private final Map<String, Token> tokens = new ConcurrentHashMap<>();
    private final QueuedWork<String, Token> refreshes = new QueuedWork<>();

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
        return refreshes.enqueue(
                realmId, () -> function.apply(tokens.get(realmId)).thenApply(token -> {
                    tokens.put(realmId, token);
                    return token;
                }));
    }
}
