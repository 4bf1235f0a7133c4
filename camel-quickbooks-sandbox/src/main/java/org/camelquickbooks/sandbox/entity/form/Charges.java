package org.camelquickbooks.sandbox.entity.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.ChangeEvent.Operation;
import org.camelquickbooks.sandbox.entity.account.Accounts;
import org.camelquickbooks.sandbox.entity.account.Accounts.Role;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.entity.transaction.Links;
import org.camelquickbooks.sandbox.entity.transaction.Links.Link;
import org.camelquickbooks.sandbox.entity.transaction.Transactions;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Money;

/** Billable expense lines: each creates a ReimburseCharge for its customer, until it is invoiced. */
public final class Charges {

    private Charges() {}

    public static void make(Draft draft) {
        if (draft.type().name().equals("PurchaseOrder")) {
            return;
        }
        for (ObjectNode line : Transactions.lines(draft.entity())) {
            JsonNode detail = line.path(Transactions.detailType(line));
            if ("Billable".equals(Json.text(detail, "BillableStatus"))) {
                // A client that sends the line back names the charge that was removed with the former version.
                Links.of(line).stream()
                        .filter(link -> link.isTo("ReimburseCharge"))
                        .forEach(link -> Links.remove(line, link.txnType(), link.id()));
                make(draft, line, detail);
            }
        }
    }

    private static void make(Draft draft, ObjectNode line, JsonNode detail) {
        ObjectNode charge = Json.object();
        charge.set("CustomerRef", detail.get("CustomerRef").deepCopy());
        charge.put("TxnDate", Json.text(draft.entity(), "TxnDate"));
        charge.set("CurrencyRef", draft.entity().get("CurrencyRef").deepCopy());
        BigDecimal amount = Json.decimal(line, "Amount");
        amount = amount.add(Money.percentOf(amount, Json.decimal(detail, "MarkupInfo.Percent")));
        charge.put("Amount", amount).put("HasBeenInvoiced", false);
        ObjectNode source = charge.putArray("LinkedTxn").addObject();
        source.put("TxnId", draft.id());
        source.put(
                "TxnType",
                draft.type().name().equals("Purchase")
                        ? "Expense"
                        : draft.type().name());
        source.put("TxnLineId", Json.text(line, "Id"));
        charge.putArray("Line").add(line(draft, line, detail, amount));
        ObjectNode stored = draft.change().put(Change.type("ReimburseCharge"), charge, Operation.CREATE);
        Links.add(line, "ReimburseCharge", Json.text(stored, "Id"));
    }

    private static ObjectNode line(Draft draft, ObjectNode line, JsonNode detail, BigDecimal amount) {
        ObjectNode charged = Json.object().put("Id", "1").put("LineNum", 1).put("Amount", amount);
        if (line.has("Description")) {
            charged.set("Description", line.get("Description"));
        }
        ObjectNode reimburse = charged.put("DetailType", "ReimburseLineDetail").putObject("ReimburseLineDetail");
        for (String field : new String[] {"ItemRef", "ClassRef", "MarkupInfo", "TaxCodeRef"}) {
            Transactions.copy(detail, field, reimburse, field);
        }
        String account = Json.ref(detail, "AccountRef");
        if (account == null) {
            account = Accounts.ensure(draft.change(), Role.SALES, null);
        }
        reimburse.set("ItemAccountRef", Json.reference(account, null));
        return charged;
    }

    /** Removes the charges of an expense that goes or changes; those that were invoiced stay. */
    public static void remove(JsonNode stored, Change change) {
        for (JsonNode line : stored.path("Line")) {
            for (Link link : Links.of(line)) {
                JsonNode charge = link.isTo("ReimburseCharge") ? change.find("ReimburseCharge", link.id()) : null;
                if (charge != null && !Json.bool(charge, "HasBeenInvoiced")) {
                    change.delete(link.type(), link.id());
                }
            }
        }
    }
}
