package org.camelquickbooks.model;

import java.util.Arrays;
import java.util.List;

/** Names as an option has them: with commas, and spaces where somebody likes them. */
public final class CommaList {

    private CommaList() {}

    public static List<String> of(String names) {
        return Arrays.stream(names.split(",")).map(String::strip).toList();
    }
}
