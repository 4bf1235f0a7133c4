package org.camelquickbooks.sandbox;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.json.Json;

/** Bodies that a company may well accept, for each entity that can be created. */
final class Bodies {

    private Bodies() {}

    /** @param ids finds the Id of any stored entity of a type */
    static ObjectNode plausible(EntityType type, ObjectNode body, Random random, UnaryOperator<String> ids) {
        String unique = Long.toString(random.nextLong() >>> 1, 36);
        BigDecimal amount = BigDecimal.valueOf(100 + random.nextInt(50_000), 2);
        switch (type.name()) {
            case "Customer", "Vendor" -> {
                body.put("DisplayName", "Name " + unique);
                body.putObject("PrimaryEmailAddr").put("Address", unique + "@example.com");
            }
            case "Employee" -> body.put("GivenName", "E" + unique).put("FamilyName", "F" + unique);
            case "Account" -> {
                String[][] kinds = {{"Bank", "Checking"}, {"Expense", "Travel"}, {"Income", "ServiceFeeIncome"}};
                String[] kind = kinds[random.nextInt(kinds.length)];
                body.put("Name", "A" + unique).put("AccountType", kind[0]).put("AccountSubType", kind[1]);
            }
            case "Item" -> {
                body.put("Name", "I" + unique).put("Type", "Service").put("UnitPrice", amount);
                ref(body, "IncomeAccountRef", "39");
            }
            case "Class", "Department", "PaymentMethod", "JournalCode" ->
                body.put("Name", "N" + unique.substring(0, 8));
            case "Term" -> body.put("Name", "T" + unique.substring(0, 8)).put("DueDays", random.nextInt(60));
            case "TaxAgency" -> body.put("DisplayName", "Agency " + unique);
            case "Invoice", "SalesReceipt", "CreditMemo", "Estimate", "RefundReceipt" -> {
                ref(body, "CustomerRef", ids.apply("Customer"));
                ObjectNode line = body.putArray("Line").addObject().put("Amount", amount);
                line.put("DetailType", "SalesItemLineDetail");
                ref(line.putObject("SalesItemLineDetail"), "ItemRef", ids.apply("Item"));
                if (type.name().equals("RefundReceipt")) {
                    ref(body, "DepositToAccountRef", "1");
                }
            }
            case "Bill", "VendorCredit", "Purchase" -> {
                if (type.name().equals("Purchase")) {
                    body.put("PaymentType", "Cash");
                    ref(body, "AccountRef", "1");
                } else {
                    ref(body, "VendorRef", ids.apply("Vendor"));
                }
                ObjectNode line = body.putArray("Line").addObject().put("Amount", amount);
                if (random.nextBoolean()) {
                    line.put("DetailType", "AccountBasedExpenseLineDetail");
                    ref(line.putObject("AccountBasedExpenseLineDetail"), "AccountRef", "57");
                } else {
                    line.put("DetailType", "ItemBasedExpenseLineDetail");
                    ref(line.putObject("ItemBasedExpenseLineDetail"), "ItemRef", ids.apply("Item"));
                }
            }
            case "PurchaseOrder" -> {
                ref(body, "VendorRef", ids.apply("Vendor"));
                ref(body, "APAccountRef", "22");
                ObjectNode line = body.putArray("Line").addObject().put("Amount", amount);
                line.put("DetailType", "ItemBasedExpenseLineDetail");
                ref(line.putObject("ItemBasedExpenseLineDetail"), "ItemRef", ids.apply("Item"));
            }
            case "Payment" -> {
                String invoice = ids.apply("Invoice");
                ref(body, "CustomerRef", ids.apply("Customer"));
                body.put("TotalAmt", amount);
                if (random.nextBoolean()) {
                    link(body, amount, invoice, "Invoice");
                }
            }
            case "BillPayment" -> {
                ref(body, "VendorRef", ids.apply("Vendor"));
                body.put("TotalAmt", amount).put("PayType", "Check");
                ref(body.putObject("CheckPayment"), "BankAccountRef", "1");
                link(body, amount, ids.apply("Bill"), "Bill");
            }
            case "Deposit" -> {
                ref(body, "DepositToAccountRef", "1");
                ObjectNode line = body.putArray("Line").addObject();
                if (random.nextBoolean()) {
                    line.putArray("LinkedTxn")
                            .addObject()
                            .put("TxnId", ids.apply("Payment"))
                            .put("TxnType", "Payment");
                } else {
                    line.put("Amount", amount).put("DetailType", "DepositLineDetail");
                    ref(line.putObject("DepositLineDetail"), "AccountRef", "39");
                }
            }
            case "JournalEntry" -> {
                body.putArray("Line");
                posting(body, amount, "Debit", "57");
                posting(body, amount, "Credit", "1");
            }
            case "Transfer" -> {
                ref(body, "FromAccountRef", "1");
                ref(body, "ToAccountRef", "2");
                body.put("Amount", amount);
            }
            case "CreditCardPaymentTxn" -> {
                ref(body, "CreditCardAccountRef", "23");
                ref(body, "BankAccountRef", "1");
                body.put("Amount", amount);
            }
            case "InventoryAdjustment" -> {
                ref(body, "AdjustAccountRef", "57");
                ObjectNode line = body.putArray("Line").addObject().put("DetailType", "ItemAdjustmentLineDetail");
                ObjectNode detail = line.putObject("ItemAdjustmentLineDetail").put("QtyDiff", random.nextInt(11) - 5);
                ref(detail, "ItemRef", Integer.toString(5 + random.nextInt(2)));
            }
            case "TimeActivity" -> {
                body.put("NameOf", "Vendor")
                        .put("TxnDate", "2026-05-05")
                        .put("Hours", random.nextInt(9))
                        .put("Minutes", 30);
                ref(body, "VendorRef", ids.apply("Vendor"));
            }
            case "Attachable" -> body.put("Note", "Note " + unique);
            case "Budget" -> {
                body.put("Name", "B" + unique).put("StartDate", "2026-01-01").put("EndDate", "2026-12-31");
                body.put("BudgetType", "ProfitAndLoss").put("BudgetEntryType", "Monthly");
                ref(
                        body.putArray("BudgetDetail")
                                .addObject()
                                .put("BudgetDate", "2026-01-01")
                                .put("Amount", amount),
                        "AccountRef",
                        "57");
            }
            case "RecurringTransaction" -> {
                ObjectNode transfer = body.putObject("Transfer").put("Amount", amount);
                ref(transfer, "FromAccountRef", "1");
                ref(transfer, "ToAccountRef", "2");
                transfer.putObject("RecurringInfo").put("Name", "R" + unique).put("RecurType", "UnScheduled");
            }
            default -> body.put("Id", "1");
        }
        return body;
    }

    private static void ref(ObjectNode body, String field, String id) {
        body.set(field, Json.reference(id, null));
    }

    private static void link(ObjectNode body, BigDecimal amount, String id, String type) {
        ObjectNode line = body.putArray("Line").addObject().put("Amount", amount);
        line.putArray("LinkedTxn").addObject().put("TxnId", id).put("TxnType", type);
    }

    private static void posting(ObjectNode body, BigDecimal amount, String side, String account) {
        ObjectNode line = body.withArray("Line").addObject().put("Amount", amount);
        line.put("DetailType", "JournalEntryLineDetail");
        ref(line.putObject("JournalEntryLineDetail").put("PostingType", side), "AccountRef", account);
    }
}
