package org.camelquickbooks.sandbox.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.camelquickbooks.sandbox.call.Answer;
import org.camelquickbooks.sandbox.call.Call;
import org.camelquickbooks.sandbox.call.Loopback;
import org.camelquickbooks.sandbox.company.Companies;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;

/** The OAuth 2 and OpenID endpoints. */
public final class OAuthService {

    static final Set<String> SCOPES = Set.of(
            "com.intuit.quickbooks.accounting",
            "com.intuit.quickbooks.payment",
            "openid",
            "profile",
            "email",
            "phone",
            "address");

    private static final int MOST_CODES = 1_000;
    private static final int MOST_APPS = 1_000;
    private static final Duration CODE_LIFE = Duration.ofMinutes(5);

    /** A code that waits to be exchanged, once. */
    private record Code(String clientId, String redirectUri, String realmId, Set<String> scopes, Instant expires) {}

    private final Clock clock;
    private final Tokens tokens;
    private final Identifiers identifiers;
    private final Companies companies;
    private final IdTokens idTokens;
    private final List<App> apps = new CopyOnWriteArrayList<>(List.of(App.DEFAULT));
    private final Map<String, Code> codes = new LinkedHashMap<>();

    public OAuthService(Clock clock, Tokens tokens, Identifiers identifiers, Companies companies) {
        this.clock = clock;
        this.tokens = tokens;
        this.identifiers = identifiers;
        this.companies = companies;
        this.idTokens = new IdTokens(clock);
    }

    public void register(App app) {
        apps.removeIf(known -> known.clientId().equals(app.clientId()));
        if (apps.size() >= MOST_APPS) {
            throw new IllegalArgumentException("There are " + MOST_APPS + " apps already");
        }
        apps.add(app);
    }

    public List<App> apps() {
        return List.copyOf(apps);
    }

    /** The page on which a user chooses a company and allows or denies. */
    public Answer consentPage(Call call) {
        String problem = problem(call.parameter("client_id"), call.parameter("redirect_uri"));
        if (problem == null && !"code".equals(call.parameter("response_type"))) {
            problem = "response_type must be code";
        }
        Set<String> scopes = Tokens.scopes(text(call.parameter("scope")));
        if (problem == null && (scopes.isEmpty() || !SCOPES.containsAll(scopes))) {
            problem = "scope must name one or more of "
                    + String.join(" ", SCOPES.stream().sorted().toList());
        }
        if (problem == null && text(call.parameter("state")).isEmpty()) {
            problem = "state is missing";
        }
        return problem == null ? ConsentPage.show(call, scopes, companies.all()) : ConsentPage.refuse(problem);
    }

    /** What the user has decided. */
    public Answer consent(Call call) {
        String redirect = text(call.field("redirect_uri"));
        String problem = problem(call.field("client_id"), redirect);
        if (problem != null) {
            return ConsentPage.refuse(problem);
        }
        String state = "state=" + encode(text(call.field("state")));
        String separator = redirect.contains("?") ? "&" : "?";
        if (!"allow".equals(call.field("decision"))) {
            return Answer.redirect(redirect + separator + "error=access_denied&" + state);
        }
        String realm = text(call.field("realmId"));
        Set<String> scopes = Tokens.scopes(text(call.field("scope")));
        if (companies.find(realm) == null || !SCOPES.containsAll(scopes)) {
            return ConsentPage.refuse("realmId must be one of the sandbox's companies, and the scopes known ones");
        }
        String code = identifiers.secret("AB11", 24);
        keep(
                code,
                new Code(
                        call.field("client_id"),
                        redirect,
                        realm,
                        scopes,
                        clock.instant().plus(CODE_LIFE)));
        return Answer.redirect(redirect + separator + "code=" + code + "&" + state + "&realmId=" + realm);
    }

    /** Codes that nobody fetches do not pile up. */
    private void keep(String value, Code code) {
        synchronized (codes) {
            Instant now = clock.instant();
            codes.values().removeIf(known -> now.isAfter(known.expires));
            if (codes.size() >= MOST_CODES) {
                codes.remove(codes.keySet().iterator().next());
            }
            codes.put(value, code);
        }
    }

    private Code take(String value) {
        synchronized (codes) {
            return codes.remove(value);
        }
    }

    private String problem(String clientId, String redirectUri) {
        if (find(clientId) == null) {
            return "client_id is not that of a registered app; the default one is " + App.DEFAULT.clientId();
        }
        if (!isLoopback(redirectUri)) {
            return "redirect_uri must be a URL of this machine, such as http://localhost:8080/callback";
        }
        return null;
    }

    private static boolean isLoopback(String uri) {
        try {
            URI parsed = URI.create(text(uri));
            String host = text(parsed.getHost());
            String scheme = text(parsed.getScheme());
            return (scheme.equalsIgnoreCase("http") || scheme.equalsIgnoreCase("https"))
                    && parsed.getRawUserInfo() == null
                    && parsed.getRawFragment() == null
                    && Loopback.isName(host);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private App find(String clientId) {
        return apps.stream()
                .filter(app -> app.clientId().equals(clientId))
                .findFirst()
                .orElse(null);
    }

    /** Code exchange and refresh. */
    public Answer token(Call call) {
        return answering(() -> {
            App app = authenticated(call);
            Tokens.Pair pair =
                    switch (text(call.field("grant_type"))) {
                        case "authorization_code" -> exchange(call, app);
                        case "refresh_token" -> refresh(call, app);
                        default ->
                            throw new OAuthError(
                                    400,
                                    "unsupported_grant_type",
                                    "grant_type must be authorization_code or refresh_token");
                    };
            boolean hardEnd = "true".equalsIgnoreCase(call.header("x-include-refresh-token-hard-expires-in"));
            return noStore(Answer.json(json(pair, hardEnd)));
        });
    }

    private Tokens.Pair exchange(Call call, App app) {
        Code code = take(text(call.field("code")));
        if (code == null || clock.instant().isAfter(code.expires) || !code.clientId.equals(app.clientId())) {
            throw OAuthError.invalidGrant("Invalid authorization code");
        }
        if (!code.redirectUri.equals(call.field("redirect_uri"))) {
            throw OAuthError.invalidGrant("redirect_uri is not the one that the code was made for");
        }
        return tokens.grant(app.clientId(), code.realmId, code.scopes);
    }

    private Tokens.Pair refresh(Call call, App app) {
        if (text(call.field("refresh_token")).isEmpty()) {
            throw OAuthError.invalidRequest("refresh_token is missing");
        }
        return tokens.refresh(app.clientId(), call.field("refresh_token"));
    }

    /** The pair in the JSON format of the token endpoint. */
    public ObjectNode json(Tokens.Pair pair, boolean withHardEnd) {
        Instant now = clock.instant();
        ObjectNode node = Json.object().put("token_type", "bearer");
        node.put("access_token", pair.access().value()).put("expires_in", 3600);
        node.put("refresh_token", pair.refreshToken());
        node.put("x_refresh_token_expires_in", secondsUntil(pair.refreshExpires(), now));
        if (withHardEnd) {
            node.put("x_refresh_token_hard_expires_in", secondsUntil(pair.hardEnd(), now));
        }
        if (pair.access().scopes().contains("openid")) {
            node.put("id_token", idTokens.make(pair.access()));
        }
        return node;
    }

    /** A second that has begun counts, so that a fresh token has all of its seconds. */
    private static long secondsUntil(Instant end, Instant now) {
        return Duration.between(now, end).plusNanos(999_999_999).toSeconds();
    }

    public Answer revoke(Call call) {
        return answering(() -> {
            authenticated(call);
            String token =
                    call.contentType().contains("json") ? Json.text(readable(call), "token") : call.field("token");
            if (token == null) {
                throw OAuthError.invalidRequest("token is missing");
            }
            if (!tokens.revoke(token)) {
                throw OAuthError.invalidGrant("Token invalid");
            }
            return Answer.empty(200);
        });
    }

    private static JsonNode readable(Call call) {
        try {
            return Json.parse(call.body().getBytes());
        } catch (RuntimeException e) {
            throw OAuthError.invalidRequest("the body must be JSON with a field token");
        }
    }

    /** The app by its Basic credentials, or by those in the form. */
    private App authenticated(Call call) {
        String header = text(call.header("Authorization"));
        String id = call.contentType().contains("form") ? call.field("client_id") : null;
        String secret = id == null ? null : call.field("client_secret");
        if (header.regionMatches(true, 0, "Basic ", 0, 6)) {
            String pair = decoded(header.substring(6).trim());
            int colon = pair.indexOf(':');
            id = colon < 0 ? pair : pair.substring(0, colon);
            secret = colon < 0 ? "" : pair.substring(colon + 1);
        }
        App app = find(id);
        if (app == null || secret == null || !same(app.clientSecret(), secret)) {
            throw new OAuthError(401, "invalid_client", null);
        }
        return app;
    }

    private static String decoded(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static boolean same(String one, String other) {
        return MessageDigest.isEqual(one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
    }

    public Answer discovery(Call call, String url) {
        ObjectNode node = Json.object().put("issuer", idTokens.issuer());
        node.put("authorization_endpoint", url + "/connect/oauth2");
        node.put("token_endpoint", url + "/oauth2/v1/tokens/bearer");
        node.put("userinfo_endpoint", url + "/v1/openid_connect/userinfo");
        node.put("revocation_endpoint", url + "/v2/oauth2/tokens/revoke");
        node.put("jwks_uri", url + "/op/v1/jwks");
        node.putArray("response_types_supported").add("code");
        node.putArray("subject_types_supported").add("public");
        node.putArray("id_token_signing_alg_values_supported").add("RS256");
        var scopes = node.putArray("scopes_supported");
        List.of("openid", "email", "profile", "address", "phone").forEach(scopes::add);
        var methods = node.putArray("token_endpoint_auth_methods_supported");
        List.of("client_secret_post", "client_secret_basic").forEach(methods::add);
        var claims = node.putArray("claims_supported");
        List.of("aud", "exp", "iat", "iss", "realmid", "sub").forEach(claims::add);
        return Answer.json(node);
    }

    public Answer keys(Call call) {
        return Answer.json(idTokens.keys());
    }

    public Answer userInfo(Call call) {
        AccessToken token;
        try {
            token = tokens.check(call.header("Authorization"));
        } catch (QuickBooksFault fault) {
            return Answer.json(401, Json.object().put("error", "invalid_token"));
        }
        if (!token.scopes().contains("openid")) {
            return Answer.json(403, Json.object().put("error", "insufficient_scope"));
        }
        return Answer.json(ConsentPage.user(token.scopes()));
    }

    @FunctionalInterface
    private interface Work {
        Answer answer();
    }

    private static Answer answering(Work work) {
        try {
            return work.answer();
        } catch (OAuthError error) {
            ObjectNode node = Json.object().put("error", error.error());
            if (error.getMessage() != null) {
                node.put("error_description", error.getMessage());
            }
            return noStore(Answer.json(error.status(), node));
        }
    }

    private static Answer noStore(Answer answer) {
        return answer.with("Cache-Control", "no-store").with("Pragma", "no-cache");
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    private static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
