package org.camelquickbooks.client.connect;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.camelquickbooks.client.QuickBooksClient;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.model.QuickBooksAuthenticationException;

/** Makes the code that a person brought along a connected company. */
public final class Introduction {

    private final QuickBooksClient client;

    public Introduction(QuickBooksClient client) {
        this.client = client;
    }

    /** @return the tokens, when they are kept */
    public CompletionStage<Token> of(String realmId, String code, String redirectUri) {
        return client.oauth().exchange(realmId, code, redirectUri).thenCompose(this::keep);
    }

    /** Before tokens are kept they have to show that they are the company's: another's would be overwritten. */
    private CompletionStage<Token> keep(Token token) {
        return client.companyName(token)
                .handle((name, failure) -> {
                    if (Failures.cause(failure) instanceof QuickBooksAuthenticationException refused) {
                        return client.oauth()
                                .revoke(token)
                                .handle((done, failed) -> null)
                                .thenCompose(done -> CompletableFuture.<Token>failedFuture(refused));
                    }
                    // Where QuickBooks is away for a moment, the name is what is missing.
                    return client.tokens().connect(token.withCompanyName(name));
                })
                .thenCompose(Function.identity());
    }
}
