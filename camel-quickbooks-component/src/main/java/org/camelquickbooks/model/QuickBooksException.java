package org.camelquickbooks.model;

import java.io.Serial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * QuickBooks refused a request or is not available. There is a subclass for each case that a route may handle
 * differently.
 */
public class QuickBooksException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /** The request and the answer. */
    private final transient FaultContext context;

    private final boolean retryable;
    private final String text;
    private String advice = "";
    private final ArrayList<String> history = new ArrayList<>();

    public QuickBooksException(String message, FaultContext context, boolean retryable, Throwable cause) {
        super(message, cause);
        this.context = context;
        this.retryable = retryable;
        this.text = context == null ? message : context.describe(message);
    }

    @Override
    public String getMessage() {
        return history.isEmpty() ? summary() : summary() + attempts();
    }

    /** The history of attempts; equal outcomes are listed once. */
    private String attempts() {
        List<String> distinct = history.stream()
                .map(attempt -> attempt.replaceFirst("^[0-9]+\\. after [0-9]+ ms: ", ""))
                .distinct()
                .toList();
        if (distinct.size() > 1) {
            return "; attempts: " + String.join("; ", history);
        }
        String last = history.get(history.size() - 1).replaceFirst("^[0-9]+\\. after ([0-9]+ ms): .*", "$1");
        return " (" + history.size() + " attempts in " + last + ")";
    }

    /** The request and the answer; null after serialization. */
    public FaultContext getContext() {
        return context;
    }

    /** The HTTP status; 0 if there was no answer. */
    public int getStatus() {
        return context == null ? 0 : context.status();
    }

    /**
     * The type of the fault in QuickBooks' answer: ValidationFault, SystemFault, AUTHENTICATION …; empty if there is
     * none.
     */
    public String getFaultType() {
        return context == null ? "" : context.fault().type();
    }

    /** All errors in QuickBooks' answer. */
    public List<FaultError> getErrors() {
        return context == null ? List.of() : context.fault().errors();
    }

    /** The code of the first error, such as 6240; empty if there is none. */
    public String getCode() {
        return context == null ? "" : context.fault().code();
    }

    /** The transaction id (intuit_tid) that Intuit's support asks for; null if there was no answer. */
    public String getIntuitTid() {
        return context == null ? null : context.intuitTid();
    }

    public String getRealmId() {
        return context == null ? null : context.realmId();
    }

    /** The operation and its entity, such as {@code create/Invoice}. */
    public String getOperation() {
        return context == null ? null : context.operation();
    }

    /** The Retry-After of QuickBooks' answer; null if there is none. */
    public Duration getRetryAfter() {
        return context == null ? null : context.retryAfter();
    }

    /** Whether the same request may succeed later. */
    public boolean isRetryable() {
        return retryable;
    }

    /** The outcomes of the attempts, oldest first. */
    public List<String> getHistory() {
        return Collections.unmodifiableList(history);
    }

    /** Stores the history of attempts. For the stage that retries. */
    public void setHistory(List<String> attempts) {
        history.clear();
        history.addAll(attempts);
    }

    /** One line without the history. */
    public String summary() {
        return text + advice;
    }

    /**
     * Sets the solution, which is appended to the message.
     *
     * @param sentence without a full stop; null for nothing
     */
    public void setAdvice(String sentence) {
        advice = sentence == null ? "" : ". " + sentence;
    }

    /** The solution; empty if there is no single one. */
    public String getAdvice() {
        return advice.isEmpty() ? "" : advice.substring(2);
    }
}
