package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.entity.transaction.Transactions;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;

/** Budgets. */
public final class BudgetRule implements EntityRule {

    @Override
    public void prepare(Draft draft) {
        ObjectNode budget = draft.entity();
        draft.defaultFlag("Active", true);
        if (Json.text(budget, "EndDate").compareTo(Json.text(budget, "StartDate")) < 0) {
            throw QuickBooksFault.business("EndDate must not be before StartDate.");
        }
        for (JsonNode detail : budget.path("BudgetDetail")) {
            Transactions.requireReference(detail, "AccountRef");
        }
    }
}
