package org.camelquickbooks.model;

import java.util.Arrays;
import java.util.List;

/** A comma-separated list of names in an option. Spaces are ignored. */
public final class CommaList {

    private CommaList() {}

    public static List<String> of(String names) {
        return Arrays.stream(names.split(",")).map(String::strip).toList();
    }
}
