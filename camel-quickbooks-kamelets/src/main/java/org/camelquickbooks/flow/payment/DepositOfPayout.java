package org.camelquickbooks.flow.payment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
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
import org.camelquickbooks.flow.engine.FlowWork;
import org.camelquickbooks.flow.engine.Journals;
import org.camelquickbooks.flow.engine.Turns;
import org.camelquickbooks.model.Json;

/**
 * Groups what was paid out at once into one deposit, as the bank shows it: payments, sales receipts, refunds,
 * chargebacks, fees. What the journal knows by the other system's numbers is looked up in QuickBooks: it has to be
 * there, of the payout's currency, and not paid out before. All of it has to be what arrived.
 */
final class DepositOfPayout extends AsyncStep {

    private final Turns turns = new Turns();
    private final List<String> flows;
    private final PayoutAccounts accounts;

    /** @param flows whose messages may be paid out */
    DepositOfPayout(List<String> flows, PayoutAccounts accounts) {
        this.flows = List.copyOf(flows);
        this.accounts = accounts;
    }

    @Override
    protected CompletionStage<?> step(Exchange exchange) {
        FlowWork work = FlowWork.of(exchange);
        JsonNode payout = work.message();
        String company = work.key().company();
        PaidOut paidOut = new PaidOut(Journals.of(getCamelContext()), calls(company), flows, company);
        Set<Reference> names = new LinkedHashSet<>();
        if (payout.has("location")) {
            names.add(new Reference("Department", "Name", Json.text(payout, "location")));
        }
        if (payout.has("class")) {
            names.add(new Reference("Class", "Name", Json.text(payout, "class")));
        }
        accounts.of(payout).forEach(name -> names.add(account(name)));
        // A payment is looked at and deposited in one turn, so that it is not paid out twice.
        return turns.take("payouts " + company, exchange)
                .thenCompose(mine -> paidOut.find(payout))
                .thenCompose(documents -> Journals.of(getCamelContext())
                        .refuseBesideOthers(work.key(), plan -> isOfAny(plan.body(), documents), "payment")
                        .thenApply(none -> documents))
                .thenCompose(documents -> Lookups.fresh(calls(company))
                        .named(CanonicalType.PAYOUT, payout, names, Map.of())
                        .thenAccept(found -> {
                            BigDecimal arrived = agree(payout, documents);
                            work.anew();
                            ObjectNode deposit = deposit(payout, documents, found, arrived);
                            work.expect(deposit.path("expected").decimalValue());
                            deposit.remove("expected");
                            exchange.getMessage().setHeader(QuickBooksConstants.ENTITY, "Deposit");
                            exchange.getMessage().setBody(deposit);
                        }));
    }

    /** Whether a deposit has a line of one of the documents. */
    private static boolean isOfAny(JsonNode deposit, List<JsonNode> documents) {
        for (JsonNode line : deposit.path("Line")) {
            JsonNode link = line.at("/LinkedTxn/0");
            for (JsonNode document : documents) {
                if (PaidOut.entity(document).equals(link.path("TxnType").asText())
                        && Json.text(document, "Id").equals(link.path("TxnId").asText())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static Reference account(String name) {
        return new Reference("Account", "Name", name);
    }

    private static BigDecimal agree(JsonNode payout, List<JsonNode> documents) {
        BigDecimal net = documents.stream().map(PaidOut::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        for (String field : List.of("fees", "chargebacks")) {
            for (JsonNode each : payout.path(field)) {
                net = net.subtract(each.path("amount").decimalValue());
            }
        }
        BigDecimal arrived = payout.path("amount").decimalValue();
        if (arrived.compareTo(net) != 0) {
            throw new CanonicalException(
                    CanonicalType.PAYOUT,
                    List.of(new Problem(
                            "/amount",
                            arrived.toPlainString()
                                    + " is not the payments minus refunds, chargebacks and fees, which is "
                                    + net.toPlainString() + " (difference "
                                    + arrived.subtract(net).toPlainString() + ")")));
        }
        return arrived;
    }

    private ObjectNode deposit(JsonNode payout, List<JsonNode> documents, Lookups.Found found, BigDecimal arrived) {
        ObjectNode deposit = Json.object().put("TxnDate", Json.text(payout, "date"));
        if (payout.has("note")) {
            deposit.set("PrivateNote", payout.path("note"));
        }
        String currency = payout.has("currency")
                ? Json.text(payout, "currency")
                : documents.stream()
                        .findFirst()
                        .map(first -> Json.text(first.path("CurrencyRef"), "value"))
                        .orElse(null);
        if (currency != null) {
            deposit.putObject("CurrencyRef").put("value", currency);
        }
        if (payout.has("exchangeRate")) {
            deposit.set("ExchangeRate", payout.path("exchangeRate"));
        }
        if (payout.has("location")) {
            deposit.putObject("DepartmentRef")
                    .put("value", found.id("Department", "Name", Json.text(payout, "location")));
        }
        String ofClass = payout.has("class") ? found.id("Class", "Name", Json.text(payout, "class")) : null;
        String bank = found.id("Account", "Name", Json.text(payout, "account"));
        deposit.putObject("DepositToAccountRef").put("value", bank);
        ArrayNode lines = deposit.putArray("Line");
        for (JsonNode document : documents) {
            lines.addObject()
                    .put("Amount", PaidOut.amount(document))
                    .putArray("LinkedTxn")
                    .addObject()
                    .put("TxnId", Json.text(document, "Id"))
                    .put("TxnType", PaidOut.entity(document))
                    .put("TxnLineId", "0");
        }
        payout.path("fees")
                .forEach(fee -> line(
                        lines,
                        fee,
                        fee.path("amount").decimalValue().negate(),
                        found.id("Account", "Name", accounts.ofFee(fee)),
                        ofClass));
        payout.path("chargebacks")
                .forEach(each -> line(
                        lines,
                        each,
                        each.path("amount").decimalValue().negate(),
                        found.id("Account", "Name", accounts.ofChargeback(each)),
                        ofClass));
        if (arrived.signum() < 0) {
            // QuickBooks takes no deposit below zero: the bank account is credited by a line of its own.
            line(
                    lines,
                    Json.object().put("description", "Collected by the payment service"),
                    arrived.negate(),
                    bank,
                    null);
        }
        return deposit.put("expected", arrived.max(BigDecimal.ZERO));
    }

    private static void line(ArrayNode lines, JsonNode said, BigDecimal amount, String account, String ofClass) {
        ObjectNode line = lines.addObject().put("Amount", amount);
        if (said.has("description")) {
            line.set("Description", said.path("description"));
        }
        ObjectNode detail = line.put("DetailType", "DepositLineDetail").putObject("DepositLineDetail");
        detail.putObject("AccountRef").put("value", account);
        if (ofClass != null) {
            detail.putObject("ClassRef").put("value", ofClass);
        }
    }
}
