package org.camelquickbooks.flow.ask;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/** What is being asked, or was asked a while ago, is not asked again. Failures are forgotten. */
public final class Once<T> {

    private static final int MOST = 10_000;

    private final Map<String, CompletableFuture<T>> answers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompletableFuture<T>> eldest) {
            return size() > MOST;
        }
    };

    public CompletableFuture<T> ask(String question, Supplier<CompletableFuture<T>> asking) {
        CompletableFuture<T> mine = new CompletableFuture<>();
        synchronized (answers) {
            CompletableFuture<T> before = answers.putIfAbsent(question, mine);
            if (before != null) {
                return before;
            }
        }
        asking.get().whenComplete((answer, failure) -> {
            if (failure == null) {
                mine.complete(answer);
            } else {
                synchronized (answers) {
                    answers.remove(question, mine);
                }
                mine.completeExceptionally(failure);
            }
        });
        return mine;
    }
}
