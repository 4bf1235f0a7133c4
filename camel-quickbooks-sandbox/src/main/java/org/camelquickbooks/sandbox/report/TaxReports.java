package org.camelquickbooks.sandbox.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongUnaryOperator;
import org.camelquickbooks.sandbox.catalogue.IdValue;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.ledger.Entry;
import org.camelquickbooks.sandbox.ledger.Money;
import org.camelquickbooks.sandbox.report.ReportJson.Cell;

/** What is owed to tax agencies, in the home currency: what was charged, less what was paid on purchases. */
final class TaxReports {

    /** The forms with tax, and whether their tax is owed or comes back. */
    private static final Map<String, Integer> FORMS = new LinkedHashMap<>();

    static {
        FORMS.put("Invoice", 1);
        FORMS.put("SalesReceipt", 1);
        FORMS.put("CreditMemo", -1);
        FORMS.put("RefundReceipt", -1);
        FORMS.put("Bill", -1);
        FORMS.put("Purchase", -1);
        FORMS.put("VendorCredit", 1);
    }

    private final ReportParameters parameters;
    private final Company company;
    private final BooksView books;
    private final Map<String, long[]> byRate = new LinkedHashMap<>();

    TaxReports(ReportParameters parameters) {
        this.parameters = parameters;
        this.company = parameters.company();
        this.books = new BooksView(parameters);
    }

    ObjectNode summary() {
        ReportJson json = new ReportJson(parameters);
        json.column("", "String", "tax_name");
        json.column("Net Amount", "Money", "net_amount");
        json.column("Tax Amount", "Money", "tax_amount");
        FORMS.forEach((type, sign) -> company.table(type).rows().forEach(row -> add(type, row.copy(), sign)));
        Set<String> agencies = parameters.ids("agency_id");
        long[] total = new long[2];
        for (Map.Entry<String, long[]> e : byRate.entrySet()) {
            JsonNode rate = e.getKey().isEmpty() ? null : company.find("TaxRate", e.getKey());
            String agency = rate == null ? null : Json.ref(rate, "AgencyRef");
            if (agencies.isEmpty() || agency != null && agencies.contains(agency)) {
                total = Buckets.plus(total, e.getValue());
                String name = rate == null ? LineGroups.NOT_SPECIFIED : Json.text(rate, "Name");
                ReportJson.data(
                        json.rows(), AccountSections.cells(name, rate == null ? null : e.getKey(), e.getValue()));
            }
        }
        json.grandTotal(List.of(Cell.text("TOTAL"), Cell.money(total[0]), Cell.money(total[1])));
        return json.end();
    }

    private void add(String type, JsonNode form, int direction) {
        LongUnaryOperator counted = counted(type, form);
        if (counted == null) {
            return;
        }
        // A card refund gives back what the purchase had.
        int sign = Json.bool(form, "Credit") ? -direction : direction;
        BigDecimal rest = Json.decimal(form, "TxnTaxDetail.TotalTax");
        for (JsonNode line : form.path("TxnTaxDetail").path("TaxLine")) {
            String rate = Json.text(line, "TaxLineDetail.TaxRateRef.value");
            rest = rest.subtract(Json.decimal(line, "Amount"));
            add(
                    rate == null ? "" : rate,
                    sign * counted.applyAsLong(home(form, Json.decimal(line, "TaxLineDetail.NetAmountTaxable"))),
                    sign * counted.applyAsLong(home(form, Json.decimal(line, "Amount"))));
        }
        if (rest.signum() != 0) {
            // Tax that the caller gave without a code.
            add("", 0, sign * counted.applyAsLong(home(form, rest)));
        }
    }

    /** What of an amount of a form counts in the period; null for nothing. */
    private LongUnaryOperator counted(String type, JsonNode form) {
        List<CashBasis.Share> shares = books.shares(new Entry.Key(type, new IdValue(Json.text(form, "Id"))));
        if (shares == null) {
            LocalDate date = LocalDate.parse(Json.text(form, "TxnDate"));
            return date.isBefore(parameters.start()) || date.isAfter(parameters.end()) ? null : cents -> cents;
        }
        CashBasis.Share before = null;
        CashBasis.Share now = null;
        for (CashBasis.Share share : shares) {
            if (share.date().isBefore(parameters.start())) {
                before = share;
            }
            if (!share.date().isAfter(parameters.end())) {
                now = share;
            }
        }
        CashBasis.Share from = before;
        CashBasis.Share to = now;
        return to == null || to == from ? null : cents -> to.of(cents) - (from == null ? 0 : from.of(cents));
    }

    private void add(String rate, long net, long tax) {
        long[] sums = byRate.computeIfAbsent(rate, r -> new long[2]);
        sums[0] += net;
        sums[1] += tax;
    }

    private static long home(JsonNode form, BigDecimal amount) {
        BigDecimal rate = Json.decimal(form, "ExchangeRate");
        return Money.convert(Money.cents(amount), rate.signum() == 0 ? BigDecimal.ONE : rate);
    }
}
