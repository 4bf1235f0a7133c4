package org.camelquickbooks.flow.payment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.canonical.Transfer;
import org.camelquickbooks.flow.ask.Calls;
import org.camelquickbooks.flow.ask.Lookups;
import org.camelquickbooks.flow.ask.Reference;
import org.camelquickbooks.flow.engine.AsyncStep;
import org.camelquickbooks.flow.engine.FlowWork;
import org.camelquickbooks.model.Json;

/**
 * Writes off what is missing of an invoice, and is too little to be asked for: a journal entry against the customer's
 * account, and a payment of nothing that sets the two off. Both have request ids of their own, so that a crash between
 * them leaves nothing undone or done twice.
 */
final class WriteOff extends AsyncStep {

    private final String account;
    private final String receivable;

    /**
     * @param account the name of the account for small differences; empty where they stay open
     * @param receivable the name of the account of receivables; empty for the first of its type
     */
    WriteOff(String account, String receivable) {
        this.account = account;
        this.receivable = receivable;
    }

    @Override
    protected CompletionStage<?> step(Exchange exchange) {
        FlowWork work = FlowWork.of(exchange);
        JsonNode missing = work.plan().path("writeOff");
        if (account.isBlank() || missing.isMissingNode()) {
            return CompletableFuture.completedFuture(null);
        }
        JsonNode payment = exchange.getMessage().getBody(JsonNode.class);
        Calls calls = calls(work.key().company());
        Lookups lookups = new Lookups(calls);
        return lookups.id(new Reference("Account", "Name", account))
                .thenCombine(receivable(lookups), (to, from) -> entry(payment, missing, to, from))
                .thenCompose(entry -> write(calls, work, "JournalEntry", "w.", entry))
                .thenCompose(entry -> write(calls, work, "Payment", "s.", setOff(payment, missing, entry)));
    }

    private CompletableFuture<String> receivable(Lookups lookups) {
        return receivable.isBlank()
                ? lookups.accountOfType("Accounts Receivable")
                : lookups.id(new Reference("Account", "Name", receivable));
    }

    private static CompletableFuture<JsonNode> write(
            Calls calls, FlowWork work, String entity, String prefix, ObjectNode body) {
        return calls.json(
                "quickbooks:create/" + entity,
                body,
                Map.of(QuickBooksConstants.REQUEST_ID, prefix + work.entry().requestId()));
    }

    private static ObjectNode entry(JsonNode payment, JsonNode missing, String to, String from) {
        ObjectNode entry = Transfer.entry(
                Json.text(payment, "TxnDate"),
                "Small difference of invoice " + Json.text(missing, "number"),
                missing.path("amount"),
                to,
                from);
        currency(payment, entry);
        // What is credited to receivables is a customer's.
        ((ObjectNode) entry.at("/Line/1/JournalEntryLineDetail"))
                .putObject("Entity")
                .put("Type", "Customer")
                .putObject("EntityRef")
                .put("value", payment.at("/CustomerRef/value").asText());
        return entry;
    }

    private static ObjectNode setOff(JsonNode payment, JsonNode missing, JsonNode entry) {
        ObjectNode nothing = Json.object().put("TotalAmt", 0).put("TxnDate", Json.text(payment, "TxnDate"));
        nothing.putObject("CustomerRef")
                .put("value", payment.at("/CustomerRef/value").asText());
        currency(payment, nothing);
        ArrayNode lines = nothing.putArray("Line");
        link(lines, missing, Json.text(missing, "invoice"), "Invoice");
        link(lines, missing, Json.text(entry, "Id"), "JournalEntry");
        return nothing;
    }

    private static void link(ArrayNode lines, JsonNode missing, String id, String type) {
        ObjectNode line = lines.addObject();
        line.set("Amount", missing.path("amount"));
        line.putArray("LinkedTxn").addObject().put("TxnId", id).put("TxnType", type);
    }

    private static void currency(JsonNode payment, ObjectNode other) {
        if (payment.has("CurrencyRef")) {
            other.set("CurrencyRef", payment.path("CurrencyRef"));
        }
    }
}
