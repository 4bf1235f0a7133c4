package org.camelquickbooks.flow.ask;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.apache.camel.CamelContext;
import org.camelquickbooks.QuickBooksComponent;
import org.camelquickbooks.client.time.Time;

/** Caches the Ids of names for some time, by company. A name is looked up once at a time. Failures are not cached. */
public final class ReferenceCache {

    private static final String NAME = "quickbooks-flow-references";

    private static final int MOST = 10_000;
    private static final long NANOS = 300_000_000_000L;

    private record Answer(CompletableFuture<String> id, String saying, long until) {}

    private final Time time;
    private final Map<String, Map<String, Answer>> companies = new HashMap<>();

    ReferenceCache(Time time) {
        this.time = time;
    }

    /** That of a Camel context. */
    public static ReferenceCache of(CamelContext context) {
        synchronized (context) {
            ReferenceCache known = context.getRegistry().lookupByNameAndType(NAME, ReferenceCache.class);
            Time time = context.getComponent("quickbooks", QuickBooksComponent.class)
                    .runtime()
                    .time();
            if (known == null || known.time != time) {
                known = new ReferenceCache(time);
                context.getRegistry().bind(NAME, ReferenceCache.class, known);
            }
            return known;
        }
    }

    /** The Id that is remembered, or the one that is asked for now. */
    public CompletableFuture<String> ask(String company, String question, Supplier<CompletableFuture<String>> asking) {
        return ask(company, question, "", asking);
    }

    /**
     * The same where the question also says something, which is news again after something else was said.
     *
     * @param saying what it says
     */
    public CompletableFuture<String> ask(
            String company, String question, String saying, Supplier<CompletableFuture<String>> asking) {
        CompletableFuture<String> mine = new CompletableFuture<>();
        synchronized (companies) {
            Map<String, Answer> answers = companies.computeIfAbsent(company, key -> bounded());
            Answer before = answers.get(question);
            if (before != null && before.saying().equals(saying) && before.until() - time.nanos() > 0) {
                return before.id();
            }
            answers.put(question, new Answer(mine, saying, time.nanos() + NANOS));
        }
        CompletableFuture<String> asked;
        try {
            asked = asking.get();
        } catch (RuntimeException e) {
            asked = CompletableFuture.failedFuture(e);
        }
        asked.whenComplete((id, failure) -> {
            if (failure == null) {
                mine.complete(id);
            } else {
                synchronized (companies) {
                    Map<String, Answer> answers = companies.get(company);
                    if (answers != null
                            && answers.get(question) != null
                            && answers.get(question).id() == mine) {
                        answers.remove(question);
                    }
                }
                mine.completeExceptionally(failure);
            }
        });
        return mine;
    }

    /** Forgets all of a company. */
    public void forget(String company) {
        synchronized (companies) {
            companies.remove(company);
        }
    }

    private static Map<String, Answer> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Answer> eldest) {
                return size() > MOST;
            }
        };
    }
}
