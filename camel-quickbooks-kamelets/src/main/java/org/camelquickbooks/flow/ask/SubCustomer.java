package org.camelquickbooks.flow.ask;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.camelquickbooks.canonical.CanonicalException;
import org.camelquickbooks.canonical.CanonicalType;
import org.camelquickbooks.canonical.Problem;
import org.camelquickbooks.model.Json;

/** A customer of one name under two parents is two in the other system, and one in QuickBooks. */
public final class SubCustomer {

    private SubCustomer() {}

    /**
     * Refuses a message whose customer has another parent in QuickBooks, or none.
     *
     * @param customer of the message; it has a parent
     * @param there the customer of the name in QuickBooks
     */
    public static void check(CanonicalType type, JsonNode customer, JsonNode there) {
        String full = there.path("FullyQualifiedName").asText();
        int end = full.lastIndexOf(':');
        String parent = Json.text(customer, "parent");
        if (end < 0 || !Names.isSame(full.substring(0, end), parent)) {
            throw new CanonicalException(
                    type,
                    List.of(new Problem(
                            "/customer/parent",
                            "the customer " + Json.text(customer, "name") + " is " + full + " (Id "
                                    + Json.text(there, "Id") + ") in QuickBooks, and not of " + parent
                                    + "; names are unique in QuickBooks: give one of the two another name")));
        }
    }
}
