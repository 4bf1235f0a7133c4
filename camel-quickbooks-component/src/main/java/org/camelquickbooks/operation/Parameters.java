package org.camelquickbooks.operation;

import java.util.LinkedHashMap;
import java.util.Map;
import org.camelquickbooks.QuickBooksConstants;

/** The parameters of a report or a request: the endpoint's, overridden by those of the header. */
final class Parameters {

    private Parameters() {}

    static Map<String, String> of(Call call) {
        Map<String, String> all = new LinkedHashMap<>();
        call.options().getParameters().forEach((name, value) -> put(all, name, value));
        Object header = call.exchange().getMessage().getHeader(QuickBooksConstants.PARAMETERS);
        if (header instanceof Map<?, ?> map) {
            map.forEach((name, value) -> put(all, String.valueOf(name), value));
        } else if (header != null) {
            throw new IllegalArgumentException(
                    "The header " + QuickBooksConstants.PARAMETERS + " must be a Map of names and values, not "
                            + header.getClass().getName());
        }
        return all;
    }

    private static void put(Map<String, String> all, String name, Object value) {
        if (value instanceof Iterable<?> list) {
            StringBuilder joined = new StringBuilder();
            list.forEach(one -> joined.append(joined.isEmpty() ? "" : ",").append(one));
            all.put(name, joined.toString());
        } else if (value != null) {
            all.put(name, value.toString());
        }
    }
}
