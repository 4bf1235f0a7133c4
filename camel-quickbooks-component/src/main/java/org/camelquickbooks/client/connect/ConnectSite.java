package org.camelquickbooks.client.connect;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.camelquickbooks.client.QuickBooksClient;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.client.oauth.CompanyConnection;
import org.camelquickbooks.client.throttle.ThrottleState;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The pages on which people connect companies, see their state, and disconnect them. Does not depend on an HTTP
 * server.
 */
public final class ConnectSite {

    /** What there is below the address of the pages. */
    public static final List<String> PATHS =
            List.of("", "/companies", "/connect", "/callback", "/disconnect", "/login", "/logout");

    private static final Logger LOG = LoggerFactory.getLogger(ConnectSite.class);

    private final ConnectSettings settings;
    private final QuickBooksClient client;
    private final ConnectListener listener;
    private final Executor workers;
    private final SessionAuthenticator authenticator;
    private final ConsentFlow consent;
    private final URI consentPage;

    public ConnectSite(
            ConnectSettings settings, QuickBooksClient client, ConnectListener listener, Time time, Executor workers) {
        this.settings = settings;
        this.client = client;
        this.listener = listener;
        this.workers = workers;
        Secrets secrets = new Secrets();
        this.authenticator = new SessionAuthenticator(settings, secrets, time);
        this.consent = new ConsentFlow(settings, client, listener, new PendingConsents(secrets, time));
        this.consentPage = client.oauth().consent(settings.scopes(), "", "");
    }

    /** Answers a request; never fails. */
    public CompletionStage<WebAnswer> handle(WebRequest request) {
        // Stores may be slow, and the server's thread is not ours.
        return CompletableFuture.supplyAsync(() -> route(request), workers)
                .thenCompose(Function.identity())
                .exceptionally(failure -> broken(request, Failures.cause(failure)))
                .thenApply(this::guarded);
    }

    private CompletionStage<WebAnswer> route(WebRequest request) {
        if (request.pretendsHeaders()) {
            return answered(WebAnswer.page(
                    400, ConnectPages.refusal("Not understood", "This is not an address of these pages.")));
        }
        String what = request.method() + " " + request.path();
        if (what.equals("GET /callback")) {
            // Whoever comes back is known by the state, and by the cookie that it is bound to.
            return consent.end(request);
        }
        if (what.equals("POST /login") && settings.secret() != null) {
            return answered(logIn(request));
        }
        switch (authenticator.access(request)) {
            case LOCAL_ONLY -> {
                return answered(WebAnswer.page(
                        403,
                        ConnectPages.refusal(
                                "Only from this machine",
                                "These pages are open to browsers on this machine only, at http://localhost."
                                        + " To open them to others, set connectSecret or connectAuthenticator, and"
                                        + " connectUrl.")));
            }
            case DENIED -> {
                return answered(WebAnswer.page(
                        403, ConnectPages.refusal("Not allowed", "You are not allowed to connect companies.")));
            }
            case LOGIN_REQUIRED -> {
                return answered(loginPage(request, null, 401));
            }
            case GRANTED -> {
                // Go on.
            }
        }
        if (request.isPost() && !authenticator.isOurForm(request)) {
            return answered(WebAnswer.page(
                    403,
                    ConnectPages.message(
                            "This form has expired",
                            "It was opened in another browser, or the integration was restarted. Nothing was changed. "
                                    + "Please submit the form again.")));
        }
        return switch (what) {
            case "GET ", "GET /" -> answered(WebAnswer.redirect(outerPath() + "/companies"));
            case "GET /companies" -> answered(companies(request));
            case "GET /connect" ->
                answered(withVisitor(request, sign -> ConnectPages.connect(request.realmId(), sign)));
            case "POST /connect" -> answered(consent.begin(request));
            case "GET /disconnect" -> answered(askDisconnect(request));
            case "POST /disconnect" -> disconnect(request);
            case "POST /logout" -> {
                authenticator.logOut(request);
                yield answered(WebAnswer.redirect("companies"));
            }
            default ->
                answered(WebAnswer.page(
                        404, ConnectPages.message("There is no such page", "The pages are connect and companies.")));
        };
    }

    private static CompletionStage<WebAnswer> answered(WebAnswer answer) {
        return CompletableFuture.completedFuture(answer);
    }

    private WebAnswer logIn(WebRequest request) {
        if (!authenticator.isOurForm(request)) {
            return loginPage(request, "Please try again.", 403);
        }
        String visitor = authenticator.logIn(request);
        if (visitor == null) {
            boolean guessing = authenticator.isLockedOut(request);
            LOG.warn(
                    "Somebody entered a wrong connectSecret{}",
                    guessing ? "; that address is blocked for a while" : "");
            return guessing
                    ? loginPage(request, "Too many wrong attempts came from your address. Please wait a while.", 429)
                    : loginPage(request, "This is not the connectSecret.", 401);
        }
        return WebAnswer.redirect("companies")
                .with("Set-Cookie", SessionAuthenticator.cookie(visitor, cookiePath(), isSecure()));
    }

    private WebAnswer loginPage(WebRequest request, String problem, int status) {
        if (asksForJson(request)) {
            return WebAnswer.json(
                    status, "{\"error\":\"Send the header Authorization: Bearer with the connectSecret\"}");
        }
        return withVisitor(request, sign -> ConnectPages.login(problem, sign)).withStatus(status);
    }

    private WebAnswer companies(WebRequest request) {
        List<CompanyConnection> states = client.tokens().states().all();
        Map<String, ThrottleState> throttleStates = client.throttleStates();
        if (asksForJson(request)) {
            ObjectNode json = Json.object();
            ArrayNode companies = json.putArray("companies");
            states.forEach(state -> companies.add(json(state, throttleStates.get(state.realmId()))));
            return WebAnswer.json(200, json.toString());
        }
        List<ConnectPages.CompanyRow> rows = states.stream()
                .map(state -> new ConnectPages.CompanyRow(state, throttleStates.get(state.realmId())))
                .toList();
        return withVisitor(
                request,
                sign -> ConnectPages.companies(
                        rows, note(request), client.limits(), settings.secret() == null ? null : sign));
    }

    private String note(WebRequest request) {
        String connected = WebRequest.realmId(request.parameter("connected"));
        if (!connected.isEmpty()) {
            return "Company " + connected + " is connected.";
        }
        String gone = WebRequest.realmId(request.parameter("disconnected"));
        return gone.isEmpty() ? null : "Company " + gone + " is disconnected.";
    }

    private static boolean asksForJson(WebRequest request) {
        String accept = request.header("Accept");
        return accept != null && accept.contains("application/json");
    }

    private static ObjectNode json(CompanyConnection state, ThrottleState throttle) {
        ObjectNode json = Json.object()
                .put("realmId", state.realmId())
                .put("name", state.name())
                .put("state", state.state().name())
                .put("why", state.why())
                .put("refreshed", text(state.refreshed()))
                .put("accessExpires", text(state.accessExpires()))
                .put("refreshExpires", text(state.refreshExpires()))
                .put("hardExpires", text(state.hardExpires()));
        return json.put("requestsInLastMinute", throttle == null ? 0 : throttle.requests())
                .put("waiting", throttle == null ? 0 : throttle.waiting())
                .put("throttledUntil", throttle == null ? null : text(throttle.throttledUntil()));
    }

    private static String text(Instant time) {
        return time == null ? null : time.toString();
    }

    /** Where QuickBooks sends people, too, who have disconnected there. */
    private WebAnswer askDisconnect(WebRequest request) {
        String realmId = request.realmId();
        if (realmId.isEmpty() || !client.tokens().store().list().contains(realmId)) {
            return WebAnswer.page(
                    200,
                    ConnectPages.message("It is not connected", "This integration has no tokens for this company."));
        }
        CompanyConnection state = client.tokens().states().of(realmId);
        return withVisitor(request, sign -> ConnectPages.disconnect(state, sign));
    }

    private CompletionStage<WebAnswer> disconnect(WebRequest request) {
        String realmId = request.realmId();
        if (!client.tokens().store().list().contains(realmId)) {
            return answered(WebAnswer.redirect("companies"));
        }
        CompanyConnection state = client.tokens().states().of(realmId);
        return client.tokens()
                .disconnect(realmId)
                .thenApply(done -> {
                    listener.disconnected(state);
                    return WebAnswer.redirect("companies?disconnected=" + realmId);
                })
                .exceptionally(failure -> {
                    LOG.warn(
                            "Company {} could not be disconnected: {}",
                            realmId,
                            Failures.cause(failure).getMessage());
                    return WebAnswer.page(
                            502,
                            ConnectPages.message(
                                    "This did not work",
                                    "The company is still connected, because QuickBooks was not available. Please try again "
                                            + "later, or disconnect it in QuickBooks."));
                });
    }

    @FunctionalInterface
    private interface Form {
        String show(String formSignature);
    }

    /** A page with forms, which only this browser can send. */
    private WebAnswer withVisitor(WebRequest request, Form form) {
        String visitor = SessionAuthenticator.visitor(request);
        boolean known = !visitor.isEmpty();
        if (!known) {
            visitor = authenticator.newVisitor();
        }
        WebAnswer page = WebAnswer.page(200, form.show(authenticator.formSignature(visitor)));
        return known ? page : page.with("Set-Cookie", SessionAuthenticator.cookie(visitor, cookiePath(), isSecure()));
    }

    /** Where browsers see the pages. */
    private String outerPath() {
        return settings.url() == null
                ? settings.path()
                : URI.create(settings.url()).getPath();
    }

    private String cookiePath() {
        return outerPath().isEmpty() ? "/" : outerPath();
    }

    private boolean isSecure() {
        return settings.url() != null && settings.url().startsWith("https:");
    }

    private static WebAnswer broken(WebRequest request, Throwable failure) {
        LOG.error("{} failed", request, failure);
        return WebAnswer.page(
                500, ConnectPages.refusal("This did not work", "This integration has a problem. See its log."));
    }

    /** What browsers are told with every answer. */
    private WebAnswer guarded(WebAnswer answer) {
        String consentHost = consentPage.getScheme() + "://" + consentPage.getRawAuthority();
        return answer.with("Cache-Control", "no-store")
                .with("Content-Security-Policy", ConnectPages.POLICY + consentHost)
                .with("Referrer-Policy", "no-referrer")
                .with("X-Content-Type-Options", "nosniff")
                .with("X-Frame-Options", "DENY");
    }
}
