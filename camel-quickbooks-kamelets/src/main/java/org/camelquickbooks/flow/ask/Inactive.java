package org.camelquickbooks.flow.ask;

import java.util.Arrays;
import java.util.Locale;

/** What happens if a message names an inactive customer or item. */
public enum Inactive {
    /** The message is refused. */
    REFUSE,
    /** It is made active again. */
    REACTIVATE,
    /** It is used as it is; QuickBooks may refuse it. */
    USE;

    public static Inactive of(String word) {
        return Arrays.stream(values())
                .filter(each -> each.name().equalsIgnoreCase(word.trim()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("inactive is '" + word + "'; use one of "
                        + Arrays.toString(values()).toLowerCase(Locale.ROOT)));
    }
}
