package org.camelquickbooks.sandbox.webhook;

import java.net.URI;
import java.util.List;

/**
 * A webhook subscription.
 *
 * @param realmIds the companies; empty for all
 * @param entities the entities; empty for all
 */
public record Subscription(
        String id, String url, Format format, String verifierToken, List<String> realmIds, List<String> entities) {

    /** The shape of the payload. */
    public enum Format {
        LEGACY,
        CLOUDEVENTS
    }

    private static final int LONGEST = 2_000;

    public Subscription {
        URI target = url == null ? null : URI.create(url);
        if (target == null
                || target.getHost() == null
                || !String.valueOf(target.getScheme()).matches("(?i)https?")
                || url.length() > LONGEST) {
            throw new IllegalArgumentException("url must be an http or https address, not "
                    + (url == null || url.length() <= LONGEST ? url : "one of more than " + LONGEST + " characters"));
        }
        format = format == null ? Format.CLOUDEVENTS : format;
        realmIds = realmIds == null ? List.of() : List.copyOf(realmIds);
        entities = entities == null ? List.of() : List.copyOf(entities);
        if (realmIds.size() > LONGEST || entities.size() > LONGEST) {
            throw new IllegalArgumentException("realmIds and entities must have at most " + LONGEST + " entries");
        }
    }

    public static Subscription legacy(String url) {
        return new Subscription(null, url, Format.LEGACY, null, null, null);
    }

    public static Subscription cloudEvents(String url) {
        return new Subscription(null, url, Format.CLOUDEVENTS, null, null, null);
    }

    Subscription registered(String newId, String token) {
        return new Subscription(newId, url, format, verifierToken == null ? token : verifierToken, realmIds, entities);
    }

    boolean wants(String realmId, String entity) {
        return (realmIds.isEmpty() || realmIds.contains(realmId)) && (entities.isEmpty() || entities.contains(entity));
    }
}
