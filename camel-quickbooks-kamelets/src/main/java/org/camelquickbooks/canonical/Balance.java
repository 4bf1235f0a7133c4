package org.camelquickbooks.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** Debits and credits of a journal entry. */
public final class Balance {

    private Balance() {}

    /**
     * Passes an entry whose debits are its credits.
     *
     * @throws IllegalArgumentException that names the difference
     */
    public static JsonNode checked(JsonNode entry) {
        BigDecimal debit = BigDecimal.ZERO;
        BigDecimal credit = BigDecimal.ZERO;
        JsonNode lines = entry.path("Line");
        for (int i = 0; i < lines.size(); i++) {
            JsonNode line = lines.path(i);
            String posting = line.at("/JournalEntryLineDetail/PostingType").asText();
            boolean described = line.path("DetailType").asText().equals("DescriptionOnly");
            if (!described && !line.path("Amount").isNumber()) {
                throw new IllegalArgumentException("/Line/" + i + "/Amount is missing or not a number");
            }
            if (posting.equals("Debit")) {
                debit = debit.add(line.path("Amount").decimalValue());
            } else if (posting.equals("Credit")) {
                credit = credit.add(line.path("Amount").decimalValue());
            } else if (!described) {
                throw new IllegalArgumentException(
                        "/Line/" + i + "/JournalEntryLineDetail/PostingType is neither Debit nor Credit");
            }
        }
        if (debit.signum() == 0 && credit.signum() == 0) {
            throw new IllegalArgumentException("The journal entry has no lines with amounts");
        }
        if (debit.compareTo(credit) != 0) {
            throw new IllegalArgumentException("The journal entry is not balanced: debits are "
                    + debit.toPlainString() + ", credits " + credit.toPlainString() + " (difference "
                    + debit.subtract(credit).toPlainString() + ")");
        }
        return entry;
    }
}
