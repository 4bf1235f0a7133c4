package org.camelquickbooks.client.oauth;

import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** A store of tests that only read. */
abstract class ReadOnlyTokenStore implements TokenStore {

    @Override
    public void save(Token token) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(String realmId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public CompletionStage<Token> refresh(String realmId, Function<Token, CompletionStage<Token>> function) {
        throw new UnsupportedOperationException();
    }
}
