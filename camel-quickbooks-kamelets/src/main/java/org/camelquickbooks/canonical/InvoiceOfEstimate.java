package org.camelquickbooks.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.camelquickbooks.model.CustomFields;
import org.camelquickbooks.model.Json;

/** Converts an accepted estimate to an invoice. */
public final class InvoiceOfEstimate {

    private static final List<String> SAME = List.of(
            "CustomerRef",
            "CurrencyRef",
            "ExchangeRate",
            "BillAddr",
            "ShipAddr",
            "BillEmail",
            "CustomerMemo",
            "ClassRef",
            "DepartmentRef",
            "SalesTermRef",
            "GlobalTaxCalculation",
            "ApplyTaxAfterDiscount");

    private InvoiceOfEstimate() {}

    /** The Id of the invoice that was already created from the estimate. */
    public static Optional<String> made(JsonNode estimate) {
        for (JsonNode link : estimate.path("LinkedTxn")) {
            if (link.path("TxnType").asText().equals("Invoice")) {
                return Optional.of(link.path("TxnId").asText());
            }
        }
        return Optional.empty();
    }

    /** The invoice, with the same lines and customer, linked so that QuickBooks closes the estimate. */
    public static ObjectNode of(JsonNode estimate) {
        ObjectNode invoice = Json.object();
        for (String field : SAME) {
            if (estimate.has(field)) {
                invoice.set(field, estimate.path(field));
            }
        }
        ObjectNode fields = CustomFields.byName(estimate.path(CustomFields.LIST));
        if (!fields.isEmpty()) {
            invoice.set(CustomFields.BY_NAME, fields);
        }
        ArrayNode lines = invoice.putArray("Line");
        for (JsonNode line : estimate.path("Line")) {
            if (!line.path("DetailType").asText().equals("SubTotalLineDetail")) {
                lines.add(((ObjectNode) line.deepCopy()).without(List.of("Id", "LineNum")));
            }
        }
        JsonNode tax = estimate.at("/TxnTaxDetail/TotalTax");
        if (!tax.isMissingNode()) {
            invoice.putObject("TxnTaxDetail").set("TotalTax", tax);
        }
        invoice.putArray("LinkedTxn")
                .addObject()
                .put("TxnId", Json.text(estimate, "Id"))
                .put("TxnType", "Estimate");
        return invoice;
    }
}
