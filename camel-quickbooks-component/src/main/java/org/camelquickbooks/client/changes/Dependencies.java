package org.camelquickbooks.client.changes;

import java.util.Comparator;
import java.util.List;
import org.camelquickbooks.model.EntityType;

/**
 * The order of changes: by time, and within one second, which is as fine as QuickBooks tells it, what others refer to
 * before what refers to it. What was deleted goes the other way round.
 */
final class Dependencies {

    private static final List<String> FIRST_TO_LAST = List.of(
            "CompanyInfo",
            "Preferences",
            "CompanyCurrency",
            "ExchangeRate",
            "Account",
            "TaxAgency",
            "TaxRate",
            "TaxCode",
            "Term",
            "PaymentMethod",
            "Department",
            "Class",
            "CustomerType",
            "Customer",
            "Vendor",
            "Employee",
            "Item",
            "Budget",
            "JournalCode",
            "RecurringTransaction",
            "TimeActivity",
            "Estimate",
            "PurchaseOrder",
            "ReimburseCharge",
            "Invoice",
            "Bill",
            "SalesReceipt",
            "Purchase",
            "CreditMemo",
            "VendorCredit",
            "RefundReceipt",
            "InventoryAdjustment",
            "Payment",
            "BillPayment",
            "CreditCardPaymentTxn",
            "TaxPayment",
            "Deposit",
            "Transfer",
            "JournalEntry",
            "Attachable");

    static final Comparator<ChangedObject> ORDER = Comparator.comparing(ChangedObject::time)
            .thenComparing(ChangedObject::deleted)
            .thenComparingInt(object -> object.deleted() ? -rank(object.type()) : rank(object.type()))
            .thenComparingInt(object -> object.id().length())
            .thenComparing(ChangedObject::id);

    private Dependencies() {}

    private static int rank(EntityType type) {
        int rank = FIRST_TO_LAST.indexOf(type.name());
        return rank < 0 ? FIRST_TO_LAST.size() : rank;
    }
}
