package org.camelquickbooks;

import java.io.Serial;
import java.util.List;
import org.camelquickbooks.model.BatchResult;
import org.camelquickbooks.model.QuickBooksException;

/** Some operations of a batch failed. The others succeeded. {@link #getResults()} has the result of each. */
public class QuickBooksBatchException extends QuickBooksException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final transient List<BatchResult> results;

    public QuickBooksBatchException(String message, List<BatchResult> results, QuickBooksException first) {
        super(message, null, first.isRetryable(), first);
        this.results = List.copyOf(results);
    }

    /** One result for each operation, in the order of the input. */
    public List<BatchResult> getResults() {
        return results;
    }
}
