package org.camelquickbooks.client.oauth;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.camelquickbooks.model.Json;

/** Tokens as stores keep them: encrypted JSON. */
final class TokenJson {

    private final TokenCipher cipher;

    TokenJson(TokenCipher cipher) {
        this.cipher = cipher;
    }

    String write(Token token) {
        ObjectNode json = Json.object()
                .put("accessToken", token.accessToken())
                .put("accessExpires", text(token.accessExpires()))
                .put("refreshToken", token.refreshToken())
                .put("refreshExpires", text(token.refreshExpires()))
                .put("formerRefreshToken", token.formerRefreshToken())
                .put("hardExpires", text(token.hardExpires()))
                .put("refreshed", text(token.refreshed()))
                .put("companyName", token.companyName());
        return cipher.encrypt(token.realmId(), json.toString());
    }

    private static String text(Instant time) {
        return time == null ? null : time.toString();
    }

    Token read(String realmId, String kept) {
        JsonNode json;
        try {
            json = Json.parse(cipher.decrypt(realmId, kept).getBytes(StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            // Not with its cause: that would show what was kept.
            throw new IllegalStateException("The tokens of company " + realmId + " cannot be read");
        }
        return new Token(
                realmId,
                Json.text(json, "accessToken"),
                time(json, "accessExpires"),
                Json.text(json, "refreshToken"),
                time(json, "refreshExpires"),
                Json.text(json, "formerRefreshToken"),
                time(json, "hardExpires"),
                time(json, "refreshed"),
                Json.text(json, "companyName"));
    }

    private static Instant time(JsonNode json, String field) {
        String text = Json.text(json, field);
        return text == null ? null : Instant.parse(text);
    }
}
