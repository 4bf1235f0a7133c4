package org.camelquickbooks.flow.payment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.canonical.CanonicalException;
import org.camelquickbooks.canonical.CanonicalType;
import org.camelquickbooks.canonical.Problem;
import org.camelquickbooks.flow.ask.Lookups;
import org.camelquickbooks.flow.ask.Reference;
import org.camelquickbooks.flow.engine.AsyncStep;
import org.camelquickbooks.flow.engine.FlowEntry;
import org.camelquickbooks.flow.engine.FlowKey;
import org.camelquickbooks.flow.engine.FlowWork;
import org.camelquickbooks.flow.engine.Journals;
import org.camelquickbooks.model.Json;

/**
 * Groups what was paid out at once into one deposit, as the bank shows it. The payments are those that the journal
 * knows by the other system's numbers; payments less fees have to be what arrived.
 */
final class DepositOfPayout extends AsyncStep {

    private final List<String> flows;
    private final String feeAccount;

    /**
     * @param flows whose messages may be paid out
     * @param feeAccount the name of the account for fees that name none; may be empty
     */
    DepositOfPayout(List<String> flows, String feeAccount) {
        this.flows = List.copyOf(flows);
        this.feeAccount = feeAccount;
    }

    @Override
    protected CompletionStage<?> step(Exchange exchange) {
        FlowWork work = FlowWork.of(exchange);
        JsonNode payout = work.message();
        List<FlowEntry> payments = booked(work, payout);
        agree(payout, payments);
        Set<Reference> accounts = new LinkedHashSet<>();
        accounts.add(account(Json.text(payout, "account")));
        payout.path("fees").forEach(fee -> accounts.add(account(feeAccount(fee))));
        Lookups lookups = new Lookups(calls(work.key().company()));
        return lookups.named(CanonicalType.PAYOUT, payout, accounts, Map.of()).thenAccept(found -> {
            exchange.getMessage().setHeader(QuickBooksConstants.ENTITY, "Deposit");
            exchange.getMessage().setBody(deposit(payout, payments, found));
        });
    }

    private static Reference account(String name) {
        return new Reference("Account", "Name", name);
    }

    private String feeAccount(JsonNode fee) {
        String own = Json.text(fee, "account");
        if (own == null && feeAccount.isBlank()) {
            throw new IllegalArgumentException(
                    "The fee names no account, and neither does the flow; set its parameter feeAccount");
        }
        return own != null ? own : feeAccount;
    }

    /** What is not booked yet may come later: then the payout is tried again from the dead letters. */
    private List<FlowEntry> booked(FlowWork work, JsonNode payout) {
        List<FlowEntry> payments = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < payout.path("payments").size(); i++) {
            String id = payout.path("payments").path(i).path("id").asText();
            find(work.key().company(), id)
                    .ifPresentOrElse(
                            payments::add, () -> problems.add(new Problem("", "no payment " + id + " is booked")));
        }
        if (!problems.isEmpty()) {
            throw new CanonicalException(CanonicalType.PAYOUT, problems);
        }
        return payments;
    }

    private Optional<FlowEntry> find(String company, String id) {
        return flows.stream()
                .flatMap(flow -> Journals.of(getCamelContext()).find(new FlowKey(flow, company, id)).stream())
                .filter(entry -> entry.is(FlowEntry.State.DONE)
                        && ("Payment".equals(entry.entity()) || "SalesReceipt".equals(entry.entity())))
                .findFirst();
    }

    private static void agree(JsonNode payout, List<FlowEntry> payments) {
        BigDecimal net = payments.stream().map(FlowEntry::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        for (JsonNode fee : payout.path("fees")) {
            net = net.subtract(fee.path("amount").decimalValue());
        }
        BigDecimal arrived = payout.path("amount").decimalValue();
        if (arrived.compareTo(net) != 0) {
            throw new CanonicalException(
                    CanonicalType.PAYOUT,
                    List.of(new Problem(
                            "/amount",
                            arrived.toPlainString() + " is not the payments less the fees, which is "
                                    + net.toPlainString() + " (difference "
                                    + arrived.subtract(net).toPlainString() + ")")));
        }
    }

    private ObjectNode deposit(JsonNode payout, List<FlowEntry> payments, Lookups.Found accounts) {
        ObjectNode deposit = Json.object().put("TxnDate", Json.text(payout, "date"));
        if (payout.has("note")) {
            deposit.set("PrivateNote", payout.path("note"));
        }
        if (payout.has("currency")) {
            deposit.putObject("CurrencyRef").set("value", payout.path("currency"));
        }
        deposit.putObject("DepositToAccountRef")
                .put("value", accounts.id("Account", "Name", Json.text(payout, "account")));
        ArrayNode lines = deposit.putArray("Line");
        for (FlowEntry payment : payments) {
            lines.addObject()
                    .put("Amount", payment.amount())
                    .putArray("LinkedTxn")
                    .addObject()
                    .put("TxnId", payment.entityId())
                    .put("TxnType", payment.entity())
                    .put("TxnLineId", "0");
        }
        for (JsonNode fee : payout.path("fees")) {
            ObjectNode line = lines.addObject()
                    .put("Amount", fee.path("amount").decimalValue().negate());
            if (fee.has("description")) {
                line.set("Description", fee.path("description"));
            }
            line.put("DetailType", "DepositLineDetail")
                    .putObject("DepositLineDetail")
                    .putObject("AccountRef")
                    .put("value", accounts.id("Account", "Name", feeAccount(fee)));
        }
        return deposit;
    }
}
