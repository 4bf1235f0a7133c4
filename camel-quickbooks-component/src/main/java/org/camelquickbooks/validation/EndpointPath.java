package org.camelquickbooks.validation;

import org.camelquickbooks.QuickBooksOperation;
import org.camelquickbooks.model.EntityCatalogue;
import org.camelquickbooks.model.EntityType;

/**
 * What stands between the scheme and the options.
 *
 * @param entity an entity, the name of a report, or null
 */
public record EndpointPath(QuickBooksOperation operation, String entity) {

    public static EndpointPath parse(String remaining) {
        String[] parts = remaining.split("/", -1);
        if (parts.length > 2 || parts[0].isEmpty()) {
            throw new IllegalArgumentException("The path '" + remaining
                    + "' must be operation or operation/Entity, such as create/Invoice or query");
        }
        QuickBooksOperation operation = QuickBooksOperation.of(parts[0]);
        String entity = parts.length == 2 && !parts[1].isEmpty() ? parts[1] : null;
        if (operation.isOfEntity()) {
            checkEntity(operation, entity);
        } else if (operation == QuickBooksOperation.REPORT && entity == null) {
            throw new IllegalArgumentException("report needs the name of a report: report/ProfitAndLoss");
        } else if (operation != QuickBooksOperation.REPORT && entity != null) {
            throw new IllegalArgumentException(
                    operation.word() + " takes no entity in the path: write quickbooks:" + operation.word());
        }
        return new EndpointPath(operation, entity);
    }

    private static void checkEntity(QuickBooksOperation operation, String entity) {
        if (entity == null) {
            throw new IllegalArgumentException(
                    operation.word() + " needs an entity: quickbooks:" + operation.word() + "/Invoice");
        }
        EntityType type = EntityCatalogue.get().type(entity);
        boolean able = type.can(operation.ability())
                // QuickBooks makes a rate known by an update.
                || operation == QuickBooksOperation.CREATE && type.name().equals("ExchangeRate");
        if (!able) {
            throw new IllegalArgumentException("QuickBooks cannot " + operation.word() + " " + type.name()
                    + "; it can: " + type.abilities() + mend(operation, type));
        }
        if (operation == QuickBooksOperation.UPSERT && !type.can(EntityType.Ability.UPDATE)) {
            throw new IllegalArgumentException(
                    "upsert/" + entity + " cannot be done, since QuickBooks cannot update " + entity);
        }
    }

    private static String mend(QuickBooksOperation operation, EntityType type) {
        return operation == QuickBooksOperation.DELETE && type.can(EntityType.Ability.DEACTIVATE)
                ? ". What is in a list is not deleted but made inactive: quickbooks:deactivate/" + type.name()
                : "";
    }
}
