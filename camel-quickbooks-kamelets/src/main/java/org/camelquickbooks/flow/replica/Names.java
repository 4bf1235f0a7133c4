package org.camelquickbooks.flow.replica;

import java.util.Locale;

/** How names of QuickBooks are written in a database: {@code ARAccountRef} is {@code ar_account_ref}. */
final class Names {

    /** PostgreSQL has no longer names. */
    static final int LONGEST = 63;

    private Names() {}

    static String snake(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("([A-Z]+)([A-Z][a-z])", "$1_$2")
                .toLowerCase(Locale.ROOT);
    }
}
