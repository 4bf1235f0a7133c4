package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.entity.account.Currencies;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.entity.form.Tracking;
import org.camelquickbooks.sandbox.entity.settle.Applications;
import org.camelquickbooks.sandbox.entity.settle.Applications.Kind;
import org.camelquickbooks.sandbox.entity.transaction.Links;
import org.camelquickbooks.sandbox.entity.transaction.Transactions;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.EntryBuilder;
import org.camelquickbooks.sandbox.ledger.Money;
import org.camelquickbooks.sandbox.ledger.Party;
import org.camelquickbooks.sandbox.ledger.Posting.Side;
import org.camelquickbooks.sandbox.ledger.Posting.Tags;

/** Journal entries: exactly their lines, and debits equal credits. */
public final class JournalEntryRule implements EntityRule {

    @Override
    public void prepare(Draft draft) {
        ObjectNode entry = draft.entity();
        if (!draft.isNew() && Links.of(draft.before()).stream().anyMatch(l -> !l.isTo("JournalEntry"))) {
            throw QuickBooksFault.business(
                    "A journal entry that payments or deposits are linked to cannot be changed.");
        }
        Currencies.settle(draft, null);
        Transactions.date(draft);
        Transactions.number(draft, Json.bool(draft.preferences(), "AccountingInfoPrefs.AutoJournalEntryNumber"));
        Links.keepOwn(entry, draft.before(), List.of());
        BigDecimal debits = BigDecimal.ZERO.setScale(2);
        BigDecimal credits = BigDecimal.ZERO.setScale(2);
        int number = 0;
        for (ObjectNode line : Transactions.lines(entry)) {
            line.put("LineNum", ++number);
            if ("DescriptionOnly".equals(Transactions.detailType(line))) {
                continue;
            }
            check(draft, line);
            if ("Debit".equals(Json.text(line, "JournalEntryLineDetail.PostingType"))) {
                debits = debits.add(Json.decimal(line, "Amount"));
            } else {
                credits = credits.add(Json.decimal(line, "Amount"));
            }
        }
        if (debits.compareTo(credits) != 0) {
            throw QuickBooksFault.business("Make sure debits equal credits. Debits are " + debits.toPlainString()
                    + ", credits " + credits.toPlainString() + ".");
        }
        Transactions.lineIds(draft, entry.path("Line"), 0);
        draft.defaultFlag("Adjustment", false);
        if (!entry.has("TxnTaxDetail")) {
            entry.putObject("TxnTaxDetail");
        }
        Transactions.totals(entry, debits, Currencies.several(draft.change()));
        if (entry.has("HomeTotalAmt")) {
            entry.put("HomeTotalAmt", homeDebits(entry));
        }
        Tracking.check(draft);
    }

    private static void check(Draft draft, ObjectNode line) {
        if (!"JournalEntryLineDetail".equals(Transactions.detailType(line))) {
            throw new QuickBooksFault(
                    FaultCode.INVALID_ENUMERATION,
                    "Invalid Enumeration : " + Transactions.detailType(line) + " is no line of a JournalEntry",
                    "Line.DetailType");
        }
        JsonNode detail = line.path("JournalEntryLineDetail");
        if (!line.has("Amount")) {
            throw QuickBooksFault.required("Line.Amount");
        }
        if (Json.decimal(line, "Amount").signum() < 0) {
            throw QuickBooksFault.business("You must enter a transaction amount that is 0 or greater.");
        }
        if (!detail.has("PostingType")) {
            throw QuickBooksFault.required("Line.JournalEntryLineDetail.PostingType");
        }
        if (Json.ref(detail, "AccountRef") == null) {
            throw QuickBooksFault.required("Line.JournalEntryLineDetail.AccountRef");
        }
        String account = Json.ref(detail, "AccountRef");
        String accountType = Json.text(draft.change().find("Account", account), "AccountType");
        requireParty(detail, accountType, "Accounts Receivable", "Customer");
        requireParty(detail, accountType, "Accounts Payable", "Vendor");
        boolean ofParty = accountType.equals("Accounts Receivable") || accountType.equals("Accounts Payable");
        Currencies.checkAccount(draft, account, ofParty);
        if (ofParty) {
            Currencies.checkParty(draft, party(detail));
        }
    }

    private static Party party(JsonNode detail) {
        String id = Json.text(detail, "Entity.EntityRef.value");
        return id == null ? null : new Party(Json.text(detail, "Entity.Type"), id);
    }

    /** The debits as they are posted, converted line by line. */
    private static BigDecimal homeDebits(JsonNode entry) {
        BigDecimal sum = Money.amount(0);
        for (JsonNode line : entry.path("Line")) {
            if ("Debit".equals(Json.text(line, "JournalEntryLineDetail.PostingType"))) {
                sum = sum.add(Currencies.home(Json.decimal(line, "Amount"), entry));
            }
        }
        return sum;
    }

    private static void requireParty(JsonNode detail, String accountType, String needing, String party) {
        boolean named =
                party.equals(Json.text(detail, "Entity.Type")) && Json.text(detail, "Entity.EntityRef.value") != null;
        if (needing.equals(accountType) && !named) {
            throw QuickBooksFault.business("When you use " + needing + ", you must choose a "
                    + party.toLowerCase(Locale.ROOT) + " in the Name field.");
        }
    }

    @Override
    public void release(JsonNode stored, Change change) {
        Applications.release("JournalEntry", stored, change, Kind.RECEIVABLE);
        Applications.release("JournalEntry", stored, change, Kind.PAYABLE);
    }

    @Override
    public void checkDelete(JsonNode stored, Change change) {
        Applications.refuseDeposited(stored);
    }

    @Override
    public Entry post(ObjectNode entity, Lookup books) {
        EntryBuilder entry = Transactions.entry("JournalEntry", entity, null);
        for (JsonNode line : entity.path("Line")) {
            JsonNode detail = line.path("JournalEntryLineDetail");
            if (detail.isMissingNode()) {
                continue;
            }
            Party party = party(detail);
            Tags tags = Transactions.tags(entity, line, detail, party);
            if (detail.has("DepartmentRef")) {
                tags = tags.withDepartment(Json.ref(detail, "DepartmentRef"));
            }
            BigDecimal amount = Json.decimal(line, "Amount");
            boolean debit = "Debit".equals(Json.text(detail, "PostingType"));
            entry.line(
                    Json.ref(detail, "AccountRef"),
                    debit ? amount : amount.negate(),
                    side(books.find("Account", Json.ref(detail, "AccountRef"))),
                    tags);
        }
        Currencies.settleRounding(entry, books);
        return entry.build();
    }

    private static Side side(JsonNode account) {
        return switch (Json.text(account, "AccountType")) {
            case "Accounts Receivable" -> Side.RECEIVABLE;
            case "Accounts Payable" -> Side.PAYABLE;
            default -> Side.PLAIN;
        };
    }
}
