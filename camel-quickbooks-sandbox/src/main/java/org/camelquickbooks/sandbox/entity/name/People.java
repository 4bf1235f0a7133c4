package org.camelquickbooks.sandbox.entity.name;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.camelquickbooks.sandbox.entity.account.Currencies;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Party;

/** What customers, vendors and employees have in common: names made of parts, identifiers that are not shown. */
public final class People {

    private static final List<String> PARTS = List.of("Title", "GivenName", "MiddleName", "FamilyName", "Suffix");

    private People() {}

    public static void name(Draft draft) {
        ObjectNode person = draft.entity();
        if (Json.text(person, "DisplayName") == null) {
            List<String> parts = new ArrayList<>();
            for (String field : PARTS) {
                String part = Json.text(person, field);
                if (part != null) {
                    parts.add(part);
                }
            }
            if (parts.isEmpty()) {
                throw QuickBooksFault.required("DisplayName");
            }
            person.put("DisplayName", String.join(" ", parts));
        }
        draft.defaultText("PrintOnCheckName", Json.text(person, "DisplayName"));
    }

    /** Tax and social security numbers are taken in and never given out again. */
    public static void mask(ObjectNode person, String field) {
        String number = Json.text(person, field);
        if (number != null && !number.startsWith("XX")) {
            String shown = number.length() > 4 ? number.substring(number.length() - 4) : "";
            person.put(field, "X".repeat(Math.max(5, number.length() - shown.length())) + shown);
        }
    }

    public static void currency(Draft draft) {
        ObjectNode person = draft.entity();
        String before = draft.isNew() ? null : Json.ref(draft.before(), "CurrencyRef");
        String given = Json.ref(person, "CurrencyRef");
        String currency = given != null ? given : before != null ? before : Currencies.home(draft.change());
        Currencies.check(draft, currency);
        if (before != null && !before.equals(currency) && hasTransactions(draft)) {
            throw QuickBooksFault.business("The currency cannot be changed after the first transaction.");
        }
        person.set("CurrencyRef", Currencies.reference(currency));
    }

    private static boolean hasTransactions(Draft draft) {
        Party person = new Party(draft.type().name(), draft.id());
        return draft.change().company().ledger().entries().stream()
                .anyMatch(e -> person.equals(e.party())
                        || e.postings().stream()
                                .anyMatch(p ->
                                        p.isOpen() && person.equals(p.tags().party())));
    }
}
