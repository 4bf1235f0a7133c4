package org.camelquickbooks.flow.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.camelquickbooks.model.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whose a line is is compared, except with what was kept before lines had their parties. */
class FingerprintTest {

    private static ObjectNode document(String kind, String party) throws Exception {
        String entity = party == null
                ? ""
                : kind.startsWith("Journal")
                        ? ",`Entity`:{`Type`:`Customer`,`EntityRef`:{`value`:`" + party + "`}}"
                        : ",`Entity`:{`value`:`" + party + "`,`type`:`CUSTOMER`}";
        return (ObjectNode)
                Json.EXACT.readTree(("{`Id`:`9`,`TxnDate`:`2026-02-01`,`Line`:[{`Amount`:1.00,`DetailType`:`" + kind
                                + "`,`" + kind + "`:{`AccountRef`:{`value`:`84`}" + entity + "}}]}")
                        .replace('`', '"'));
    }

    @ParameterizedTest
    @CsvSource({
        "JournalEntry, JournalEntryLineDetail, 5, 6",
        "JournalEntry, JournalEntryLineDetail, 5,",
        "JournalEntry, JournalEntryLineDetail, , 6",
        "Deposit, DepositLineDetail, 5, 6",
        "Deposit, DepositLineDetail, , 6"
    })
    void anotherPartyOfALineIsAChange(String entity, String kind, String was, String is) throws Exception {
        JsonNode before = Fingerprint.of(entity, document(kind, was));
        assertThat(Fingerprint.changes(before, Fingerprint.of(entity, document(kind, is))))
                .containsExactly(
                        new Fingerprint.Change("line 1 customer", was == null ? "" : was, is == null ? "" : is));
        assertThat(Fingerprint.changes(before, Fingerprint.of(entity, document(kind, was))))
                .isEmpty();
    }

    @Test
    void whatWasKeptBeforeLinesHadPartiesIsNoDifference() throws Exception {
        ObjectNode now = Fingerprint.of("JournalEntry", document("JournalEntryLineDetail", "5"));
        ObjectNode old = Fingerprint.of("JournalEntry", document("JournalEntryLineDetail", null));
        old.remove("form");
        assertThat(Fingerprint.changes(old, now)).isEmpty();
        // Whatever else has changed is told.
        ((ObjectNode) now.at("/lines/0")).put("account", "85");
        assertThat(Fingerprint.changes(old, now)).hasSize(1);
    }

    @Test
    void anotherRateIsAChange() throws Exception {
        ObjectNode was =
                document("JournalEntryLineDetail", null).put("ExchangeRate", new java.math.BigDecimal("1.250"));
        ObjectNode is = was.deepCopy().put("ExchangeRate", new java.math.BigDecimal("1.3"));
        JsonNode before = Fingerprint.of("JournalEntry", was);
        assertThat(Fingerprint.changes(before, Fingerprint.of("JournalEntry", is)))
                .containsExactly(new Fingerprint.Change("rate", "1.25", "1.3"));
        was.put("ExchangeRate", new java.math.BigDecimal("1.25"));
        assertThat(Fingerprint.changes(before, Fingerprint.of("JournalEntry", was)))
                .isEmpty();
    }

    private static ObjectNode lines(String... lines) throws Exception {
        StringBuilder all = new StringBuilder();
        for (String line : lines) {
            String[] words = line.split(" ");
            all.append(all.length() == 0 ? "" : ",")
                    .append("{`Id`:`" + words[0] + "`,`Amount`:" + words[1]
                            + ",`DetailType`:`SalesItemLineDetail`,`SalesItemLineDetail`:{`ItemRef`:{`value`:`"
                            + words[2] + "`}}}");
        }
        return Fingerprint.of("Invoice", Json.EXACT.readTree(("{`Id`:`9`,`Line`:[" + all + "]}").replace('`', '"')));
    }

    @ParameterizedTest
    @CsvSource({
        "7 1.00 5;8 2.00 6, 9 3.00 7;7 1.00 5;8 2.00 6, line 1",
        "7 1.00 5;8 2.00 6, 8 2.00 6, line 1",
        "7 1.00 5;8 2.00 6, 7 1.00 5, line 2",
        "7 1.00 5;8 2.00 6, 7 1.00 5;8 2.50 6, line 2 amount",
        "7 1.00 5;8 2.00 6, 11 1.00 5;12 2.00 6,",
        "7 1.00 5;8 2.00 6, 11 1.00 5;8 2.00 6;12 4.00 6, line 3"
    })
    void aLineMoreOrLessIsOneChange(String was, String is, String change) throws Exception {
        assertThat(Fingerprint.changes(lines(was.split(";")), lines(is.split(";"))))
                .extracting(Fingerprint.Change::field)
                .isEqualTo(change == null ? java.util.List.of() : java.util.List.of(change));
    }
}
