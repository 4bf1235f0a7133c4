package org.camelquickbooks.sandbox.gate;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.json.Json;

/**
 * An ordered fault: which calls it affects, how often, and what happens.
 *
 * @param path a path with {@code *} as a wildcard, such as {@code *&#47;invoice}; null for all
 * @param entity the entity that the path names, such as Invoice; null for all
 * @param realmId the company; null for all
 * @param nth only the n-th matching call; 0 for each
 * @param times how many calls it affects; 0 for no limit
 * @param probability the probability that it affects a matching call; 0 means always
 * @param seed the seed of the random numbers, so that a run can be repeated
 * @param effect what happens
 * @param status for {@link Effect#STATUS}, and the code for {@link Effect#FAULT}
 * @param body for {@link Effect#STATUS}
 * @param millis for delays
 */
public record FaultOrder(
        String path,
        String method,
        String entity,
        String realmId,
        int nth,
        int times,
        double probability,
        long seed,
        @JsonProperty(required = true) Effect effect,
        int status,
        String body,
        String contentType,
        Integer retryAfter,
        long millis) {

    private static final long LONGEST_DELAY = 24 * 60 * 60 * 1000L;
    private static final int LONGEST_PATTERN = 1_000;
    private static final int LONGEST_BODY = 1_000_000;

    /** What happens to a selected call. */
    public enum Effect {
        /** The call is processed later. */
        LATENCY,
        /** The answer has the status and the body of the order. */
        STATUS,
        /** The answer is the fault of the service with the code in {@code status}: 120, 6190, 10000 … */
        FAULT,
        /** The connection is reset before the call is processed. */
        RESET_BEFORE,
        /** The call is processed, and the connection is reset in the middle of the answer. */
        RESET_MID_ANSWER,
        /** The call is processed, and the connection is reset without an answer. */
        ANSWER_LOST,
        /** The call is throttled, with the answer of the gateway. */
        THROTTLE,
        /** The answer is sent slowly, in small pieces. */
        SLOW_DRIP,
        /** The call is processed, and the answer is cut. */
        MALFORMED_JSON,
        /** The answer is 502 in HTML, as from a proxy. */
        HTML_502,
        /** The token is refused as revoked. */
        TOKEN_REVOKED,
        /** A webhook is never delivered. */
        WEBHOOK_LOST,
        /** A webhook is delivered twice. */
        WEBHOOK_DOUBLED,
        /** The events of a webhook are in another order. */
        WEBHOOK_REORDERED,
        /** A webhook is delivered late. */
        WEBHOOK_DELAYED;

        boolean isWebhook() {
            return name().startsWith("WEBHOOK");
        }
    }

    /** Refuses an order that is not valid. */
    public void check() {
        if (effect == Effect.FAULT && Arrays.stream(FaultCode.values()).noneMatch(c -> c.code() == status)) {
            throw new IllegalArgumentException("effect fault needs a status that is the code of a fault, such as 6190");
        }
        if (probability < 0 || probability > 1) {
            throw new IllegalArgumentException("probability must be from 0 to 1, not " + probability);
        }
        if (nth < 0 || times < 0 || millis < 0 || millis > LONGEST_DELAY) {
            throw new IllegalArgumentException(
                    "nth, times and millis must not be negative, and millis at most " + LONGEST_DELAY);
        }
        if (effect == Effect.STATUS && status != 0 && (status < 200 || status > 599)) {
            throw new IllegalArgumentException("status must be from 200 to 599, not " + status);
        }
        if (retryAfter != null && retryAfter < 0) {
            throw new IllegalArgumentException("retryAfter must not be negative");
        }
        if (contentType != null && !contentType.matches("[\\x20-\\x7E]{1,200}")) {
            throw new IllegalArgumentException("contentType must be a media type, such as text/plain");
        }
        checkLength("path", path, LONGEST_PATTERN);
        checkLength("method", method, LONGEST_PATTERN);
        checkLength("entity", entity, LONGEST_PATTERN);
        checkLength("realmId", realmId, LONGEST_PATTERN);
        checkLength("body", body, LONGEST_BODY);
    }

    private static void checkLength(String component, String text, int longest) {
        if (text != null && text.length() > longest) {
            throw new IllegalArgumentException(component + " must have at most " + longest + " characters");
        }
    }

    /** The effects as they are written over HTTP. */
    public static List<String> effects() {
        return Arrays.stream(Effect.values())
                .map(e -> e.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
    }

    /** An order that affects each matching call. */
    public static FaultOrder of(Effect effect) {
        return new FaultOrder(null, null, null, null, 0, 0, 0, 1, effect, 0, null, null, null, 0);
    }

    /** A copy with another value of one component. */
    private FaultOrder with(String component, Object value) {
        ObjectNode copy = Json.MAPPER.valueToTree(this);
        return Json.MAPPER.convertValue(copy.putPOJO(component, value), FaultOrder.class);
    }

    /** The same for a number of calls only. */
    public FaultOrder times(int n) {
        return with("times", n);
    }

    /** The same for the n-th matching call only. */
    public FaultOrder nth(int n) {
        return with("nth", n);
    }

    /** The same for some calls, selected at random. */
    public FaultOrder probability(double likelihood) {
        return with("probability", likelihood);
    }

    /** The same for a path only. */
    public FaultOrder path(String pattern) {
        return with("path", pattern);
    }

    /** The same for a method only. */
    public FaultOrder method(String only) {
        return with("method", only);
    }

    /** The same for an entity only. */
    public FaultOrder entity(String only) {
        return with("entity", only);
    }

    /** The same with a delay. */
    public FaultOrder millis(long delay) {
        return with("millis", delay);
    }

    /** The same with a status and a body. */
    public FaultOrder status(int code, String type, String text) {
        return with("status", code).with("contentType", type).with("body", text);
    }

    /** The same with a Retry-After in seconds. */
    public FaultOrder retryAfter(int seconds) {
        return with("retryAfter", seconds);
    }
}
