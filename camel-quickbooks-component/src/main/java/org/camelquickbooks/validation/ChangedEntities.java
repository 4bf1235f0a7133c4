package org.camelquickbooks.validation;

import org.camelquickbooks.model.EntityCatalogue;
import org.camelquickbooks.model.EntityType;

/** Whether changes of entities can be followed. */
public final class ChangedEntities {

    private ChangedEntities() {}

    /**
     * Checks a list of names with commas.
     *
     * @throws IllegalArgumentException where one is no entity, or QuickBooks keeps no changes of it
     */
    public static void check(String entities) {
        for (EntityType type : EntityCatalogue.get().types(entities)) {
            if (!type.hasCdc()) {
                throw new IllegalArgumentException("entities=" + entities + ": change data capture does not support "
                        + type.name() + "; use a query on MetaData.LastUpdatedTime");
            }
        }
    }
}
