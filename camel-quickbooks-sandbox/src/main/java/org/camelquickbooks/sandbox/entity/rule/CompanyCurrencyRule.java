package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.entity.account.Currencies;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.entity.form.Tracking;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;

/** The foreign currencies that a company uses. */
public final class CompanyCurrencyRule implements EntityRule {

    @Override
    public void prepare(Draft draft) {
        ObjectNode currency = draft.entity();
        Tracking.require(draft, "CurrencyPrefs.MultiCurrencyEnabled", "multicurrency");
        String code = Json.text(currency, "Code");
        if (!Catalogue.get().enumeration("currencyCode").contains(code)) {
            throw new QuickBooksFault(
                    FaultCode.INVALID_CURRENCY, "Invalid or unsupported currency type : " + code, "Code");
        }
        if (code.equals(Currencies.home(draft.change()))) {
            throw QuickBooksFault.business("The home currency is not in the list of foreign currencies.");
        }
        currency.put("Name", Currencies.name(code));
    }
}
