package org.camelquickbooks.sandbox.oauth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import org.camelquickbooks.sandbox.json.Json;

/** OpenID's id_token: a signed statement of who has consented. */
final class IdTokens {

    private static final String KEY_ID = "sandbox-key";
    private static final String ISSUER = "https://oauth.platform.intuit.com/op/v1";

    private final Clock clock;
    private KeyPair keys;

    IdTokens(Clock clock) {
        this.clock = clock;
    }

    String issuer() {
        return ISSUER;
    }

    /** Made when it is first wanted: most who use the sandbox never ask for it. */
    private synchronized KeyPair keyPair() {
        if (keys == null) {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(2048);
                keys = generator.generateKeyPair();
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("No key for id tokens can be made", e);
            }
        }
        return keys;
    }

    String make(AccessToken token) {
        ObjectNode header = Json.object().put("kid", KEY_ID).put("typ", "JWT").put("alg", "RS256");
        long now = clock.instant().getEpochSecond();
        ObjectNode claims = Json.object().put("sub", ConsentPage.SUBJECT);
        claims.putArray("aud").add(token.clientId());
        claims.put("realmid", token.realmId()).put("auth_time", now).put("iss", ISSUER);
        claims.put("exp", now + 3600).put("iat", now);
        String signed = encode(Json.bytes(header)) + "." + encode(Json.bytes(claims));
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keyPair().getPrivate());
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + encode(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("An id token cannot be signed", e);
        }
    }

    ObjectNode keys() {
        RSAPublicKey key = (RSAPublicKey) keyPair().getPublic();
        ObjectNode node = Json.object();
        node.putArray("keys")
                .addObject()
                .put("kty", "RSA")
                .put("e", encode(unsigned(key.getPublicExponent())))
                .put("use", "sig")
                .put("kid", KEY_ID)
                .put("alg", "RS256")
                .put("n", encode(unsigned(key.getModulus())));
        return node;
    }

    private static byte[] unsigned(BigInteger number) {
        byte[] bytes = number.toByteArray();
        return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
