package org.camelquickbooks;

import java.util.Map;

/** What a later Camel calls, see the interface of this name in {@code src/main}: the prefixes of options that have many names. */
interface QuickBooksMultiValuePrefixes {

    default Map<String, String> multiValuePrefixes() {
        return Map.of("parameters", "parameter.", "schedulerProperties", "scheduler.");
    }
}
