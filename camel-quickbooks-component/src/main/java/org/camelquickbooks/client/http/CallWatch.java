package org.camelquickbooks.client.http;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.camelquickbooks.model.QuickBooksException;

/** Receives reports about one request. The methods are called on the client's threads, and must not block. */
public interface CallWatch {

    /** Does nothing. */
    CallWatch NONE = new CallWatch() {};

    /** An attempt was let in, after it had stood in line for the company's limits. */
    default void waited(Duration wait) {}

    /** An attempt failed, and the request is going to be repeated. */
    default void repeating(QuickBooksException failure, int attempt) {}

    /** QuickBooks has answered what was asked for. */
    default void answered(Response response) {}

    /** Nothing more is tried. */
    default void failed(Throwable failure) {}

    /** Tells several. */
    static CallWatch all(List<CallWatch> watches) {
        if (watches.size() == 1) {
            return watches.get(0);
        }
        return new CallWatch() {
            @Override
            public void waited(Duration wait) {
                each(watch -> watch.waited(wait));
            }

            @Override
            public void repeating(QuickBooksException failure, int attempt) {
                each(watch -> watch.repeating(failure, attempt));
            }

            @Override
            public void answered(Response response) {
                each(watch -> watch.answered(response));
            }

            @Override
            public void failed(Throwable failure) {
                each(watch -> watch.failed(failure));
            }

            private void each(Consumer<CallWatch> what) {
                watches.forEach(what);
            }
        };
    }
}
