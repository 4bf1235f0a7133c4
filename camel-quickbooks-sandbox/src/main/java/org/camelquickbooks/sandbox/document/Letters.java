package org.camelquickbooks.sandbox.document;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.function.IntSupplier;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.ChangeEvent.Operation;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;

/** Sends documents by e-mail. The sandbox only records such a letter. A sandbox company can send 40 a day. */
public final class Letters {

    private final IntSupplier limit;

    public Letters(IntSupplier limit) {
        this.limit = limit;
    }

    /** @param sendTo where to, or null for the address on the document */
    public ObjectNode send(Change change, EntityType type, String id, String sendTo) {
        if (!type.allows('E')) {
            throw QuickBooksFault.unsupportedOperation("send for " + type.name());
        }
        ObjectNode entity = change.edit(type.name(), id);
        if (entity == null) {
            throw QuickBooksFault.notFound(type.name(), id);
        }
        String address = sendTo == null || sendTo.isBlank() ? address(change, entity) : sendTo.trim();
        if (address == null) {
            throw QuickBooksFault.required("BillEmail.Address");
        }
        if (!address.matches("[^@\\s]+@[^@\\s]+")) {
            throw new QuickBooksFault(
                    FaultCode.INVALID_EMAIL,
                    "Email Address does not conform to the syntax rules of RFC 822. Supplied value:" + address,
                    "sendTo");
        }
        refuseTooMany(change);
        // The address that a document was sent to stays on it (assumed).
        String field = type.shape().field("POEmail") != null ? "POEmail" : "BillEmail";
        if (type.shape().field(field) != null) {
            entity.putObject(field).put("Address", address);
        }
        entity.put("EmailStatus", "EmailSent");
        entity.putObject("DeliveryInfo").put("DeliveryType", "Email").put("DeliveryTime", change.timestamp());
        ObjectNode stored = change.put(type, entity, Operation.EMAILED);
        change.send(Json.object()
                .put("time", change.timestamp())
                .put("to", address)
                .put("entity", type.name())
                .put("id", id)
                .put("docNumber", Json.text(entity, "DocNumber")));
        return stored;
    }

    private static String address(Change change, ObjectNode entity) {
        for (String field : new String[] {"BillEmail.Address", "POEmail.Address"}) {
            if (Json.text(entity, field) != null) {
                return Json.text(entity, field);
            }
        }
        String customer = Json.ref(entity, "CustomerRef");
        return customer == null ? null : Json.text(change.find("Customer", customer), "PrimaryEmailAddr.Address");
    }

    private void refuseTooMany(Change change) {
        Company company = change.company();
        String today = change.timestamp().substring(0, 10);
        long sent = company.letters().stream()
                .filter(letter -> Json.text(letter, "time").startsWith(today))
                .count();
        if (sent >= limit.getAsInt()) {
            throw QuickBooksFault.business("You have reached the limit of " + limit.getAsInt()
                    + " e-mails that a sandbox company can send in a day.");
        }
    }
}
