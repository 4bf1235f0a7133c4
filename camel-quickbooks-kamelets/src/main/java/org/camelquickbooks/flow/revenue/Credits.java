package org.camelquickbooks.flow.revenue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelquickbooks.model.Json;

/** Credit memos and refunds: each takes from the contract that it is applied to, or from the only one it can be for. */
final class Credits {

    private static final String PAYMENT = "Payment";
    private static final int CENTS = 2;

    private final Map<String, Documents.PrepaidItem> items;
    private final Map<Unit, Contract> contracts;
    private final LeftOut leftOut;
    private final Map<String, Set<String>> linksOf;
    private final List<Credit> credits = new ArrayList<>();
    private final List<Documents.Problem> problems = new ArrayList<>();

    /** What a document credits of an item. */
    private record Credit(String entity, JsonNode row, String item, BigDecimal amount, Set<String> links) {

        String customer() {
            return row.at("/CustomerRef/value").asText();
        }

        YearMonth month() {
            return YearMonth.parse(row.path("TxnDate").asText().substring(0, "2026-01".length()));
        }
    }

    /** @param linksOf of each document, by its kind and Id, what it is linked to */
    Credits(
            Map<String, Documents.PrepaidItem> items,
            Map<Unit, Contract> contracts,
            LeftOut leftOut,
            Map<String, Set<String>> linksOf) {
        this.items = items;
        this.contracts = contracts;
        this.leftOut = leftOut;
        this.linksOf = linksOf;
    }

    /** @param entity CreditMemo or RefundReceipt */
    void add(String entity, JsonNode row) {
        Map<String, BigDecimal> amounts = new LinkedHashMap<>();
        for (JsonNode line : Documents.lines(row)) {
            String item = line.at("/SalesItemLineDetail/ItemRef/value").asText();
            if (items.containsKey(item)) {
                amounts.merge(item, line.path("Amount").decimalValue(), BigDecimal::add);
            }
        }
        Set<String> links = Documents.links(row);
        String named = Json.text(row.path("InvoiceRef"), "value");
        if (named != null) {
            links.add("Invoice" + named);
        }
        amounts.forEach((item, amount) -> {
            if (amount.signum() != 0) {
                credits.add(new Credit(entity, row, item, amount, links));
            }
        });
    }

    /** The Ids of the payments that apply a credit to several documents: they say how much to each. */
    List<String> payments() {
        Set<String> ids = new LinkedHashSet<>();
        for (Credit credit : credits) {
            if (linked(credit).size() + linkedLeftOut(credit).size() > 1) {
                credit.links().stream()
                        .filter(link -> link.startsWith(PAYMENT))
                        .forEach(link -> ids.add(link.substring(PAYMENT.length())));
            }
        }
        return List.copyOf(ids);
    }

    /**
     * Takes all credits from their contracts.
     *
     * @param payments those that were asked for
     * @return what a person has to decide
     */
    List<Documents.Problem> take(Collection<JsonNode> payments) {
        for (Credit credit : credits) {
            int several = linked(credit).size() + linkedLeftOut(credit).size();
            if (several > 1) {
                takeFromSeveral(
                        credit, AppliedCredit.of(credit.entity() + Json.text(credit.row(), "Id"), payments), several);
            } else {
                takeFromOne(credit);
            }
        }
        return problems;
    }

    private void takeFromSeveral(Credit credit, AppliedCredit applied, int several) {
        List<Contract> linked = linked(credit);
        List<Unit> all = new ArrayList<>(linkedLeftOut(credit));
        linked.forEach(contract -> all.add(contract.unit()));
        BigDecimal sum = all.stream().map(applied::to).reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean known = applied.isAll(credit.row().path("TotalAmt").decimalValue()) && sum.signum() != 0;
        Map<Contract, BigDecimal> parts = new LinkedHashMap<>();
        BigDecimal rest = credit.amount();
        for (int i = 0; known && i < all.size(); i++) {
            BigDecimal part = i == all.size() - 1
                    ? rest
                    : credit.amount().multiply(applied.to(all.get(i))).divide(sum, CENTS, RoundingMode.HALF_UP);
            rest = rest.subtract(part);
            if (contracts.containsKey(all.get(i))) {
                parts.put(contracts.get(all.get(i)), part);
            }
        }
        boolean fits =
                parts.entrySet().stream().allMatch(part -> part.getKey().left().compareTo(part.getValue()) >= 0);
        if (known && fits) {
            parts.forEach((contract, part) -> contract.credit(part, credit.month()));
        } else {
            problem(
                    credit,
                    ", and is applied to " + several + " documents"
                            + (known ? ", of which one has less of it left than is applied to it" : ""));
        }
    }

    private void takeFromOne(Credit credit) {
        List<Contract> candidates = candidates(credit);
        boolean linked = candidates.stream().anyMatch(contract -> isLinked(contract.unit(), credit.links()));
        if (!linked && !linkedLeftOut(credit).isEmpty()
                || candidates.isEmpty() && items.get(credit.item()).former() && !isBegun(credit)) {
            // Nothing of it was earned here, so nothing is taken back.
            return;
        }
        // What is not earned here may be meant as well, unless it is applied.
        boolean unclear = !linked && leftOut.has(credit.customer(), credit.item());
        if (candidates.size() == 1 && !unclear) {
            candidates.get(0).credit(credit.amount(), credit.month());
            return;
        }
        problem(
                credit,
                candidates.isEmpty()
                        ? ", and no invoice or sales receipt of the customer has so much of it left"
                        : unclear
                                ? ", and it may be meant for a document that the flow does not post"
                                : ", and " + candidates.size() + " documents of the customer may be meant");
    }

    private void problem(Credit credit, String why) {
        String id = Json.text(credit.row(), "Id");
        problems.add(new Documents.Problem(
                credit.entity() + "/" + id + "/" + credit.item(),
                (credit.entity().equals("CreditMemo") ? "Credit memo " : "Refund receipt ")
                        + Json.text(credit.row(), "DocNumber") + " (Id " + id + ") credits "
                        + credit.amount().toPlainString() + " of "
                        + items.get(credit.item()).name() + why
                        + ". Apply it to its invoice and start the flow again, or correct the revenue by hand"));
    }

    private boolean isLinked(Unit unit, Set<String> links) {
        String document = unit.entity() + unit.id();
        return links.contains(document) || linksOf.get(document).stream().anyMatch(links::contains);
    }

    private List<Unit> linkedLeftOut(Credit credit) {
        return leftOut.of(credit.item(), unit -> isLinked(unit, credit.links()));
    }

    private List<Contract> of(Credit credit) {
        return contracts.values().stream()
                .filter(contract -> contract.unit().item().equals(credit.item())
                        && contract.terms().customer().equals(credit.customer()))
                .toList();
    }

    private boolean isBegun(Credit credit) {
        return !of(credit).isEmpty();
    }

    /** The contracts that it is applied to. */
    private List<Contract> linked(Credit credit) {
        return of(credit).stream()
                .filter(contract -> isLinked(contract.unit(), credit.links()))
                .toList();
    }

    private List<Contract> candidates(Credit credit) {
        List<Contract> own = withEnough(of(credit), credit);
        List<Contract> linked = linked(credit);
        if (!linked.isEmpty()) {
            // Another one is not meant, also where this one has less of it left.
            return withEnough(linked, credit);
        }
        String paidAtOnce = credit.entity().equals("RefundReceipt") ? "SalesReceipt" : "Invoice";
        List<Contract> alike = own.stream()
                .filter(contract -> contract.unit().entity().equals(paidAtOnce))
                .toList();
        return alike.isEmpty() ? own : alike;
    }

    private static List<Contract> withEnough(List<Contract> contracts, Credit credit) {
        return contracts.stream()
                .filter(contract -> contract.left().compareTo(credit.amount()) >= 0)
                .toList();
    }
}
