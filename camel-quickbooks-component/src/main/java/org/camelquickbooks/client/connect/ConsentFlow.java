package org.camelquickbooks.client.connect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.camelquickbooks.client.QuickBooksClient;
import org.camelquickbooks.client.connect.PendingConsents.ConsentResult;
import org.camelquickbooks.client.connect.PendingConsents.Return;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.model.QuickBooksAuthenticationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A person is sent to Intuit, and comes back with a code for tokens, or without one. */
final class ConsentFlow {

    private static final Logger LOG = LoggerFactory.getLogger(ConsentFlow.class);

    private final ConnectSettings settings;
    private final QuickBooksClient client;
    private final ConnectListener listener;
    private final PendingConsents consents;
    private final TokenExchange tokenExchange;

    ConsentFlow(ConnectSettings settings, QuickBooksClient client, ConnectListener listener, PendingConsents consents) {
        this.settings = settings;
        this.client = client;
        this.listener = listener;
        this.consents = consents;
        this.tokenExchange = new TokenExchange(client);
    }

    /** Sends a person to Intuit. */
    WebAnswer begin(WebRequest request) {
        String base = base(request);
        if (base == null) {
            return WebAnswer.page(
                    400,
                    ConnectPages.message(
                            "connectUrl is missing",
                            "QuickBooks needs an address to which it can redirect people. Set connectUrl to the address "
                                    + "of these pages, and register it with /callback at Intuit as a redirect URI."));
        }
        String redirectUri = base + "/callback";
        String state = consents.begin(SessionAuthenticator.visitor(request), redirectUri);
        return WebAnswer.redirect(
                client.oauth().consent(settings.scopes(), redirectUri, state).toString());
    }

    /** The address of these pages as the browser knows it; null where that cannot be trusted. */
    private String base(WebRequest request) {
        return settings.url() != null
                ? settings.url()
                : request.isAddressedToLoopback() ? "http://" + request.header("Host") + settings.path() : null;
    }

    /** A person comes back from Intuit. */
    CompletionStage<WebAnswer> end(WebRequest request) {
        Return back = consents.take(request.parameter("state"), SessionAuthenticator.visitor(request));
        if (back.outcome() != ConsentResult.GOOD) {
            LOG.warn("A redirect from QuickBooks was refused: {}", back.outcome());
            return CompletableFuture.completedFuture(WebAnswer.page(400, notGood(back.outcome())));
        }
        String error = request.parameter("error");
        if (!error.isEmpty()) {
            boolean denied = error.equals("access_denied");
            return CompletableFuture.completedFuture(WebAnswer.page(
                    denied ? 200 : 400,
                    ConnectPages.message(
                            denied ? "Nothing was connected" : "QuickBooks reports an error",
                            denied
                                    ? "You did not allow the connection in QuickBooks, so nothing has changed."
                                    : "QuickBooks could not start the connection. Check the app's settings at Intuit: its scopes, "
                                            + "and that its redirect URIs include this address.")));
        }
        String realmId = request.realmId();
        String code = request.parameter("code");
        if (realmId.isEmpty() || code.isEmpty()) {
            return CompletableFuture.completedFuture(WebAnswer.page(
                    400,
                    ConnectPages.message(
                            "Something is missing", "QuickBooks sent no code or no company. Please try again.")));
        }
        return tokenExchange
                .of(realmId, code, back.redirectUri())
                .thenCompose(token -> user(token).thenApply(user -> {
                    listener.connected(client.tokens().states().of(realmId), user);
                    return WebAnswer.redirect("companies?connected=" + realmId);
                }))
                .exceptionally(failure -> notConnected(Failures.cause(failure)));
    }

    private CompletionStage<JsonNode> user(Token token) {
        if (!settings.scopes().contains("openid")) {
            return CompletableFuture.completedFuture(null);
        }
        return client.oauth().userInfo(token).exceptionally(failure -> {
            LOG.warn(
                    "The person who connected company {} is unknown, because the request failed: {}",
                    token.realmId(),
                    Failures.cause(failure).getMessage());
            return null;
        });
    }

    private static String notGood(ConsentResult outcome) {
        return switch (outcome) {
            case USED ->
                ConnectPages.message(
                        "This link was already used",
                        "The link from QuickBooks works only once. The page of all companies shows whether the "
                                + "company is connected.");
            case EXPIRED ->
                ConnectPages.message(
                        "The connection has expired",
                        "A connection must be completed within ten minutes. Please start again.");
            case OTHER_BROWSER ->
                ConnectPages.message(
                        "This was started in another browser",
                        "A connection must be completed in the browser in which it was started. Please start again "
                                + "here.");
            default ->
                ConnectPages.message(
                        "This was not started here",
                        "This integration did not start this connection, or it was restarted in the meantime. Please "
                                + "start again.");
        };
    }

    private static WebAnswer notConnected(Throwable failure) {
        LOG.warn("A company could not be connected: {}", failure.toString());
        if (failure instanceof QuickBooksAuthenticationException) {
            return WebAnswer.page(
                    400,
                    ConnectPages.message(
                            "QuickBooks did not accept this",
                            "The code from QuickBooks has expired, or belongs to another company. Nothing has changed. "
                                    + "Please start again."));
        }
        return WebAnswer.page(
                502,
                ConnectPages.message(
                        "This did not work",
                        "The new tokens could not read the company, or could not be stored. Nothing was changed, and "
                                + "the new tokens were revoked. See the log for details. Please start again in a few minutes: "
                                + "open the page connect and choose the same company."));
    }
}
