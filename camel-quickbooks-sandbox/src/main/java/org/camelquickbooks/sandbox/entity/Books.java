package org.camelquickbooks.sandbox.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.function.BinaryOperator;
import org.camelquickbooks.sandbox.catalogue.IdValue;
import org.camelquickbooks.sandbox.company.Bookkeeper;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.company.Row;
import org.camelquickbooks.sandbox.company.Table;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.AccountSide;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.Ledger;
import org.camelquickbooks.sandbox.ledger.Money;
import org.camelquickbooks.sandbox.ledger.Movement;
import org.camelquickbooks.sandbox.ledger.Party;
import org.camelquickbooks.sandbox.ledger.Posting;

/** Posts entities by their rules, and reads balances and quantities back from the ledger. */
public final class Books implements Bookkeeper {

    /** What an amount may come to, in any currency: what is larger would not add up in the books for long. */
    private static final long LARGEST_CENTS = 9_999_999_999_999L;

    private final BinaryOperator<String> temporaryUris;

    /** @param temporaryUris makes an address of a realm and an attachable, under which its file needs no token */
    public Books(BinaryOperator<String> temporaryUris) {
        this.temporaryUris = temporaryUris;
    }

    @Override
    public Entry post(String type, ObjectNode entity, Lookup books) {
        try {
            Entry entry = Rules.of(type).post(entity, books);
            if (entry != null) {
                checkSize(entry);
            }
            return entry;
        } catch (ArithmeticException e) {
            throw tooLarge(type);
        }
    }

    private static void checkSize(Entry entry) {
        for (Posting posting : entry.postings()) {
            if (Math.abs(posting.home()) > LARGEST_CENTS || Math.abs(posting.foreign()) > LARGEST_CENTS) {
                throw tooLarge(entry.key().type());
            }
        }
        for (Movement movement : entry.movements()) {
            BigDecimal cost =
                    movement.quantity().abs().multiply(movement.fallback().abs());
            if (Math.abs(movement.cost()) > LARGEST_CENTS || cost.compareTo(BigDecimal.valueOf(LARGEST_CENTS)) > 0) {
                throw tooLarge(entry.key().type());
            }
        }
    }

    private static QuickBooksFault tooLarge(String type) {
        return QuickBooksFault.business("The amounts of a " + type + " must be less than 100,000,000,000.00.");
    }

    @Override
    public void checkOpenPeriod(Entry former, Entry entry, Change change) {
        ClosedPeriod.check(change, former, entry);
    }

    @Override
    public void complete(String type, ObjectNode entity, Company company) {
        Ledger ledger = company.ledger();
        String id = Json.text(entity, "Id");
        switch (type) {
            case "Account" -> {
                BigDecimal balance = accountBalance(company, entity);
                entity.put("CurrentBalance", balance);
                entity.put("CurrentBalanceWithSubAccounts", balance.add(childBalances(company, "Account", id)));
            }
            case "Customer" -> {
                BigDecimal balance = Money.amount(ledger.open(new Party("Customer", id)));
                entity.put("Balance", balance);
                entity.put("BalanceWithJobs", balance.add(childBalances(company, "Customer", id)));
            }
            case "Vendor" -> entity.put("Balance", Money.amount(ledger.open(new Party("Vendor", id))));
            case "Item" -> {
                entity.remove("AvgCost");
                if (Json.bool(entity, "TrackQtyOnHand")) {
                    entity.put("QtyOnHand", plain(ledger.quantity(id)));
                    entity.put("QtyOnPurchaseOrder", plain(onPurchaseOrders(company, id)));
                }
            }
            case "Attachable" -> {
                if (entity.has("Size")) {
                    entity.put(
                            "FileAccessUri", "/v3/company/" + company.profile().realmId() + "/download/" + id);
                    entity.put(
                            "TempDownloadUri",
                            temporaryUris.apply(company.profile().realmId(), id));
                }
            }
            case "RecurringTransaction" -> RecurringTransactions.render(entity);
            default -> {
                // Nothing of the others is worked out.
            }
        }
    }

    private static BigDecimal plain(BigDecimal quantity) {
        BigDecimal stripped = quantity.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** What is owed is answered below zero (recorded: payables of 1602.67 are -1602.67), equity and income by their credits. */
    private static BigDecimal accountBalance(Company company, JsonNode account) {
        BigDecimal debits = Money.amount(company.ledger().balance(Json.text(account, "Id")));
        String classification = Json.text(account, "Classification");
        return "Liability".equals(classification) || AccountSide.sign(classification) > 0 ? debits : debits.negate();
    }

    private static BigDecimal childBalances(Company company, String type, String id) {
        Table table = company.table(type);
        BigDecimal sum = BigDecimal.ZERO.setScale(2);
        for (Row row : table.withValue("ParentRef", new IdValue(id))) {
            ObjectNode child = row.copy();
            BigDecimal own = type.equals("Account")
                    ? accountBalance(company, child)
                    : Money.amount(
                            company.ledger().open(new Party(type, row.id().text())));
            sum = sum.add(own).add(childBalances(company, type, row.id().text()));
        }
        return sum;
    }

    private static BigDecimal onPurchaseOrders(Company company, String item) {
        BigDecimal sum = BigDecimal.ZERO;
        Table orders = company.table("PurchaseOrder");
        for (Row row : orders.withValue("POStatus", "open")) {
            for (JsonNode line : row.copy().path("Line")) {
                if (item.equals(Json.text(line, "ItemBasedExpenseLineDetail.ItemRef.value"))) {
                    BigDecimal open = Json.decimal(line, "ItemBasedExpenseLineDetail.Qty")
                            .subtract(Json.decimal(line, "Received"));
                    sum = sum.add(open.max(BigDecimal.ZERO));
                }
            }
        }
        return sum;
    }
}
