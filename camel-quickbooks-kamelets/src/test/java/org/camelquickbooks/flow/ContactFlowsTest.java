package org.camelquickbooks.flow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.camelquickbooks.canonical.FromQuickBooks;
import org.camelquickbooks.flow.engine.Agreement;
import org.camelquickbooks.flow.engine.Digest;
import org.camelquickbooks.flow.engine.FlowKey;
import org.camelquickbooks.flow.engine.Journals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Contacts of a CRM and customers are kept the same, and no change goes round in circles. */
class ContactFlowsTest extends FlowTest {

    private static final String CONTACT =
            "{`id`:`crm-1`,`name`:`Fjord Kitchens`,`email`:`fjord@example.com`,`phone`:`555-0100`,"
                    + "`billTo`:{`line1`:`1 Quay`,`city`:`Bergen`}}";

    private MockEndpoint crm;

    private void both(String conflict) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:crm").to("mock:crm").setBody(simple("{\"id\":\"crm-${header.CamelQuickBooksEntityId}\"}"));
            }
        });
        crm = getMockEndpoint("mock:crm");
        flow("contacts-in", "contacts", "direct:in", "conflict", conflict);
    }

    private void out() {
        flow("contacts-out", "crm", "direct:crm", "poll", "delay=100&startFrom=now");
    }

    private static JsonNode customer() {
        return row("select * from Customer where DisplayName = 'Fjord Kitchens' and Active in (true, false)");
    }

    @Test
    void aContactIsMadeChangedDeactivatedAndBroughtBack() throws Exception {
        both("quickbooks");
        send(json(CONTACT));
        String id = customer().path("Id").asText();
        assertThat(customer().at("/PrimaryEmailAddr/Address").asText()).isEqualTo("fjord@example.com");
        send(json(CONTACT.replace("555-0100", "555-0199").replace("Fjord Kitchens", "Fjord Kitchens AS")));
        JsonNode now = company().read("Customer", id);
        assertThat(now.path("DisplayName").asText()).isEqualTo("Fjord Kitchens AS");
        assertThat(now.at("/PrimaryPhone/FreeFormNumber").asText()).isEqualTo("555-0199");
        send(json(CONTACT.replace("`phone`", "`active`:false,`phone`")));
        assertThat(company().read("Customer", id).path("Active").asBoolean()).isFalse();
        send(json(CONTACT.replace("`phone`", "`active`:true,`phone`")));
        assertThat(company().read("Customer", id).path("Active").asBoolean()).isTrue();
        assertThat(company().read("Customer", id).path("DisplayName").asText()).isEqualTo("Fjord Kitchens");
        assertThat(dead()).isEmpty();
        assertThat(acks()).hasSize(4);
    }

    @Test
    void aSubCustomerNeedsItsParent() throws Exception {
        both("quickbooks");
        send(json("{`id`:`crm-2`,`name`:`Fjord Harbour`,`parent`:`Fjord Kitchens`}"));
        assertThat(deadLetter().path("reason").asText()).contains("/parent");
        send(json(CONTACT));
        send(deadLetter().path("original"));
        assertThat(row("select * from Customer where DisplayName = 'Fjord Harbour'")
                        .at("/ParentRef/value")
                        .asText())
                .isEqualTo(customer().path("Id").asText());
    }

    @Test
    void whatCameFromTheCrmIsNoNewsToIt() throws Exception {
        both("quickbooks");
        out();
        send(json(CONTACT));
        // A change of QuickBooks' own comes after it, and is the only one that the CRM hears of.
        crm.expectedMinimumMessageCount(1);
        for (int i = 0; crm.getReceivedCounter() == 0 && i < 900; i++) {
            company().create("Customer", "{\"DisplayName\":\"Made here " + i + "\"}");
            crm.await(200, java.util.concurrent.TimeUnit.MILLISECONDS);
        }
        assertThat(crm.getExchanges())
                .allSatisfy(told -> assertThat(body(told).path("name").asText()).startsWith("Made here"));
    }

    @Test
    void whatCameFromQuickBooksIsNoNewsToItWhenTheCrmSaysItBack() throws Exception {
        both("quickbooks");
        out();
        crm.expectedMinimumMessageCount(1);
        String id = null;
        for (int i = 0; crm.getReceivedCounter() == 0 && i < 900; i++) {
            id = company()
                    .create("Customer", "{\"DisplayName\":\"Made here " + i + "\"}")
                    .path("Id")
                    .asText();
            crm.await(200, java.util.concurrent.TimeUnit.MILLISECONDS);
        }
        JsonNode told = body(crm.getExchanges().get(0));
        String made = row("select * from Customer where DisplayName = '"
                        + told.path("name").asText() + "'")
                .path("Id")
                .asText();
        String version = company().read("Customer", made).path("SyncToken").asText();
        send(((com.fasterxml.jackson.databind.node.ObjectNode) told.deepCopy()).put("id", "crm-" + made));
        assertThat(ack().path("entityId").asText()).isEqualTo(made);
        assertThat(company().read("Customer", made).path("SyncToken").asText()).isEqualTo(version);
        assertThat(id).isNotNull();
    }

    private String changedOnBothSides(String conflict) throws Exception {
        both(conflict);
        send(json(CONTACT));
        String id = customer().path("Id").asText();
        company().update("Customer", id, "{\"PrimaryPhone\":{\"FreeFormNumber\":\"QB\"}}");
        send(json(CONTACT.replace("555-0100", "CRM")));
        return company().read("Customer", id).at("/PrimaryPhone/FreeFormNumber").asText();
    }

    @Test
    void quickBooksStandsWhereThatIsThePolicy() throws Exception {
        assertThat(changedOnBothSides("quickbooks")).isEqualTo("QB");
        assertThat(acks().get(1).path("note").asText()).contains("that change wins");
    }

    @Test
    void theCrmStandsWhereThatIsThePolicy() throws Exception {
        assertThat(changedOnBothSides("crm")).isEqualTo("CRM");
    }

    @Test
    void aPersonDecidesWhereThatIsThePolicy() throws Exception {
        assertThat(changedOnBothSides("refuse")).isEqualTo("QB");
        assertThat(deadLetter().path("reason").asText()).contains("also changed in QuickBooks");
    }

    @Test
    void aSubCustomerAgainIsNoChange() throws Exception {
        both("quickbooks");
        send(json(CONTACT));
        send(json("{`id`:`crm-2`,`version`:1,`name`:`Fjord Harbour`,`parent`:`Fjord Kitchens`}"));
        String before = row("select * from Customer where DisplayName = 'Fjord Harbour'")
                .path("SyncToken")
                .asText();
        send(json("{`id`:`crm-2`,`version`:2,`name`:`Fjord Harbour`,`parent`:`Fjord Kitchens`}"));
        assertThat(dead()).isEmpty();
        assertThat(row("select * from Customer where DisplayName = 'Fjord Harbour'")
                        .path("SyncToken")
                        .asText())
                .isEqualTo(before);
        assertThat(acks().get(2).path("note").asText()).contains("already has");
    }

    @ParameterizedTest
    @ValueSource(strings = {"now", "name", "none"})
    void aParentWhoIsRenamedIsNoChangeOfTheChildren(String kept) throws Exception {
        both("refuse");
        send(json(CONTACT));
        String child = "{`id`:`crm-2`,`name`:`Fjord Harbour`,`parent`:`PARENT`,`phone`:`PHONE`}";
        send(json(child.replace("PARENT", "Fjord Kitchens").replace("PHONE", "555-0100")));
        String id = id("select * from Customer where DisplayName = 'Fjord Harbour'");
        if (!kept.equals("name")) {
            company().update("Customer", customer().path("Id").asText(), "{\"DisplayName\":\"Fjord Houses\"}");
        }
        if (!kept.equals("now")) {
            // As versions before this one kept it.
            ObjectNode content = FromQuickBooks.message("Customer", company().read("Customer", id));
            content.remove(kept.equals("name") ? List.of("id") : List.of("id", "parent"));
            new Agreement(Journals.of(context), Duration.ofDays(400))
                    .put(new FlowKey("contacts-out", REALM, id), Digest.of(content), "Customer", id, "crm-2")
                    .get();
        }
        send(json(child.replace("PARENT", kept.equals("name") ? "Fjord Kitchens" : "Fjord Houses")
                .replace("PHONE", "555-0199")));
        assertThat(dead()).isEmpty();
        assertThat(company()
                        .read("Customer", id)
                        .at("/PrimaryPhone/FreeFormNumber")
                        .asText())
                .isEqualTo("555-0199");
        // Whoever is moved to another parent has changed.
        company().update("Customer", id, "{\"Job\":false,\"ParentRef\":{}}");
        assertThat(company().read("Customer", id).at("/ParentRef/value").asText())
                .isEmpty();
        send(json("{`id`:`crm-2`,`name`:`Fjord Harbour`,`phone`:`555-0200`}"));
        assertThat(deadLetter().path("reason").asText()).contains("also changed in QuickBooks");
    }
}
