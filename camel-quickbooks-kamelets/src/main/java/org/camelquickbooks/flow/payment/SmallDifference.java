package org.camelquickbooks.flow.payment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.camelquickbooks.canonical.Transfer;
import org.camelquickbooks.flow.ask.Calls;
import org.camelquickbooks.flow.ask.Lookups;
import org.camelquickbooks.flow.ask.Reference;
import org.camelquickbooks.flow.engine.EntryLines;
import org.camelquickbooks.flow.engine.FlowWork;
import org.camelquickbooks.flow.engine.Plan;
import org.camelquickbooks.model.Json;

/**
 * Plans how what is missing of an invoice is written off: a journal entry against the customer's account, and a payment
 * of nothing that sets the two off; in the invoice's currency, at its rate, and on its account of receivables.
 */
final class SmallDifference {

    private static final String ENTRY = "write-off";
    private static final String SET_OFF = "set-off";

    private final String account;
    private final String receivable;

    /**
     * @param account the name of the account for small differences; empty where they stay open
     * @param receivable the name of the account of receivables, where the invoice does not say; empty for the one of
     *     its currency
     */
    SmallDifference(String account, String receivable) {
        this.account = account;
        this.receivable = receivable;
    }

    /** Adds the two documents to the plan; the accounts are found before anything is booked. */
    CompletableFuture<?> plan(Calls calls, FlowWork work, ObjectNode payment, Share missing) {
        if (missing == null || account.isBlank()) {
            return CompletableFuture.completedFuture(null);
        }
        Lookups lookups = new Lookups(calls);
        return lookups.id(new Reference("Account", "Name", account))
                .thenCombine(receivable(calls, lookups, missing.invoice()), (to, from) -> {
                    work.further(ENTRY, "JournalEntry", entry(payment, missing, to, from));
                    work.further(SET_OFF, "Payment", setOff(payment, missing, from));
                    return null;
                });
    }

    private CompletableFuture<String> receivable(Calls calls, Lookups lookups, OpenInvoice invoice) {
        if (invoice.receivable() != null) {
            return CompletableFuture.completedFuture(invoice.receivable());
        }
        if (receivable.isBlank()) {
            return lookups.accountsOfType("Accounts Receivable").thenApply(rows -> one(rows, invoice, null));
        }
        Reference named = new Reference("Account", "Name", receivable);
        return lookups.find(Set.of(named), Map.of()).thenCompose(found -> {
            String id = found.ids().get(named);
            return lookups.accountsOfType("Accounts Receivable").thenApply(rows -> one(rows, invoice, id));
        });
    }

    /** The one that is named where it is of the invoice's currency; else the only one that is. */
    private static String one(List<JsonNode> accounts, OpenInvoice invoice, String preferred) {
        List<JsonNode> like = accounts.stream()
                .filter(row -> invoice.currency() == null
                        || !row.has("CurrencyRef")
                        || row.at("/CurrencyRef/value").asText().equals(invoice.currency()))
                .toList();
        for (JsonNode row : like) {
            if (Json.text(row, "Id").equals(preferred)) {
                return preferred;
            }
        }
        if (like.size() != 1) {
            throw new IllegalStateException("The company has " + like.size()
                    + " accounts receivable accounts in the currency of invoice " + invoice.name()
                    + (like.isEmpty() ? "" : "; set the parameter receivableAccount"));
        }
        return Json.text(like.get(0), "Id");
    }

    private static ObjectNode entry(JsonNode payment, Share missing, String to, String from) {
        ObjectNode entry = Transfer.entry(
                Json.text(payment, "TxnDate"),
                "Small difference of invoice " + missing.invoice().name(),
                amount(missing),
                to,
                from);
        currency(missing.invoice(), entry);
        EntryLines.place(entry, missing.invoice().classId(), missing.invoice().location());
        // What is credited to receivables is a customer's.
        ((ObjectNode) entry.at("/Line/1/JournalEntryLineDetail"))
                .putObject("Entity")
                .put("Type", "Customer")
                .putObject("EntityRef")
                .put("value", payment.at("/CustomerRef/value").asText());
        return entry;
    }

    private static JsonNode amount(Share missing) {
        return Json.object().put("amount", missing.amount()).path("amount");
    }

    private static ObjectNode setOff(JsonNode payment, Share missing, String receivable) {
        ObjectNode nothing =
                Json.object().put("TotalAmt", BigDecimal.ZERO).put("TxnDate", Json.text(payment, "TxnDate"));
        nothing.putObject("CustomerRef")
                .put("value", payment.at("/CustomerRef/value").asText());
        nothing.putObject("ARAccountRef").put("value", receivable);
        currency(missing.invoice(), nothing);
        ArrayNode lines = nothing.putArray("Line");
        link(lines, missing, missing.invoice().id(), "Invoice");
        link(lines, missing, Plan.idOf(ENTRY), "JournalEntry");
        return nothing;
    }

    private static void link(ArrayNode lines, Share missing, String id, String type) {
        ObjectNode line = lines.addObject().put("Amount", missing.amount());
        line.putArray("LinkedTxn").addObject().put("TxnId", id).put("TxnType", type);
    }

    private static void currency(OpenInvoice invoice, ObjectNode document) {
        if (invoice.currency() != null) {
            document.putObject("CurrencyRef").put("value", invoice.currency());
        }
        if (invoice.rate() != null) {
            document.put("ExchangeRate", invoice.rate());
        }
    }
}
