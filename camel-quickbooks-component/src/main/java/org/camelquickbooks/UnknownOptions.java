package org.camelquickbooks;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.spi.ExtendedPropertyConfigurerGetter;
import org.apache.camel.spi.PropertyConfigurer;
import org.camelquickbooks.model.Nearest;

/** Finds options that nobody knows before Camel does, so that the message can say what was probably meant. */
final class UnknownOptions {

    private UnknownOptions() {}

    static void check(String uri, Map<String, Object> parameters, PropertyConfigurer configurer) {
        if (!(configurer instanceof ExtendedPropertyConfigurerGetter getter)) {
            return;
        }
        Set<String> known = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        known.addAll(getter.getAllOptions(null).keySet());
        for (String name : parameters.keySet()) {
            if (!known.contains(name) && !name.startsWith("parameter.")) {
                throw new ResolveEndpointFailedException(
                        uri, "There is no option '" + name + "'" + Nearest.suggest(name, known));
            }
        }
    }
}
