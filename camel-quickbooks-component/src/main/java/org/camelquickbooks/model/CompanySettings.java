package org.camelquickbooks.model;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The custom fields and currencies in a company's Preferences.
 *
 * @param ofSales the custom fields of invoices, receipts, credit memos, refunds and estimates
 * @param ofOrders those of purchase orders
 * @param homeCurrency its code; null if Preferences do not contain it
 * @param severalCurrencies whether documents may have other currencies
 */
public record CompanySettings(
        List<CustomFieldDefinition> ofSales,
        List<CustomFieldDefinition> ofOrders,
        String homeCurrency,
        boolean severalCurrencies) {

    private static final Set<String> SALES =
            Set.of("Invoice", "SalesReceipt", "CreditMemo", "RefundReceipt", "Estimate");

    /** {@code SalesFormsPrefs.SalesCustomName2} is the name of the field with the DefinitionId 2. */
    private static final Pattern NUMBERED = Pattern.compile("\\D*?(\\d{1,2})$");

    public static CompanySettings of(JsonNode preferences) {
        JsonNode currency = preferences.path("CurrencyPrefs");
        JsonNode home = currency.path("HomeCurrency");
        return new CompanySettings(
                definitions(preferences.path("SalesFormsPrefs").path("CustomField")),
                definitions(preferences.path("VendorAndPurchasesPrefs").path("POCustomField")),
                home.isObject() ? Json.text(home, "value") : Json.text(currency, "HomeCurrency"),
                currency.path("MultiCurrencyEnabled").asBoolean());
    }

    /** The custom fields that Preferences define for an entity; empty where they say nothing of it. */
    public List<CustomFieldDefinition> customFields(String entity) {
        if (SALES.contains(entity)) {
            return ofSales;
        }
        return entity.equals("PurchaseOrder") ? ofOrders : List.of();
    }

    /** Those that are switched on and have a name. */
    private static List<CustomFieldDefinition> definitions(JsonNode groups) {
        Set<Integer> on = new HashSet<>();
        Map<Integer, String> names = new TreeMap<>();
        for (JsonNode group : groups) {
            for (JsonNode entry : group.path("CustomField")) {
                Matcher number = NUMBERED.matcher(entry.path("Name").asText());
                if (!number.find()) {
                    continue;
                }
                int id = Integer.parseInt(number.group(1));
                if (entry.path("BooleanValue").asBoolean()) {
                    on.add(id);
                } else if (Json.text(entry, "StringValue") != null) {
                    names.put(id, Json.text(entry, "StringValue"));
                }
            }
        }
        List<CustomFieldDefinition> definitions = new ArrayList<>();
        names.forEach((id, name) -> {
            if (on.contains(id)) {
                definitions.add(new CustomFieldDefinition(Integer.toString(id), name, "StringType"));
            }
        });
        return List.copyOf(definitions);
    }
}
