package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.camelquickbooks.Follower.Told;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queries that are polled: all rows each time, or the new ones. */
class QueryConsumerTest extends RouteTest {

    @BeforeEach
    void standStill() {
        sandbox().clock().freeze();
    }

    private static void later(Duration duration) {
        sandbox().clock().advance(duration);
    }

    private static String customer(String name) {
        return company()
                .create("Customer", "{\"DisplayName\":\"" + name + "\"}")
                .path("Id")
                .asText();
    }

    @Test
    void eachPollGivesEachRow() throws Exception {
        String one = customer("Row 1");
        String two = customer("Row 2");
        Follower follower =
                Follower.of(context, "quickbooks:query?query=SELECT * FROM Customer WHERE DisplayName LIKE 'Row %25'");
        assertThat(follower.poll()).extracting(Told::id).containsExactly(one, two);
        assertThat(follower.poll()).extracting(Told::id).containsExactly(one, two);
        assertThat(follower.told().get(0).entity()).isEqualTo("Customer");
        assertThat(follower.told().get(0).syncToken()).isEqualTo("0");
    }

    @Test
    void rowsComeInPagesOrAllTogether() throws Exception {
        for (int i = 0; i < 5; i++) {
            customer("Page " + i);
        }
        String query = "quickbooks:query?query=SELECT * FROM Customer WHERE DisplayName LIKE 'Page %25'&pageSize=2";
        Follower pages = Follower.of(context, query + "&emit=pages");
        assertThat(pages.poll()).extracting(told -> told.json().size()).containsExactly(2, 2, 1);
        Follower all = Follower.of(context, query + "&emit=all");
        assertThat(all.poll()).extracting(told -> told.json().size()).containsExactly(5);
        Follower maps = Follower.of(context, query + "&emit=all&outputType=Map&maxRows=3");
        assertThat(maps.poll())
                .extracting(Told::body)
                .first()
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(3);
        Follower few = Follower.of(context, query + "&maxMessagesPerPoll=3");
        assertThat(few.poll()).hasSize(3);
    }

    @Test
    void aRowThatFailsKeepsNoneBehindItWaiting() throws Exception {
        String poison = customer("Row 1");
        String two = customer("Row 2");
        String three = customer("Row 3");
        Follower follower =
                Follower.of(context, "quickbooks:query?query=SELECT * FROM Customer WHERE DisplayName LIKE 'Row %25'");
        follower.failOn(told -> told.id().equals(poison));
        assertThat(follower.poll()).extracting(Told::id).containsExactly(two, three);
    }

    @Test
    void withDeltaEachNewVersionComesOnce() throws Exception {
        customer("Before");
        Follower follower = Follower.of(
                context,
                "quickbooks:query?query=SELECT * FROM Customer WHERE DisplayName LIKE 'Delta %25'"
                        + "&delta=MetaData.LastUpdatedTime");
        assertThat(follower.poll()).isEmpty();
        String one = customer("Delta 1");
        customer("Other");
        assertThat(follower.summaries()).containsExactly("created Customer " + one);
        assertThat(follower.poll()).isEmpty();
        later(Duration.ofMinutes(10));
        company().update("Customer", one, "{\"CompanyName\":\"New\"}");
        follower.restart();
        assertThat(follower.summaries()).containsExactly("updated Customer " + one);
        assertThat(follower.poll()).isEmpty();
    }

    @Test
    void withCreateTimeEachRowComesOnce() throws Exception {
        Follower follower =
                Follower.of(context, "quickbooks:query?query=SELECT * FROM Customer&delta=MetaData.CreateTime");
        String one = customer("Once");
        assertThat(follower.summaries()).containsExactly("created Customer " + one);
        later(Duration.ofMinutes(1));
        company().update("Customer", one, "{\"CompanyName\":\"Not again\"}");
        assertThat(follower.poll()).isEmpty();
    }

    @Test
    void fromTheBeginningAllRowsComeInOrderOfTheirChange() throws Exception {
        sandbox().generate(REALM, "customers:2500", 3);
        later(Duration.ofSeconds(1));
        String last = customer("Last");
        Follower follower = Follower.of(
                context,
                "quickbooks:query?query=SELECT Id, SyncToken, MetaData FROM Customer&delta=MetaData.LastUpdatedTime"
                        + "&startFrom=beginning");
        List<Told> told = follower.poll();
        assertThat(told)
                .extracting(Told::id)
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(2500)
                .endsWith(last);
        JsonNode row = told.get(0).json();
        assertThat(row.has("DisplayName")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&delta=MetaData.LastUpdatedTime&startFrom=beginning"})
    void afterAFailureThePollIsRepeated(String options) throws Exception {
        customer("Row 1");
        Follower follower = Follower.of(
                context, "quickbooks:query?query=SELECT * FROM Customer WHERE DisplayName LIKE 'Row %25'" + options);
        sandbox().faults().order(FaultOrder.of(Effect.HTML_502).path("*/query*").times(50));
        assertThat(follower.poll()).isEmpty();
        sandbox().faults().clear();
        assertThat(follower.poll()).hasSize(1);
    }
}
