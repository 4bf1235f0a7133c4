package org.camelquickbooks.flow.payment;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Decides which invoices a payment pays. Invoices that the payment names come first. The shares add up to the
 * payment, to the cent.
 */
public final class PaymentMatcher {

    private final List<MatchBy> modes;
    private final BigDecimal tolerance;

    /** @param tolerance how much may be missing of an invoice without being asked for */
    public PaymentMatcher(List<MatchBy> modes, BigDecimal tolerance) {
        if (tolerance.signum() < 0) {
            throw new IllegalArgumentException("tolerance is " + tolerance + "; it must be 0 or more");
        }
        this.modes = List.copyOf(modes);
        this.tolerance = tolerance;
    }

    /**
     * Matches a payment.
     *
     * @param payment a canonical payment
     * @param open what the customer has to pay, and what the payment names, though it be paid already
     */
    public Match match(JsonNode payment, List<OpenInvoice> open) {
        BigDecimal amount = payment.path("amount").decimalValue();
        return payment.path("invoices").isEmpty() ? found(amount, open) : named(payment.path("invoices"), amount, open);
    }

    /**
     * An invoice that is named several times is one invoice. What is given for it is not exceeded, neither is what is
     * open, nor what came in. Only where no amount is given does the payment claim to be the whole of it.
     */
    private Match named(JsonNode named, BigDecimal amount, List<OpenInvoice> open) {
        Map<String, OpenInvoice> byNumber =
                open.stream().collect(Collectors.toMap(OpenInvoice::number, Function.identity(), (a, b) -> a));
        Map<OpenInvoice, BigDecimal> shares = new LinkedHashMap<>();
        Map<OpenInvoice, BigDecimal> missing = new LinkedHashMap<>();
        StringJoiner over = new StringJoiner("; ").setEmptyValue("");
        BigDecimal rest = amount;
        for (JsonNode each : named) {
            OpenInvoice invoice = byNumber.get(each.path("number").asText());
            BigDecimal left = invoice.balance().subtract(shares.getOrDefault(invoice, BigDecimal.ZERO));
            boolean whole = !each.has("amount");
            BigDecimal wanted = whole ? left : each.path("amount").decimalValue();
            if (wanted.compareTo(left) > 0) {
                over.add("the amount for invoice " + invoice.name() + " is "
                        + wanted.subtract(left).toPlainString() + " above its open balance");
            }
            BigDecimal share = wanted.min(left).min(rest);
            if (share.signum() > 0) {
                shares.merge(invoice, share, BigDecimal::add);
                rest = rest.subtract(share);
            }
            if (whole && share.compareTo(left) < 0) {
                missing.merge(invoice, left.subtract(share), BigDecimal::add);
            }
        }
        BigDecimal total = missing.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean little = missing.size() == 1
                && rest.signum() == 0
                && total.compareTo(tolerance) <= 0
                && shares.containsKey(missing.keySet().iterator().next());
        Share writeOff = little ? new Share(missing.keySet().iterator().next(), total) : null;
        return matched(shares, rest, writeOff, over.toString());
    }

    private Match found(BigDecimal amount, List<OpenInvoice> open) {
        for (MatchBy mode : modes) {
            Match match = mode == MatchBy.AMOUNT ? byAmount(amount, open) : oldestFirst(amount, open);
            if (match != null) {
                return match;
            }
        }
        return matched(Map.of(), amount, null, "");
    }

    /** Two invoices of one balance say nothing about which is meant. */
    private Match byAmount(BigDecimal amount, List<OpenInvoice> open) {
        for (BigDecimal most : List.of(BigDecimal.ZERO, tolerance)) {
            List<OpenInvoice> like = open.stream()
                    .filter(invoice -> {
                        BigDecimal missing = invoice.balance().subtract(amount);
                        return missing.signum() >= 0 && missing.compareTo(most) <= 0;
                    })
                    .toList();
            if (like.size() == 1) {
                OpenInvoice one = like.get(0);
                BigDecimal missing = one.balance().subtract(amount);
                return matched(
                        Map.of(one, amount),
                        BigDecimal.ZERO,
                        missing.signum() > 0 ? new Share(one, missing) : null,
                        "");
            }
        }
        return null;
    }

    private static Match oldestFirst(BigDecimal amount, List<OpenInvoice> open) {
        List<OpenInvoice> order = open.stream()
                .sorted(Comparator.comparing(OpenInvoice::due)
                        .thenComparing(invoice -> invoice.id().length())
                        .thenComparing(OpenInvoice::id))
                .toList();
        Map<OpenInvoice, BigDecimal> shares = new LinkedHashMap<>();
        BigDecimal rest = amount;
        for (OpenInvoice invoice : order) {
            BigDecimal share = invoice.balance().min(rest);
            if (share.signum() > 0) {
                shares.put(invoice, share);
                rest = rest.subtract(share);
            }
        }
        // It names nothing, so it does not claim to be the whole of any.
        return shares.isEmpty() ? null : matched(shares, rest, null, "");
    }

    private static Match matched(
            Map<OpenInvoice, BigDecimal> amounts, BigDecimal unapplied, Share writeOff, String remark) {
        List<Share> shares = new ArrayList<>();
        amounts.forEach((invoice, amount) -> shares.add(new Share(invoice, amount)));
        StringJoiner note = new StringJoiner("; ").setEmptyValue("");
        if (!remark.isEmpty()) {
            note.add(remark);
        }
        if (unapplied.signum() > 0) {
            note.add(unapplied.toPlainString() + (shares.isEmpty() ? " pays no invoice" : " exceeds the open balance")
                    + ", and remains as a credit of the customer");
        }
        if (writeOff != null) {
            note.add(writeOff.amount().toPlainString() + " is missing from the payment of invoice "
                    + writeOff.invoice().name() + ", which is within the tolerance and was written off");
        }
        shares.stream()
                .filter(share -> share.left().signum() > 0
                        && (writeOff == null || !writeOff.invoice().equals(share.invoice())))
                .forEach(share -> note.add(share.left().toPlainString() + " of invoice "
                        + share.invoice().name() + " stays open"));
        return new Match(shares, writeOff, note.length() == 0 ? null : note.toString());
    }
}
