package org.camelquickbooks.canonical;

import static org.camelquickbooks.canonical.FieldPairs.copy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.camelquickbooks.model.CustomFields;
import org.camelquickbooks.model.Json;

/** Converts validated messages to QuickBooks entities. It copies all amounts and computes none. */
public final class ToQuickBooks {

    private static final String SHIPPING = "SHIPPING_ITEM_ID";

    private final References references;

    public ToQuickBooks(References references) {
        this.references = references;
    }

    /** A Customer for upsert. */
    public ObjectNode customer(JsonNode message) {
        ObjectNode customer = Json.object().put("DisplayName", Json.text(message, "name"));
        FieldPairs.CUSTOMER.toQuickBooks(message, customer);
        if (message.has("email")) {
            customer.putObject("PrimaryEmailAddr").put("Address", Json.text(message, "email"));
        }
        if (message.has("phone")) {
            customer.putObject("PrimaryPhone").put("FreeFormNumber", Json.text(message, "phone"));
        }
        address(message, "billTo", customer, "BillAddr");
        address(message, "shipTo", customer, "ShipAddr");
        currency(message, customer);
        if (message.has("parent")) {
            customer.put("Job", true);
            reference(customer, "ParentRef", "Customer", "DisplayName", Json.text(message, "parent"));
        }
        return customer;
    }

    /** An Item. */
    public ObjectNode item(JsonNode message) {
        String type = Json.text(message, "type");
        boolean stocked = type.equals("inventory");
        ObjectNode item = Json.object().put("Name", Json.text(message, "name"));
        item.put("Type", Character.toUpperCase(type.charAt(0)) + type.substring(1));
        FieldPairs.ITEM.toQuickBooks(message, item);
        account(message, "incomeAccount", item, "IncomeAccountRef");
        account(message, "expenseAccount", item, "ExpenseAccountRef");
        if (stocked) {
            item.put("TrackQtyOnHand", true);
            account(message, "assetAccount", item, "AssetAccountRef");
            FieldPairs.STOCK.toQuickBooks(message, item);
        }
        return item;
    }

    /** An Invoice, to be paid later. */
    public ObjectNode invoice(JsonNode order) {
        ObjectNode invoice = sale(order);
        copy(order, "dueDate", invoice, "DueDate");
        if (order.has("terms")) {
            reference(invoice, "SalesTermRef", "Term", "Name", Json.text(order, "terms"));
        }
        return invoice;
    }

    /** An Estimate, which posts nothing. */
    public ObjectNode estimate(JsonNode order) {
        ObjectNode estimate = sale(order);
        copy(order, "dueDate", estimate, "ExpirationDate");
        return estimate;
    }

    /** A SalesReceipt, for an order that is already paid. */
    public ObjectNode salesReceipt(JsonNode order) {
        ObjectNode receipt = sale(order);
        JsonNode paid = order.path("paid");
        if (paid.isMissingNode()) {
            throw new CanonicalException(
                    CanonicalType.ORDER,
                    List.of(new Problem("/paid", "is required, because a sales receipt is of an order that is paid")));
        }
        reference(receipt, "PaymentMethodRef", "PaymentMethod", "Name", Json.text(paid, "method"));
        copy(paid, "reference", receipt, "PaymentRefNum");
        account(paid, "account", receipt, "DepositToAccountRef");
        return receipt;
    }

    /** A CreditMemo, or a RefundReceipt if the money has left an account. */
    public ObjectNode refund(JsonNode message) {
        ObjectNode refund = sale(message);
        account(message, "from", refund, "DepositToAccountRef");
        if (message.has("method")) {
            reference(refund, "PaymentMethodRef", "PaymentMethod", "Name", Json.text(message, "method"));
        }
        return refund;
    }

    /** A Payment. The amount that is for no invoice becomes a credit of the customer. */
    public ObjectNode payment(JsonNode message) {
        ObjectNode payment = Json.object();
        payment.set("TotalAmt", message.path("amount"));
        payment.put("TxnDate", Json.text(message, "date"));
        customerRef(message, payment);
        currency(message, payment);
        location(message, payment);
        copy(message, "reference", payment, "PaymentRefNum");
        copy(message, "note", payment, "PrivateNote");
        account(message, "account", payment, "DepositToAccountRef");
        if (message.has("method")) {
            reference(payment, "PaymentMethodRef", "PaymentMethod", "Name", Json.text(message, "method"));
        }
        ArrayNode lines = payment.putArray("Line");
        for (int i = 0; i < message.path("invoices").size(); i++) {
            JsonNode invoice = message.path("invoices").path(i);
            if (!invoice.has("amount")) {
                throw new CanonicalException(
                        CanonicalType.PAYMENT,
                        List.of(new Problem(
                                "/invoices/" + i + "/amount",
                                "is required here; only the payment flow can look up the open balance")));
            }
            ObjectNode line = lines.addObject();
            line.set("Amount", invoice.path("amount"));
            line.putArray("LinkedTxn")
                    .addObject()
                    .put("TxnId", references.id("Invoice", "DocNumber", Json.text(invoice, "number")))
                    .put("TxnType", "Invoice");
        }
        return payment;
    }

    /** A Bill. */
    public ObjectNode bill(JsonNode message) {
        ObjectNode bill = Json.object().put("TxnDate", Json.text(message, "date"));
        copy(message, "number", bill, "DocNumber");
        copy(message, "dueDate", bill, "DueDate");
        copy(message, "note", bill, "PrivateNote");
        currency(message, bill);
        location(message, bill);
        reference(bill, "VendorRef", "Vendor", "DisplayName", Json.text(message, "vendor"));
        ArrayNode lines = bill.putArray("Line");
        for (JsonNode given : message.path("lines")) {
            if (given.has("account")) {
                ObjectNode detail = line(given, lines, "AccountBasedExpenseLineDetail");
                account(given, "account", detail, "AccountRef");
                taxAndClass(given, detail);
            } else {
                boughtItem(given, lines);
            }
        }
        tax(message, bill);
        return bill;
    }

    /** A PurchaseOrder, which posts nothing. The caller adds the accounts payable account. */
    public ObjectNode purchaseOrder(JsonNode message) {
        ObjectNode order = Json.object().put("TxnDate", Json.text(message, "date"));
        copy(message, "number", order, "DocNumber");
        copy(message, "expected", order, "DueDate");
        copy(message, "note", order, "PrivateNote");
        currency(message, order);
        location(message, order);
        customFields(message, order);
        reference(order, "VendorRef", "Vendor", "DisplayName", Json.text(message, "vendor"));
        ArrayNode lines = order.putArray("Line");
        for (JsonNode given : message.path("lines")) {
            boughtItem(given, lines);
        }
        tax(message, order);
        return order;
    }

    private void boughtItem(JsonNode given, ArrayNode lines) {
        ObjectNode detail = line(given, lines, "ItemBasedExpenseLineDetail");
        itemRef(given, detail);
        copy(given, "quantity", detail, "Qty");
        copy(given, "unitPrice", detail, "UnitPrice");
        taxAndClass(given, detail);
    }

    private ObjectNode sale(JsonNode message) {
        ObjectNode sale = Json.object().put("TxnDate", Json.text(message, "date"));
        copy(message, "number", sale, "DocNumber");
        copy(message, "note", sale, "PrivateNote");
        customerRef(message, sale);
        currency(message, sale);
        location(message, sale);
        customFields(message, sale);
        JsonNode customer = message.path("customer");
        if (customer.has("email")) {
            sale.putObject("BillEmail").put("Address", Json.text(customer, "email"));
        }
        address(customer, "billTo", sale, "BillAddr");
        address(customer, "shipTo", sale, "ShipAddr");
        if (message.has("memo")) {
            sale.putObject("CustomerMemo").put("value", Json.text(message, "memo"));
        }
        ArrayNode lines = sale.putArray("Line");
        for (JsonNode given : message.path("lines")) {
            salesLine(given, lines);
        }
        shipping(message, lines);
        discount(message, sale, lines);
        tax(message, sale);
        return sale;
    }

    private void salesLine(JsonNode given, ArrayNode lines) {
        ObjectNode detail = line(given, lines, "SalesItemLineDetail");
        itemRef(given, detail);
        copy(given, "quantity", detail, "Qty");
        copy(given, "unitPrice", detail, "UnitPrice");
        copy(given, "serviceDate", detail, "ServiceDate");
        taxAndClass(given, detail);
    }

    private void taxAndClass(JsonNode given, ObjectNode detail) {
        if (given.has("taxCode")) {
            reference(detail, "TaxCodeRef", "TaxCode", "Name", Json.text(given, "taxCode"));
        }
        if (given.has("class")) {
            reference(detail, "ClassRef", "Class", "Name", Json.text(given, "class"));
        }
    }

    private static ObjectNode line(JsonNode given, ArrayNode lines, String kind) {
        ObjectNode line = lines.addObject();
        line.set("Amount", given.path("amount"));
        copy(given, "description", line, "Description");
        line.put("DetailType", kind);
        return line.putObject(kind);
    }

    private static void shipping(JsonNode message, ArrayNode lines) {
        if (Sums.amount(message, "shipping").signum() != 0) {
            ObjectNode line = lines.addObject();
            line.set("Amount", message.path("shipping"));
            line.put("DetailType", "SalesItemLineDetail");
            line.putObject("SalesItemLineDetail").putObject("ItemRef").put("value", SHIPPING);
        }
    }

    private static void discount(JsonNode message, ObjectNode sale, ArrayNode lines) {
        if (Sums.amount(message, "discount").signum() != 0) {
            ObjectNode line = lines.addObject();
            line.set("Amount", message.path("discount"));
            line.put("DetailType", "DiscountLineDetail");
            line.putObject("DiscountLineDetail").put("PercentBased", false);
            if (message.has("discountAfterTax")) {
                sale.put(
                        "ApplyTaxAfterDiscount",
                        !message.path("discountAfterTax").asBoolean());
            }
        }
    }

    private static void tax(JsonNode message, ObjectNode sale) {
        if (message.path("pricesIncludeTax").asBoolean()) {
            sale.put("GlobalTaxCalculation", "TaxInclusive");
        } else if (message.path("pricesIncludeTax").isBoolean() && hasTaxCodes(message)) {
            // Outside the United States a document says so; where nobody says it, QuickBooks takes it for granted.
            sale.put("GlobalTaxCalculation", "TaxExcluded");
        }
        if (Sums.amount(message, "tax").signum() != 0) {
            sale.putObject("TxnTaxDetail").set("TotalTax", message.path("tax"));
        }
    }

    private static boolean hasTaxCodes(JsonNode message) {
        for (JsonNode line : message.path("lines")) {
            if (line.has("taxCode")) {
                return true;
            }
        }
        return false;
    }

    private void location(JsonNode message, ObjectNode document) {
        if (message.has("location")) {
            reference(document, "DepartmentRef", "Department", "Name", Json.text(message, "location"));
        }
    }

    /** By name: the component finds the definitions. */
    private static void customFields(JsonNode message, ObjectNode document) {
        if (!message.path("customFields").isEmpty()) {
            document.set(CustomFields.BY_NAME, message.path("customFields").deepCopy());
        }
    }

    private void itemRef(JsonNode given, ObjectNode detail) {
        NamedItem item = NamedItem.of(given);
        reference(detail, "ItemRef", "Item", item.field(), item.value());
    }

    private void customerRef(JsonNode message, ObjectNode document) {
        reference(document, "CustomerRef", "Customer", "DisplayName", Json.text(message.path("customer"), "name"));
    }

    private void account(JsonNode message, String field, ObjectNode entity, String reference) {
        if (message.has(field)) {
            reference(entity, reference, "Account", "Name", Json.text(message, field));
        }
    }

    private void reference(ObjectNode entity, String field, String type, String by, String value) {
        entity.putObject(field).put("value", references.id(type, by, value));
    }

    private static void currency(JsonNode message, ObjectNode entity) {
        if (message.has("currency")) {
            entity.putObject("CurrencyRef").put("value", Json.text(message, "currency"));
        }
        copy(message, "exchangeRate", entity, "ExchangeRate");
    }

    private static void address(JsonNode message, String field, ObjectNode entity, String name) {
        if (message.has(field)) {
            FieldPairs.ADDRESS.toQuickBooks(message.path(field), entity.putObject(name));
        }
    }
}
