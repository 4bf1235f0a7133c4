package org.camelquickbooks.flow;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePattern;
import org.apache.camel.ProducerTemplate;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.canonical.References;
import org.camelquickbooks.model.QuickBooksNotFoundException;

/**
 * Finds the Ids of what a mapping needs, all at the same time, and holds no thread for it. What the component's
 * referenceCache has costs no request.
 */
final class Lookups {

    /** Ids that were found, and what was not. */
    record Found(Map<Reference, String> ids, List<Reference> missing) implements References {

        @Override
        public String id(String entity, String field, String value) {
            return ids.get(new Reference(entity, field, value));
        }
    }

    /** What a mapping asks for, when it is run with this. */
    static final class Wanted implements References {

        private final Set<Reference> references = new LinkedHashSet<>();

        @Override
        public String id(String entity, String field, String value) {
            references.add(new Reference(entity, field, value));
            return "";
        }

        Set<Reference> references() {
            return references;
        }
    }

    private final ProducerTemplate template;

    Lookups(CamelContext context) {
        this.template = context.createProducerTemplate();
    }

    CompletionStage<Found> find(Set<Reference> wanted, Object realmId) {
        Map<Reference, String> ids = new ConcurrentHashMap<>();
        List<Reference> missing = new ArrayList<>();
        List<CompletableFuture<?>> all = new ArrayList<>();
        for (Reference reference : wanted) {
            all.add(read(reference, realmId).thenAccept(exchange -> {
                Exception failure = exchange.getException();
                if (failure == null) {
                    ids.put(reference, exchange.getMessage().getHeader(QuickBooksConstants.ENTITY_ID, String.class));
                } else if (failure instanceof QuickBooksNotFoundException) {
                    synchronized (missing) {
                        missing.add(reference);
                    }
                } else {
                    throw failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
                }
            }));
        }
        return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                .thenApply(done -> new Found(ids, missing));
    }

    private CompletableFuture<Exchange> read(Reference reference, Object realmId) {
        return template.asyncSend("quickbooks:read/" + reference.entity() + "?key=" + reference.field(), exchange -> {
            exchange.setPattern(ExchangePattern.InOut);
            exchange.getMessage().setHeader(QuickBooksConstants.KEY_VALUE, reference.value());
            if (realmId != null) {
                exchange.getMessage().setHeader(QuickBooksConstants.REALM_ID, realmId);
            }
        });
    }
}
