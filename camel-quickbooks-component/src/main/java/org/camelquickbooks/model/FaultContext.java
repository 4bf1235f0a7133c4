package org.camelquickbooks.model;

import java.time.Duration;
import java.util.stream.Collectors;

/** The context of a fault: the answer, the company and the operation. */
public record FaultContext(
        int status, Fault fault, String intuitTid, String realmId, String operation, Duration retryAfter) {

    /** Where there was no answer. */
    public static FaultContext unanswered(String realmId, String operation) {
        return new FaultContext(0, Fault.NONE, null, realmId, operation, null);
    }

    String describe(String message) {
        StringBuilder text = new StringBuilder();
        if (operation != null) {
            text.append(operation).append(": ");
        }
        text.append(message);
        if (!fault.errors().isEmpty()) {
            text.append(": ")
                    .append(fault.errors().stream().map(FaultError::toString).collect(Collectors.joining("; ")));
        }
        text.append(" [");
        if (status > 0) {
            text.append("status ").append(status).append(", ");
        }
        text.append("company ").append(realmId);
        if (intuitTid != null) {
            text.append(", intuit_tid ").append(intuitTid);
        }
        // QuickBooks quotes names in its errors, and people write them.
        return OneLine.of(text.append(']').toString());
    }
}
