package org.camelquickbooks.sandbox.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;

/** Making a list entity inactive, the service's way of deleting it, and bringing it back. */
final class Deactivation {

    private static final String SUFFIX = " (deleted)";

    /** Accounts that the books cannot do without. */
    private static final Set<String> SYSTEM_ACCOUNTS =
            Set.of("AccountsReceivable", "AccountsPayable", "UndepositedFunds", "RetainedEarnings");

    /** Renames an entity that loses or regains its life. Answers whether it was made inactive. */
    boolean apply(Draft draft) {
        String key = draft.type().nameKey();
        if (key == null || !draft.entity().has("Active")) {
            return false;
        }
        boolean was = Json.bool(draft.before(), "Active");
        boolean is = Json.bool(draft.entity(), "Active");
        if (was == is) {
            return false;
        }
        ObjectNode entity = draft.entity();
        String name = Json.text(entity, key);
        if (is) {
            if (name != null && name.endsWith(SUFFIX)) {
                entity.put(key, name.substring(0, name.length() - SUFFIX.length()));
            }
            return false;
        }
        checkRemovable(draft);
        if (draft.type().name().equals("Item")) {
            StockClearance.clear(draft);
        }
        if (draft.type().name().equals("CompanyCurrency")) {
            return true;
        }
        String freed = Json.text(draft.before(), key) + SUFFIX;
        while (Names.clash(draft, freed) != null) {
            freed = freed + SUFFIX;
        }
        entity.put(key, freed);
        return true;
    }

    private static void checkRemovable(Draft draft) {
        if (draft.type().name().equals("Account")
                && SYSTEM_ACCOUNTS.contains(Json.text(draft.before(), "AccountSubType"))) {
            throw QuickBooksFault.business("You can't make this account inactive because QuickBooks needs it.");
        }
        if (draft.type().name().equals("Customer")
                && Json.decimal(
                                        draft.change()
                                                .company()
                                                .rendering()
                                                .complete(
                                                        draft.type(),
                                                        draft.before().deepCopy()),
                                        "Balance")
                                .signum()
                        != 0) {
            throw QuickBooksFault.business("You can't make a customer with an open balance inactive.");
        }
    }
}
