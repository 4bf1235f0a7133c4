package org.camelquickbooks.sandbox.entity.transaction;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.camelquickbooks.sandbox.json.Json;

/**
 * Pairs of name and value in extensions ({@code LineEx}, {@code PurchaseEx}), in the form in which the service writes
 * them.
 */
public final class NameValues {

    private static final String NAME_VALUE = "{http://schema.intuit.com/finance/v3}NameValue";

    private NameValues() {}

    public static ObjectNode entry(String name, String value) {
        ObjectNode element = Json.object().put("name", NAME_VALUE);
        element.put("declaredType", "com.intuit.schema.finance.v3.NameValue");
        element.put("scope", "javax.xml.bind.JAXBElement$GlobalScope");
        element.putObject("value").put("Name", name).put("Value", value);
        return element.put("nil", false).put("globalScope", true).put("typeSubstituted", false);
    }
}
