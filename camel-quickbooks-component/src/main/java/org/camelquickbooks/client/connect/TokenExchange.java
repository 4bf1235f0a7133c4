package org.camelquickbooks.client.connect;

import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.camelquickbooks.client.QuickBooksClient;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.client.oauth.Token;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Exchanges the code of a consent for the company's tokens. */
public final class TokenExchange {

    private static final Logger LOG = LoggerFactory.getLogger(TokenExchange.class);

    private final QuickBooksClient client;

    public TokenExchange(QuickBooksClient client) {
        this.client = client;
    }

    /** @return the tokens, when they are kept */
    public CompletionStage<Token> of(String realmId, String code, String redirectUri) {
        return client.oauth().exchange(realmId, code, redirectUri).thenCompose(this::keep);
    }

    /**
     * Tokens are kept only when they have read the company they are said to be of: whoever brings a code along may name any
     * company, and its own tokens would be overwritten. A fault, a timeout or silence shows nothing, so it keeps nothing.
     */
    private CompletionStage<Token> keep(Token token) {
        return client.companyName(token)
                .thenApply(name -> {
                    if (name == null) {
                        throw new IllegalStateException(
                                "QuickBooks answered with no CompanyInfo of company " + token.realmId());
                    }
                    return token.withCompanyName(name);
                })
                .handle((checked, failure) ->
                        failure == null ? client.tokens().connect(checked) : revoked(token, failure))
                .thenCompose(Function.identity());
    }

    private CompletionStage<Token> revoked(Token token, Throwable why) {
        return client.oauth().revoke(token).handle((done, failed) -> {
            if (failed != null) {
                LOG.warn(
                        "The connection of company {} failed, and its tokens could not be revoked: {}",
                        token.realmId(),
                        Failures.cause(failed).getMessage());
            }
            throw new CompletionException(Failures.cause(why));
        });
    }
}
