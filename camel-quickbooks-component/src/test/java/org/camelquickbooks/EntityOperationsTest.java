package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import org.apache.camel.Exchange;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.model.QuickBooksNotFoundException;
import org.camelquickbooks.model.QuickBooksStaleObjectException;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.junit.jupiter.api.Test;

class EntityOperationsTest extends RouteTest {

    @Test
    void createsAnInvoiceAndSaysWhatBecameOfIt() {
        Exchange exchange = send("quickbooks:create/Invoice", invoice("R-1", "19.90"));
        JsonNode made = answer(exchange);
        assertThat(company().hasInvoice("R-1", "19.90")).isTrue();
        assertThat(made.path("Line").get(0).path("Amount").decimalValue()).isEqualTo(new BigDecimal("19.90"));
        assertThat(exchange.getMessage().getHeaders())
                .containsEntry(QuickBooksConstants.ENTITY, "Invoice")
                .containsEntry(QuickBooksConstants.ENTITY_ID, made.path("Id").asText())
                .containsEntry(QuickBooksConstants.SYNC_TOKEN, "0")
                .containsEntry(QuickBooksConstants.REALM_ID, REALM)
                .containsKeys(
                        QuickBooksConstants.INTUIT_TID,
                        QuickBooksConstants.REQUEST_ID,
                        QuickBooksConstants.RESPONSE_TIME);
    }

    @Test
    void readsByHeaderByFieldAndByBareId() {
        String id = customerId();
        assertThat(answer(send("quickbooks:read/Customer", null, QuickBooksConstants.ENTITY_ID, id))
                        .path("Id")
                        .asText())
                .isEqualTo(id);
        assertThat(answer(send("quickbooks:read/Customer", json("{`Id`:`" + id + "`}")))
                        .path("Id")
                        .asText())
                .isEqualTo(id);
        assertThat(answer(send("quickbooks:read/Customer", id)).path("Id").asText())
                .isEqualTo(id);
        assertThat(answer(send("quickbooks:read/Customer", Long.valueOf(id)))
                        .path("Id")
                        .asText())
                .isEqualTo(id);
    }

    @Test
    void readsByNaturalKey() {
        company().create("Customer", "{\"DisplayName\":\"Shea O'Brien \\\\ Sons\"}");
        Exchange found = send("quickbooks:read/Customer", null, QuickBooksConstants.KEY_VALUE, "Shea O'Brien \\ Sons");
        assertThat(answer(found).path("DisplayName").asText()).isEqualTo("Shea O'Brien \\ Sons");
        Exchange missing = send("quickbooks:read/Customer", null, QuickBooksConstants.KEY_VALUE, "Nobody");
        assertThat(missing.getException())
                .isInstanceOf(QuickBooksNotFoundException.class)
                .hasMessageContaining("There is no Customer with DisplayName = 'Nobody'");
    }

    @Test
    void readsWhatACompanyHasOnce() {
        assertThat(answer(send("quickbooks:read/CompanyInfo", null))
                        .path("CompanyName")
                        .asText())
                .isNotEmpty();
        assertThat(answer(send("quickbooks:read/Preferences", null)).path("Id").asText())
                .isNotEmpty();
    }

    @Test
    void updatesTheGivenFieldsAndFindsTheVersionItself() {
        ObjectNode before = company().create("Customer", "{\"DisplayName\":\"Ada\",\"CompanyName\":\"Keep Ltd\"}");
        String id = before.path("Id").asText();
        Exchange exchange = send("quickbooks:update/Customer", json("{`Id`:`" + id + "`,`DisplayName`:`Ada L.`}"));
        JsonNode after = answer(exchange);
        assertThat(after.path("DisplayName").asText()).isEqualTo("Ada L.");
        assertThat(after.path("CompanyName").asText()).isEqualTo("Keep Ltd");
        assertThat(exchange.getMessage().getHeader(QuickBooksConstants.SYNC_TOKEN))
                .isEqualTo("1");
    }

    @Test
    void aFullUpdateClearsWhatIsLeftOut() {
        ObjectNode before = company().create("Customer", "{\"DisplayName\":\"Ada\",\"CompanyName\":\"Gone Ltd\"}");
        send(
                "quickbooks:update/Customer?sparse=false",
                json("{`Id`:`" + before.path("Id").asText() + "`,`DisplayName`:`Ada`}"));
        assertThat(company().read("Customer", before.path("Id").asText()).has("CompanyName"))
                .isFalse();
    }

    @Test
    void aStaleVersionThatTheCallerGaveIsAFailure() {
        String id = company()
                .create("Customer", "{\"DisplayName\":\"Ada\"}")
                .path("Id")
                .asText();
        company().update("Customer", id, "{\"CompanyName\":\"Faster\"}");
        Exchange exchange =
                send("quickbooks:update/Customer", json("{`Id`:`" + id + "`,`SyncToken`:`0`,`DisplayName`:`Slower`}"));
        assertThat(exchange.getException()).isInstanceOf(QuickBooksStaleObjectException.class);
        Exchange insisting = send(
                "quickbooks:update/Customer?conflict=retry",
                json("{`Id`:`" + id + "`,`SyncToken`:`0`,`DisplayName`:`Slower`}"));
        assertThat(answer(insisting).path("DisplayName").asText()).isEqualTo("Slower");
    }

    @Test
    void theVersionInAHeaderIsHonouredToo() {
        String id = company()
                .create("Customer", "{\"DisplayName\":\"Ada\"}")
                .path("Id")
                .asText();
        company().update("Customer", id, "{\"CompanyName\":\"Faster\"}");
        Exchange exchange = send(
                "quickbooks:update/Customer",
                json("{`DisplayName`:`Slower`}"),
                QuickBooksConstants.ENTITY_ID,
                id,
                QuickBooksConstants.SYNC_TOKEN,
                "0");
        assertThat(exchange.getException()).isInstanceOf(QuickBooksStaleObjectException.class);
    }

    @Test
    void upsertMakesChangesOrLeavesAlone() {
        ObjectNode body = json("{`DisplayName`:`O'Hara`,`CompanyName`:`One`,`BillAddr`:{`City`:`Cork`}}");
        Exchange first = send("quickbooks:upsert/Customer", body);
        assertThat(first.getMessage().getHeader(QuickBooksConstants.UPSERT_RESULT))
                .isEqualTo("created");
        Exchange second = send("quickbooks:upsert/Customer", body);
        assertThat(second.getMessage().getHeader(QuickBooksConstants.UPSERT_RESULT))
                .isEqualTo("unchanged");
        Exchange third = send("quickbooks:upsert/Customer", json("{`DisplayName`:`O'Hara`,`CompanyName`:`Two`}"));
        assertThat(third.getMessage().getHeader(QuickBooksConstants.UPSERT_RESULT))
                .isEqualTo("updated");
        assertThat(answer(third).path("BillAddr").path("City").asText()).isEqualTo("Cork");
        assertThat(answer(third).path("Id")).isEqualTo(answer(first).path("Id"));
        assertThat(company().query("select * from Customer where DisplayName = 'O\\'Hara'"))
                .hasSize(1);
    }

    @Test
    void upsertOfATransactionComparesAmountsByValue() {
        Exchange first = send("quickbooks:upsert/Invoice", invoice("U-1", "20.00"));
        assertThat(first.getMessage().getHeader(QuickBooksConstants.UPSERT_RESULT))
                .isEqualTo("created");
        Exchange second = send("quickbooks:upsert/Invoice", invoice("U-1", "20.0"));
        assertThat(second.getMessage().getHeader(QuickBooksConstants.UPSERT_RESULT))
                .isEqualTo("unchanged");
        Exchange third = send("quickbooks:upsert/Invoice", invoice("U-1", "21.00"));
        assertThat(third.getMessage().getHeader(QuickBooksConstants.UPSERT_RESULT))
                .isEqualTo("updated");
        assertThat(company().hasInvoice("U-1", "21.00")).isTrue();
    }

    @Test
    void upsertByAnotherKey() {
        ObjectNode item = json("{`Name`:`Bolt`,`Sku`:`B-7`,`Type`:`Service`,`IncomeAccountRef`:{`value`:`"
                + company()
                        .query("select * from Account where AccountType = 'Income' maxresults 1")
                        .get(0)
                        .path("Id")
                        .asText()
                + "`}}");
        send("quickbooks:upsert/Item?key=Sku", item);
        send("quickbooks:upsert/Item?key=Sku", item.deepCopy().put("Name", "Bolt M7"));
        assertThat(company().query("select * from Item where Sku = 'B-7'"))
                .singleElement()
                .satisfies(found -> assertThat(found.path("Name").asText()).isEqualTo("Bolt M7"));
    }

    @Test
    void deletesATransaction() {
        String id = answer(send("quickbooks:create/Invoice", invoice("D-1", "5.00")))
                .path("Id")
                .asText();
        JsonNode gone = answer(send("quickbooks:delete/Invoice", id));
        assertThat(gone.path("status").asText()).isEqualTo("Deleted");
        assertThat(send("quickbooks:read/Invoice", id).getException()).isInstanceOf(QuickBooksNotFoundException.class);
    }

    @Test
    void voidsAnInvoiceAndAPayment() {
        String invoice = answer(send("quickbooks:create/Invoice", invoice("V-1", "5.00")))
                .path("Id")
                .asText();
        JsonNode voided = answer(send("quickbooks:void/Invoice", invoice));
        assertThat(voided.path("TotalAmt").decimalValue()).isEqualByComparingTo("0");
        assertThat(voided.path("PrivateNote").asText()).contains("Voided");
        String payment = company()
                .create("Payment", "{\"CustomerRef\":{\"value\":\"" + customerId() + "\"},\"TotalAmt\":12}")
                .path("Id")
                .asText();
        assertThat(answer(send("quickbooks:void/Payment", payment))
                        .path("TotalAmt")
                        .decimalValue())
                .isEqualByComparingTo("0");
    }

    @Test
    void deactivatesWhatIsInAList() {
        String id = company()
                .create("Customer", "{\"DisplayName\":\"Leaver\"}")
                .path("Id")
                .asText();
        JsonNode gone = answer(send("quickbooks:deactivate/Customer", null, QuickBooksConstants.ENTITY_ID, id));
        assertThat(gone.path("Active").booleanValue()).isFalse();
    }

    @Test
    void oneEndpointServesEveryCompany() {
        String token = sandbox().tokens(QuickBooksSandbox.CANADA_REALM).access().value();
        context.getComponent("quickbooks", QuickBooksComponent.class)
                .runtime()
                .client()
                .tokens()
                .store()
                .save(new Token(QuickBooksSandbox.CANADA_REALM, token, null, null, null));
        Exchange exchange = send(
                "quickbooks:create/Customer",
                json("{`DisplayName`:`Somewhere else`}"),
                QuickBooksConstants.REALM_ID,
                QuickBooksSandbox.CANADA_REALM);
        assertThat(answer(exchange).path("DisplayName").asText()).isEqualTo("Somewhere else");
        assertThat(sandbox()
                        .company(QuickBooksSandbox.CANADA_REALM)
                        .query("select * from Customer where DisplayName = 'Somewhere else'"))
                .hasSize(1);
    }
}
