package org.camelquickbooks.sandbox.admin;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.camelquickbooks.sandbox.call.Call;
import org.camelquickbooks.sandbox.gate.RequestLog;

/**
 * Which requests of the log are asked for. What is null or empty does not restrict.
 *
 * @param path a part of the path
 * @param status a status, a class of them such as {@code 4xx}, {@code failed} for 400 and more and for connections that
 *     were reset, or {@code reset}
 * @param text what the path, the query string, the transaction id, the beginning of a body or what the console calls the
 *     request contains, in any case
 */
record RequestFilter(
        String path,
        String method,
        String realmId,
        String status,
        String text,
        Instant from,
        Instant to,
        long since,
        long before)
        implements Predicate<RequestLog.Entry> {

    private static final Pattern STATUS = Pattern.compile("\\d{1,3}|[1-5]xx|failed|reset");

    RequestFilter {
        if (status != null && !STATUS.matcher(status).matches()) {
            throw new IllegalArgumentException(
                    "status must be a status such as 404, a class such as 4xx, failed, or reset; it is " + status);
        }
        text = text == null ? null : text.toLowerCase(Locale.ROOT);
    }

    static RequestFilter of(Call call) {
        return new RequestFilter(
                given(call, "path"),
                given(call, "method"),
                given(call, "realmId"),
                given(call, "status"),
                given(call, "text"),
                moment(call, "from"),
                moment(call, "to"),
                number(call, "since", 0),
                number(call, "before", Long.MAX_VALUE));
    }

    private static String given(Call call, String parameter) {
        String value = call.parameter(parameter);
        return value == null || value.isEmpty() ? null : value;
    }

    static long number(Call call, String parameter, long usual) {
        String value = given(call, parameter);
        try {
            return value == null ? usual : Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(parameter + " must be a whole number, not " + value, e);
        }
    }

    private static Instant moment(Call call, String parameter) {
        String value = given(call, parameter);
        try {
            return value == null ? null : Instant.parse(value);
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    parameter + " must be a time such as 2026-03-01T12:00:00Z, not " + value, e);
        }
    }

    @Override
    public boolean test(RequestLog.Entry e) {
        return e.number() > since
                && e.number() < before
                && (path == null || e.path().contains(path))
                && (method == null || e.method().equalsIgnoreCase(method))
                && (realmId == null || realmId.equals(e.realmId()))
                && (status == null || hasStatus(e.status()))
                && (from == null || !e.time().isBefore(from))
                && (to == null || e.time().isBefore(to))
                && (text == null
                        || contains(e.path())
                        || contains(e.query())
                        || contains(e.intuitTid())
                        || contains(e.body())
                        || contains(e.answer())
                        || contains(Decoded.of(e)));
    }

    private boolean hasStatus(int given) {
        return switch (status) {
            case "failed" -> given == 0 || given >= 400;
            case "reset" -> given == 0;
            default ->
                status.endsWith("xx") ? given / 100 == status.charAt(0) - '0' : status.equals(Integer.toString(given));
        };
    }

    private boolean contains(String value) {
        return value != null && value.toLowerCase(Locale.ROOT).contains(text);
    }
}
