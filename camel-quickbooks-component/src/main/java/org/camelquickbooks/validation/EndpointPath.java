package org.camelquickbooks.validation;

import org.camelquickbooks.QuickBooksOperation;
import org.camelquickbooks.model.EntityCatalogue;
import org.camelquickbooks.model.EntityType;
import org.camelquickbooks.model.ReportNames;

/**
 * The path of an endpoint, between the scheme and the options.
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
        checkOrder(remaining, parts);
        QuickBooksOperation operation = QuickBooksOperation.of(parts[0]);
        String entity = parts.length == 2 && !parts[1].isEmpty() ? parts[1] : null;
        if (operation.isOfEntity()) {
            checkEntity(operation, entity);
        } else if (operation == QuickBooksOperation.REPORT && entity == null) {
            throw new IllegalArgumentException("report needs the name of a report: report/ProfitAndLoss");
        } else if (operation == QuickBooksOperation.REPORT) {
            ReportNames.check(entity);
        } else if (entity != null) {
            throw new IllegalArgumentException(
                    operation.word() + " takes no entity in the path: write quickbooks:" + operation.word());
        }
        return new EndpointPath(operation, entity);
    }

    /** Others write the entity first. */
    private static void checkOrder(String remaining, String[] parts) {
        EntityType type = EntityCatalogue.get().findIgnoringCase(parts[0]);
        if (type == null || QuickBooksOperation.find(parts[0]).isPresent()) {
            return;
        }
        String word = parts.length < 2 ? "" : parts[1];
        String operation = QuickBooksOperation.find(word)
                .or(() -> QuickBooksOperation.meant(word))
                .map(QuickBooksOperation::word)
                .orElse("read");
        throw new IllegalArgumentException("The path '" + remaining
                + "' begins with an entity, but the operation comes first: write quickbooks:" + operation + "/"
                + type.name());
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
            throw new IllegalArgumentException("QuickBooks does not support " + operation.word() + " " + type.name()
                    + "; it supports: " + type.abilities() + mend(operation, type));
        }
        if (operation == QuickBooksOperation.UPSERT && !type.can(EntityType.Ability.UPDATE)) {
            throw new IllegalArgumentException(
                    "upsert/" + entity + " is not supported, because QuickBooks cannot update " + entity);
        }
    }

    private static String mend(QuickBooksOperation operation, EntityType type) {
        return operation == QuickBooksOperation.DELETE && type.can(EntityType.Ability.DEACTIVATE)
                ? ". List entities cannot be deleted; make them inactive: quickbooks:deactivate/" + type.name()
                : "";
    }
}
