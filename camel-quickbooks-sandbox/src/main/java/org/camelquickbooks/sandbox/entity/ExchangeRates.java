package org.camelquickbooks.sandbox.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.ChangeEvent.Operation;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;

/** Exchange rates. Clients see no Id: a rate is identified by currency and day, and a write is an upsert. */
public final class ExchangeRates {

    private ExchangeRates() {}

    static ObjectNode save(Change change, EntityType type, JsonNode body) {
        ObjectNode rate = Normalizer.normalize(type, body, false);
        EntityService.checkRequired(type, rate);
        if (!Json.bool(change.preferences(), "CurrencyPrefs.MultiCurrencyEnabled")) {
            throw new QuickBooksFault(
                    FaultCode.NOT_IN_PLAN,
                    "Permission Denied Error : multicurrency is not enabled for this company"
                            + " (Preferences.CurrencyPrefs.MultiCurrencyEnabled)");
        }
        String code = Json.text(rate, "SourceCurrencyCode");
        if (!Catalogue.get().enumeration("currencyCode").contains(code)) {
            throw new QuickBooksFault(
                    FaultCode.INVALID_CURRENCY, "Invalid or unsupported currency type : " + code, "SourceCurrencyCode");
        }
        if (Json.decimal(rate, "Rate").signum() <= 0) {
            throw new QuickBooksFault(FaultCode.INVALID_NUMBER, "Invalid Number : Rate must be above 0", "Rate");
        }
        rate.set(
                "TargetCurrencyCode",
                change.preferences().path("CurrencyPrefs").path("HomeCurrency").path("value"));
        JsonNode known = find(change.company(), code, Json.text(rate, "AsOfDate"));
        rate.remove("Id");
        if (known != null) {
            rate.put("Id", Json.text(known, "Id"));
        }
        return change.put(type, rate, known == null ? Operation.CREATE : Operation.UPDATE);
    }

    private static JsonNode find(Company company, String code, String date) {
        return company.first(
                "ExchangeRate",
                r -> code.equals(Json.text(r, "SourceCurrencyCode")) && date.equals(Json.text(r, "AsOfDate")));
    }

    /** The rate of a currency on a day: that day's, or the last before it; 1 where none was ever told. */
    public static JsonNode read(Company company, String code, String date) {
        if (code == null) {
            throw QuickBooksFault.required("sourcecurrencycode");
        }
        JsonNode[] best = new JsonNode[1];
        company.first("ExchangeRate", rate -> {
            boolean fits = code.equals(Json.text(rate, "SourceCurrencyCode"))
                    && Json.text(rate, "AsOfDate").compareTo(date) <= 0;
            if (fits
                    && (best[0] == null || Json.text(rate, "AsOfDate").compareTo(Json.text(best[0], "AsOfDate")) > 0)) {
                best[0] = rate;
            }
            return false;
        });
        if (best[0] != null) {
            return best[0];
        }
        if (!Catalogue.get().enumeration("currencyCode").contains(code)) {
            throw new QuickBooksFault(FaultCode.INVALID_CURRENCY, "Invalid or unsupported currency type : " + code);
        }
        ObjectNode rate = Json.object();
        rate.putObject("MetaData")
                .put("CreateTime", company.timestamp(company.clock().instant()))
                .put("LastUpdatedTime", company.timestamp(company.clock().instant()));
        return rate.put("Id", "0")
                .put("SyncToken", "0")
                .put("SourceCurrencyCode", code)
                .put("TargetCurrencyCode", company.profile().currency())
                .put("Rate", 1)
                .put("AsOfDate", date)
                .put("domain", "QBO")
                .put("sparse", false);
    }
}
