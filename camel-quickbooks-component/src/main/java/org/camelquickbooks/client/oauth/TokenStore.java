package org.camelquickbooks.client.oauth;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Stores the tokens of companies. A single bean of this type in the registry is used automatically. */
public interface TokenStore {

    Optional<Token> load(String realmId);

    /** The companies that have tokens. */
    Set<String> list();

    void save(Token token);

    void remove(String realmId);

    /**
     * Replaces a company's token. Only one caller at a time does this, of all that share the store.
     *
     * @param function gets the stored token, which another process may have replaced in the meantime, and returns the
     *     token to store; the same token if nothing has to change
     * @return the stored token, when it is stored durably; failed if the function failed, and then the old token remains
     */
    CompletionStage<Token> refresh(String realmId, Function<Token, CompletionStage<Token>> function);
}
