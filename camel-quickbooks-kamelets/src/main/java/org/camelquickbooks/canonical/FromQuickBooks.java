package org.camelquickbooks.canonical;

import static org.camelquickbooks.canonical.FieldPairs.copy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.camelquickbooks.model.CustomFields;
import org.camelquickbooks.model.Json;

/** Converts QuickBooks entities to canonical messages. Amounts are net of tax, and add up to QuickBooks' total. */
public final class FromQuickBooks {

    private static final String SHIPPING = "SHIPPING_ITEM_ID";

    private FromQuickBooks() {}

    /**
     * The message for an entity.
     *
     * @param entity its kind, such as {@code Invoice}
     * @throws IllegalArgumentException where there is no message for it
     */
    public static ObjectNode message(String entity, JsonNode json) {
        return switch (entity) {
            case "Customer" -> customer(json);
            case "Item" -> item(json);
            case "Invoice", "SalesReceipt", "Estimate" -> order(json);
            case "CreditMemo", "RefundReceipt" -> sale(json);
            case "Payment" -> payment(json);
            case "Bill" -> bill(json);
            default ->
                throw new IllegalArgumentException("There is no canonical message for " + entity
                        + "; the supported entities are Customer, Item, Invoice, SalesReceipt, Estimate, CreditMemo, "
                        + "RefundReceipt, Payment and Bill");
        };
    }

    /** The type of the message for an entity. */
    public static CanonicalType type(String entity) {
        return switch (entity) {
            case "Customer" -> CanonicalType.CUSTOMER;
            case "Item" -> CanonicalType.ITEM;
            case "CreditMemo", "RefundReceipt" -> CanonicalType.REFUND;
            case "Payment" -> CanonicalType.PAYMENT;
            case "Bill" -> CanonicalType.BILL;
            default -> CanonicalType.ORDER;
        };
    }

    private static ObjectNode customer(JsonNode json) {
        ObjectNode message = Json.object();
        copy(json, "Id", message, "id");
        copy(json, "DisplayName", message, "name");
        FieldPairs.CUSTOMER.fromQuickBooks(json, message);
        copy(json.path("PrimaryEmailAddr"), "Address", message, "email");
        copy(json.path("PrimaryPhone"), "FreeFormNumber", message, "phone");
        String parent = parent(json);
        if (parent != null) {
            message.put("parent", parent);
        }
        address(json, "BillAddr", message, "billTo");
        address(json, "ShipAddr", message, "shipTo");
        copy(json.path("CurrencyRef"), "value", message, "currency");
        return message;
    }

    /** Answers give the parent's Id only; the full name has its name. */
    private static String parent(JsonNode json) {
        if (!json.has("ParentRef")) {
            return null;
        }
        String name = Json.text(json.path("ParentRef"), "name");
        String full = json.path("FullyQualifiedName").asText();
        int end = full.lastIndexOf(':');
        return name == null && end > 0 ? full.substring(0, end) : name;
    }

    private static ObjectNode item(JsonNode json) {
        String type = Json.text(json, "Type");
        ObjectNode message = Json.object();
        copy(json, "Id", message, "id");
        copy(json, "Name", message, "name");
        message.put("type", Character.toLowerCase(type.charAt(0)) + type.substring(1));
        FieldPairs.ITEM.fromQuickBooks(json, message);
        FieldPairs.STOCK.fromQuickBooks(json, message);
        copy(json.path("IncomeAccountRef"), "name", message, "incomeAccount");
        copy(json.path("ExpenseAccountRef"), "name", message, "expenseAccount");
        copy(json.path("AssetAccountRef"), "name", message, "assetAccount");
        return message;
    }

    private static ObjectNode order(JsonNode json) {
        ObjectNode message = sale(json);
        copy(json, "DueDate", message, "dueDate");
        copy(json.path("SalesTermRef"), "name", message, "terms");
        return message;
    }

    private static ObjectNode sale(JsonNode json) {
        ObjectNode message = document(json);
        message.set("customer", customerOf(json));
        ArrayNode lines = message.putArray("lines");
        boolean gross = isGross(json);
        if (gross) {
            message.put("pricesIncludeTax", true);
        }
        json.path("Line").forEach(line -> line(line, gross, lines, message));
        copy(json.path("TxnTaxDetail"), "TotalTax", message, "tax");
        copy(json, "TotalAmt", message, "total");
        copy(json.path("CustomerMemo"), "value", message, "memo");
        ObjectNode fields = CustomFields.byName(json.path(CustomFields.LIST));
        if (!fields.isEmpty()) {
            message.set("customFields", fields);
        }
        return message;
    }

    private static ObjectNode document(JsonNode json) {
        ObjectNode message = Json.object();
        copy(json, "Id", message, "id");
        copy(json, "DocNumber", message, "number");
        copy(json, "TxnDate", message, "date");
        copy(json.path("CurrencyRef"), "value", message, "currency");
        copy(json, "ExchangeRate", message, "exchangeRate");
        copy(json.path("DepartmentRef"), "name", message, "location");
        copy(json, "PrivateNote", message, "note");
        return message;
    }

    private static ObjectNode customerOf(JsonNode json) {
        ObjectNode customer = Json.object();
        copy(json.path("CustomerRef"), "name", customer, "name");
        copy(json.path("BillEmail"), "Address", customer, "email");
        address(json, "BillAddr", customer, "billTo");
        address(json, "ShipAddr", customer, "shipTo");
        return customer;
    }

    /**
     * Whether prices include the tax, and add up to the total with it. A discount is taken before the tax is computed
     * anew: then the lines are given without tax.
     */
    private static boolean isGross(JsonNode json) {
        if (!json.path("GlobalTaxCalculation").asText().equals("TaxInclusive")) {
            return false;
        }
        BigDecimal sum = BigDecimal.ZERO;
        for (JsonNode line : json.path("Line")) {
            JsonNode detail = line.path("SalesItemLineDetail");
            if (!detail.isMissingNode()) {
                sum = sum.add(detail.path("TaxInclusiveAmt").decimalValue());
            } else if (!line.path("DetailType").asText().equals("SubTotalLineDetail") && line.has("Amount")) {
                return false;
            }
        }
        return sum.compareTo(json.path("TotalAmt").decimalValue()) == 0;
    }

    private static void line(JsonNode line, boolean gross, ArrayNode lines, ObjectNode message) {
        switch (line.path("DetailType").asText()) {
            case "SalesItemLineDetail" -> salesLine(line, gross, lines, message);
            case "GroupLineDetail" ->
                line.at("/GroupLineDetail/Line").forEach(inner -> line(inner, gross, lines, message));
            case "DiscountLineDetail" -> copy(line, "Amount", message, "discount");
            default -> {
                // Sub-totals and descriptions have no money of their own.
            }
        }
    }

    private static void salesLine(JsonNode line, boolean gross, ArrayNode lines, ObjectNode message) {
        JsonNode detail = line.path("SalesItemLineDetail");
        boolean contained = gross && detail.has("TaxInclusiveAmt");
        JsonNode amounts = contained ? detail : line;
        String amount = contained ? "TaxInclusiveAmt" : "Amount";
        if (detail.at("/ItemRef/value").asText().equals(SHIPPING)) {
            copy(amounts, amount, message, "shipping");
            return;
        }
        ObjectNode made = lines.addObject();
        copy(detail.path("ItemRef"), "name", made, "item");
        copy(line, "Description", made, "description");
        copy(detail, "Qty", made, "quantity");
        // A price with tax in it is not that of a line without.
        if (gross || !detail.has("TaxInclusiveAmt")) {
            copy(detail, "UnitPrice", made, "unitPrice");
        }
        copy(amounts, amount, made, "amount");
        copy(detail.path("ClassRef"), "name", made, "class");
        copy(detail, "ServiceDate", made, "serviceDate");
    }

    private static ObjectNode payment(JsonNode json) {
        ObjectNode message = document(json);
        message.remove("number");
        message.set("customer", customerOf(json));
        copy(json, "TotalAmt", message, "amount");
        copy(json, "PaymentRefNum", message, "reference");
        copy(json.path("PaymentMethodRef"), "name", message, "method");
        copy(json.path("DepositToAccountRef"), "name", message, "account");
        ArrayNode invoices = Json.object().putArray("invoices");
        for (JsonNode line : json.path("Line")) {
            String number = number(line);
            if (number != null && line.at("/LinkedTxn/0/TxnType").asText().equals("Invoice")) {
                ObjectNode invoice = invoices.addObject().put("number", number);
                copy(line, "Amount", invoice, "amount");
            }
        }
        if (!invoices.isEmpty()) {
            message.set("invoices", invoices);
        }
        return message;
    }

    /** The number of the invoice that a line pays, which QuickBooks adds to what is read. */
    private static String number(JsonNode line) {
        for (JsonNode added : line.at("/LineEx/any")) {
            if (added.at("/value/Name").asText().equals("txnReferenceNumber")) {
                return added.at("/value/Value").asText();
            }
        }
        return null;
    }

    private static ObjectNode bill(JsonNode json) {
        ObjectNode message = document(json);
        copy(json, "DueDate", message, "dueDate");
        copy(json.path("VendorRef"), "name", message, "vendor");
        ArrayNode lines = message.putArray("lines");
        for (JsonNode line : json.path("Line")) {
            JsonNode detail = line.path(line.path("DetailType").asText());
            ObjectNode made = lines.addObject();
            copy(detail.path("AccountRef"), "name", made, "account");
            copy(detail.path("ItemRef"), "name", made, "item");
            copy(line, "Description", made, "description");
            copy(detail, "Qty", made, "quantity");
            copy(detail, "UnitPrice", made, "unitPrice");
            copy(line, "Amount", made, "amount");
            copy(detail.path("ClassRef"), "name", made, "class");
        }
        if (json.at("/TxnTaxDetail/TotalTax").asDouble() != 0) {
            copy(json.path("TxnTaxDetail"), "TotalTax", message, "tax");
        }
        copy(json, "TotalAmt", message, "total");
        return message;
    }

    private static void address(JsonNode json, String field, ObjectNode message, String name) {
        if (json.has(field)) {
            FieldPairs.ADDRESS.fromQuickBooks(json.path(field), message.putObject(name));
        }
    }
}
