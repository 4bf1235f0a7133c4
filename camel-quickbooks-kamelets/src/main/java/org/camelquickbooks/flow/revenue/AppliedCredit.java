package org.camelquickbooks.flow.revenue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** How much of a credit is applied to which document, as the payments say that apply it. */
final class AppliedCredit {

    private final String credit;
    private final Map<String, BigDecimal> amounts = new HashMap<>();
    private boolean unclear;

    /** @param credit its kind and Id, such as CreditMemo17 */
    private AppliedCredit(String credit) {
        this.credit = credit;
    }

    /** @param payments all that are linked to the credit, and maybe others */
    static AppliedCredit of(String credit, Collection<JsonNode> payments) {
        AppliedCredit applied = new AppliedCredit(credit);
        payments.forEach(applied::add);
        return applied;
    }

    private void add(JsonNode payment) {
        Map<String, BigDecimal> documents = new HashMap<>();
        BigDecimal mine = BigDecimal.ZERO;
        BigDecimal sum = payment.path("TotalAmt").decimalValue().negate();
        for (JsonNode line : payment.path("Line")) {
            JsonNode link = line.path("LinkedTxn").path(0);
            String document = link.path("TxnType").asText() + link.path("TxnId").asText();
            BigDecimal amount = line.path("Amount").decimalValue();
            if (document.equals(credit)) {
                mine = mine.add(amount);
            } else {
                documents.merge(document, amount, BigDecimal::add);
                sum = sum.add(amount);
            }
        }
        if (mine.signum() != 0) {
            // With money, or another credit, in it nobody knows which has paid what.
            unclear |= payment.path("TotalAmt").decimalValue().signum() != 0 || sum.compareTo(mine) != 0;
            documents.forEach((document, amount) -> amounts.merge(document, amount, BigDecimal::add));
        }
    }

    /** Whether it is known for all of a total. */
    boolean isAll(BigDecimal total) {
        return !unclear
                && amounts.values().stream()
                                .reduce(BigDecimal.ZERO, BigDecimal::add)
                                .compareTo(total)
                        == 0;
    }

    /** What is applied to a document. */
    BigDecimal to(Unit unit) {
        return amounts.getOrDefault(unit.entity() + unit.id(), BigDecimal.ZERO);
    }
}
