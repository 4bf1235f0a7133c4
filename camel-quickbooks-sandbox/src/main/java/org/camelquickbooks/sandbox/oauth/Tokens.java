package org.camelquickbooks.sandbox.oauth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelquickbooks.sandbox.company.Journal;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.oauth.Grant.Refresh;

/** Grants and their tokens, with their lifetimes: an hour, a day, a hundred days, five years. */
public final class Tokens {

    private static final Duration ACCESS = Duration.ofSeconds(3600);
    private static final int SWEEP = 10_000;
    private static final int MOST_TOKENS = 50_000;
    private static final int MOST_GRANTS = 20_000;

    /** A pair of tokens as it was handed out. */
    public record Pair(AccessToken access, String refreshToken, Instant refreshExpires, Instant hardEnd) {}

    private final Clock clock;
    private final Identifiers identifiers;
    private final Journal journal;
    private final Map<String, Grant> grants = new LinkedHashMap<>();
    private final Map<String, String> grantOfRefresh = new HashMap<>();
    private final Map<String, AccessToken> accessTokens = new LinkedHashMap<>();

    /** @param directory where tokens outlast the process, or null */
    public Tokens(Clock clock, Identifiers identifiers, Path directory) {
        this.clock = clock;
        this.identifiers = identifiers;
        this.journal = directory == null ? null : new Journal(directory.resolve("oauth.jsonl"), this::replay);
    }

    /** A new grant: a user has consented. */
    public synchronized Pair grant(String clientId, String realmId, Set<String> scopes) {
        Instant now = clock.instant();
        Grant grant = new Grant(
                identifiers.secret("", 12),
                clientId,
                realmId,
                Set.copyOf(scopes),
                now,
                false,
                List.of(new Refresh(newRefreshToken(), now)));
        keep(grant);
        return pair(grant);
    }

    private String newRefreshToken() {
        return identifiers.secret("AB11", 33);
    }

    /** Refreshes, by the rules of the real service; the answer may hold a new refresh token. */
    synchronized Pair refresh(String clientId, String refreshToken) {
        Instant now = clock.instant();
        Grant grant = refreshToken == null ? null : grants.get(grantOfRefresh.get(refreshToken));
        if (grant == null || !grant.clientId().equals(clientId)) {
            throw OAuthError.invalidGrant("Incorrect Token type or clientID");
        }
        if (grant.revoked()) {
            throw OAuthError.invalidGrant("Token revoked");
        }
        Refresh used = grant.refreshTokens().stream()
                .filter(r -> r.value().equals(refreshToken))
                .findFirst()
                .orElseThrow(() -> OAuthError.invalidGrant("Token invalid"));
        Refresh current = grant.current();
        if (used != current && now.isAfter(current.issued().plus(Grant.GRACE))) {
            // Whoever kept the former value over the newer one is locked out here.
            throw OAuthError.invalidGrant("Token invalid");
        }
        if (!now.isBefore(grant.end(used))) {
            throw OAuthError.invalidGrant("Token expired");
        }
        if (used == current && !now.isBefore(current.issued().plus(Grant.ROTATION))) {
            grant = grant.rotated(newRefreshToken(), now);
            keep(grant);
        }
        return pair(grant);
    }

    private Pair pair(Grant grant) {
        Instant now = clock.instant();
        if (accessTokens.size() > SWEEP) {
            accessTokens.values().removeIf(token -> token.expires().isBefore(now.minus(ACCESS)));
            if (accessTokens.size() >= MOST_TOKENS) {
                accessTokens.remove(accessTokens.keySet().iterator().next());
            }
        }
        AccessToken access = new AccessToken(
                identifiers.secret("eyJlbmMiOiJzYW5kYm94In0.", 96),
                grant.id(),
                grant.clientId(),
                grant.realmId(),
                grant.scopes(),
                now.plus(ACCESS));
        accessTokens.put(access.value(), access);
        write(json(access));
        Refresh current = grant.current();
        return new Pair(access, current.value(), grant.end(current), grant.hardEnd());
    }

    /** Ends a grant by any of its tokens; both kinds die. Answers whether there was one. */
    public synchronized boolean revoke(String token) {
        AccessToken access = accessTokens.get(token);
        String id = access == null ? grantOfRefresh.get(token) : access.grantId();
        Grant grant = id == null ? null : grants.get(id);
        if (grant == null) {
            return false;
        }
        keep(grant.revokedNow());
        return true;
    }

    /** The company's user disconnects the apps in QuickBooks itself: no call tells of it. */
    public synchronized void disconnect(String realmId) {
        for (Grant grant : new ArrayList<>(grants.values())) {
            if (grant.realmId().equals(realmId) && !grant.revoked()) {
                keep(grant.revokedNow());
            }
        }
    }

    /** The token of an Authorization header, or the gateway's refusal. */
    public synchronized AccessToken check(String authorization) {
        if (authorization == null) {
            throw new QuickBooksFault(FaultCode.NOT_AUTHENTICATED, "Missing bearer token");
        }
        String value = authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? authorization.substring(7).trim()
                : "";
        if (value.length() < 30 || value.length() > 4096) {
            throw new QuickBooksFault(FaultCode.NOT_AUTHENTICATED, "Malformed bearer token: too short or too long");
        }
        AccessToken token = accessTokens.get(value);
        if (token == null) {
            throw new QuickBooksFault(FaultCode.NOT_AUTHENTICATED, "Token invalid");
        }
        if (!clock.instant().isBefore(token.expires())) {
            throw new QuickBooksFault(FaultCode.NOT_AUTHENTICATED, "Token expired");
        }
        Grant grant = grants.get(token.grantId());
        if (grant == null || grant.revoked()) {
            throw new QuickBooksFault(FaultCode.NOT_AUTHENTICATED, "Token revoked");
        }
        return token;
    }

    public synchronized void clear() {
        grants.clear();
        grantOfRefresh.clear();
        accessTokens.clear();
        if (journal != null) {
            journal.clear();
        }
    }

    public void close() {
        if (journal != null) {
            journal.close();
        }
    }

    private void keep(Grant grant) {
        write(json(grant));
        put(grant);
    }

    private void put(Grant grant) {
        if (grants.size() >= MOST_GRANTS && !grants.containsKey(grant.id())) {
            Grant oldest = grants.remove(grants.keySet().iterator().next());
            oldest.refreshTokens().forEach(refresh -> grantOfRefresh.remove(refresh.value()));
        }
        grants.put(grant.id(), grant);
        grant.refreshTokens().forEach(r -> grantOfRefresh.put(r.value(), grant.id()));
    }

    private void write(ObjectNode line) {
        if (journal != null) {
            journal.append(Json.bytes(line));
        }
    }

    private static ObjectNode json(Grant grant) {
        ObjectNode node = Json.object().put("g", grant.id()).put("client", grant.clientId());
        node.put("realm", grant.realmId()).put("consented", grant.consented().toString());
        node.put("revoked", grant.revoked()).put("scopes", String.join(" ", grant.scopes()));
        var values = node.putArray("refresh");
        grant.refreshTokens().forEach(r -> values.addObject()
                .put("value", r.value())
                .put("issued", r.issued().toString()));
        return node;
    }

    private static ObjectNode json(AccessToken token) {
        return Json.object()
                .put("a", token.value())
                .put("grant", token.grantId())
                .put("expires", token.expires().toString());
    }

    private void replay(byte[] line) {
        JsonNode node = Json.parse(line);
        if (node.has("a")) {
            Grant grant = grants.get(node.path("grant").asText());
            AccessToken token = new AccessToken(
                    node.path("a").asText(),
                    grant.id(),
                    grant.clientId(),
                    grant.realmId(),
                    grant.scopes(),
                    Instant.parse(node.path("expires").asText()));
            accessTokens.put(token.value(), token);
            return;
        }
        List<Refresh> values = new ArrayList<>();
        node.path("refresh")
                .forEach(r -> values.add(new Refresh(
                        r.path("value").asText(), Instant.parse(r.path("issued").asText()))));
        put(new Grant(
                node.path("g").asText(),
                node.path("client").asText(),
                node.path("realm").asText(),
                scopes(node.path("scopes").asText()),
                Instant.parse(node.path("consented").asText()),
                node.path("revoked").asBoolean(),
                values));
    }

    static Set<String> scopes(String text) {
        Set<String> scopes = new LinkedHashSet<>(List.of(text.trim().split("[ ,+]+")));
        scopes.remove("");
        return scopes;
    }
}
