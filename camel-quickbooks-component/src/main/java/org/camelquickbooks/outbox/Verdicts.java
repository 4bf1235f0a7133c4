package org.camelquickbooks.outbox;

import java.util.List;
import java.util.Set;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.model.FaultError;
import org.camelquickbooks.model.QuickBooksException;

/**
 * Which answers decide a write, as one table (facts, sections 7 and 9). Any other answer leaves a write undecided: it
 * may have been done, or may be done later.
 */
public final class Verdicts {

    /** What is known after an attempt. */
    public enum Verdict {
        /** QuickBooks has done it. */
        DONE,
        /** QuickBooks has looked at it and has not done it. */
        REFUSED,
        /** Nobody knows. */
        NONE
    }

    /** Refusals by what stands before the books: who asks, how often, and whether the first is still running. */
    private static final Set<Integer> GATES = Set.of(600, 3001, 3100, 3200);

    /** Codes below are about authentication and authorization. */
    private static final int FIRST = 500;

    /** Codes from here are severe: QuickBooks does not know itself what it has done. */
    private static final int SEVERE = 10_000;

    private Verdicts() {}

    /** What an attempt decides that ended with a failure. */
    public static Verdict of(Throwable failure) {
        return Failures.cause(failure) instanceof QuickBooksException fault
                ? of(fault.getStatus(), fault.getFaultType(), fault.getErrors())
                : Verdict.NONE;
    }

    /**
     * What a fault decides.
     *
     * @param status of HTTP; 0 where there was no answer, or nothing was sent
     */
    public static Verdict of(int status, String faultType, List<FaultError> errors) {
        boolean looked =
                status >= 200 && status < 500 && status != 401 && status != 403 && status != 408 && status != 429;
        if (!looked) {
            return Verdict.NONE;
        }
        if (errors.isEmpty()) {
            return Verdict.NONE;
        }
        boolean refused = errors.stream().allMatch(error -> isRefusal(error.code(), faultType));
        return refused ? Verdict.REFUSED : Verdict.NONE;
    }

    private static boolean isRefusal(String code, String faultType) {
        if (!code.matches("\\d{1,9}")) {
            return faultType.equalsIgnoreCase("ValidationFault");
        }
        int number = Integer.parseInt(code);
        return number >= FIRST && number < SEVERE && !GATES.contains(number);
    }
}
