package org.camelquickbooks.flow.replica;

import java.util.Set;
import org.camelquickbooks.model.EntityType;

/** Which entities have fields that QuickBooks computes with each answer: balances and quantities, which have no version. */
final class Computed {

    private static final Set<String> ENTITIES = Set.of("Account", "Customer", "Vendor", "Item");

    private Computed() {}

    static boolean has(EntityType type) {
        return ENTITIES.contains(type.name());
    }
}
