package org.camelquickbooks.flow.payment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camelquickbooks.model.Json;

/** Which names a payout and the flow have for accounts. */
record PayoutAccounts(String fee, Map<String, String> byKind, String chargeback) {

    /** Reads {@code processing=Card fees,dispute=Chargeback fees}. */
    static PayoutAccounts of(String fee, String kinds, String chargeback) {
        Map<String, String> byKind = new LinkedHashMap<>();
        for (String each : kinds.isBlank() ? new String[0] : kinds.split(",")) {
            int equals = each.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(
                        "feeAccounts is '" + kinds + "'; use a list such as processing=Card fees,dispute=Other fees");
            }
            byKind.put(
                    each.substring(0, equals).trim(), each.substring(equals + 1).trim());
        }
        return new PayoutAccounts(fee, byKind, chargeback);
    }

    List<String> of(JsonNode payout) {
        List<String> names = new ArrayList<>(List.of(Json.text(payout, "account")));
        payout.path("fees").forEach(each -> names.add(ofFee(each)));
        payout.path("chargebacks").forEach(each -> names.add(ofChargeback(each)));
        return names;
    }

    String ofFee(JsonNode fee) {
        String own = Json.text(fee, "account");
        String kind = Json.text(fee, "kind");
        String name = own != null ? own : kind == null ? fee() : byKind.getOrDefault(kind, fee());
        if (name.isBlank()) {
            throw new IllegalArgumentException("The fee" + (kind == null ? "" : " of the kind " + kind)
                    + " names no account, and the flow has none; set its parameter feeAccount or feeAccounts");
        }
        return name;
    }

    String ofChargeback(JsonNode each) {
        String own = Json.text(each, "account");
        if (own == null && chargeback.isBlank()) {
            throw new IllegalArgumentException(
                    "The chargeback names no account, and the flow has none; set its parameter chargebackAccount");
        }
        return own != null ? own : chargeback;
    }
}
