package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.model.QuickBooksException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What messages say: what was wrong, with which value, and what to do. */
class ErrorTextsTest extends RouteTest {

    /** A word of others for an operation, and ours. */
    @ParameterizedTest
    @CsvSource({
        "insert, create",
        "add, create",
        "get, read",
        "fetch, read",
        "modify, update",
        "save, upsert",
        "remove, delete",
        "cancel, void",
        "disable, deactivate",
        "email, send",
        "print, pdf",
        "find, query",
        "list, query",
        "select, query",
        "find-all, query",
        "bulk, batch",
        "changes, cdc",
        "attach, upload",
        "raw, request",
        "creat, create",
    })
    void anOperationIsFoundByItsMeaning(String word, String meant) {
        assertThatThrownBy(() -> context.getEndpoint("quickbooks:" + word + "/Invoice"))
                .isInstanceOf(ResolveEndpointFailedException.class)
                .hasStackTraceContaining("There is no operation '" + word + "'; did you mean '" + meant
                        + "'? Operations are create, read,");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Invoice/create | The path 'Invoice/create' begins with an entity, but the operation comes first: write"
                        + " quickbooks:create/Invoice",
                "invoice/insert | The path 'invoice/insert' begins with an entity, but the operation comes first: write"
                        + " quickbooks:create/Invoice",
                "Customer | The path 'Customer' begins with an entity, but the operation comes first: write"
                        + " quickbooks:read/Customer",
                "report/ProfitAndLos | There is no report 'ProfitAndLos' in QuickBooks; did you mean 'ProfitAndLoss'? A report"
                        + " that is newer than this component is available with quickbooks:request?path=reports/ProfitAndLos",
                "report/profitandloss | did you mean 'ProfitAndLoss'?",
                "upsert/Customer?key=DisplayNam | key=DisplayNam is not a field of Customer; did you mean 'DisplayName'?",
                "read/Item?key=Nmae | key=Nmae is not a field of Item; did you mean 'Name'?",
                "read/Item?outputType=Mapp | outputType=Mapp is not valid; use JsonNode, Map, JsonObject, String, bytes, stream or"
                        + " the name of a class on the class path; did you mean 'Map'?",
                "query?outputType=com.acme.Missing | outputType=com.acme.Missing is not valid",
                "query?query=select * form Invoice | The query 'select * form Invoice' cannot be sent: FROM and an entity are"
                        + " missing",
                "query?query=select * from Invoce where Id = :id | The query selects from 'Invoce', which is not an entity of"
                        + " QuickBooks; did you mean 'Invoice'?",
                "query?query=select * from Invoice where | The query 'select * from Invoice where' cannot be sent: nothing"
                        + " follows WHERE",
            })
    void whatIsWrongInAUriIsSaidWhenTheEndpointIsMade(String uri, String message) {
        assertThatThrownBy(() -> context.getEndpoint("quickbooks:" + uri.strip()))
                .hasStackTraceContaining(message.strip());
    }

    static Stream<String> goodUris() {
        return Stream.of(
                "report/BalanceSheet",
                "upsert/Customer?key=PrimaryEmailAddr",
                "read/Invoice?key=MetaData.CreateTime",
                "read/Invoice?outputType=java.util.TreeMap",
                "query?query=select * from Invoice where Id in (:ids) startposition :start maxresults :rows",
                "batch?outputType=BatchResult");
    }

    @ParameterizedTest
    @MethodSource("goodUris")
    void whatIsRightInAUriIsAccepted(String uri) {
        assertThat(context.getEndpoint("quickbooks:" + uri)).isNotNull();
    }

    @Test
    void aFieldThatQuickBooksRefusesIsNamedWithTheNearest() {
        ObjectNode body = invoice("FIELDS", "1.00");
        body.set("CustomerReff", body.remove("CustomerRef"));
        ((ObjectNode) body.path("Line").get(0)).put("Amont", 3);
        Exchange exchange = send("quickbooks:create/Invoice", body);
        assertThat(exchange.getException())
                .isInstanceOfSatisfying(QuickBooksException.class, e -> assertThat(e.getAdvice())
                        .isEqualTo("The body has unknown fields of Invoice: 'Line.Amont' (did you mean 'Amount'?),"
                                + " 'CustomerReff' (did you mean 'CustomerRef'?)"))
                .hasMessageContaining("'CustomerReff' (did you mean 'CustomerRef'?)");
    }

    @Test
    void aFieldThatOnlyTheSchemaDoesNotKnowIsSent() {
        // QuickBooks decides: what it does not refuse is no error here.
        ObjectNode body = json("{`DisplayName`:`Newer than the schema`,`domain`:`QBO`,`sparse`:false}");
        assertThat(answer(send("quickbooks:create/Customer", body)).path("Id").asText())
                .isNotEmpty();
    }

    @Test
    void aNameThatIsTakenSaysWhatToDo() {
        company().create("Customer", "{\"DisplayName\":\"Taken\"}");
        assertThat(send("quickbooks:create/Customer", json("{`DisplayName`:`Taken`}"))
                        .getException())
                .hasMessageMatching("create/Customer: QuickBooks refused the request: 6240 Duplicate Name Exists Error"
                        + " \\(The name supplied already exists. : Id=\\d+\\).* \\[status 400, company " + REALM
                        + ", intuit_tid [^\\]]+\\]\\. To change the existing entity, use quickbooks:upsert. A new entity"
                        + " needs another name, which no customer, vendor or employee has");
    }

    @Test
    void aStaleVersionSaysWhatToDo() {
        String id = company()
                .create("Customer", "{\"DisplayName\":\"Stale\"}")
                .path("Id")
                .asText();
        company().update("Customer", id, "{\"Notes\":\"faster\"}");
        assertThat(send("quickbooks:update/Customer", json("{`Id`:`" + id + "`,`SyncToken`:`0`,`Notes`:`slower`}"))
                        .getException())
                .hasMessageContaining("5010")
                .hasMessageEndingWith(
                        "Somebody else has changed the entity since that version was read: leave SyncToken out of the body"
                                + " and the headers, so that the current version is changed, or set conflict=retry");
    }

    @Test
    void aRequestIdWithAnotherBodySaysSo() {
        answer(create("Customer", "One"));
        assertThat(create("Customer", "Two").getException())
                .hasMessageStartingWith(
                        "The request id 'order-1' was already used for another write (create/Customer, now"
                                + " create/Customer with another body); QuickBooks would return the answer of the first write and do nothing."
                                + " Give each write its own id");
        assertThat(create("Vendor", "Three").getException())
                .hasMessageStartingWith(
                        "The request id 'order-1' was already used for another write (create/Customer, now"
                                + " create/Vendor); QuickBooks would");
    }

    private Exchange create(String entity, String name) {
        return send(
                "quickbooks:create/" + entity,
                json("{`DisplayName`:`" + name + "`}"),
                QuickBooksConstants.REQUEST_ID,
                "order-1");
    }

    static List<String> served() {
        return List.of(
                "quickbooks:webhook?webhookVerifyToken=abc",
                "quickbooks:cdc?entities=Invoice&webhook=true&webhookVerifyToken=abc&startScheduler=false",
                "quickbooks:connect?connectSecret=a-long-enough-secret-for-this");
    }

    @ParameterizedTest
    @MethodSource("served")
    void withoutAnHttpServerTheErrorSaysWhatToSet(String uri) throws Exception {
        component().setClientId("sandbox-client");
        component().setClientSecret("sandbox-secret");
        restart();
        assertThatThrownBy(() -> context.addRoutes(new RouteBuilder() {
                    @Override
                    public void configure() {
                        from(uri).to("mock:out");
                    }
                }))
                .hasStackTraceContaining(
                        " needs an HTTP server, and none is running: set camel.server.enabled=true with Camel"
                                + " Main and Camel JBang (camel-platform-http-main), add camel-platform-http-starter in Spring Boot, or"
                                + " camel-quarkus-platform-http in Quarkus, or ");
    }
}
