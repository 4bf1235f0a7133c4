package org.camelquickbooks.validation;

import java.util.Map;
import java.util.Set;
import org.apache.camel.ResolveEndpointFailedException;
import org.camelquickbooks.QuickBooksEndpointUriFactory;
import org.camelquickbooks.model.Nearest;

/** Finds unknown options before Camel does, so that the message can suggest the nearest option. */
public final class UnknownOptions {

    private static final Set<String> KNOWN = new QuickBooksEndpointUriFactory().propertyNames();

    private UnknownOptions() {}

    public static void check(String uri, Map<String, Object> parameters) {
        for (String name : parameters.keySet()) {
            if (!KNOWN.contains(name) && !name.startsWith("parameter.") && !name.startsWith("scheduler.")) {
                throw new ResolveEndpointFailedException(
                        uri, "There is no option '" + name + "'" + Nearest.suggest(name, KNOWN));
            }
        }
    }
}
