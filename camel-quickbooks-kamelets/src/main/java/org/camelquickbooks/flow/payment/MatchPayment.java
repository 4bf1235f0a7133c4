package org.camelquickbooks.flow.payment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.camel.Exchange;
import org.camelquickbooks.QuickBooksConstants;
import org.camelquickbooks.canonical.CanonicalException;
import org.camelquickbooks.canonical.CanonicalType;
import org.camelquickbooks.canonical.Problem;
import org.camelquickbooks.canonical.ToQuickBooks;
import org.camelquickbooks.flow.ask.Calls;
import org.camelquickbooks.flow.ask.Inactive;
import org.camelquickbooks.flow.ask.Lookups;
import org.camelquickbooks.flow.ask.Names;
import org.camelquickbooks.flow.ask.PlacedReferences;
import org.camelquickbooks.flow.ask.Reference;
import org.camelquickbooks.flow.ask.SubCustomer;
import org.camelquickbooks.flow.engine.AsyncStep;
import org.camelquickbooks.flow.engine.FlowWork;
import org.camelquickbooks.flow.engine.Turns;
import org.camelquickbooks.model.Json;

/**
 * Decides which invoices a payment is for, from what the customer has open now. Payments of one customer are matched one
 * after the other, each on what the one before has left.
 */
final class MatchPayment extends AsyncStep {

    private static final String CLASS = "ClassRef";
    private static final String VALUE = "value";
    private static final String INVOICES = "select * from Invoice where ";

    private final Turns turns = new Turns();
    private final PaymentMatcher matcher;
    private final SmallDifference difference;
    private final Inactive inactive;

    MatchPayment(PaymentMatcher matcher, SmallDifference difference, Inactive inactive) {
        this.matcher = matcher;
        this.difference = difference;
        this.inactive = inactive;
    }

    @Override
    protected CompletionStage<?> step(Exchange exchange) {
        FlowWork work = FlowWork.of(exchange);
        JsonNode payment = work.message();
        String name = payment.at("/customer/name").asText();
        String company = work.key().company();
        Calls calls = calls(company);
        Reference customer = new Reference("Customer", "DisplayName", name);
        // By the name first, for the look-up; the last part of a full name is as unique as the whole.
        return turns.take("customer " + company + " " + Names.folded(Names.last(name)), exchange)
                // Not remembered: what is open is that of whoever has the name now.
                .thenCompose(mine -> new Lookups(calls, inactive).anew(customer))
                .thenCompose(id -> ofItsParent(calls, payment.path("customer"), id))
                // By the Id then: a payment may be under way that has the name they had before.
                .thenCompose(customerId -> turns.take("customer Id " + company + " " + customerId, exchange)
                        .thenCompose(mine -> {
                            work.know("Customer", "DisplayName", name, customerId);
                            return open(company, payment, customerId);
                        }))
                .thenCompose(open -> book(exchange, work, matcher.match(payment, open)));
    }

    /** A full name says whose it is; else that is for the parent to say, where the payment names one. */
    private static CompletableFuture<String> ofItsParent(Calls calls, JsonNode customer, String id) {
        if (!customer.has("parent") || customer.path("name").asText().contains(":")) {
            return CompletableFuture.completedFuture(id);
        }
        return calls.read("Customer", id).thenApply(row -> {
            SubCustomer.check(CanonicalType.PAYMENT, customer, row);
            return id;
        });
    }

    /** What is open, and what the payment names besides. */
    private CompletableFuture<List<OpenInvoice>> open(String company, JsonNode payment, String customerId) {
        List<String> named = new ArrayList<>();
        payment.path("invoices").forEach(each -> {
            String number = each.path("number").asText();
            if (!named.contains(number)) {
                named.add(number);
            }
        });
        return named.isEmpty()
                ? calls(company)
                        .query(INVOICES + "CustomerRef = :customer and Balance > '0'", Map.of("customer", customerId))
                        .thenApply(
                                rows -> rows.stream().map(MatchPayment::invoice).toList())
                : calls(company)
                        .query(INVOICES + "DocNumber in (:numbers)", Map.of("numbers", named))
                        .thenApply(rows -> named(rows, named, customerId, Json.text(payment, "currency")));
    }

    /** All that is named has to be there, and to be the customer's. */
    private static List<OpenInvoice> named(
            List<JsonNode> rows, List<String> numbers, String customerId, String currency) {
        List<OpenInvoice> open = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < numbers.size(); i++) {
            String number = numbers.get(i);
            List<JsonNode> same = rows.stream()
                    .filter(row -> number.equals(Json.text(row, "DocNumber")))
                    .toList();
            List<JsonNode> own = same.stream()
                    .filter(row ->
                            customerId.equals(row.at("/CustomerRef/value").asText()))
                    .toList();
            String theirs = own.size() == 1 ? Json.text(own.get(0).path("CurrencyRef"), "value") : null;
            if (theirs != null && currency != null && !theirs.equals(currency)) {
                problems.add(new Problem(
                        "/invoices/" + i + "/number",
                        "invoice " + number + " is in " + theirs + ", and the payment in " + currency));
            } else if (own.size() == 1) {
                open.add(invoice(own.get(0)));
            } else {
                problems.add(new Problem("/invoices/" + i + "/number", reason(number, same, own)));
            }
        }
        if (!problems.isEmpty()) {
            throw new CanonicalException(CanonicalType.PAYMENT, problems);
        }
        return open;
    }

    private static String reason(String number, List<JsonNode> same, List<JsonNode> own) {
        if (own.size() > 1) {
            return "the customer has " + own.size() + " invoices with the number " + number;
        }
        return same.isEmpty()
                ? "QuickBooks has no invoice with the number " + number
                : "invoice " + number + " is one of "
                        + same.get(0).at("/CustomerRef/name").asText();
    }

    private static OpenInvoice invoice(JsonNode row) {
        String due = Json.text(row, "DueDate");
        return new OpenInvoice(
                Json.text(row, "Id"),
                Json.text(row, "DocNumber"),
                due != null ? due : row.path("TxnDate").asText(),
                row.path("Balance").decimalValue(),
                Json.text(row.path("CurrencyRef"), "value"),
                row.has("ExchangeRate") ? row.path("ExchangeRate").decimalValue() : null,
                Json.text(row.path("ARAccountRef"), "value"),
                classOf(row),
                Json.text(row.path("DepartmentRef"), "value"));
    }

    private static String classOf(JsonNode row) {
        Set<String> classes = new HashSet<>();
        for (JsonNode line : row.path("Line")) {
            JsonNode detail = line.path("SalesItemLineDetail");
            if (!detail.isMissingNode()) {
                classes.add(Json.text(detail.path(CLASS), VALUE));
            }
        }
        String ofAll = classes.size() == 1 ? classes.iterator().next() : null;
        return classes.size() > 1 || ofAll != null ? ofAll : Json.text(row.path(CLASS), VALUE);
    }

    /** The invoices by their Ids: what the customer has open may have the same number twice, or none. */
    private CompletableFuture<?> book(Exchange exchange, FlowWork work, Match match) {
        ObjectNode message = ((ObjectNode) work.message().deepCopy()).without(List.of("invoices"));
        Lookups.Wanted wanted = new Lookups.Wanted();
        new ToQuickBooks(wanted).payment(message);
        Calls calls = calls(work.key().company());
        Lookups lookups = new Lookups(calls);
        return lookups.named(CanonicalType.PAYMENT, message, wanted.references(), work.known())
                .thenCompose(found -> {
                    PlacedReferences placed = PlacedReferences.of(found, ids -> new ToQuickBooks(ids).payment(message));
                    ObjectNode payment = placed.document();
                    ArrayNode lines = (ArrayNode) payment.path("Line");
                    for (Share share : match.shares()) {
                        lines.addObject()
                                .put("Amount", share.amount())
                                .putArray("LinkedTxn")
                                .addObject()
                                .put("TxnId", share.invoice().id())
                                .put("TxnType", "Invoice");
                    }
                    work.anew();
                    work.means(placed, lookups);
                    work.note(match.note());
                    exchange.getMessage().setHeader(QuickBooksConstants.ENTITY, "Payment");
                    exchange.getMessage().setBody(payment);
                    return difference.plan(calls, work, payment, match.writeOff());
                });
    }
}
