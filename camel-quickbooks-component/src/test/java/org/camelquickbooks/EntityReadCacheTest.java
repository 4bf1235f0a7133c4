package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.camel.Exchange;
import org.camelquickbooks.model.QuickBooksNotFoundException;
import org.junit.jupiter.api.Test;

class EntityReadCacheTest extends RouteTest {

    @Override
    protected void configure(QuickBooksComponent component) {
        super.configure(component);
        component.setReferenceCache("Customer, Account");
        component.setReferenceCacheTimeToLive(120_000);
    }

    private String name(String key) {
        return answer(send("quickbooks:read/Customer", null, QuickBooksConstants.KEY_VALUE, key))
                .path("DisplayName")
                .asText();
    }

    private int requests() {
        return sandbox().requests().all().size();
    }

    @Test
    void oneQueryWarmsItAndManyLookUpsCostNothing() {
        String id = company()
                .create("Customer", "{\"DisplayName\":\"Cached\"}")
                .path("Id")
                .asText();
        for (int i = 0; i < 50; i++) {
            assertThat(name("cached")).isEqualTo("Cached");
            assertThat(answer(send("quickbooks:read/Customer", id))
                            .path("DisplayName")
                            .asText())
                    .isEqualTo("Cached");
        }
        assertThat(requests()).isEqualTo(1);
    }

    @Test
    void ourOwnWritesAreSeenAtOnce() {
        String id = company()
                .create("Customer", "{\"DisplayName\":\"Old name\"}")
                .path("Id")
                .asText();
        assertThat(name("Old name")).isEqualTo("Old name");
        send("quickbooks:update/Customer", json("{`Id`:`" + id + "`,`DisplayName`:`New name`}"));
        assertThat(name("New name")).isEqualTo("New name");
        Exchange old = send("quickbooks:read/Customer", null, QuickBooksConstants.KEY_VALUE, "Old name");
        assertThat(old.getException()).isInstanceOf(QuickBooksNotFoundException.class);
        send(
                "quickbooks:batch",
                List.of(org.camelquickbooks.model.BatchItem.create("Customer", json("{`DisplayName`:`By batch`}"))));
        int before = requests();
        assertThat(name("By batch")).isEqualTo("By batch");
        assertThat(requests()).isEqualTo(before);
    }

    @Test
    void whatTheCacheDoesNotKnowIsAskedFor() {
        assertThat(name(company()
                        .query("select * from Customer maxresults 1")
                        .get(0)
                        .path("DisplayName")
                        .asText()))
                .isNotEmpty();
        company().create("Customer", "{\"DisplayName\":\"Too new\"}");
        assertThat(name("Too new")).isEqualTo("Too new");
    }

    @Test
    void itIsReadAnewAfterAWhile() throws Exception {
        QuickBooksComponent component = context.getComponent("quickbooks", QuickBooksComponent.class);
        component.stop();
        java.time.Instant start = sandbox().clock().instant();
        org.camelquickbooks.client.VirtualTime time = new org.camelquickbooks.client.VirtualTime(start, now -> {});
        org.camelquickbooks.client.ShiftedTime set =
                new org.camelquickbooks.client.ShiftedTime(time, java.time.Duration.ZERO);
        component.setTime(set);
        component.start();
        String id = company()
                .create("Customer", "{\"DisplayName\":\"Will change\"}")
                .path("Id")
                .asText();
        assertThat(name("Will change")).isEqualTo("Will change");
        company().update("Customer", id, "{\"Notes\":\"elsewhere\"}");
        assertThat(answer(send("quickbooks:read/Customer", id)).has("Notes")).isFalse();
        // A clock that is set back keeps nothing longer.
        set.shift(java.time.Duration.ofDays(-1));
        time.advance(java.time.Duration.ofMinutes(3), () -> false);
        assertThat(answer(send("quickbooks:read/Customer", id)).path("Notes").asText())
                .isEqualTo("elsewhere");
    }
}
