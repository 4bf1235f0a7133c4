package org.camelquickbooks.sandbox.catalogue;

import java.util.List;

/** A row of {@code entities.json} as it stands there. */
record EntityRow(
        String name,
        String path,
        String kind,
        String operations,
        boolean cdc,
        String webhook,
        String webhookName,
        String ids,
        String nameKey,
        List<String> required,
        List<String> filter,
        List<String> sort,
        List<String> readOnly,
        List<String> computed,
        List<String> opening,
        List<String> index,
        String order,
        Boolean total,
        String voiding,
        boolean deleteAnyVersion,
        List<String> requiredInSparse,
        String form,
        String alsoReads,
        boolean customerLink,
        boolean namesForIds,
        String numbers) {

    EntityRow {
        required = orEmpty(required);
        filter = orEmpty(filter);
        sort = orEmpty(sort);
        readOnly = orEmpty(readOnly);
        computed = orEmpty(computed);
        opening = orEmpty(opening);
        index = orEmpty(index);
        requiredInSparse = orEmpty(requiredInSparse);
    }

    private static List<String> orEmpty(List<String> list) {
        return list == null ? List.of() : list;
    }
}
