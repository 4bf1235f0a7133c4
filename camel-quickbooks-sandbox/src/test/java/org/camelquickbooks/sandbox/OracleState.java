package org.camelquickbooks.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.catalogue.EntityType;

/** All that a company holds: every entity with what is worked out of it, and the books' lines. */
final class OracleState {

    private OracleState() {}

    static Map<String, String> of(SandboxCompany company) {
        return of(company, false);
    }

    /** Without the times at which it happened. */
    static Map<String, String> timeless(SandboxCompany company) {
        return of(company, true);
    }

    private static Map<String, String> of(SandboxCompany company, boolean timeless) {
        Map<String, String> state = new TreeMap<>();
        company.company().read(() -> {
            for (EntityType type : Catalogue.get().types()) {
                List<String> ids = new ArrayList<>();
                company.company()
                        .table(type.name())
                        .rows()
                        .forEach(row -> ids.add(row.id().text()));
                ids.forEach(id -> {
                    ObjectNode entity = company.company()
                            .rendering()
                            .tree(
                                    company.company().table(type.name()),
                                    company.company().table(type.name()).find(id));
                    if (timeless) {
                        entity.remove("MetaData");
                    }
                    state.put(
                            type.name() + "/" + id,
                            entity.toString().replaceAll("http://localhost:\\d+/download[^\"]*", ""));
                });
            }
            company.company()
                    .ledger()
                    .costLines()
                    .forEach((key, costs) -> state.put("costs of " + key, costs.toString()));
            company.company().ledger().entries().forEach(entry -> state.put("entry " + entry.key(), entry.toString()));
            return null;
        });
        state.put("trial balance", company.trialBalance().toPlainString());
        return state;
    }
}
