package org.camelquickbooks.convert;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.apache.camel.spi.TypeConverterRegistry;
import org.apache.camel.support.SimpleTypeConverter;
import org.camelquickbooks.model.Json;

/**
 * JSON as a Map, so that simple expressions such as {@code ${body[DisplayName]}} read it. That of camel-jackson needs an
 * exchange the first time it is asked, and a simple expression gives none.
 */
public final class JsonMap {

    private JsonMap() {}

    public static void register(TypeConverterRegistry registry) {
        registry.addTypeConverter(
                Map.class,
                ObjectNode.class,
                new SimpleTypeConverter(false, (type, exchange, value) -> Json.EXACT.convertValue(value, Map.class)));
    }
}
