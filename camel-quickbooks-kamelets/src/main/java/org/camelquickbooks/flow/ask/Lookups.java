package org.camelquickbooks.flow.ask;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.canonical.CanonicalException;
import org.camelquickbooks.canonical.CanonicalType;
import org.camelquickbooks.canonical.Problem;
import org.camelquickbooks.canonical.References;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QuickBooksNotFoundException;

/**
 * Finds the Ids of what a mapping needs, all at the same time, and holds no thread for it. What the component's
 * referenceCache has costs no request.
 */
public final class Lookups {

    /** Ids that were found, and what was not. */
    public record Found(Map<Reference, String> ids, List<Reference> missing) implements References {

        @Override
        public String id(String entity, String field, String value) {
            return ids.get(new Reference(entity, field, value));
        }
    }

    /** What a mapping asks for, when it is run with this. */
    public static final class Wanted implements References {

        private final Set<Reference> references = new LinkedHashSet<>();

        @Override
        public String id(String entity, String field, String value) {
            references.add(new Reference(entity, field, value));
            return "";
        }

        public Set<Reference> references() {
            return references;
        }
    }

    private final Calls calls;

    public Lookups(Calls calls) {
        this.calls = calls;
    }

    public CompletableFuture<Found> find(Set<Reference> wanted, Map<Reference, String> known) {
        Map<Reference, String> ids = new ConcurrentHashMap<>(known);
        List<Reference> missing = new ArrayList<>();
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (Reference reference : wanted) {
            if (!known.containsKey(reference)) {
                all.add(id(reference).handle((id, failure) -> {
                    if (failure == null) {
                        ids.put(reference, id);
                    } else if (Failures.cause(failure) instanceof QuickBooksNotFoundException) {
                        synchronized (missing) {
                            missing.add(reference);
                        }
                    } else {
                        throw new CompletionException(Failures.cause(failure));
                    }
                    return null;
                }));
            }
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .thenApply(done -> new Found(ids, missing));
    }

    /** The same for what a message names: what is missing is said by the places where it is named. */
    public CompletableFuture<Found> named(
            CanonicalType type, JsonNode message, Set<Reference> wanted, Map<Reference, String> known) {
        return find(wanted, known).thenApply(found -> {
            if (!found.missing().isEmpty()) {
                throw new CanonicalException(
                        type,
                        found.missing().stream()
                                .map(reference -> new Problem(
                                        reference.pointerIn(message),
                                        "QuickBooks has no " + reference + " that is active"))
                                .toList());
            }
            return found;
        });
    }

    /** The first account of a type: there is one of receivables, and one of payables, in most companies. */
    public CompletableFuture<String> accountOfType(String type) {
        return calls.query("select * from Account where AccountType = :type", Map.of("type", type))
                .thenApply(accounts -> accounts.stream()
                        .findFirst()
                        .map(row -> Json.text(row, "Id"))
                        .orElseThrow(() -> new IllegalStateException("The company has no account of type " + type)));
    }

    /** The Id of one thing; completes with a QuickBooksNotFoundException where there is none. */
    public CompletableFuture<String> id(Reference reference) {
        return calls.send(
                        "quickbooks:read/" + reference.entity() + "?key=" + reference.field(),
                        null,
                        Map.of(QuickBooksConstants.KEY_VALUE, reference.value()))
                .thenApply(message -> message.getHeader(QuickBooksConstants.ENTITY_ID, String.class));
    }
}
