package org.camelquickbooks.convert;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonStructure;
import java.util.Map;
import org.apache.camel.TypeConverter;
import org.apache.camel.spi.TypeConverterRegistry;
import org.apache.camel.support.SimpleTypeConverter;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QuickBooksNodes.QuickBooksArray;
import org.camelquickbooks.model.QuickBooksNodes.QuickBooksObject;

/**
 * Converters for the bodies of this component, and for no other JSON. Simple expressions such as {@code
 * ${body[DisplayName]}} need the converter to a Map, because Camel's own converter needs an exchange the first time,
 * and a simple expression provides none.
 */
public final class BodyConverters {

    private static final TypeConverter MAP = new SimpleTypeConverter(
            false, (type, exchange, value) -> isOurs(value) ? Json.EXACT.convertValue(value, Map.class) : null);
    private static final TypeConverter STRUCTURE =
            new SimpleTypeConverter(false, (type, exchange, value) -> JakartaJson.toStructure((JsonNode) value));

    private BodyConverters() {}

    /** Makes them known; again without effect. */
    public static void register(TypeConverterRegistry registry) {
        add(registry, Map.class, QuickBooksObject.class, MAP);
        add(registry, JsonObject.class, QuickBooksObject.class, STRUCTURE);
        add(registry, JsonStructure.class, QuickBooksObject.class, STRUCTURE);
        add(registry, JsonArray.class, QuickBooksArray.class, STRUCTURE);
        add(registry, JsonStructure.class, QuickBooksArray.class, STRUCTURE);
    }

    /** Camel also asks converters of related types; null leaves the value to others. */
    private static boolean isOurs(Object value) {
        return value instanceof QuickBooksObject || value instanceof QuickBooksArray;
    }

    private static void add(TypeConverterRegistry registry, Class<?> to, Class<?> from, TypeConverter converter) {
        registry.addTypeConverter(to, from, converter);
    }
}
