package org.camelquickbooks.sandbox.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.json.Json;
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
    private final Map<String, long[]> byRate = new LinkedHashMap<>();

    TaxReports(ReportParameters parameters) {
        this.parameters = parameters;
        this.company = parameters.company();
    }

    ObjectNode summary() {
        ReportJson json = new ReportJson(parameters);
        json.column("", "String", "tax_name");
        json.column("Net Amount", "Money", "net_amount");
        json.column("Tax Amount", "Money", "tax_amount");
        FORMS.forEach((type, sign) -> company.table(type).rows().forEach(row -> add(row.copy(), sign)));
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

    private void add(JsonNode form, int direction) {
        String date = Json.text(form, "TxnDate");
        if (date.compareTo(parameters.start().toString()) < 0
                || date.compareTo(parameters.end().toString()) > 0) {
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
                    sign * home(form, Json.decimal(line, "TaxLineDetail.NetAmountTaxable")),
                    sign * home(form, Json.decimal(line, "Amount")));
        }
        if (rest.signum() != 0) {
            // Tax that the caller gave without a code.
            add("", 0, sign * home(form, rest));
        }
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
