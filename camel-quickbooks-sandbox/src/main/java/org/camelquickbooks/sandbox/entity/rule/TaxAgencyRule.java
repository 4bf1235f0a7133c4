package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.ChangeEvent.Operation;
import org.camelquickbooks.sandbox.entity.account.Currencies;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.json.Json;

/** Tax agencies. The service creates the account for the tax owed to each. */
public final class TaxAgencyRule implements EntityRule {

    @Override
    public void prepare(Draft draft) {
        draft.defaultFlag("TaxTrackedOnSales", true);
        draft.defaultFlag("TaxTrackedOnPurchases", false);
        draft.defaultText("TaxAgencyConfig", "USER_DEFINED");
    }

    @Override
    public void link(Draft draft) {
        if (!draft.isNew()) {
            return;
        }
        String name = Json.text(draft.entity(), "DisplayName").replace("\"", "") + " Payable";
        ObjectNode account = Json.object();
        account.put("Name", name.length() > 100 ? name.substring(0, 100) : name);
        account.put("SubAccount", false).put("FullyQualifiedName", Json.text(account, "Name"));
        account.put("Active", true).put("Classification", "Liability");
        account.put("AccountType", "Other Current Liability").put("AccountSubType", "GlobalTaxPayable");
        account.set("CurrencyRef", Currencies.reference(Currencies.home(draft.change())));
        ObjectNode stored = draft.change().put(Change.type("Account"), account, Operation.CREATE);
        draft.entity()
                .set("TaxTrackedOnSalesAccountRef", Json.reference(Json.text(stored, "Id"), Json.text(stored, "Name")));
    }
}
