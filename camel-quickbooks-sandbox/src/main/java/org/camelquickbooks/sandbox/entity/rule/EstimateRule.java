package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Set;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.entity.form.Tracking;
import org.camelquickbooks.sandbox.entity.transaction.Links;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.EntryBuilder;

/** Offers to customers; they post nothing. */
public final class EstimateRule extends SalesForm {

    private static final Set<String> STATES = Set.of("Pending", "Accepted", "Closed", "Rejected", "Converted");

    public EstimateRule() {
        super("Estimate");
    }

    @Override
    public void prepare(Draft draft) {
        Tracking.require(draft, "SalesFormsPrefs.AllowEstimates", "estimates");
        super.prepare(draft);
    }

    @Override
    void finish(Draft draft) {
        draft.defaultText("TxnStatus", "Pending");
        String status = Json.text(draft.entity(), "TxnStatus");
        if (!STATES.contains(status)) {
            throw new QuickBooksFault(FaultCode.INVALID_ENUMERATION, "Invalid Enumeration : " + status, "TxnStatus");
        }
    }

    @Override
    void settle(EntryBuilder entry, JsonNode entity, BigDecimal total, Lookup books) {
        throw new IllegalStateException("An estimate posts nothing");
    }

    @Override
    public void link(Draft draft) {
        // Nothing leaves the stock for an offer.
    }

    @Override
    public void unlink(JsonNode stored, Change change) {
        // Nothing had left the stock.
    }

    /** Invoices that were made from an offer stay, and no longer name it. */
    @Override
    public void release(JsonNode stored, Change change) {
        String id = Json.text(stored, "Id");
        Links.of(stored).stream().filter(link -> link.isTo("Invoice")).forEach(link -> {
            ObjectNode invoice = change.edit("Invoice", link.id());
            if (invoice != null) {
                Links.remove(invoice, "Estimate", id);
                change.relate(link.type(), invoice);
            }
        });
    }

    @Override
    public void voidAmounts(ObjectNode entity) {
        throw QuickBooksFault.unsupportedOperation("void");
    }

    @Override
    public Entry post(ObjectNode entity, Lookup books) {
        return null;
    }
}
