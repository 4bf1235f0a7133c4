package org.camelquickbooks.flow.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.camelquickbooks.flow.engine.Fingerprint;
import org.camelquickbooks.flow.engine.Plan;

/** Whether a document is what was planned for a message: all that the plan says is so. */
final class PlannedDocument {

    private static final List<String> FIELDS = List.of("DocNumber", "PaymentRefNum", "TxnDate");
    private static final List<String> REFERENCES =
            List.of("CustomerRef", "VendorRef", "CurrencyRef", "DepositToAccountRef", "AdjustAccountRef");
    private static final String AMOUNT = "amount";

    private PlannedDocument() {}

    static boolean is(Plan plan, JsonNode row) {
        JsonNode body = plan.body();
        return FIELDS.stream().allMatch(field -> isSame(body.path(field), row.path(field)))
                && REFERENCES.stream()
                        .allMatch(field -> isSame(
                                body.path(field).path("value"), row.path(field).path("value")))
                && (plan.expected() == null
                        || plan.expected().compareTo(row.path("TotalAmt").decimalValue()) == 0)
                && isSameLines(plan.entity(), body, row);
    }

    /** Whether two values are the same, where the first is there. */
    private static boolean isSame(JsonNode planned, JsonNode there) {
        if (planned.isMissingNode()) {
            return true;
        }
        return planned.isNumber() && there.isNumber()
                ? planned.decimalValue().compareTo(there.decimalValue()) == 0
                : planned.asText().equals(there.asText());
    }

    /** In any order; QuickBooks adds to lines what a plan leaves to it. */
    private static boolean isSameLines(String entity, JsonNode body, JsonNode row) {
        List<JsonNode> rest = new ArrayList<>();
        Fingerprint.of(entity, row).path("lines").forEach(rest::add);
        // QuickBooks answers the amounts of lines without the tax that was in them.
        boolean net = body.path("GlobalTaxCalculation").asText().equals("TaxInclusive");
        ObjectNode planned = Fingerprint.of(entity, body);
        for (JsonNode line : planned.path("lines")) {
            JsonNode found = rest.stream()
                    .filter(each -> isSameLine(line, each, net))
                    .findFirst()
                    .orElse(null);
            if (found == null) {
                return false;
            }
            rest.removeIf(each -> each == found);
        }
        // A deposit's line of what it deposits may have got a detail.
        return rest.stream().allMatch(line -> line.has("linkedTo"));
    }

    private static boolean isSameLine(JsonNode planned, JsonNode there, boolean net) {
        return isSame(planned.path("item"), there.path("item"))
                && isSame(planned.path("account"), there.path("account"))
                && isSame(planned.path("party"), there.path("party"))
                && isSame(planned.path("posting"), there.path("posting"))
                && isSame(planned.path("quantity"), there.path("quantity"))
                && (net || isSame(planned.path(AMOUNT), there.path(AMOUNT)));
    }
}
