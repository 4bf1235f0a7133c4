package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigDecimal;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.entity.account.Accounts;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.entity.transaction.NameValues;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.EntryBuilder;
import org.camelquickbooks.sandbox.ledger.Party;
import org.camelquickbooks.sandbox.ledger.Posting.Tags;

/** Expenses, checks and card charges: paid when they are made. */
public final class PurchaseRule extends PurchaseForm {

    public PurchaseRule() {
        super("Purchase");
    }

    @Override
    Party party(JsonNode entity, Lookup books) {
        String id = Json.ref(entity, "EntityRef");
        if (id == null) {
            return null;
        }
        String given = Json.text(entity, "EntityRef.type");
        for (String type : new String[] {"Vendor", "Customer", "Employee"}) {
            if (type.equalsIgnoreCase(given) || given == null && books.find(type, id) != null) {
                return new Party(type, id);
            }
        }
        return null;
    }

    @Override
    int direction(JsonNode entity) {
        return Json.bool(entity, "Credit") ? -1 : 1;
    }

    @Override
    void finish(Draft draft) {
        if ("CreditCard".equals(Json.text(draft.entity(), "PaymentType"))) {
            Accounts.check(draft.entity(), "AccountRef", draft.change(), "Credit Card");
        } else {
            Accounts.check(draft.entity(), "AccountRef", draft.change(), "Bank", "Other Current Asset");
        }
        ArrayNode any = draft.entity().putObject("PurchaseEx").putArray("any");
        any.add(NameValues.entry("TxnType", kind(draft.entity())));
    }

    /** The number that the service has for the kind of purchase. */
    private static String kind(JsonNode purchase) {
        return switch (Json.text(purchase, "PaymentType")) {
            case "Check" -> "3";
            case "CreditCard" -> Json.bool(purchase, "Credit") ? "11" : "54";
            default -> "54";
        };
    }

    @Override
    void settle(EntryBuilder entry, JsonNode entity, BigDecimal total, Lookup books) {
        entry.credit(
                Json.ref(entity, "AccountRef"),
                total.multiply(BigDecimal.valueOf(direction(entity))),
                Tags.NONE.withParty(entry.party()));
    }
}
