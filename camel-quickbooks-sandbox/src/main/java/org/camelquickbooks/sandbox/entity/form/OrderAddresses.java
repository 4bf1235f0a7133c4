package org.camelquickbooks.sandbox.entity.form;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.json.Json;

/**
 * The two addresses of a purchase order, which the service writes as lines (recorded): the vendor's, and the shipping
 * address.
 */
public final class OrderAddresses {

    private OrderAddresses() {}

    public static void fill(Draft draft) {
        String vendor = Json.ref(draft.entity(), "VendorRef");
        fill(draft, "VendorAddr", "VendorRef", draft.change().find("Vendor", vendor), "BillAddr");
        String customer = Json.ref(draft.entity(), "ShipTo");
        if (customer == null) {
            fill(draft, "ShipAddr", "ShipTo", draft.change().find("CompanyInfo", "1"), "CompanyAddr");
        } else {
            fill(draft, "ShipAddr", "ShipTo", draft.change().find("Customer", customer), "ShipAddr");
        }
    }

    private static void fill(Draft draft, String field, String owner, JsonNode party, String address) {
        ObjectNode order = draft.entity();
        if (order.has(field) || party == null) {
            return;
        }
        boolean sameOwner = !draft.isNew() && draft.before().path(owner).equals(order.path(owner));
        if (sameOwner && draft.before().has(field)) {
            order.set(field, draft.before().get(field).deepCopy());
        } else {
            ObjectNode written = order.putObject(field);
            int number = 0;
            for (String line : lines(party, party.path(address))) {
                written.put("Line" + ++number, line);
            }
        }
    }

    /** An address has five lines at most. */
    private static List<String> lines(JsonNode party, JsonNode address) {
        List<String> lines = new ArrayList<>();
        lines.add(joined(" ", party, "GivenName", "FamilyName"));
        String company = Json.text(party, "CompanyName");
        lines.add(company == null ? Json.text(party, "DisplayName") : company);
        lines.add(Json.text(address, "Line1"));
        lines.add(Json.text(address, "Line2"));
        String place = joined(", ", address, "City", "CountrySubDivisionCode");
        String code = Json.text(address, "PostalCode");
        lines.add(place.isEmpty() || code == null ? place : place + "  " + code);
        lines.removeIf(line -> line == null || line.isBlank());
        return lines.stream().distinct().limit(5).toList();
    }

    private static String joined(String separator, JsonNode from, String... fields) {
        return String.join(
                separator,
                Stream.of(fields)
                        .map(field -> Json.text(from, field))
                        .filter(text -> text != null)
                        .toList());
    }
}
