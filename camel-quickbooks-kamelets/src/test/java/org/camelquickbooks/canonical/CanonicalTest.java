package org.camelquickbooks.canonical;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.camelquickbooks.model.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is wrong with a message is said by its JSON pointer and a reason. */
class CanonicalTest {

    static ObjectNode json(String text) {
        try {
            return (ObjectNode) Json.EXACT.readTree(text.replace('`', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    static ObjectNode order() {
        return json("{`id`:`W-1`,`number`:`1001`,`date`:`2026-01-31`,`dueDate`:`2026-03-02`,`currency`:`USD`,"
                + "`customer`:{`name`:`Søren Æble`,`email`:`s@example.com`,`billTo`:{`line1`:`Street 1`,`city`:`Town`}},"
                + "`lines`:[{`sku`:`TEA-1`,`quantity`:3,`unitPrice`:6.65,`amount`:19.95},"
                + "{`item`:`Consulting`,`description`:`An hour`,`amount`:80.00}],"
                + "`discount`:9.95,`shipping`:5.00,`tax`:7.25,`total`:102.25,`memo`:`Thank you`}");
    }

    private static List<String> pointers(CanonicalType type, JsonNode message) {
        return Canonical.problems(type, message).stream().map(Problem::pointer).toList();
    }

    @Test
    void whatIsRightPasses() {
        assertThat(Canonical.problems(CanonicalType.ORDER, order())).isEmpty();
        assertThat(Canonical.checked(CanonicalType.ORDER, order())).isEqualTo(order());
        assertThat(
                        Canonical.problems(
                                CanonicalType.PAYMENT,
                                json(
                                        "{`id`:`P-1`,`date`:`2026-02-01`,`customer`:{`name`:`A`},`amount`:50.00,"
                                                + "`method`:`Check`,`reference`:`1234`,`invoices`:[{`number`:`1001`,`amount`:30.00}]}")))
                .isEmpty();
        assertThat(Canonical.problems(
                        CanonicalType.BILL,
                        json("{`id`:`B-1`,`date`:`2026-02-01`,`vendor`:`V`,`total`:12.50,"
                                + "`lines`:[{`account`:`Rent`,`amount`:10.00},{`item`:`Tea`,`amount`:2.50}]}")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/total|102.26|/total|difference 0.01",
                "/total|102.255|/total|multiple of",
                "/lines/0/amount|19.94|/lines/0/amount|quantity times price, which is 19.95",
                "/lines/0/quantity|`three`|/lines/0/quantity|number expected",
                "/discount|500.00|/discount|exceeds the sum of the lines",
                "/discount|-1|/discount|minimum",
                "/date|`31.01.2026`|/date|pattern",
                "/terms|`A:B`|/terms|pattern",
                "/customer/email|`nobody`|/customer/email|pattern",
                "/currency|`usd`|/currency|pattern",
                "/number|`1234567890123456789012`|/number|21",
                "/lines|[]|/lines|at least 1",
                "/colour|`red`||not defined in the schema",
            })
    void whatIsWrongIsNamedByItsPlace(String pointer, String value, String where, String reason) throws Exception {
        ObjectNode order = order();
        int last = pointer.lastIndexOf('/');
        JsonNode parent = order.at(pointer.substring(0, last));
        ((ObjectNode) (last == 0 ? order : parent))
                .set(pointer.substring(last + 1), Json.EXACT.readTree(value.replace('`', '"')));
        List<Problem> problems = Canonical.problems(CanonicalType.ORDER, order);
        assertThat(problems).anySatisfy(problem -> {
            assertThat(problem.pointer()).isEqualTo(where == null ? "" : where);
            assertThat(problem.reason()).contains(reason);
        });
        assertThatThrownBy(() -> Canonical.checked(CanonicalType.ORDER, order))
                .isInstanceOf(CanonicalException.class)
                .hasMessageContaining("The order is not valid")
                .hasMessageContaining(where == null ? "the message" : where);
    }

    @Test
    void allThatIsWrongIsNamedAtOnce() {
        ObjectNode order = order();
        order.remove("id");
        order.put("date", "soon");
        ((ObjectNode) order.at("/lines/1")).remove("item");
        assertThat(pointers(CanonicalType.ORDER, order)).contains("", "/date", "/lines/1");
    }

    @Test
    void moreCannotBePaidThanCameIn() {
        ObjectNode payment = json("{`id`:`P-1`,`date`:`2026-02-01`,`customer`:{`name`:`A`},`amount`:50.00,"
                + "`invoices`:[{`number`:`1`,`amount`:30.00},{`number`:`2`,`amount`:20.01}]}");
        assertThat(Canonical.problems(CanonicalType.PAYMENT, payment))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.pointer()).isEqualTo("/invoices");
                    assertThat(problem.reason()).contains("0.01 more than the amount of the payment");
                });
    }

    @ParameterizedTest
    @EnumSource
    void eachKindHasASchemaThatRefusesSomething(CanonicalType type) {
        assertThat(Canonical.problems(type, Json.object())).isNotEmpty();
        assertThat(CanonicalType.of(type.word())).isEqualTo(type);
    }

    @Test
    void aKindThatIsNotThereIsSaid() {
        assertThatThrownBy(() -> CanonicalType.of("invoice")).hasMessageContaining("use order, customer");
    }

    @Test
    void pricesThatIncludeTheTaxAddUpInAMessage() {
        ObjectNode invoice = json("{`Id`:`9`,`TxnDate`:`2026-01-31`,`CustomerRef`:{`value`:`1`,`name`:`At Home`},"
                + "`GlobalTaxCalculation`:`TaxInclusive`,`TotalAmt`:113.00,`TxnTaxDetail`:{`TotalTax`:13.00},`Line`:["
                + "{`Amount`:100.00,`DetailType`:`SalesItemLineDetail`,`SalesItemLineDetail`:{`ItemRef`:{`value`:`5`,"
                + "`name`:`Tea`},`Qty`:2,`UnitPrice`:56.50,`TaxInclusiveAmt`:113.00}},"
                + "{`Amount`:100.00,`DetailType`:`SubTotalLineDetail`,`SubTotalLineDetail`:{}}]}");
        ObjectNode message = FromQuickBooks.message("Invoice", invoice);
        assertThat(Canonical.problems(CanonicalType.ORDER, message)).isEmpty();
        assertThat(message.path("pricesIncludeTax").asBoolean()).isTrue();
        assertThat(message.at("/lines/0/amount").decimalValue()).isEqualByComparingTo("113.00");
        // A discount is taken before the tax is computed: the lines are given without tax.
        invoice.put("TotalAmt", new java.math.BigDecimal("101.70"));
        ((ObjectNode) invoice.path("TxnTaxDetail")).put("TotalTax", new java.math.BigDecimal("11.70"));
        invoice.withArray("/Line")
                .add(
                        json(
                                "{`Amount`:10.00,`DetailType`:`DiscountLineDetail`,`DiscountLineDetail`:{`PercentBased`:false}}"));
        ObjectNode discounted = FromQuickBooks.message("Invoice", invoice);
        assertThat(Canonical.problems(CanonicalType.ORDER, discounted)).isEmpty();
        assertThat(discounted.at("/lines/0/amount").decimalValue()).isEqualByComparingTo("100.00");
    }
}
