package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.ScheduledPollConsumer;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.gate.RequestLog;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What steers a step: the endpoint, a header of the caller, the body, or the answer of an earlier step. Every header of
 * the component has a row here and in docs/component.md.
 */
class HeaderPrecedenceTest extends RouteTest {

    private static final String CANADA = QuickBooksSandbox.CANADA_REALM;

    /** Shows what a header does, through routes. */
    @FunctionalInterface
    interface Row {
        void check() throws Exception;
    }

    private final Map<String, Row> rows = Map.ofEntries(
            Map.entry(QuickBooksConstants.REALM_ID, this::theCompany),
            Map.entry(QuickBooksConstants.ENTITY_ID, this::theId),
            Map.entry(QuickBooksConstants.SYNC_TOKEN, this::theVersion),
            Map.entry(QuickBooksConstants.REQUEST_ID, this::theRequestId),
            Map.entry(QuickBooksConstants.KEY_VALUE, this::theKey),
            Map.entry(QuickBooksConstants.FILE_NAME, this::theFileName),
            Map.entry(
                    QuickBooksConstants.FILE_CONTENT_TYPE,
                    () -> headerGoesBeforeOption(
                            "quickbooks:upload?fileName=a.bin&fileContentType=application/x-option",
                            "content",
                            QuickBooksConstants.FILE_CONTENT_TYPE,
                            "application/x-header",
                            "application/x-header")),
            Map.entry(QuickBooksConstants.ATTACH_TO, this::theTarget),
            Map.entry(QuickBooksConstants.SEND_TO, this::theAddress),
            Map.entry(
                    QuickBooksConstants.QUERY,
                    () -> headerGoesBeforeOption(
                            "quickbooks:query?query=select * from Vendor",
                            "select * from Item",
                            QuickBooksConstants.QUERY,
                            "select * from Term",
                            "FROM Term")),
            Map.entry(QuickBooksConstants.QUERY_PARAMETERS, this::theQueryParameters),
            Map.entry(
                    QuickBooksConstants.ENTITIES,
                    () -> headerGoesBeforeOption(
                            "quickbooks:cdc?entities=Invoice&changedSince=" + yesterday(),
                            null,
                            QuickBooksConstants.ENTITIES,
                            "Vendor",
                            "entities=Vendor")),
            Map.entry(
                    QuickBooksConstants.CHANGED_SINCE,
                    () -> headerGoesBeforeOption(
                            "quickbooks:cdc?entities=Invoice&changedSince=2020-01-01",
                            null,
                            QuickBooksConstants.CHANGED_SINCE,
                            yesterday(),
                            "changedSince=" + yesterday())),
            Map.entry(
                    QuickBooksConstants.PARAMETERS,
                    () -> headerGoesBeforeOption(
                            "quickbooks:report/ProfitAndLoss?parameter.accounting_method=Cash",
                            null,
                            QuickBooksConstants.PARAMETERS,
                            Map.of("accounting_method", "Accrual"),
                            "accounting_method=Accrual")),
            Map.entry(
                    QuickBooksConstants.METHOD,
                    () -> headerGoesBeforeOption(
                            "quickbooks:request?path=query&method=GET&parameter.query=select * from Term",
                            "select * from Term",
                            QuickBooksConstants.METHOD,
                            "POST",
                            "POST")),
            Map.entry(
                    QuickBooksConstants.PATH,
                    () -> headerGoesBeforeOption(
                            "quickbooks:request?path=vendor/1",
                            null,
                            QuickBooksConstants.PATH,
                            "preferences",
                            "preferences")),
            Map.entry(QuickBooksConstants.PRIORITY, this::thePriority),
            Map.entry(QuickBooksConstants.NEXT_POSITION, this::theNextPage),
            Map.entry(QuickBooksConstants.ENTITY, () -> steersNothing(QuickBooksConstants.ENTITY)),
            Map.entry(QuickBooksConstants.OPERATION, () -> steersNothing(QuickBooksConstants.OPERATION)),
            Map.entry(
                    QuickBooksConstants.LAST_UPDATED_TIME, () -> steersNothing(QuickBooksConstants.LAST_UPDATED_TIME)),
            Map.entry(QuickBooksConstants.DELETED_ID, () -> steersNothing(QuickBooksConstants.DELETED_ID)),
            Map.entry(QuickBooksConstants.EVENT_ID, () -> steersNothing(QuickBooksConstants.EVENT_ID)),
            Map.entry(QuickBooksConstants.INTUIT_TID, () -> steersNothing(QuickBooksConstants.INTUIT_TID)),
            Map.entry(QuickBooksConstants.RESPONSE_TIME, () -> steersNothing(QuickBooksConstants.RESPONSE_TIME)),
            Map.entry(QuickBooksConstants.ROW_COUNT, () -> steersNothing(QuickBooksConstants.ROW_COUNT)),
            Map.entry(QuickBooksConstants.UPSERT_RESULT, () -> steersNothing(QuickBooksConstants.UPSERT_RESULT)),
            Map.entry(QuickBooksConstants.TRUNCATED, () -> steersNothing(QuickBooksConstants.TRUNCATED)),
            Map.entry(QuickBooksConstants.FAULT_COUNT, () -> steersNothing(QuickBooksConstants.FAULT_COUNT)));

    static List<String> headers() {
        return Arrays.stream(QuickBooksConstants.class.getFields())
                .map(HeaderPrecedenceTest::value)
                .filter(value -> value.startsWith("CamelQuickBooks"))
                .toList();
    }

    private static String value(Field constant) {
        try {
            return (String) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeEach
    void connectCanada() {
        String token = sandbox().tokens(CANADA).access().value();
        component().runtime().client().tokens().store().save(new Token(CANADA, token, null, null, null));
    }

    @ParameterizedTest
    @MethodSource("headers")
    void everyHeaderHasItsPlace(String header) throws Exception {
        assertThat(rows).as("a new header needs a row in this test").containsKey(header);
        rows.get(header).check();
    }

    @ParameterizedTest
    @MethodSource("headers")
    void everyHeaderHasItsRowInTheDocumentation(String header) throws IOException {
        String page = Files.readString(Path.of("..", "docs", "component.md"));
        String table = page.substring(page.indexOf("### Precedence"));
        assertThat(table.lines().filter(line -> line.startsWith("| `" + header + "` |")))
                .as("docs/component.md, 'Precedence'")
                .hasSize(1);
    }

    // The company

    private void theCompany() {
        assertThat(answer(send("quickbooks:read/CompanyInfo", null))
                        .path("Country")
                        .asText())
                .as("the component's default")
                .isEqualTo("US");
        assertThat(answer(send("quickbooks:read/CompanyInfo", null, QuickBooksConstants.REALM_ID, CANADA))
                        .path("Country")
                        .asText())
                .as("a header before the component's default")
                .isEqualTo("CA");
        assertThat(answer(send(
                                "quickbooks:read/CompanyInfo?realmId=" + REALM,
                                null,
                                QuickBooksConstants.REALM_ID,
                                CANADA))
                        .path("Country")
                        .asText())
                .as("an option of the endpoint before a header")
                .isEqualTo("US");
    }

    @Test
    void changesOfACompanyAreWrittenIntoTheCompanyOfTheEndpoint() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("quickbooks:cdc?entities=Vendor&startScheduler=false&startFrom=now&realmId=" + CANADA)
                        .routeId("mirror")
                        .process(e -> e.getMessage().setBody(named("Mirrored")))
                        .to("quickbooks:create/Customer?realmId=" + REALM);
            }
        });
        sandbox().company(CANADA).create("Vendor", "{\"DisplayName\":\"From the north\"}");
        poll("mirror");
        assertThat(customers(REALM, "Mirrored")).hasSize(1);
        assertThat(customers(CANADA, "Mirrored")).isEmpty();
    }

    @Test
    void changesOfAllCompaniesStayWithinEach() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("quickbooks:cdc?entities=Vendor&startScheduler=false&startFrom=now&realms=all")
                        .routeId("each")
                        .process(e -> e.getMessage()
                                .setBody(named("of " + e.getMessage().getHeader(QuickBooksConstants.REALM_ID))))
                        .to("quickbooks:create/Customer");
            }
        });
        company().create("Vendor", "{\"DisplayName\":\"South\"}");
        sandbox().company(CANADA).create("Vendor", "{\"DisplayName\":\"North\"}");
        poll("each");
        assertThat(customers(REALM, "of " + REALM)).hasSize(1);
        assertThat(customers(CANADA, "of " + CANADA)).hasSize(1);
        assertThat(customers(CANADA, "of " + REALM)).isEmpty();
        assertThat(customers(REALM, "of " + CANADA)).isEmpty();
    }

    @Test
    void theCompanyOfAnAnswerDoesNotChooseTheNext() throws Exception {
        route(
                "direct:twoCompanies",
                "quickbooks:query?query=select * from Vendor&realmId=" + CANADA,
                "quickbooks:query?query=select * from Term");
        send("direct:twoCompanies", null);
        assertThat(lastRealm()).as("the component's default").isEqualTo(REALM);
        route(
                "direct:back",
                "quickbooks:query?query=select * from Vendor&realmId=" + REALM,
                "quickbooks:query?query=select * from Term");
        send("direct:back", null, QuickBooksConstants.REALM_ID, CANADA);
        assertThat(lastRealm())
                .as("the caller's header, which an answer has taken the place of")
                .isEqualTo(CANADA);
    }

    @Test
    void aCallerWhoSetsAnEqualValueIsHeard() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:equal")
                        .to("quickbooks:query?query=select * from Vendor&realmId=" + CANADA)
                        .setHeader(QuickBooksConstants.REALM_ID, constant(CANADA))
                        .to("quickbooks:query?query=select * from Term");
            }
        });
        send("direct:equal", null);
        assertThat(lastRealm()).isEqualTo(CANADA);
    }

    @Test
    void withoutACompanyTheErrorSaysThatAnAnswerIsNone() throws Exception {
        component().getConfiguration().setRealmId(null);
        route(
                "direct:unknownCompany",
                "quickbooks:query?query=select * from Vendor&realmId=" + CANADA,
                "quickbooks:query?query=select * from Term");
        assertThat(send("direct:unknownCompany", null).getException())
                .hasMessage(
                        "query has no company: set the option realmId or the header"
                                + " CamelQuickBooksRealmId. The header has " + CANADA
                                + ", which an earlier step answered, and an answer does not select the company of the next step");
    }

    /** Copies share the headers and what is known of them. */
    @ParameterizedTest
    @MethodSource("copies")
    void anAnswerIsOneInACopyOfTheExchange(String eip) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:copy")
                        .to("quickbooks:query?query=select * from Vendor&realmId=" + CANADA)
                        .setBody(constant("select * from Term"))
                        .to("direct:" + eip);
                from("direct:split").split(body()).to("direct:end");
                from("direct:multicast").multicast().to("direct:end");
                from("direct:wireTap").wireTap("direct:end");
                from("direct:seda").to("seda:end?waitForTaskToComplete=Always");
                from("direct:enrich").enrich("direct:end");
                from("direct:recipientList").recipientList(constant("direct:end"));
                from("seda:end").to("direct:end");
                from("direct:end").to("quickbooks:query").to("mock:end");
            }
        });
        getMockEndpoint("mock:end").expectedMessageCount(1);
        send("direct:copy", null);
        getMockEndpoint("mock:end").assertIsSatisfied();
        assertThat(lastRealm()).isEqualTo(REALM);
    }

    static Stream<String> copies() {
        return Stream.of("split", "multicast", "wireTap", "seda", "enrich", "recipientList");
    }

    @Test
    void inAnotherExchangeAnAnswerIsTheCallersHeader() {
        Exchange first = send("quickbooks:query?query=select * from Vendor&realmId=" + CANADA, null);
        // As over JMS or Kafka.
        template.requestBodyAndHeaders(
                "quickbooks:query?query=select * from Term",
                null,
                first.getMessage().getHeaders());
        assertThat(lastRealm()).isEqualTo(CANADA);
    }

    // The Id

    private void theId() {
        String one = customer("One");
        String two = customer("Two");
        assertThat(answer(send("quickbooks:read/Customer", two, QuickBooksConstants.ENTITY_ID, one))
                        .path("DisplayName")
                        .asText())
                .as("read: the caller's header before the body")
                .isEqualTo("One");
        assertThat(send(
                                "quickbooks:update/Customer",
                                json("{`Id`:`" + two + "`,`Notes`:`n`}"),
                                QuickBooksConstants.ENTITY_ID,
                                one)
                        .getException())
                .as("update: two Ids are refused")
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "update/Customer: the body has the Id " + two + ", but the header CamelQuickBooksEntityId has "
                                + one + ". Remove one of them. If the header comes from the consumer of the route,"
                                + " use removeHeader('CamelQuickBooksEntityId')");
        answer(send("quickbooks:update/Customer", json("{`Notes`:`by header`}"), QuickBooksConstants.ENTITY_ID, one));
        assertThat(byId("Customer", one).path("Notes").asText()).isEqualTo("by header");
    }

    @ParameterizedTest
    @MethodSource("changes")
    void twoIdsAreRefusedByEveryChange(String operation) {
        assertThat(send("quickbooks:" + operation, json("{`Id`:`4711`}"), QuickBooksConstants.ENTITY_ID, "4712")
                        .getException())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has the Id 4711")
                .hasMessageContaining("has 4712");
        assertThat(send("quickbooks:" + operation, "4711", QuickBooksConstants.ENTITY_ID, "4712")
                        .getException())
                .as("an Id by itself")
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has the Id 4711");
    }

    static Stream<String> changes() {
        return Stream.of("delete/Invoice", "void/Invoice", "deactivate/Customer");
    }

    @Test
    void createThenUpdateOfAnotherIdChangesTheOther() throws Exception {
        String other = customer("Other");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:createThenUpdate")
                        .to("quickbooks:create/Customer")
                        .process(e -> e.getMessage().setBody(json("{`Id`:`" + other + "`,`Notes`:`changed`}")))
                        .to("quickbooks:update/Customer");
            }
        });
        Exchange done = send("direct:createThenUpdate", named("First"));
        assertThat(answer(done).path("Id").asText()).isEqualTo(other);
        assertThat(customers(REALM, "First").get(0).has("Notes")).isFalse();
        assertThat(byId("Customer", other).path("Notes").asText()).isEqualTo("changed");
    }

    @Test
    void theIdOfAnAnswerCountsForTheSameKindOnly() throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:sameKind")
                        .to("quickbooks:create/Customer")
                        .setBody(constant("{\"Notes\":\"same\"}"))
                        .to("quickbooks:update/Customer");
                from("direct:otherKind")
                        .to("quickbooks:create/Customer")
                        .setBody(constant("{\"AcctNum\":\"other\"}"))
                        .to("quickbooks:update/Vendor");
                from("direct:otherCompany")
                        .to("quickbooks:create/Customer")
                        .setBody(constant("{\"Notes\":\"other\"}"))
                        .to("quickbooks:update/Customer?realmId=" + CANADA);
                from("direct:otherText")
                        .to("quickbooks:create/Customer")
                        .setBody(constant("thank you"))
                        .to("quickbooks:read/Customer");
            }
        });
        assertThat(answer(send("direct:sameKind", named("Same"))).path("Notes").asText())
                .isEqualTo("same");
        assertThat(send("direct:otherKind", named("Kind")).getException())
                .hasMessageContaining("update/Vendor needs the Id of the Vendor");
        assertThat(send("direct:otherCompany", named("Company")).getException())
                .hasMessageContaining("update/Customer needs the Id of the Customer");
        assertThat(answer(send("direct:otherText", named("Text")))
                        .path("DisplayName")
                        .asText())
                .isEqualTo("Text");
    }

    @Test
    void theBodyGoesBeforeTheIdOfAnAnswerWhereItIsRead() throws Exception {
        String other = customer("Wanted");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:readOther")
                        .to("quickbooks:create/Customer")
                        .setBody(constant(other))
                        .to("quickbooks:read/Customer");
            }
        });
        assertThat(answer(send("direct:readOther", named("Made")))
                        .path("DisplayName")
                        .asText())
                .isEqualTo("Wanted");
    }

    // The version

    private void theVersion() throws Exception {
        String id = customer("Versioned");
        answer(send("quickbooks:update/Customer", json("{`Id`:`" + id + "`,`Notes`:`1`}")));
        assertThat(send(
                                "quickbooks:update/Customer",
                                json("{`Id`:`" + id + "`,`Notes`:`2`}"),
                                QuickBooksConstants.SYNC_TOKEN,
                                "0")
                        .getException())
                .as("the caller's header is honoured")
                .hasMessageContaining("5010");
        answer(send(
                "quickbooks:update/Customer",
                json("{`Id`:`" + id + "`,`SyncToken`:`1`,`Notes`:`3`}"),
                QuickBooksConstants.SYNC_TOKEN,
                "0"));
        String other = customer("Another");
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:versionOfAnother")
                        .to("quickbooks:update/Customer")
                        .setBody(constant("{\"Id\":\"" + other + "\",\"Notes\":\"4\"}"))
                        .to("quickbooks:update/Customer");
            }
        });
        answer(send("direct:versionOfAnother", json("{`Id`:`" + id + "`,`Notes`:`4`}")));
        assertThat(byId("Customer", other).path("Notes").asText())
                .as("the version of one entity is not that of another")
                .isEqualTo("4");
    }

    // The request id

    private void theRequestId() throws Exception {
        Exchange header = send(
                "quickbooks:create/Customer?requestIdExpression=of-option",
                named("Headed"),
                QuickBooksConstants.REQUEST_ID,
                "of-header");
        answer(header);
        assertThat(lastQuery()).contains("requestid=of-header");
        route("direct:twice", "quickbooks:create/Customer", "quickbooks:update/Customer?sparse=true");
        Exchange twice = send("direct:twice", named("Twice over"));
        answer(twice);
        List<String> ids =
                sandbox()
                        .requests()
                        .find(r -> r.path().endsWith("/customer") && r.method().equals("POST"))
                        .stream()
                        .map(r -> r.query().replaceAll(".*requestid=([^&]+).*", "$1"))
                        .toList();
        assertThat(ids).as("an answered id is not the next write's").doesNotHaveDuplicates();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:own")
                        .to("quickbooks:create/Customer")
                        .process(e -> e.setProperty("first", e.getMessage().getHeader(QuickBooksConstants.REQUEST_ID)))
                        .process(e -> e.getMessage()
                                .setHeader(
                                        QuickBooksConstants.REQUEST_ID,
                                        new StringBuilder(e.getProperty("first", String.class)).toString()))
                        .process(e -> e.getMessage().setBody(named("Own again")))
                        .to("quickbooks:create/Customer");
            }
        });
        // Equal to what the step before answered, but set by the caller: QuickBooks answers with the first write.
        Exchange own = send("direct:own", named("Own"));
        assertThat(lastQuery()).contains("requestid=" + own.getProperty("first"));
    }

    private void theKey() {
        String id = customer("By key");
        String vendor = company()
                .create("Vendor", "{\"DisplayName\":\"Somebody\"}")
                .path("Id")
                .asText();
        assertThat(answer(send(
                                "quickbooks:read/Customer",
                                null,
                                QuickBooksConstants.KEY_VALUE,
                                "By key",
                                QuickBooksConstants.ENTITY_ID,
                                vendor,
                                QuickBooksConstants.ENTITY,
                                "Vendor"))
                        .path("Id")
                        .asText())
                .as("the Id of an entity of another kind, from a consumer, is not meant")
                .isEqualTo(id);
        String two = customer("By Id");
        assertThat(answer(send(
                                "quickbooks:read/Customer",
                                null,
                                QuickBooksConstants.KEY_VALUE,
                                "By key",
                                QuickBooksConstants.ENTITY_ID,
                                two))
                        .path("Id")
                        .asText())
                .isEqualTo(two);
    }

    private void theFileName() throws Exception {
        Exchange up = send("quickbooks:upload?fileName=option.txt", "one", QuickBooksConstants.FILE_NAME, "header.txt");
        assertThat(answer(up).path("FileName").asText()).isEqualTo("header.txt");
        route("direct:copyFile", "quickbooks:download", "quickbooks:upload");
        route("direct:renameFile", "quickbooks:download", "quickbooks:upload?fileName=renamed.txt");
        String id = answer(up).path("Id").asText();
        assertThat(answer(send("direct:copyFile", id)).path("FileName").asText())
                .as("the name that a download answered, where nothing else says one")
                .isEqualTo("header.txt");
        assertThat(answer(send("direct:renameFile", id)).path("FileName").asText())
                .as("an option before the answer of an earlier step")
                .isEqualTo("renamed.txt");
    }

    private void theTarget() {
        String one = customer("Target one");
        String two = customer("Target two");
        JsonNode file = answer(send(
                "quickbooks:upload?fileName=a.txt&attachTo=Customer:" + one,
                "text",
                QuickBooksConstants.ATTACH_TO,
                "Customer:" + two));
        assertThat(file.path("AttachableRef")
                        .get(0)
                        .path("EntityRef")
                        .path("value")
                        .asText())
                .isEqualTo(two);
    }

    private void theAddress() {
        String invoice =
                company().create("Invoice", invoice("MAIL", "1.00")).path("Id").asText();
        headerGoesBeforeOption(
                "quickbooks:send/Invoice?sendTo=option@example.com",
                invoice,
                QuickBooksConstants.SEND_TO,
                "header@example.com",
                "sendTo=header@example.com");
    }

    private void theQueryParameters() {
        headerGoesBeforeOption(
                "quickbooks:query?query=select * from Customer where DisplayName = :name",
                Map.of("name", "of the body"),
                QuickBooksConstants.QUERY_PARAMETERS,
                Map.of("name", "of the header"),
                "'of the header'");
    }

    private void thePriority() {
        answer(send("quickbooks:read/CompanyInfo?priority=bulk", null, QuickBooksConstants.PRIORITY, "interactive"));
        assertThat(send("quickbooks:read/CompanyInfo?priority=bulk", null, QuickBooksConstants.PRIORITY, "urgent")
                        .getException())
                .as("the header is what is read")
                .hasMessageContaining("CamelQuickBooksPriority is 'urgent'");
    }

    private void theNextPage() throws Exception {
        route("direct:lastPage", "quickbooks:query?query=select * from CompanyInfo&outputType=page");
        assertThat(send("direct:lastPage", null, QuickBooksConstants.NEXT_POSITION, 101)
                        .getMessage()
                        .getHeaders())
                .as("what an earlier page has left behind")
                .doesNotContainKey(QuickBooksConstants.NEXT_POSITION);
    }

    // What only tells

    private void steersNothing(String header) {
        String id = customer("Unmoved by " + header);
        Exchange read = send("quickbooks:read/Customer", id, header, "Vendor");
        assertThat(answer(read).path("DisplayName").asText()).isEqualTo("Unmoved by " + header);
        Exchange update = send("quickbooks:update/Customer", json("{`Id`:`" + id + "`,`Notes`:`n`}"), header, "Vendor");
        assertThat(answer(update).path("Id").asText()).isEqualTo(id);
        answer(send("quickbooks:upsert/Customer", named("Upserted with " + header), header, "Vendor"));
    }

    /** @param shows what the request has when the header counted */
    private void headerGoesBeforeOption(String uri, Object body, String header, Object value, String shows) {
        Exchange exchange = send(uri, body, header, value);
        assertThat(exchange.getException()).isNull();
        RequestLog.Entry last = last();
        assertThat(last.method() + " " + last.path() + " " + decoded(last.query()) + " " + last.body())
                .contains(shows);
    }

    private static RequestLog.Entry last() {
        List<RequestLog.Entry> all = sandbox().requests().all();
        return all.get(all.size() - 1);
    }

    private static String lastRealm() {
        return last().realmId();
    }

    private static String lastQuery() {
        return decoded(last().query());
    }

    private static String decoded(String query) {
        return query == null ? "" : URLDecoder.decode(query, StandardCharsets.UTF_8);
    }

    private static String yesterday() {
        return sandbox().clock().instant().minusSeconds(86_400).toString().substring(0, 10);
    }

    private void route(String from, String... to) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(from).to(to);
            }
        });
    }

    private void poll(String routeId) {
        ((ScheduledPollConsumer) context.getRoute(routeId).getConsumer()).run();
    }

    private static ObjectNode named(String name) {
        return json("{`DisplayName`:`" + name + "`}");
    }

    private static String customer(String name) {
        return company()
                .create("Customer", "{\"DisplayName\":\"" + name + "\"}")
                .path("Id")
                .asText();
    }

    private static JsonNode byId(String entity, String id) {
        return company()
                .query("select * from " + entity + " where Id = '" + id + "'")
                .get(0);
    }

    private static List<ObjectNode> customers(String realm, String name) {
        return sandbox().company(realm).query("select * from Customer where DisplayName = '" + name + "'");
    }
}
