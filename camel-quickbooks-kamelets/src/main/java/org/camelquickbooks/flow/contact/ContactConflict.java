package org.camelquickbooks.flow.contact;

import java.util.Arrays;
import java.util.Locale;

/** Whose contact stands where both sides have changed it since they last agreed. */
enum ContactConflict {
    /** That of the CRM. */
    CRM,
    /** That of QuickBooks. */
    QUICKBOOKS,
    /** Nobody's: a person decides. */
    REFUSE;

    static ContactConflict of(String word) {
        return Arrays.stream(values())
                .filter(each -> each.name().equalsIgnoreCase(word.trim()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("conflict is '" + word + "'; use one of "
                        + Arrays.toString(values()).toLowerCase(Locale.ROOT)));
    }
}
