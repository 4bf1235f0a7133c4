package org.camelquickbooks.sandbox.report;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.camelquickbooks.sandbox.json.Json;

/** Kinds of transactions as reports call them. */
final class ReportNames {

    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("SalesReceipt", "Sales Receipt"),
            Map.entry("CreditMemo", "Credit Memo"),
            Map.entry("RefundReceipt", "Refund"),
            Map.entry("VendorCredit", "Vendor Credit"),
            Map.entry("JournalEntry", "Journal Entry"),
            Map.entry("PurchaseOrder", "Purchase Order"),
            Map.entry("InventoryAdjustment", "Inventory Qty Adjust"),
            Map.entry("CreditCardPaymentTxn", "Credit Card Payment"),
            Map.entry("TaxPayment", "Sales Tax Payment"),
            Map.entry("Item", "Inventory Starting Value"),
            Map.entry("Account", "Opening Balance"));

    private ReportNames() {}

    static String transaction(String type, JsonNode entity) {
        if (type.equals("BillPayment")) {
            return "Check".equals(Json.text(entity, "PayType")) ? "Bill Payment (Check)" : "Bill Payment (Credit Card)";
        }
        if (type.equals("Purchase")) {
            return switch (Json.text(entity, "PaymentType")) {
                case "Check" -> "Check";
                case "CreditCard" -> Json.bool(entity, "Credit") ? "Credit Card Credit" : "Expense";
                default -> "Expense";
            };
        }
        return NAMES.getOrDefault(type, type);
    }
}
