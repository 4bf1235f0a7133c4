package org.camelquickbooks.kamelet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.flow.ask.Calls;
import org.camelquickbooks.flow.ask.Names;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QuickBooksNotFoundException;

/**
 * Puts the names beside the Ids of what an entity refers to, where QuickBooks' answer has the Ids only: of payment
 * methods and terms always, of accounts of payments too. What is not there any more stays without a name.
 */
final class ReferencedNames {

    /** What a canonical message has the name of, and its kind. */
    private static final Map<String, String> ENTITIES = Map.of(
            "PaymentMethodRef", "PaymentMethod",
            "DepositToAccountRef", "Account",
            "SalesTermRef", "Term",
            "ClassRef", "Class",
            "ItemRef", "Item",
            "CustomerRef", "Customer",
            "VendorRef", "Vendor",
            "AccountRef", "Account");

    private final Supplier<Optional<Calls>> calls;

    /** @param calls made where a name is missing, and not before; empty where no company can be asked */
    ReferencedNames(Supplier<Optional<Calls>> calls) {
        this.calls = calls;
    }

    /** The entity, with names. The one that is given stays as it is. */
    CompletableFuture<JsonNode> named(JsonNode entity) {
        List<Missing> missing = new ArrayList<>();
        JsonNode copy = entity.deepCopy();
        find(copy, missing);
        if (missing.isEmpty()) {
            return CompletableFuture.completedFuture(entity);
        }
        Optional<Calls> company = calls.get();
        if (company.isEmpty()) {
            return CompletableFuture.completedFuture(entity);
        }
        Calls asking = company.get();
        CompletableFuture<?>[] all =
                missing.stream().map(each -> name(asking, each)).toArray(CompletableFuture[]::new);
        return CompletableFuture.allOf(all).thenApply(done -> copy);
    }

    private record Missing(String entity, ObjectNode reference) {}

    private static void find(JsonNode node, List<Missing> missing) {
        node.properties().forEach(field -> {
            String entity = ENTITIES.get(field.getKey());
            if (entity != null && field.getValue() instanceof ObjectNode reference) {
                // A method's name in a body is what somebody wrote there: QuickBooks answers none.
                boolean isNamed = reference.has("name") && !entity.equals("PaymentMethod");
                // What has no number, such as the shipping line, is no entity.
                if (!isNamed && reference.path("value").asText().matches("\\d+")) {
                    missing.add(new Missing(entity, reference));
                }
            }
        });
        node.forEach(each -> find(each, missing));
    }

    private static CompletableFuture<?> name(Calls calls, Missing missing) {
        return calls.read(missing.entity(), missing.reference().path("value").asText())
                .thenAccept(found -> {
                    for (String field : List.of("FullyQualifiedName", "DisplayName", "Name")) {
                        String name = Json.text(found, field);
                        if (name != null) {
                            missing.reference().put("name", Names.active(name));
                            return;
                        }
                    }
                })
                .exceptionallyCompose(failure -> {
                    Throwable cause = Failures.cause(failure);
                    return cause instanceof QuickBooksNotFoundException
                            ? CompletableFuture.completedFuture(null)
                            : CompletableFuture.failedFuture(cause);
                });
    }
}
