package org.camelquickbooks.client.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;
import org.camelquickbooks.model.Json;

/** What is sent, but for the numbers that must not be in any log: of people, of tax payers, of bank accounts and cards. */
final class AuditBody {

    private static final Set<String> SECRET = Set.of(
            "SSN",
            "TaxIdentifier",
            "PrimaryTaxIdentifier",
            "SecondaryTaxIdentifier",
            "BusinessNumber",
            "EmployeeNumber",
            "AcctNum",
            "BankAccountNumber",
            "BankAcctNum",
            "BranchTransitNumber",
            "CheckNum",
            "CcExpiryMonth",
            "CcExpiryYear",
            "NameOnAcct",
            "Number");
    private static final JsonNode HIDDEN = TextNode.valueOf("***");

    private AuditBody() {}

    static JsonNode of(JsonNode sent) {
        if (sent.isObject()) {
            ObjectNode copy = Json.object();
            sent.properties()
                    .forEach(field -> copy.set(
                            field.getKey(),
                            SECRET.contains(field.getKey()) && field.getValue().isValueNode()
                                    ? HIDDEN
                                    : of(field.getValue())));
            return copy;
        }
        if (sent.isArray()) {
            ArrayNode copy = Json.EXACT.createArrayNode();
            sent.forEach(element -> copy.add(of(element)));
            return copy;
        }
        return sent;
    }
}
