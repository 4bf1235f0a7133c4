package org.camelquickbooks.sandbox.webhook;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.company.ChangeEvent;
import org.camelquickbooks.sandbox.json.Json;

/** The two shapes in which changes are told, and their signature. */
final class Payloads {

    /** The zone of the legacy format has no colon. */
    private static final DateTimeFormatter LEGACY = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxx");

    private Payloads() {}

    static byte[] of(Subscription.Format format, List<ChangeEvent> events, Function<String, ZoneId> zones) {
        return Json.bytes(format == Subscription.Format.LEGACY ? legacy(events, zones) : cloudEvents(events));
    }

    private static ObjectNode legacy(List<ChangeEvent> events, Function<String, ZoneId> zones) {
        ObjectNode body = Json.object();
        ArrayNode notifications = body.putArray("eventNotifications");
        Map<String, ArrayNode> byRealm = new LinkedHashMap<>();
        for (ChangeEvent event : events) {
            ArrayNode entities = byRealm.computeIfAbsent(event.realmId(), realm -> notifications
                    .addObject()
                    .put("realmId", realm)
                    .putObject("dataChangeEvent")
                    .putArray("entities"));
            Instant time = event.time();
            ObjectNode told = entities.addObject()
                    .put("name", Catalogue.get().type(event.entity()).webhookName())
                    .put("id", event.id())
                    .put("operation", event.operation().legacyName())
                    .put("lastUpdated", LEGACY.format(OffsetDateTime.ofInstant(time, zones.apply(event.realmId()))));
            if (event.deletedId() != null) {
                told.put("deletedId", event.deletedId());
            }
        }
        return body;
    }

    private static ArrayNode cloudEvents(List<ChangeEvent> events) {
        ArrayNode body = Json.array();
        for (ChangeEvent event : events) {
            // The new format names entities as the API does: companycurrency, which the old one calls Currency.
            String type = "qbo." + event.entity().toLowerCase(Locale.ROOT) + "."
                    + event.operation().cloudEventName() + ".v1";
            ObjectNode node = body.addObject().put("specversion", "1.0");
            node.put(
                    "id",
                    UUID.nameUUIDFromBytes((event.realmId() + type + event.id() + event.time())
                                    .getBytes(StandardCharsets.UTF_8))
                            .toString());
            node.put("source", "intuit.c2FuZGJveA==").put("type", type);
            node.put("datacontenttype", "application/json")
                    .put("time", event.time().toString());
            node.put("intuitentityid", event.id()).put("intuitaccountid", event.realmId());
            ObjectNode data = node.putObject("data");
            if (event.deletedId() != null) {
                data.put("deletedId", event.deletedId());
            }
        }
        return body;
    }

    /** base64 of HMAC-SHA256 over the body as it is sent. */
    static String signature(String verifierToken, byte[] body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(verifierToken.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A webhook cannot be signed", e);
        }
    }
}
