package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.camelquickbooks.sandbox.catalogue.IdValue;
import org.camelquickbooks.sandbox.company.Lookup;
import org.camelquickbooks.sandbox.entity.account.Accounts;
import org.camelquickbooks.sandbox.entity.account.Accounts.Role;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.EntryBuilder;
import org.camelquickbooks.sandbox.ledger.Posting.Tags;

/** Payments to a tax agency, which the description names. The API can only read them. */
public final class TaxPaymentRule implements EntityRule {

    @Override
    public Entry post(ObjectNode payment, Lookup books) {
        BigDecimal amount = Json.decimal(payment, "PaymentAmount");
        if (Json.bool(payment, "Refund")) {
            amount = amount.negate();
        }
        return new EntryBuilder(
                        new Entry.Key("TaxPayment", new IdValue(Json.text(payment, "Id"))),
                        LocalDate.parse(Json.text(payment, "PaymentDate")),
                        BigDecimal.ONE)
                .debit(liability(payment, books), amount, Tags.NONE)
                .credit(Json.ref(payment, "PaymentAccountRef"), amount, Tags.NONE)
                .build();
    }

    private static String liability(ObjectNode payment, Lookup books) {
        String name = Json.text(payment, "Description") + " Payable";
        JsonNode account = books.first("Account", a -> name.equals(Json.text(a, "Name")));
        return account == null ? Accounts.find(books, Role.TAX_PAYABLE, null) : Json.text(account, "Id");
    }
}
