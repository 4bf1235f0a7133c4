package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.entity.name.Hierarchy;
import org.camelquickbooks.sandbox.entity.name.People;
import org.camelquickbooks.sandbox.json.Json;

/** Customers, and their sub-customers. */
public final class CustomerRule implements EntityRule {

    @Override
    public void prepare(Draft draft) {
        ObjectNode customer = draft.entity();
        People.name(draft);
        People.mask(customer, "PrimaryTaxIdentifier");
        JsonNode parent = Hierarchy.place(draft, "DisplayName", "Job");
        if (parent != null && !customer.has("CurrencyRef") && parent.has("CurrencyRef")) {
            customer.set("CurrencyRef", parent.get("CurrencyRef").deepCopy());
        }
        People.currency(draft);
        if (Json.ref(customer, "DefaultTaxCodeRef") == null) {
            taxCode(draft);
        }
    }

    /** The code of the company, or the first that taxes. */
    private static void taxCode(Draft draft) {
        String code = Json.text(draft.preferences(), "TaxPrefs.TaxGroupCodeRef.value");
        if (code == null) {
            JsonNode first = draft.change().first("TaxCode", c -> Json.bool(c, "TaxGroup") && Json.bool(c, "Active"));
            code = first == null ? null : Json.text(first, "Id");
        }
        if (code != null) {
            draft.entity().set("DefaultTaxCodeRef", Json.reference(code, null));
        }
    }

    /** A balance at creation is an invoice for it. */
    @Override
    public void link(Draft draft) {
        Hierarchy.cascade(draft, "DisplayName");
        BigDecimal opening = Json.decimal(draft.entity(), "Balance");
        draft.entity().remove("Balance");
        if (!draft.isNew() || opening.signum() <= 0) {
            return;
        }
        ObjectNode invoice = Json.object();
        invoice.set("CustomerRef", Json.reference(draft.id(), null));
        if (draft.entity().has("OpenBalanceDate")) {
            invoice.put("TxnDate", Json.text(draft.entity(), "OpenBalanceDate"));
        }
        ObjectNode line = invoice.putArray("Line").addObject();
        line.put("Amount", opening).put("Description", "Opening Balance").put("DetailType", "SalesItemLineDetail");
        draft.create("Invoice", invoice);
    }
}
