package org.camelquickbooks.flow.payment;

import java.util.Arrays;
import java.util.List;

/** How the flow finds the invoices of a payment that names none. */
public enum MatchBy {
    /** The one open invoice that has just this balance. */
    AMOUNT,
    /** The open invoices in the order in which they are due. */
    OLDEST;

    /** Those of a list such as {@code amount,oldest}; {@code none} leaves the money with the customer. */
    public static List<MatchBy> of(String words) {
        if (words.isBlank() || words.trim().equalsIgnoreCase("none")) {
            return List.of();
        }
        return Arrays.stream(words.split(","))
                .map(word -> Arrays.stream(values())
                        .filter(mode -> mode.name().equalsIgnoreCase(word.trim()))
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException(
                                "match contains '" + word.trim() + "'; use a list of amount and oldest, or none")))
                .toList();
    }
}
