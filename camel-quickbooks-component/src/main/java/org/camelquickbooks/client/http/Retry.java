package org.camelquickbooks.client.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.DoubleSupplier;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.QuickBooksException;
import org.camelquickbooks.model.QuickBooksThrottledException;

/** Retries a request if this may succeed and does no harm. Each attempt passes all following stages again. */
public final class Retry implements Stage {

    private final RetryPolicy policy;
    private final Time time;
    private final DoubleSupplier chance;
    private final String baseUrl;
    private final Reachability reachability;

    public Retry(RetryPolicy policy, Time time, DoubleSupplier chance, String baseUrl, Reachability reachability) {
        this.policy = policy;
        this.time = time;
        this.chance = chance;
        this.baseUrl = baseUrl;
        this.reachability = reachability;
    }

    @Override
    public CompletionStage<Response> handle(Request request, Next next) {
        CompletableFuture<Response> result = new CompletableFuture<>();
        new Attempts(request, next, result).next();
        return result;
    }

    /** The attempts of one request. */
    private final class Attempts {

        private final Request request;
        private final Next next;
        private final CompletableFuture<Response> result;
        private final long start = time.nanos();
        private Long firstFailure;
        private List<String> history;
        private int made;

        Attempts(Request request, Next next, CompletableFuture<Response> result) {
            this.request = request;
            this.next = next;
            this.result = result;
        }

        void next() {
            made++;
            next.proceed(request).whenComplete((response, failure) -> {
                if (failure == null) {
                    result.complete(response);
                } else {
                    failed(Failures.cause(failure));
                }
            });
        }

        private void failed(Throwable failure) {
            if (!(failure instanceof QuickBooksException fault) || !fault.isRetryable() || !request.isRepeatable()) {
                unanswered(failure, null);
                end(failure);
                return;
            }
            if (firstFailure == null) {
                // Not from the start: the first attempt may have waited long for the limits.
                firstFailure = time.nanos();
            }
            // A closed gate is the delay of what was throttled.
            Duration delay = fault instanceof QuickBooksThrottledException
                    ? Duration.ZERO
                    : policy.delayAfter(made, chance.getAsDouble());
            if (made >= policy.attempts()
                    || time.nanos() + delay.toNanos() - firstFailure
                            > policy.total().toNanos()) {
                unanswered(failure, null);
                end(failure);
                return;
            }
            unanswered(failure, delay);
            remember(fault);
            request.watch().repeating(fault, made);
            if (delay.isZero()) {
                next();
            } else {
                later(delay, failure);
            }
        }

        /** Where nothing happens later any more, since the component stops, this was the last attempt. */
        private void later(Duration delay, Throwable failure) {
            try {
                time.after(delay, this::next);
            } catch (RuntimeException noTimer) {
                end(failure);
            }
        }

        private void unanswered(Throwable failure, Duration delay) {
            if (Reachability.isUnanswered(failure)) {
                String url = request.kind() == RequestKind.FILE ? request.path() : baseUrl;
                reachability.failed(url, String.valueOf(request.operation()), failure.getCause(), made, delay);
            }
        }

        private void remember(QuickBooksException fault) {
            if (history == null) {
                history = new ArrayList<>();
            }
            history.add(
                    made + ". after " + Duration.ofNanos(time.nanos() - start).toMillis() + " ms: " + fault.summary());
        }

        private void end(Throwable failure) {
            if (failure instanceof QuickBooksException fault && history != null) {
                remember(fault);
                fault.setHistory(history);
            }
            result.completeExceptionally(failure);
        }
    }
}
