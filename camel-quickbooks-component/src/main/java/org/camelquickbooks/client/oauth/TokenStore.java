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
     * Replaces a company's token, one at a time for all who share the store.
     *
     * @param function is given the token as it is kept now, which somebody else may have replaced meanwhile, and answers
     *     the one to keep; the same one where nothing is to be done
     * @return the token that is kept, when it is kept safely; failed where the function failed, and then the old is kept
     */
    CompletionStage<Token> refresh(String realmId, Function<Token, CompletionStage<Token>> function);
}
