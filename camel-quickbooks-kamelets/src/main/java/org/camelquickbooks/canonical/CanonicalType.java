package org.camelquickbooks.canonical;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The types of messages. */
public enum CanonicalType {
    ORDER,
    CUSTOMER,
    ITEM,
    STOCK,
    PAYMENT,
    REFUND,
    BILL,
    PAYOUT,
    COUNT,
    PURCHASE,
    RECEIPT;

    /** The word in options. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException that says which there are */
    public static CanonicalType of(String word) {
        return Arrays.stream(values())
                .filter(type -> type.word().equalsIgnoreCase(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("There is no canonical message type '" + word
                        + "'; use "
                        + Arrays.stream(values()).map(CanonicalType::word).collect(Collectors.joining(", "))));
    }
}
