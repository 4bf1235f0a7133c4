package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.RoutesBuilder;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.camelquickbooks.model.QuickBooksValidationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class QueryTest extends RouteTest {

    @Override
    protected RoutesBuilder createRouteBuilder() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:rows")
                        .to("quickbooks:query?query=select * from Customer&streaming=true&pageSize=40")
                        .split(body())
                        .streaming()
                        .to("mock:row");
            }
        };
    }

    @Test
    void givesEveryRowOverManyPages() {
        int before = company().count("Customer");
        sandbox().generate(REALM, "customers:250", 1);
        JsonNode rows = answer(send("quickbooks:query?pageSize=30", "select * from Customer"));
        assertThat(rows).hasSize(before + 250);
        assertThat(ids(rows)).doesNotHaveDuplicates();
    }

    private static List<String> ids(Iterable<JsonNode> rows) {
        List<String> ids = new ArrayList<>();
        rows.forEach(row -> ids.add(row.path("Id").asText()));
        return ids;
    }

    @ParameterizedTest
    @ValueSource(strings = {"O'Brien", "back\\slash", "x' OR Id > '0", "50% 'off'", "Ünïcödé 株式会社", "';--", "a\\' b"})
    void aParameterStaysOneValue(String name) {
        company().create("Customer", json("{}").put("DisplayName", name));
        company().create("Customer", json("{}").put("DisplayName", "Other"));
        JsonNode rows = answer(
                send("quickbooks:query?query=select * from Customer where DisplayName = :name", null, "name", name));
        assertThat(rows).hasSize(1);
        assertThat(rows.get(0).path("DisplayName").asText()).isEqualTo(name);
    }

    @Test
    void parametersComeFromAMapTheBodyOrTheHeaders() {
        company().create("Customer", json("{`DisplayName`:`P One`}"));
        String statement = "select * from Customer where DisplayName = :name and Active = :active";
        Exchange map = send(
                "quickbooks:query",
                statement,
                QuickBooksConstants.QUERY_PARAMETERS,
                Map.of("name", "P One", "active", true));
        assertThat(answer(map)).hasSize(1);
        Exchange body = send("quickbooks:query?query=" + statement, Map.of("name", "P One"), "active", true);
        assertThat(answer(body)).hasSize(1);
        Exchange missing = send("quickbooks:query", statement, "active", true);
        assertThat(missing.getException()).hasMessageContaining("parameter :name");
    }

    @Test
    void datesAndNumbersAreLiterals() {
        send("quickbooks:create/Invoice", invoice("Q-1", "77.10").put("TxnDate", "2026-01-31"));
        JsonNode rows = answer(send(
                "quickbooks:query",
                "select * from Invoice where TxnDate = :day and TotalAmt = :total",
                QuickBooksConstants.QUERY_PARAMETERS,
                Map.of("day", LocalDate.of(2026, 1, 31), "total", new java.math.BigDecimal("77.10"))));
        assertThat(rows)
                .singleElement()
                .satisfies(row -> assertThat(row.path("DocNumber").asText()).isEqualTo("Q-1"));
    }

    @Test
    void aLongListBecomesSeveralQueries() {
        sandbox().generate(REALM, "customers:700", 2);
        List<String> ids = company().query("select * from Customer maxresults 1000").stream()
                .map(c -> c.path("Id").asText())
                .toList();
        List<String> twice = new ArrayList<>(ids);
        twice.addAll(ids);
        JsonNode rows = answer(send("quickbooks:query", "select * from Customer where Id in (:ids)", "ids", twice));
        assertThat(ids(rows)).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(answer(send("quickbooks:query", "select * from Customer where Id in :ids", "ids", List.of())))
                .isEmpty();
        Exchange count = send("quickbooks:query", "select count(*) from Customer where Id in (:ids)", "ids", twice);
        assertThat(count.getMessage().getBody(Long.class)).isEqualTo(ids.size());
        Exchange ordered = send("quickbooks:query", "select * from Customer where Id in (:ids) orderby Id", "ids", ids);
        assertThat(ordered.getException()).hasMessageContaining("ORDERBY");
    }

    @Test
    void aListStandsOnlyAfterIn() {
        Exchange exchange =
                send("quickbooks:query", "select * from Customer where Id = :ids", "ids", List.of("1", "2"));
        assertThat(exchange.getException()).hasMessageContaining("is allowed only after IN");
    }

    @Test
    void streamsRowsAsTheyAreNeeded() throws Exception {
        sandbox().generate(REALM, "customers:130", 3);
        int all = company().count("Customer");
        MockEndpoint row = getMockEndpoint("mock:row");
        row.expectedMessageCount(all);
        template.sendBody("direct:rows", "");
        row.assertIsSatisfied();
    }

    @Test
    @SuppressWarnings("unchecked")
    void rowsThatComeAndGoMeanwhileMoveNoOther() {
        // Customers of the sample have balances, and could not go.
        String own = "select * from Customer where DisplayName like 'Row %'";
        for (int i = 0; i < 300; i++) {
            company().create("Customer", json("{`DisplayName`:`Row " + i + "`}"));
        }
        Set<String> there = new HashSet<>(company().query(own + " maxresults 1000").stream()
                .map(c -> c.path("Id").asText())
                .toList());
        Iterator<Object> rows = send("quickbooks:query?streaming=true&pageSize=20", own)
                .getMessage()
                .getBody(Iterator.class);
        List<String> seen = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        int n = 0;
        while (rows.hasNext()) {
            String id = ((JsonNode) rows.next()).path("Id").asText();
            seen.add(id);
            if (++n % 10 == 0) {
                company().create("Customer", json("{`DisplayName`:`Row new " + n + "`}"));
                // One that was seen already goes: by position, the rest would move up.
                removed.add(seen.get(n - 5));
                company().update("Customer", seen.get(n - 5), "{\"Active\":false}");
            }
        }
        assertThat(seen).doesNotHaveDuplicates().containsAll(there);
        assertThat(removed).isNotEmpty();
    }

    @Test
    void shapesOfTheAnswer() {
        sandbox().generate(REALM, "customers:25", 5);
        JsonNode row = answer(send("quickbooks:query?outputType=row", "select * from Customer"));
        assertThat(row.has("DisplayName")).isTrue();
        Exchange nothing = send("quickbooks:query?outputType=row", "select * from Customer where Id = '0'");
        assertThat(nothing.getMessage().getBody()).isNull();
        Exchange page = send("quickbooks:query?outputType=page&pageSize=10", "select * from Customer");
        assertThat(answer(page)).hasSize(10);
        assertThat(page.getMessage().getHeader(QuickBooksConstants.NEXT_POSITION))
                .isEqualTo(11);
        Exchange maps = send("quickbooks:query?outputType=Map&maxRows=3", "select * from Customer");
        assertThat((List<?>) maps.getMessage().getBody()).hasSize(3).allSatisfy(m -> assertThat(m)
                .isInstanceOf(Map.class));
        Exchange classes =
                send("quickbooks:query?maxRows=2&outputType=" + Name.class.getName(), "select * from Customer");
        assertThat((List<?>) classes.getMessage().getBody())
                .hasSize(2)
                .allSatisfy(m -> assertThat(((Name) m).DisplayName()).isNotEmpty());
    }

    /** A user's own class. */
    public record Name(
            @com.fasterxml.jackson.annotation.JsonProperty("DisplayName")
            String DisplayName) {}

    @Test
    @SuppressWarnings("unchecked")
    void pagesCanBeStreamedToo() {
        sandbox().generate(REALM, "customers:25", 5);
        Iterator<Object> pages = send(
                        "quickbooks:query?streaming=true&outputType=page&pageSize=10", "select * from Customer")
                .getMessage()
                .getBody(Iterator.class);
        int rows = 0;
        while (pages.hasNext()) {
            rows += ((JsonNode) pages.next()).size();
        }
        assertThat(rows).isEqualTo(company().count("Customer"));
    }

    @Test
    void anOrderIsKeptAndPagesMayBeFetchedTogether() {
        sandbox().generate(REALM, "customers:95", 6);
        JsonNode rows = answer(send(
                "quickbooks:query?pageSize=10&parallelPages=4", "select * from Customer orderby DisplayName desc"));
        List<String> names = new ArrayList<>();
        rows.forEach(row -> names.add(row.path("DisplayName").asText()));
        List<String> expected =
                company().query("select * from Customer orderby DisplayName desc maxresults 1000").stream()
                        .map(c -> c.path("DisplayName").asText())
                        .toList();
        assertThat(names).containsExactlyElementsOf(expected);
        Exchange keyset = send("quickbooks:query?paging=keyset", "select * from Customer orderby DisplayName");
        assertThat(keyset.getException()).hasMessageContaining("paging=offset");
    }

    @Test
    void countsAndLimits() {
        Exchange count = send("quickbooks:query", "SELECT COUNT(*) FROM Customer");
        assertThat(count.getMessage().getBody(Long.class)).isEqualTo(company().count("Customer"));
        assertThat(answer(send("quickbooks:query", "select * from Customer maxresults 4")))
                .hasSize(4);
        assertThat(answer(send("quickbooks:query?maxRows=5&pageSize=2", "select * from Customer")))
                .hasSize(5);
        assertThat(answer(send("quickbooks:query", "select * from Customer startposition 3 maxresults 2")))
                .hasSize(2);
    }

    @Test
    void mistakesAreNamed() {
        assertThat(send("quickbooks:query", "").getException()).hasMessageContaining("query needs a statement");
        assertThat(send("quickbooks:query", "select * from Custmer").getException())
                .hasMessageContaining("did you mean 'Customer'?");
        assertThat(send("quickbooks:query", "delete from Customer where Id = '1'")
                        .getException())
                .hasMessageContaining("must read SELECT");
        assertThat(send("quickbooks:query", "select * from Customer where DisplayName = 'O'Brien'")
                        .getException())
                .hasMessageContaining("unclosed quote");
        assertThat(send("quickbooks:query", "select * from Customer where Nonsense = '1'")
                        .getException())
                .isInstanceOf(QuickBooksValidationException.class)
                .hasMessageContaining("4001");
    }

    @Test
    void aVeryLongStatementIsPosted() {
        List<String> names = IntStream.range(0, 290)
                .mapToObj(i -> "Somebody with a long name " + i)
                .toList();
        company().create("Customer", json("{`DisplayName`:`Somebody with a long name 7`}"));
        assertThat(answer(send("quickbooks:query", "select * from Customer where DisplayName in (:n)", "n", names)))
                .hasSize(1);
        assertThat(sandbox()
                        .requests()
                        .find(r -> r.path().endsWith("/query") && r.method().equals("POST")))
                .isNotEmpty();
    }
}
