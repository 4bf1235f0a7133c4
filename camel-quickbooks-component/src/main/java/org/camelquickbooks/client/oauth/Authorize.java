package org.camelquickbooks.client.oauth;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.client.http.Next;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.http.RequestKind;
import org.camelquickbooks.client.http.Response;
import org.camelquickbooks.client.http.Stage;
import org.camelquickbooks.model.QuickBooksAuthenticationException;

/**
 * Adds the company's access token. It comes before the throttle, so that a refresh holds no permit. The token itself
 * is read when the request is sent, because the request may have waited. After a 401 the token is refreshed, and the
 * following stages run again.
 */
public final class Authorize implements Stage {

    private static final int UNAUTHORIZED = 401;

    /** The renewed token may be refused too, where somebody else had it revoked meanwhile. */
    private static final int RENEWALS = 3;

    private final TokenService tokens;

    public Authorize(TokenService tokens) {
        this.tokens = tokens;
    }

    @Override
    public CompletionStage<Response> handle(Request request, Next next) {
        if (request.kind() == RequestKind.FILE) {
            return next.proceed(request);
        }
        String realmId = request.realmId();
        String[] sent = new String[1];
        Request authorized = request.authorized(() -> {
            sent[0] = tokens.accessToken(realmId);
            return "Bearer " + sent[0];
        });
        return tokens.token(realmId).thenCompose(token -> attempt(authorized, next, sent, 1));
    }

    private CompletionStage<Response> attempt(Request authorized, Next next, String[] sent, int number) {
        return next.proceed(authorized)
                .exceptionallyCompose(failure -> number <= RENEWALS && isRefused(failure)
                        ? tokens.renew(authorized.realmId(), sent[0])
                                .handle((token, unable) -> unable)
                                .thenCompose(unable -> unable == null
                                        ? attempt(authorized, next, sent, number + 1)
                                        : CompletableFuture.failedFuture(because(failure, unable)))
                        : CompletableFuture.failedFuture(failure));
    }

    private static boolean isRefused(Throwable failure) {
        Throwable cause = Failures.cause(failure);
        return cause instanceof QuickBooksAuthenticationException refused && refused.getStatus() == UNAUTHORIZED;
    }

    /** Why the token could not be renewed says more than that it was refused. */
    private static Throwable because(Throwable refused, Throwable unable) {
        Throwable cause = Failures.cause(unable);
        cause.addSuppressed(Failures.cause(refused));
        return cause;
    }
}
