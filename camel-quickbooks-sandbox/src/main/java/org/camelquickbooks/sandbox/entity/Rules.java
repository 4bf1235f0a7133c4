package org.camelquickbooks.sandbox.entity;

import java.util.Map;
import org.camelquickbooks.sandbox.entity.rule.AccountRule;
import org.camelquickbooks.sandbox.entity.rule.AttachableRule;
import org.camelquickbooks.sandbox.entity.rule.BillPaymentRule;
import org.camelquickbooks.sandbox.entity.rule.BillRule;
import org.camelquickbooks.sandbox.entity.rule.BudgetRule;
import org.camelquickbooks.sandbox.entity.rule.ClassRule;
import org.camelquickbooks.sandbox.entity.rule.CompanyCurrencyRule;
import org.camelquickbooks.sandbox.entity.rule.CreditCardPaymentTxnRule;
import org.camelquickbooks.sandbox.entity.rule.CreditMemoRule;
import org.camelquickbooks.sandbox.entity.rule.CustomerRule;
import org.camelquickbooks.sandbox.entity.rule.DepartmentRule;
import org.camelquickbooks.sandbox.entity.rule.DepositRule;
import org.camelquickbooks.sandbox.entity.rule.EmployeeRule;
import org.camelquickbooks.sandbox.entity.rule.EntityRule;
import org.camelquickbooks.sandbox.entity.rule.EstimateRule;
import org.camelquickbooks.sandbox.entity.rule.InventoryAdjustmentRule;
import org.camelquickbooks.sandbox.entity.rule.InvoiceRule;
import org.camelquickbooks.sandbox.entity.rule.ItemRule;
import org.camelquickbooks.sandbox.entity.rule.JournalEntryRule;
import org.camelquickbooks.sandbox.entity.rule.PaymentRule;
import org.camelquickbooks.sandbox.entity.rule.PreferencesRule;
import org.camelquickbooks.sandbox.entity.rule.PurchaseOrderRule;
import org.camelquickbooks.sandbox.entity.rule.PurchaseRule;
import org.camelquickbooks.sandbox.entity.rule.RefundReceiptRule;
import org.camelquickbooks.sandbox.entity.rule.SalesReceiptRule;
import org.camelquickbooks.sandbox.entity.rule.TaxAgencyRule;
import org.camelquickbooks.sandbox.entity.rule.TaxPaymentRule;
import org.camelquickbooks.sandbox.entity.rule.TermRule;
import org.camelquickbooks.sandbox.entity.rule.TimeActivityRule;
import org.camelquickbooks.sandbox.entity.rule.TransferRule;
import org.camelquickbooks.sandbox.entity.rule.VendorCreditRule;
import org.camelquickbooks.sandbox.entity.rule.VendorRule;

/** The entities that are special, and their rules. */
final class Rules {

    private static final EntityRule NONE = new EntityRule() {};

    private static final Map<String, EntityRule> RULES = Map.ofEntries(
            Map.entry("Account", new AccountRule()),
            Map.entry("Attachable", new AttachableRule()),
            Map.entry("Bill", new BillRule()),
            Map.entry("BillPayment", new BillPaymentRule()),
            Map.entry("Budget", new BudgetRule()),
            Map.entry("Class", new ClassRule()),
            Map.entry("CompanyCurrency", new CompanyCurrencyRule()),
            Map.entry("CreditCardPaymentTxn", new CreditCardPaymentTxnRule()),
            Map.entry("CreditMemo", new CreditMemoRule()),
            Map.entry("Customer", new CustomerRule()),
            Map.entry("Department", new DepartmentRule()),
            Map.entry("Deposit", new DepositRule()),
            Map.entry("Employee", new EmployeeRule()),
            Map.entry("Estimate", new EstimateRule()),
            Map.entry("InventoryAdjustment", new InventoryAdjustmentRule()),
            Map.entry("Invoice", new InvoiceRule()),
            Map.entry("Item", new ItemRule()),
            Map.entry("JournalEntry", new JournalEntryRule()),
            Map.entry("Payment", new PaymentRule()),
            Map.entry("Preferences", new PreferencesRule()),
            Map.entry("Purchase", new PurchaseRule()),
            Map.entry("PurchaseOrder", new PurchaseOrderRule()),
            Map.entry("RefundReceipt", new RefundReceiptRule()),
            Map.entry("SalesReceipt", new SalesReceiptRule()),
            Map.entry("TaxAgency", new TaxAgencyRule()),
            Map.entry("TaxPayment", new TaxPaymentRule()),
            Map.entry("Term", new TermRule()),
            Map.entry("TimeActivity", new TimeActivityRule()),
            Map.entry("Transfer", new TransferRule()),
            Map.entry("Vendor", new VendorRule()),
            Map.entry("VendorCredit", new VendorCreditRule()));

    private Rules() {}

    /** The rule of an entity; one without any has nothing special. */
    static EntityRule of(String type) {
        return RULES.getOrDefault(type, NONE);
    }
}
