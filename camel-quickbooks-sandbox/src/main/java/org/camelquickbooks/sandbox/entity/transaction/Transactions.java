package org.camelquickbooks.sandbox.entity.transaction;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.camelquickbooks.sandbox.catalogue.IdValue;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.company.Row;
import org.camelquickbooks.sandbox.company.Table;
import org.camelquickbooks.sandbox.entity.account.Currencies;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.EntryBuilder;
import org.camelquickbooks.sandbox.ledger.Money;
import org.camelquickbooks.sandbox.ledger.Party;
import org.camelquickbooks.sandbox.ledger.Posting.Side;
import org.camelquickbooks.sandbox.ledger.Posting.Tags;

/** What transactions have in common: dates, numbers, line numbers, due dates, entries. */
public final class Transactions {

    private static final List<String> VOIDED =
            List.of("TotalAmt", "HomeTotalAmt", "Balance", "HomeBalance", "RemainingCredit", "Deposit");

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

    private Transactions() {}

    public static void date(Draft draft) {
        draft.defaultText("TxnDate", draft.change().today().toString());
    }

    /** Gives a form its number, and refuses one that is taken where the company numbers its forms itself. */
    public static void number(Draft draft, boolean numbered) {
        boolean custom = Json.bool(draft.preferences(), "SalesFormsPrefs.CustomTxnNumbers");
        String given = Json.text(draft.entity(), "DocNumber");
        if (given == null) {
            String former = draft.isNew() ? null : Json.text(draft.before(), "DocNumber");
            if (draft.isNew() && numbered && (!custom || Json.bool(draft.entity(), "AutoDocNumber"))) {
                draft.entity().put("DocNumber", draft.change().nextNumber(draft.type()));
            } else if (former != null && numbered && !custom) {
                // A number that the company gave stays (assumed; recorded forms all have one).
                draft.entity().put("DocNumber", former);
            }
        } else if (custom && !draft.include().contains("allowduplicatedocnum")) {
            refuseTakenNumber(draft, given);
        }
        draft.entity().remove("AutoDocNumber");
    }

    private static void refuseTakenNumber(Draft draft, String number) {
        Table table = draft.change().company().table(draft.type().name());
        for (Row row : table.withValue("DocNumber", number.toLowerCase(Locale.ROOT))) {
            if (!row.id().text().equals(draft.id())) {
                throw new QuickBooksFault(
                        FaultCode.DUPLICATE_NUMBER,
                        "Duplicate Document Number Error : You must specify a different number. This number has already"
                                + " been used. DocNumber=" + number + " is assigned to TxnType="
                                + draft.type().name() + " with TxnId="
                                + row.id().text());
            }
        }
    }

    /** The due date by the terms, counted from the transaction's date. */
    public static void dueDate(Draft draft) {
        ObjectNode entity = draft.entity();
        if (entity.has("DueDate") && !termsChanged(draft)) {
            return;
        }
        LocalDate date = LocalDate.parse(Json.text(entity, "TxnDate"));
        String termId = Json.ref(entity, "SalesTermRef");
        JsonNode term = termId == null ? null : draft.change().find("Term", termId);
        entity.put("DueDate", (term == null ? date : due(date, term)).toString());
    }

    /** A sparse update of the date or the terms moves the due date that the former ones had given. */
    private static boolean termsChanged(Draft draft) {
        return !draft.isNew()
                && draft.entity().path("DueDate").equals(draft.before().path("DueDate"))
                && (!draft.entity().path("TxnDate").equals(draft.before().path("TxnDate"))
                        || !draft.entity()
                                .path("SalesTermRef")
                                .path("value")
                                .equals(draft.before().path("SalesTermRef").path("value")));
    }

    private static LocalDate due(LocalDate date, JsonNode term) {
        if (term.has("DueDays")) {
            return date.plusDays(term.path("DueDays").asInt());
        }
        int day = term.path("DayOfMonthDue").asInt(1);
        LocalDate due = date.withDayOfMonth(Math.min(day, date.lengthOfMonth()));
        boolean next = due.isBefore(date.plusDays(term.path("DueNextMonthDays").asInt(0)));
        LocalDate month = next ? date.plusMonths(1) : date;
        return month.withDayOfMonth(Math.min(day, month.lengthOfMonth()));
    }

    /** Gives Ids to the lines: a line that had one keeps it, one that has none or a strange one gets a new one. */
    public static void lineIds(Draft draft, Iterable<? extends JsonNode> lines, int first) {
        Set<String> known = new HashSet<>();
        int highest = first - 1;
        if (!draft.isNew()) {
            for (JsonNode line : formerLines(draft.before())) {
                String id = Json.text(line, "Id");
                if (id != null && NUMBER.matcher(id).matches()) {
                    known.add(id);
                    highest = Math.max(highest, Integer.parseInt(id));
                }
            }
        }
        for (JsonNode line : lines) {
            String id = Json.text(line, "Id");
            if (id == null || !known.remove(id)) {
                ((ObjectNode) line).put("Id", Integer.toString(++highest));
            }
        }
    }

    /** All lines of a stored form, those within bundles too. */
    private static List<JsonNode> formerLines(JsonNode stored) {
        List<JsonNode> lines = new ArrayList<>();
        for (JsonNode line : stored.path("Line")) {
            lines.add(line);
            line.path("GroupLineDetail").path("Line").forEach(lines::add);
        }
        return lines;
    }

    /**
     * A line that is sent again under its Id keeps its tax code, and the account it was posted to as long as it is of
     * the same item. Answers whether it keeps that account.
     */
    public static boolean keepFormer(Draft draft, ObjectNode line, ObjectNode detail) {
        String id = Json.text(line, "Id");
        if (draft.isNew() || id == null) {
            detail.remove("ItemAccountRef");
            return false;
        }
        for (JsonNode former : formerLines(draft.before())) {
            JsonNode formerDetail = former.path(detailType(line));
            if (id.equals(Json.text(former, "Id")) && formerDetail.isObject()) {
                if (!detail.has("TaxCodeRef") && formerDetail.has("TaxCodeRef")) {
                    detail.set("TaxCodeRef", formerDetail.get("TaxCodeRef").deepCopy());
                }
                String item = Json.ref(detail, "ItemRef");
                if (item != null
                        && item.equals(Json.ref(formerDetail, "ItemRef"))
                        && formerDetail.has("ItemAccountRef")) {
                    detail.set(
                            "ItemAccountRef", formerDetail.get("ItemAccountRef").deepCopy());
                    return true;
                }
            }
        }
        detail.remove("ItemAccountRef");
        return false;
    }

    public static List<ObjectNode> lines(JsonNode entity) {
        List<ObjectNode> lines = new ArrayList<>();
        entity.path("Line").forEach(line -> lines.add((ObjectNode) line));
        return lines;
    }

    /** The kind of a line; what has none cannot be told apart. */
    public static String detailType(JsonNode line) {
        String type = Json.text(line, "DetailType");
        if (type == null) {
            throw QuickBooksFault.required("Line.DetailType");
        }
        return type;
    }

    /** Works out the amount of a line that has a price and a quantity, or checks it against them. */
    public static BigDecimal itemAmount(ObjectNode line, ObjectNode detail) {
        BigDecimal quantity = Json.decimal(detail, "Qty");
        BigDecimal price = Json.decimal(detail, "UnitPrice");
        boolean priced = detail.has("Qty") && detail.has("UnitPrice");
        BigDecimal product = Money.round(quantity.multiply(price));
        if (!line.has("Amount")) {
            if (!priced) {
                throw QuickBooksFault.required("Line.Amount");
            }
            line.put("Amount", product);
            return product;
        }
        BigDecimal amount = Json.decimal(line, "Amount");
        boolean empty = quantity.signum() == 0 && price.signum() == 0;
        BigDecimal gross = Json.decimal(detail, "TaxInclusiveAmt");
        if (priced && !empty && amount.compareTo(product) != 0 && gross.compareTo(product) != 0) {
            throw new QuickBooksFault(
                    FaultCode.AMOUNT,
                    "Amount is not equal to UnitPrice * Qty. Supplied value:"
                            + amount.stripTrailingZeros().toPlainString(),
                    "Line.Amount");
        }
        return amount;
    }

    public static void totals(ObjectNode entity, BigDecimal total, boolean severalCurrencies) {
        if (total.signum() < 0) {
            throw QuickBooksFault.business("You must enter a transaction amount that is 0 or greater.");
        }
        entity.put("TotalAmt", Money.round(total));
        if (severalCurrencies) {
            entity.put("HomeTotalAmt", Currencies.home(total, entity));
        } else {
            entity.remove("HomeTotalAmt");
        }
    }

    /** Sets the totals of a voided form to zero. */
    public static void zeroTotals(ObjectNode entity) {
        for (String field : VOIDED) {
            if (entity.has(field)) {
                entity.put(field, Money.amount(0));
            }
        }
        if (entity.get("TxnTaxDetail") instanceof ObjectNode tax) {
            tax.put("TotalTax", Money.amount(0)).remove("TaxLine");
        }
    }

    public static EntryBuilder entry(String type, JsonNode entity, Party party) {
        Entry.Key key = new Entry.Key(type, new IdValue(Json.text(entity, "Id")));
        return new EntryBuilder(key, LocalDate.parse(Json.text(entity, "TxnDate")), Currencies.rate(entity))
                .number(Json.text(entity, "DocNumber"))
                .party(party);
    }

    public static Party party(String type, JsonNode entity, String field) {
        String id = Json.ref(entity, field);
        return id == null ? null : new Party(type, id);
    }

    /** What reports group a line by. */
    public static Tags tags(JsonNode entity, JsonNode line, JsonNode detail, Party party) {
        String classId =
                Json.ref(detail, "ClassRef") == null ? Json.ref(entity, "ClassRef") : Json.ref(detail, "ClassRef");
        BigDecimal quantity = detail.has("Qty") ? Json.decimal(detail, "Qty") : null;
        return new Tags(
                party,
                classId,
                Json.ref(entity, "DepartmentRef"),
                Json.ref(detail, "ItemRef"),
                quantity,
                Json.text(line, "Description"),
                Json.ref(detail, "CustomerRef"));
    }

    public static void requireReference(JsonNode entity, String field) {
        if (Json.ref(entity, field) == null) {
            throw QuickBooksFault.required(field);
        }
    }

    /** Which party an account on receivables or payables belongs to; null for other accounts. */
    private static String partyOf(JsonNode account) {
        return switch (Json.text(account, "AccountType")) {
            case "Accounts Receivable" -> "Customer";
            case "Accounts Payable" -> "Vendor";
            default -> null;
        };
    }

    /**
     * Refuses a line on an account in a strange currency, and one on receivables or payables that does not say whose.
     *
     * @param customer the customer that an expense line names for itself
     */
    public static void checkLine(Draft draft, String account, Party party, String customer) {
        String needed = partyOf(draft.change().find("Account", account));
        Currencies.checkAccount(draft, account, needed != null);
        if (needed == null) {
            return;
        }
        Party whose = whose(needed, party, customer);
        if (whose == null) {
            throw QuickBooksFault.business("When you use accounts receivable or payable, you must choose a "
                    + needed.toLowerCase(Locale.ROOT) + " in the Name field.");
        }
        Currencies.checkParty(draft, whose);
    }

    private static Party whose(String needed, Party party, String customer) {
        if (party != null && party.type().equals(needed)) {
            return party;
        }
        return needed.equals("Customer") && customer != null ? new Party("Customer", customer) : null;
    }

    /** Debits an account; on receivables and payables that moves the balance of whom the line concerns, too. */
    public static void debit(
            EntryBuilder entry, String account, BigDecimal amount, Tags tags, String customer, Lookup books) {
        String needed = partyOf(books.find("Account", account));
        Party whose = needed == null ? null : whose(needed, tags.party(), customer);
        if (whose == null) {
            entry.debit(account, amount, tags);
        } else {
            Side side = needed.equals("Customer") ? Side.RECEIVABLE : Side.PAYABLE;
            entry.line(account, amount, side, tags.withParty(whose));
        }
    }

    /** Takes a field over, unless the other one has one of its own. */
    public static void copy(JsonNode from, String field, ObjectNode to, String target) {
        if (from.has(field) && !to.has(target)) {
            to.set(target, from.get(field).deepCopy());
        }
    }
}
