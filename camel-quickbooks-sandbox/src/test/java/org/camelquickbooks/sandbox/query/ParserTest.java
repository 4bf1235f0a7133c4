package org.camelquickbooks.sandbox.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.time.ZoneId;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.query.Condition.Operator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParserTest {

    private static final ZoneId ZONE = ZoneId.of("America/Los_Angeles");

    private static Statement parse(String statement) {
        return Parser.parse(statement, ZONE, LocalDate.of(2026, 1, 31));
    }

    @Test
    void readsEverythingAtOnce() {
        Statement statement = parse(
                "SELECT * FROM Invoice WHERE TotalAmt >= 100.50 AND CustomerRef IN ('1', '2') ORDER BY TxnDate DESC,"
                        + " DocNumber startposition 11 maxresults 20");

        assertThat(statement.entity().name()).isEqualTo("Invoice");
        assertThat(statement.conditions()).hasSize(2);
        assertThat(statement.conditions().get(1).operator()).isEqualTo(Operator.IN);
        assertThat(statement.conditions().get(1).values()).hasSize(2);
        assertThat(statement.orders()).hasSize(2);
        assertThat(statement.orders().get(0).descending()).isTrue();
        assertThat(statement.startPosition()).isEqualTo(11);
        assertThat(statement.maxResults()).isEqualTo(20);
    }

    @Test
    void defaultsToAHundredAndCutsAtAThousand() {
        assertThat(parse("select * from Item").maxResults()).isEqualTo(100);
        assertThat(parse("select * from Item maxresults 2000").maxResults()).isEqualTo(1000);
        assertThat(parse("select count(*) from Item").count()).isTrue();
        assertThat(parse("select Id, Name from Item").fields()).containsExactly("Id", "Name");
        assertThat(parse("select *, Sku from Item").fields()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "O\\'Brien | o'brien",
                "back\\\\slash | back\\slash",
                "100% | 100%",
                "semi;colon | semi;colon",
                "Ünï 漢 | ünï 漢"
            })
    void literalsAreUnescaped(String literal, String value) {
        assertThat(parse("select * from Customer where DisplayName = '" + literal + "'")
                        .conditions()
                        .get(0)
                        .values()
                        .get(0))
                .isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "%bc%,abcd,true",
        "a%d,abcd,true",
        "a%d,abc,false",
        "abcd,ABCD,true",
        "%,anything,true",
        "a.c,abc,false",
        "%b%,acd,false"
    })
    void likeKnowsOneWildCard(String pattern, String value, boolean holds) {
        assertThat(new Like(pattern).matches(value)).isEqualTo(holds);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31T10:00:00-08:00",
                "2026-01-31T10:00:00-0800",
                "2026-01-31T18:00:00Z",
                "2026-01-31T10:00:00",
                "2026-01-31T10:00:00.000-08:00"
            })
    void timesAreMoments(String literal) {
        assertThat(parse("select * from Item where MetaData.LastUpdatedTime = '" + literal + "'")
                        .conditions()
                        .get(0)
                        .values()
                        .get(0))
                .isEqualTo(1_769_882_400L);
    }

    @Test
    void todayHasAName() {
        assertThat(parse("select * from Invoice where TxnDate <= CURRENT_DATE")
                        .conditions()
                        .get(0)
                        .values()
                        .get(0))
                .isEqualTo(LocalDate.of(2026, 1, 31));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Metadata.LastUpdatedTime",
                "metadata.lastupdatedtime",
                "METADATA.*",
                "metadata.LASTUPDATEDTIME, metadata"
            })
    void projectionsNameFieldsInAnyCase(String fields) {
        assertThat(parse("select " + fields + " from Customer").fields())
                .isNotEmpty()
                .allMatch("MetaData"::equals);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Id not in ('1')",
                "DisplayName not like 'a%'",
                "DisplayName contains 'a'",
                "Id = '1' or Id = '2'"
            })
    void someWordsParseAndAreRefused(String condition) {
        assertThatThrownBy(() -> parse("select * from Customer where " + condition))
                .isInstanceOfSatisfying(QuickBooksFault.class, fault -> {
                    assertThat(fault.code().code()).isEqualTo(4001);
                    assertThat(fault.detail()).endsWith("is not supported in the WHERE clause");
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Id = 'abc'", "Id in ('1', '1.5')", "Id > ''"})
    void idsAreNumbers(String condition) {
        assertThatThrownBy(() -> parse("select * from Customer where " + condition))
                .isInstanceOfSatisfying(
                        QuickBooksFault.class,
                        fault -> assertThat(fault.code().code()).isEqualTo(2030));
        assertThat(parse("select * from TaxCode where Id = 'NON'").conditions()).hasSize(1);
    }

    @Test
    void errorsSayWhere() {
        assertThatThrownBy(() -> parse("select * from Invoice wher Id = '1'"))
                .isInstanceOfSatisfying(QuickBooksFault.class, fault -> {
                    assertThat(fault.code().code()).isEqualTo(4000);
                    assertThat(fault.detail())
                            .contains("Encountered \" <IDENTIFIER> \"wher \"\" at line 1, column 23.");
                });
        assertThatThrownBy(() -> parse("select * from Invoice where Id = '1"))
                .isInstanceOfSatisfying(QuickBooksFault.class, fault -> assertThat(fault.detail())
                        .contains("<EOF>"));
    }
}
