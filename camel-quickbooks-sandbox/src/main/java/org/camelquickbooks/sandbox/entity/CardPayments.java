package org.camelquickbooks.sandbox.entity;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.json.Json;

/** A payment of a credit card is a transfer to the service, which reads it as one too (a client's live tests do so). */
final class CardPayments {

    private static final Map<String, String> NAMES =
            Map.of("BankAccountRef", "FromAccountRef", "CreditCardAccountRef", "ToAccountRef");

    private CardPayments() {}

    /** The payment of that Id as a transfer, or null. */
    static byte[] asTransfer(Company company, String type, String id) {
        if (!(company.find(type, id) instanceof ObjectNode payment)) {
            return null;
        }
        ObjectNode transfer = payment.deepCopy();
        NAMES.forEach((from, to) -> transfer.set(to, transfer.remove(from)));
        return Json.bytes(transfer.remove(List.of("VendorRef", "CheckNum", "PrintStatus", "Memo")));
    }
}
