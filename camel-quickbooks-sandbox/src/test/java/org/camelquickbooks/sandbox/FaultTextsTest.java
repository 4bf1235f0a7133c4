package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.camelquickbooks.sandbox.Client.Reply;
import org.camelquickbooks.sandbox.junit.QuickBooksSandboxExtension;
import org.camelquickbooks.sandbox.oauth.App;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

/** Faults field by field, in the words of recorded ones: the same fault in JSON, in XML and as an item of a batch. */
class FaultTextsTest {

    @RegisterExtension
    static final QuickBooksSandboxExtension SANDBOX = new QuickBooksSandboxExtension();

    /** What an element is where the answer has none. */
    private static final String NONE = null;

    private static final String SALE =
            "\"Line\":[{\"Amount\":10,\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":{\"ItemRef\":{\"value\":\"%s\"}%s}}]";
    private static final String INACTIVE =
            "Object Not Found : Something you're trying to use has been made inactive. Check the fields with accounts,"
                    + " customers, items, vendors or employees.";

    private record Row(String resource, String body, String code, String message, String detail, String element) {
        @Override
        public String toString() {
            return code + " " + detail;
        }
    }

    private Client client;

    @BeforeEach
    void connect() {
        client = Client.of(SANDBOX.sandbox());
    }

    static Stream<Row> written() {
        String required = "Required param missing, need to supply the required value for the API";
        return Stream.of(
                new Row(
                        "invoice",
                        "{\"CustomerRef\":{\"value\":\"1\"}}",
                        "2020",
                        required,
                        "Required parameter Line is missing in the request",
                        "Line"),
                new Row(
                        "refundreceipt",
                        "{\"CustomerRef\":{\"value\":\"1\"}," + sale("2", "") + "}",
                        "2020",
                        required,
                        "Required parameter DepositToAccountRef is missing in the request",
                        "DepositToAccountRef"),
                new Row(
                        "invoice",
                        "{\"CustomerRef\":{\"value\":\"1\"}," + sale("999", "") + "}",
                        "2500",
                        "Invalid Reference Id",
                        "Invalid Reference Id : Line.SalesItemLineDetail.ItemRef",
                        "Line.SalesItemLineDetail.ItemRef"),
                new Row(
                        "invoice",
                        "{\"CustomerRef\":{\"value\":\"1\"}," + sale("Hours", "") + "}",
                        "2030",
                        "Invalid ID",
                        "Id should be a valid number. Supplied value:Hours",
                        "Line.SalesItemLineDetail.ItemRef.value"),
                new Row(
                        "transfer",
                        "{\"Amount\":1,\"FromAccountRef\":{\"value\":\"999\"},\"ToAccountRef\":{\"value\":\"35\"}}",
                        "2500",
                        "Invalid Reference Id",
                        "Invalid Reference Id : Accounts element id 999 not found",
                        "Reference Id"),
                new Row(
                        "invoice",
                        "{\"CustomerRef\":{\"value\":\"1\"}," + sale("2", ",\"Qty\":2,\"UnitPrice\":6") + "}",
                        "6070",
                        "Amount calculation incorrect in the request.",
                        "Amount is not equal to UnitPrice * Qty. Supplied value:10",
                        "Line.Amount"),
                new Row(
                        "customer",
                        "{\"Id\":\"999999\",\"SyncToken\":\"0\",\"sparse\":true}",
                        "610",
                        "Object Not Found",
                        INACTIVE,
                        ""),
                new Row(
                        "customer",
                        "{\"Id\":\"1\",\"SyncToken\":\"99\",\"sparse\":true,\"Notes\":\"late\"}",
                        "5010",
                        "Stale Object Error",
                        "Stale Object Error : You and Sandbox User were working on this at the same time. Sandbox User"
                                + " finished before you did, so your work was not saved.",
                        ""),
                new Row(
                        "customer",
                        "{\"DisplayName\":\"Amy's Bird Sanctuary\"}",
                        "6240",
                        "Duplicate Name Exists Error",
                        "The name supplied already exists. : Id=1",
                        ""),
                new Row(
                        "invoice",
                        "{\"CustomerRef\":\"1\"}",
                        "2010",
                        "Request has invalid or unsupported property",
                        "Property Name:Can not instanti specified is unsupported or invalid",
                        NONE),
                new Row(
                        "item",
                        "{\"Name\":\"Odd\",\"Type\":\"Service\",\"UnitPrice\":\"Sku\"}",
                        "2010",
                        "Request has invalid or unsupported property",
                        "Property Name:Can not construct instance of java.m specified is unsupported or invalid",
                        NONE),
                new Row(
                        "invoice?operation=explode",
                        "{\"Id\":\"1\"}",
                        "500",
                        "Unsupported Operation",
                        "Operation explode is not supported.",
                        ""));
    }

    private static String sale(String item, String more) {
        return SALE.formatted(item, more);
    }

    @ParameterizedTest
    @MethodSource("written")
    void refusesWritesInTheRecordedWords(Row row) {
        Reply reply = client.post(row.resource(), row.body());

        assertThat(reply.status()).as(reply.text()).isEqualTo(400);
        assertThat(reply.header("Content-Type")).isEqualTo("application/json;charset=UTF-8");
        JsonNode answer = reply.json();
        assertThat(answer.properties()).extracting(field -> field.getKey()).containsExactly("Fault", "time");
        assertThat(answer.path("Fault")).isEqualTo(expected(row));
        assertThat(answer.path("time").asText())
                .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}[+-]\\d\\d:\\d\\d");
    }

    @ParameterizedTest
    @MethodSource("written")
    void saysTheSameInXml(Row row) throws Exception {
        Reply reply = Client.send(client.request(client.path(row.resource()))
                .setHeader("Accept", "application/xml")
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(row.body()))
                .build());

        Element fault = (Element) response(reply).getFirstChild();
        assertThat(fault.getNodeName()).isEqualTo("Fault");
        assertThat(fault.getAttribute("type")).isEqualTo("ValidationFault");
        Element error = (Element) fault.getFirstChild();
        assertThat(error.getAttribute("code")).isEqualTo(row.code());
        assertThat(error.hasAttribute("element")).isEqualTo(row.element() != null);
        assertThat(error.getAttribute("element")).isEqualTo(row.element() == null ? "" : row.element());
        assertThat(error.getFirstChild().getNodeName()).isEqualTo("Message");
        assertThat(error.getFirstChild().getTextContent()).isEqualTo(row.message());
        assertThat(error.getLastChild().getNodeName()).isEqualTo("Detail");
        assertThat(error.getLastChild().getTextContent()).isEqualTo(row.detail());
    }

    @ParameterizedTest
    @MethodSource("written")
    void saysTheSameOfAnItemOfABatch(Row row) {
        boolean operation = row.resource().contains("?");
        String entity = operation ? "Invoice" : NAMES.get(row.resource());
        JsonNode answer = client.post(
                        "batch",
                        "{\"BatchItemRequest\":[{\"bId\":\"1\",\"operation\":\""
                                + (operation ? "explode" : row.body().contains("\"Id\"") ? "update" : "create")
                                + "\",\""
                                + entity + "\":" + row.body() + "}]}")
                .json();

        assertThat(answer.at("/BatchItemResponse/0/bId").asText()).isEqualTo("1");
        assertThat(answer.at("/BatchItemResponse/0/Fault")).isEqualTo(expected(row));
    }

    private static final java.util.Map<String, String> NAMES = java.util.Map.of(
            "invoice", "Invoice",
            "refundreceipt", "RefundReceipt",
            "transfer", "Transfer",
            "customer", "Customer",
            "item", "Item");

    private static JsonNode expected(Row row) {
        ObjectNode fault = new ObjectMapper().createObjectNode();
        ObjectNode error = fault.putArray("Error").addObject();
        error.put("Message", row.message()).put("Detail", row.detail()).put("code", row.code());
        if (row.element() != null) {
            error.put("element", row.element());
        }
        return fault.put("type", "ValidationFault");
    }

    static Stream<Row> asked() {
        String parse = "Error parsing query";
        String invalid = "Invalid query";
        return Stream.of(
                new Row(
                        null,
                        "select * from Vendor where DisplayName = 'Cutlery 'R Us'",
                        "4000",
                        parse,
                        "QueryParserError: Encountered \" <IDENTIFIER> \"R \"\" at line 1, column 52.\n"
                                + "Was expecting one of:\n    <EOF> \n    <AND> ...\n    \"iterator\" ...\n"
                                + "    \"maxresults\" ...\n    <OR> ...\n    \"order\" ...\n    \"orderby\" ...\n"
                                + "    \"startposition\" ...\n    ",
                        NONE),
                new Row(null, " ", "4000", parse, "QueryParserError: The query provided was empty", NONE),
                new Row(
                        null,
                        "select * from Account where Name = %27",
                        "4000",
                        parse,
                        "QueryParserError: Invalid content. Lexical error at line 1, column 36.  Encountered: \"%\""
                                + " (37), after : \"\"",
                        NONE),
                new Row(
                        null,
                        "select * from Invoice where Foo = '1'",
                        "4001",
                        invalid,
                        "QueryValidationError: Property Foo not found for Entity Invoice",
                        NONE),
                new Row(
                        null,
                        "select * from Customer startposition 0",
                        "4001",
                        invalid,
                        "QueryValidationError: value 0 is too small. Min allowed value is 1",
                        NONE),
                new Row(
                        null,
                        "select * from Customer where Id = ''",
                        "2030",
                        "Invalid ID",
                        "Id should be a valid number. Supplied value:",
                        "Id"));
    }

    @ParameterizedTest
    @MethodSource("asked")
    void refusesQueriesInTheRecordedWords(Row row) {
        Reply reply = client.query(row.body());

        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.json().path("Fault")).isEqualTo(expected(row));
    }

    @Test
    void badUtf8AndOtherContentAreRefusedAsUnsupported() {
        assertThat(client.post("customer", "application/json", new byte[] {'{', (byte) 0xc3, '"', '}'})
                        .detail())
                .isEqualTo(
                        "Operation com.sun.org.apache.xerces.internal.impl.io.MalformedByteSequenceException: Invalid"
                                + " byte 1 of 1-byte UTF-8 sequence is not supported.");
        assertThat(client.post("customer", "text/csv", new byte[] {'a'}).detail())
                .isEqualTo("Operation Cannot consume content type is not supported.");
    }

    @Test
    void anUnknownPathIsNamedTwice() {
        Reply reply = client.get("gizmo/1?minorversion=75");
        String path = "/v3/company/" + QuickBooksSandbox.US_REALM + "/gizmo/1";

        assertThat(reply.detail())
                .isEqualTo("Operation Could not find resource for relative : " + path + " of full path: "
                        + SANDBOX.sandbox().url() + path + "?minorversion=75 is not supported.");
    }

    @Test
    void theGatewayAnswersInEveryFieldAsRecorded() throws Exception {
        String canada = SANDBOX.sandbox()
                .tokens(QuickBooksSandbox.CANADA_REALM)
                .access()
                .value();
        String unscoped = SANDBOX.sandbox()
                .tokens(QuickBooksSandbox.US_REALM, App.DEFAULT.clientId(), Set.of("openid"))
                .access()
                .value();
        gateway(
                "short",
                401,
                "3200",
                "AUTHENTICATION",
                "message=AuthenticationFailed; errorCode=003200; statusCode=401",
                "Malformed bearer token: too short or too long");
        gateway(
                canada,
                403,
                "3100",
                "SERVICE",
                "message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403",
                null);
        gateway(
                unscoped,
                403,
                "3100",
                "SERVICE",
                "message=AuthorizationFailed; errorCode=003100; statusCode=403",
                "The access token does not have sufficient scope");
    }

    private void gateway(String token, int status, String code, String type, String message, String detail)
            throws Exception {
        Client other = Client.of(SANDBOX.sandbox()).withToken(token);
        Reply reply = other.get("customer/1");
        assertThat(reply.status()).isEqualTo(status);
        ObjectNode answer = (ObjectNode) reply.json();
        assertThat(answer.path("time").isIntegralNumber()).isTrue();
        answer.put("time", 0);
        ObjectMapper json = new ObjectMapper();
        ObjectNode error = json.createObjectNode().put("message", message).put("detail", detail);
        error.put("code", code).putNull("element");
        // Compared as text, because the order of the fields is recorded too.
        assertThat(answer.toString())
                .isEqualTo("{\"warnings\":null,\"intuitObject\":null,\"fault\":{\"error\":[" + error + "],\"type\":\""
                        + type + "\"},\"report\":null,\"queryResponse\":null,\"batchItemResponse\":[],"
                        + "\"attachableResponse\":[],\"syncErrorResponse\":null,\"requestId\":null,\"time\":0,"
                        + "\"status\":null,\"cdcresponse\":[]}");

        Reply xml = Client.send(other.request(other.path("customer/1"))
                .setHeader("Accept", "application/xml")
                .GET()
                .build());
        Element written = (Element) response(xml).getFirstChild().getFirstChild();
        assertThat(written.getAttribute("code")).isEqualTo(code);
        assertThat(written.hasAttribute("element")).isFalse();
        assertThat(written.getChildNodes().getLength()).isEqualTo(detail == null ? 1 : 2);
    }

    @Test
    void failuresOfTheServiceAndItsSignInHaveTheirUsualWords() {
        record Usual(int code, int status, String type, String detail, String element) {}
        for (Usual usual : new Usual[] {
            new Usual(
                    100,
                    401,
                    "AuthenticationFault",
                    "AuthenticationErrorGeneral: SRV-110-Authentication Failure , statusCode: 401",
                    NONE),
            new Usual(
                    130,
                    401,
                    "AuthenticationFault",
                    "WrongClusterError: -11017-You have accessed the wrong server.  You will now be redirected. ,"
                            + " statusCode: 401",
                    NONE),
            new Usual(
                    10000,
                    500,
                    "SystemFault",
                    "System Failure Error: java.lang.NullPointerException",
                    "SystemFailureError")
        }) {
            client.admin("POST", "faults", "{\"effect\":\"fault\",\"status\":" + usual.code() + ",\"times\":1}");
            Reply reply = client.get("companyinfo/1");
            assertThat(reply.status()).isEqualTo(usual.status());
            assertThat(reply.json().at("/Fault/type").asText()).isEqualTo(usual.type());
            assertThat(reply.detail()).isEqualTo(usual.detail());
            assertThat(reply.json().at("/Fault/Error/0").path("element").asText(null))
                    .isEqualTo(usual.element());
        }
    }

    private static Element response(Reply reply) throws Exception {
        Element root = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(reply.text().getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
        assertThat(root.getNodeName()).isEqualTo("IntuitResponse");
        assertThat(root.getAttribute("xmlns")).isEqualTo("http://schema.intuit.com/finance/v3");
        assertThat(root.getAttribute("time")).isNotBlank();
        return root;
    }
}
