package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;

/** Preferences: what a group leaves out keeps its value, and multicurrency stays on for good. */
public final class PreferencesRule implements EntityRule {

    @Override
    public void prepare(Draft draft) {
        ObjectNode preferences = draft.entity();
        for (Map.Entry<String, JsonNode> group : draft.before().properties()) {
            if (group.getValue() instanceof ObjectNode before && group.getKey().endsWith("Prefs")) {
                ObjectNode now = preferences.withObject("/" + group.getKey());
                before.properties().forEach(field -> {
                    if (!now.has(field.getKey())) {
                        now.set(field.getKey(), field.getValue().deepCopy());
                    }
                });
                now.properties().removeIf(field -> field.getValue().isNull());
            }
        }
        boolean was = Json.bool(draft.before(), "CurrencyPrefs.MultiCurrencyEnabled");
        if (was && !Json.bool(preferences, "CurrencyPrefs.MultiCurrencyEnabled")) {
            throw QuickBooksFault.business("Multicurrency cannot be turned off.");
        }
        String home = Json.text(draft.before(), "CurrencyPrefs.HomeCurrency.value");
        if (home != null && !home.equals(Json.text(preferences, "CurrencyPrefs.HomeCurrency.value"))) {
            throw QuickBooksFault.business("The home currency cannot be changed.");
        }
    }
}
