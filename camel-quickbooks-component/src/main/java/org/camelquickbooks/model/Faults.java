package org.camelquickbooks.model;

import java.util.Map;
import java.util.Set;

/** Which exception a fault becomes, and whether it is temporary: one table for facts, section 9. */
public final class Faults {

    private interface Maker {
        QuickBooksException make(String message, FaultContext context, boolean retryable, Throwable cause);
    }

    /** Codes that mean something else than their range says. */
    private static final Map<String, Maker> BY_CODE = Map.ofEntries(
            Map.entry("100", QuickBooksAuthenticationException::new),
            Map.entry("120", QuickBooksAuthenticationException::new),
            Map.entry("3100", QuickBooksAuthenticationException::new),
            Map.entry("3200", QuickBooksAuthenticationException::new),
            Map.entry("003100", QuickBooksAuthenticationException::new),
            Map.entry("003200", QuickBooksAuthenticationException::new),
            Map.entry("130", QuickBooksUnavailableException::new),
            Map.entry("140", QuickBooksUnavailableException::new),
            Map.entry("150", QuickBooksUnavailableException::new),
            Map.entry("600", QuickBooksUnavailableException::new),
            Map.entry("610", QuickBooksNotFoundException::new),
            Map.entry("3001", QuickBooksThrottledException::new),
            Map.entry("003001", QuickBooksThrottledException::new),
            Map.entry("5010", QuickBooksStaleObjectException::new),
            Map.entry("6140", QuickBooksDuplicateException::new),
            Map.entry("6240", QuickBooksDuplicateException::new),
            Map.entry("10000", QuickBooksUnavailableException::new));

    /** Under maintenance; the first of two with the same requestid is still at work; throttled. */
    private static final Set<String> PASSING = Set.of("150", "600", "3001", "003001");

    /** What helps against a refusal, where there is one thing that does. */
    private static final Map<String, String> ADVICE = Map.of(
            "5010",
            "Somebody else has changed the entity since that version was read: leave SyncToken out of "
                    + "the body and the headers, so that the current version is changed, or set conflict=retry",
            "6240",
            "To change the existing entity, use quickbooks:upsert. A new entity needs another name, "
                    + "which no customer, vendor or employee has",
            "6140",
            "To change the existing document, use quickbooks:upsert. A new document needs another "
                    + "number, or include=allowduplicatedocnum");

    private Faults() {}

    /** The exception for an answer that holds a fault, or has a status that says so. */
    public static QuickBooksException exception(FaultContext context) {
        String code = context.fault().code();
        Maker maker = context.status() == 429 ? QuickBooksThrottledException::new : BY_CODE.get(code);
        if (code.equals("610")
                && context.operation() != null
                && context.operation().startsWith("create")) {
            // Nothing was asked for by its Id: the new entity refers to one that is not there, or is inactive.
            maker = QuickBooksValidationException::new;
        }
        if (maker == null) {
            maker = byStatus(context);
        }
        boolean passing = PASSING.contains(code) || context.status() == 429 || context.status() >= 500;
        QuickBooksException exception = maker.make("QuickBooks refused the request", context, passing, null);
        exception.setAdvice(ADVICE.get(code));
        return exception;
    }

    private static Maker byStatus(FaultContext context) {
        int status = context.status();
        if (status == 401 || status == 403 && context.fault().errors().isEmpty()) {
            return QuickBooksAuthenticationException::new;
        }
        if (status == 404) {
            return QuickBooksNotFoundException::new;
        }
        if (status >= 500 || status == 408) {
            return QuickBooksUnavailableException::new;
        }
        return QuickBooksValidationException::new;
    }
}
