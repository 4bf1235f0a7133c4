package org.camelquickbooks.flow.payment;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Decides which invoices a payment is for. What it names comes first; no cent is made, and none is lost. */
public final class PaymentMatcher {

    private final List<MatchBy> modes;
    private final BigDecimal tolerance;

    /** @param tolerance how much may be missing of an invoice without being asked for */
    public PaymentMatcher(List<MatchBy> modes, BigDecimal tolerance) {
        if (tolerance.signum() < 0) {
            throw new IllegalArgumentException("tolerance is " + tolerance + "; it is 0 or more");
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
        List<Share> shares = payment.path("invoices").isEmpty()
                ? found(amount, open)
                : named(payment.path("invoices"), amount, open);
        BigDecimal unapplied = shares.stream().map(Share::amount).reduce(amount, BigDecimal::subtract);
        Share writeOff = unapplied.signum() == 0 ? writeOff(shares) : null;
        return new Match(shares, writeOff, note(unapplied, writeOff, shares));
    }

    /** An amount that is given is not exceeded, neither is what is open, nor what came in. */
    private static List<Share> named(JsonNode named, BigDecimal amount, List<OpenInvoice> open) {
        Map<String, OpenInvoice> byNumber =
                open.stream().collect(Collectors.toMap(OpenInvoice::number, Function.identity(), (a, b) -> a));
        List<Share> shares = new ArrayList<>();
        BigDecimal rest = amount;
        for (JsonNode each : named) {
            OpenInvoice invoice = byNumber.get(each.path("number").asText());
            BigDecimal wanted = each.has("amount") ? each.path("amount").decimalValue() : invoice.balance();
            BigDecimal share = wanted.min(invoice.balance()).min(rest);
            if (share.signum() > 0) {
                shares.add(new Share(invoice, share));
                rest = rest.subtract(share);
            }
        }
        return shares;
    }

    private List<Share> found(BigDecimal amount, List<OpenInvoice> open) {
        for (MatchBy mode : modes) {
            List<Share> shares = mode == MatchBy.AMOUNT ? byAmount(amount, open) : oldestFirst(amount, open);
            if (!shares.isEmpty()) {
                return shares;
            }
        }
        return List.of();
    }

    /** Two invoices of one balance say nothing about which is meant. */
    private List<Share> byAmount(BigDecimal amount, List<OpenInvoice> open) {
        for (BigDecimal short_ : List.of(BigDecimal.ZERO, tolerance)) {
            List<OpenInvoice> like = open.stream()
                    .filter(invoice -> {
                        BigDecimal missing = invoice.balance().subtract(amount);
                        return missing.signum() >= 0 && missing.compareTo(short_) <= 0;
                    })
                    .toList();
            if (like.size() == 1) {
                return List.of(new Share(like.get(0), amount));
            }
        }
        return List.of();
    }

    private static List<Share> oldestFirst(BigDecimal amount, List<OpenInvoice> open) {
        List<OpenInvoice> order = open.stream()
                .sorted(Comparator.comparing(OpenInvoice::due).thenComparing(i -> Long.parseLong(i.id())))
                .toList();
        List<Share> shares = new ArrayList<>();
        BigDecimal rest = amount;
        for (OpenInvoice invoice : order) {
            BigDecimal share = invoice.balance().min(rest);
            if (share.signum() > 0) {
                shares.add(new Share(invoice, share));
                rest = rest.subtract(share);
            }
        }
        return shares;
    }

    /** Of the last invoice only: those before it are paid in full, or for less because somebody said so. */
    private Share writeOff(List<Share> shares) {
        if (shares.isEmpty()) {
            return null;
        }
        Share last = shares.get(shares.size() - 1);
        BigDecimal missing = last.left();
        return missing.signum() > 0 && missing.compareTo(tolerance) <= 0 ? new Share(last.invoice(), missing) : null;
    }

    private static String note(BigDecimal unapplied, Share writeOff, List<Share> shares) {
        StringJoiner note = new StringJoiner("; ").setEmptyValue("");
        if (unapplied.signum() > 0) {
            note.add(unapplied.toPlainString() + (shares.isEmpty() ? " is for no invoice" : " more than is open")
                    + ", and stays with the customer");
        }
        if (writeOff != null) {
            note.add(writeOff.amount().toPlainString() + " is missing of invoice "
                    + writeOff.invoice().name() + ", which is within the tolerance and written off");
        } else if (unapplied.signum() == 0) {
            shares.stream()
                    .filter(share -> share.left().signum() > 0)
                    .forEach(share -> note.add(share.left().toPlainString() + " of invoice "
                            + share.invoice().name() + " stays open"));
        }
        return note.length() == 0 ? null : note.toString();
    }
}
