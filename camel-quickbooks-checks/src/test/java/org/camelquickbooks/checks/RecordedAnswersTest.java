package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.camelquickbooks.sandbox.QuickBooksSandbox;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The sandbox answers what recorded answers of the real service hold. {@code answers.json} in the sandbox says which fields
 * those are; this test asks for every entity, the ones of the sample companies and bare ones made here, and compares.
 */
class RecordedAnswersTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String[] REALMS = {QuickBooksSandbox.US_REALM, QuickBooksSandbox.CANADA_REALM};

    private static QuickBooksSandbox sandbox;
    private static final Map<String, String> TOKENS = new TreeMap<>();
    /** What writes were answered with, by entity: creates, updates of both kinds, voids. */
    private static final Map<String, List<JsonNode>> WRITTEN = new TreeMap<>();
    /** The least that each was created with, by entity and Id. */
    private static final Map<String, String> BARE = new TreeMap<>();

    @BeforeAll
    static void start() throws Exception {
        sandbox = QuickBooksSandbox.create().throttled(false).start();
        for (String realm : REALMS) {
            TOKENS.put(realm, sandbox.tokens(realm).access().value());
        }
        makeBareOnes();
        changeThem();
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    /** Objects with nothing but what is required: whatever else they answer comes from the service itself. */
    private static void makeBareOnes() throws Exception {
        String us = QuickBooksSandbox.US_REALM;
        String customer = create(us, "customer", "{\"DisplayName\":\"Bare customer\"}");
        String vendor = create(us, "vendor", "{\"DisplayName\":\"Bare vendor\"}");
        String employee = create(us, "employee", "{\"GivenName\":\"Bare\",\"FamilyName\":\"Employee\"}");
        String bank = id(us, "Account", "AccountType = 'Bank'");
        String payable = id(us, "Account", "AccountType = 'Accounts Payable'");
        String income = id(us, "Account", "AccountType = 'Income'");
        String expense = id(us, "Account", "AccountType = 'Expense'");
        String item = create(
                us,
                "item",
                "{\"Name\":\"Bare item\",\"Type\":\"Service\",\"IncomeAccountRef\":{\"value\":\"" + income + "\"}}");
        create(us, "account", "{\"Name\":\"Bare account\",\"AccountType\":\"Expense\"}");
        create(us, "term", "{\"Name\":\"Bare term\",\"DueDays\":3}");
        create(us, "term", "{\"Name\":\"Bare day\",\"DayOfMonthDue\":3}");
        create(us, "paymentmethod", "{\"Name\":\"Bare method\"}");
        String sale = "{\"CustomerRef\":{\"value\":\"" + customer
                + "\"},\"Line\":[{\"Amount\":10,\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":"
                + "{\"ItemRef\":{\"value\":\"" + item + "\"}}}]}";
        for (String form : List.of("invoice", "salesreceipt", "creditmemo", "estimate")) {
            create(us, form, sale);
        }
        create(
                us,
                "refundreceipt",
                sale.substring(0, sale.length() - 1) + ",\"DepositToAccountRef\":{\"value\":\"" + bank + "\"}}");
        create(us, "payment", "{\"CustomerRef\":{\"value\":\"" + customer + "\"},\"TotalAmt\":5}");
        String lines = "\"Line\":[{\"Amount\":10,\"DetailType\":\"AccountBasedExpenseLineDetail\","
                + "\"AccountBasedExpenseLineDetail\":{\"AccountRef\":{\"value\":\"" + expense + "\"}}}]}";
        for (String form : List.of("bill", "vendorcredit", "purchaseorder")) {
            create(
                    us,
                    form,
                    "{\"VendorRef\":{\"value\":\"" + vendor + "\"},\"APAccountRef\":{\"value\":\"" + payable + "\"},"
                            + lines);
        }
        create(us, "purchase", "{\"PaymentType\":\"Cash\",\"AccountRef\":{\"value\":\"" + bank + "\"}," + lines);
        create(
                us,
                "timeactivity",
                "{\"NameOf\":\"Employee\",\"TxnDate\":\"2026-01-05\",\"Hours\":2,\"Minutes\":0,\"EmployeeRef\":{\"value\":\""
                        + employee + "\"}}");
    }

    /** Each is changed by both kinds of update, also by a full one with nothing but what is required; what can be voided is. */
    private static void changeThem() throws Exception {
        for (Map.Entry<String, List<JsonNode>> made : List.copyOf(WRITTEN.entrySet())) {
            EntityType type = Catalogue.get().type(made.getKey());
            for (JsonNode created : List.copyOf(made.getValue())) {
                String field = type.isTransaction()
                        ? "PrivateNote"
                        : type.shape().fields().containsKey("Description") ? "Description" : "Notes";
                if (!type.shape().fields().containsKey(field) || type.isReadOnly(field)) {
                    continue;
                }
                ObjectNode sparse = JSON.createObjectNode().put("Id", text(created, "Id"));
                sparse.put("SyncToken", "0").put("sparse", true).put(field, "once");
                type.requiredInSparse().forEach(name -> sparse.set(name, created.get(name)));
                create(QuickBooksSandbox.US_REALM, type.path(), sparse.toString());
                ObjectNode full = (ObjectNode) JSON.readTree(get(
                                QuickBooksSandbox.US_REALM,
                                type.path() + "/" + text(created, "Id"),
                                "application/json"))
                        .get(type.name());
                create(
                        QuickBooksSandbox.US_REALM,
                        type.path(),
                        full.put(field, "twice").toString());
                ObjectNode bare = (ObjectNode) JSON.readTree(BARE.get(type.name() + text(created, "Id")));
                create(
                        QuickBooksSandbox.US_REALM,
                        type.path(),
                        bare.put("Id", text(created, "Id"))
                                .put("SyncToken", "2")
                                .toString());
                String how =
                        switch (type.name()) {
                            case "Invoice" -> "?operation=void";
                            case "Payment", "SalesReceipt" -> "?operation=update&include=void";
                            default -> null;
                        };
                if (how != null) {
                    sparse.put("SyncToken", "3").remove(field);
                    create(QuickBooksSandbox.US_REALM, type.path() + how, sparse.toString());
                }
            }
        }
        assertThat(WRITTEN.get("Invoice")).hasSize(5);
        assertThat(text(WRITTEN.get("Invoice").get(4), "PrivateNote")).isEqualTo("Voided");
        assertThat(text(WRITTEN.get("Bill").get(2), "SyncToken")).isEqualTo("2");
    }

    private static String text(JsonNode entity, String field) {
        return entity.path(field).asText();
    }

    @Test
    void aDeletionIsAnsweredWithThreeFields() throws Exception {
        String bill = text(WRITTEN.get("VendorCredit").get(0), "Id");
        String answer = send(request(QuickBooksSandbox.US_REALM, "vendorcredit?operation=delete")
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"Id\":\"" + bill + "\",\"SyncToken\":\"3\"}"))
                .build());
        assertThat(JSON.readTree(answer).path("VendorCredit"))
                .isEqualTo(JSON.createObjectNode()
                        .put("domain", "QBO")
                        .put("status", "Deleted")
                        .put("Id", bill));
    }

    @TestFactory
    List<DynamicTest> holdsWhatRecordedAnswersAlwaysHoldAndNothingThatNoneHas() {
        return Catalogue.get().types().stream()
                .filter(type -> type.allows('Q'))
                .map(EntityType::name)
                .filter(name -> !name.equals("RecurringTransaction"))
                .map(name -> DynamicTest.dynamicTest(name, () -> holds(name)))
                .toList();
    }

    private static void holds(String entity) throws Exception {
        EntityType type = Catalogue.get().type(entity);
        Set<String> wrong = new TreeSet<>();
        for (String realm : REALMS) {
            List<JsonNode> answers = new ArrayList<>(rows(realm, entity));
            answers.addAll(WRITTEN.getOrDefault(entity, List.of()));
            for (JsonNode row : answers) {
                Set<String> held = new LinkedHashSet<>();
                paths(row, "", held);
                type.answers().always().stream()
                        .filter(path -> !held.contains(path))
                        .forEach(path -> wrong.add(path + " is missing"));
                ValueTypes.wrong(type, row).forEach(wrong::add);
                held.stream()
                        .map(path -> path.replace("[]", "").replaceAll("(@name|\\.value|\\.type)$", ""))
                        .filter(path -> type.answers().never().contains(path) || !inSchema(type, path))
                        .forEach(path -> wrong.add(path + " is answered"));
            }
        }
        assertThat(wrong).as(entity).isEmpty();
    }

    @Test
    void theTableItselfNamesOnlyFieldsOfTheSchema() {
        Set<String> unknown = new TreeSet<>();
        for (EntityType type : Catalogue.get().types()) {
            Set<String> paths = new TreeSet<>(type.answers().always());
            paths.addAll(type.answers().whenSet());
            paths.stream()
                    .map(path -> path.replace("[]", "").replaceAll("(@name|\\.value|\\.type)$", ""))
                    // An extension holds pairs, and the schema does not say which.
                    .filter(path -> !path.contains("NameValue") && !inSchema(type, path))
                    .forEach(path -> unknown.add(type.name() + " " + path));
        }
        assertThat(unknown).isEmpty();
    }

    /** The schema orders some of them otherwise. */
    @TestFactory
    List<DynamicTest> writesXmlInTheRecordedOrder() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        try (InputStream table = Catalogue.class.getResourceAsStream("answers.json")) {
            JSON.readTree(table).path("entities").properties().forEach(entity -> {
                String order = text(entity.getValue(), "xml");
                if (!order.isEmpty()) {
                    tests.add(DynamicTest.dynamicTest(entity.getKey(), () -> ordered(entity.getKey(), order)));
                }
            });
        }
        assertThat(tests).hasSize(33);
        return tests;
    }

    private static void ordered(String entity, String order) throws Exception {
        List<String> recorded = List.of(order.split(" "));
        for (String realm : REALMS) {
            for (Element element : elements(realm, entity)) {
                List<String> written = new ArrayList<>();
                for (Node child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
                    if (recorded.contains(child.getNodeName()) && !written.contains(child.getNodeName())) {
                        written.add(child.getNodeName());
                    }
                }
                List<String> expected = new ArrayList<>(recorded);
                expected.retainAll(written);
                assertThat(written).as(entity + " of " + realm).isEqualTo(expected);
            }
        }
    }

    @Test
    void writesZeroWithoutDecimals() throws Exception {
        String text =
                get(QuickBooksSandbox.US_REALM, "query?query=" + encode("select * from Invoice"), "application/json");
        assertThat(text).contains("\"Balance\":0,").doesNotContain(":0.0");
    }

    private static boolean inSchema(EntityType type, String path) {
        if (path.contains(".any") || path.equals("domain") || path.equals("sparse")) {
            return true;
        }
        return Catalogue.get().fieldAt(type.shape(), path) != null;
    }

    /** The paths of all values: a list is {@code []}, the name of a reference {@code @name}. */
    private static void paths(JsonNode node, String path, Set<String> into) {
        if (node.isArray()) {
            into.add(path);
            node.forEach(element -> paths(element, path + "[]", into));
        } else if (node.isObject()) {
            into.add(path);
            boolean reference = node.has("value") && node.size() <= 3;
            node.properties().forEach(field -> {
                String separator = reference && field.getKey().equals("name") ? "@" : path.isEmpty() ? "" : ".";
                paths(field.getValue(), path + separator + field.getKey(), into);
            });
        } else {
            into.add(path);
        }
        into.remove("");
    }

    private static List<JsonNode> rows(String realm, String entity) throws Exception {
        String text =
                get(realm, "query?query=" + encode("select * from " + entity + " maxresults 1000"), "application/json");
        List<JsonNode> rows = new ArrayList<>();
        JSON.readTree(text).path("QueryResponse").path(entity).forEach(rows::add);
        return rows;
    }

    private static List<Element> elements(String realm, String entity) throws Exception {
        String text =
                get(realm, "query?query=" + encode("select * from " + entity + " maxresults 1000"), "application/xml");
        Document document = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        List<Element> elements = new ArrayList<>();
        Node response = document.getDocumentElement().getFirstChild();
        for (Node child = response.getFirstChild(); child != null; child = child.getNextSibling()) {
            elements.add((Element) child);
        }
        return elements;
    }

    private static String id(String realm, String entity, String where) throws Exception {
        String text = get(
                realm,
                "query?query=" + encode("select * from " + entity + " where " + where + " maxresults 1"),
                "application/json");
        return JSON.readTree(text)
                .path("QueryResponse")
                .path(entity)
                .path(0)
                .path("Id")
                .asText();
    }

    private static String get(String realm, String resource, String accept) throws Exception {
        return send(request(realm, resource).header("Accept", accept).GET().build());
    }

    private static String create(String realm, String resource, String body) throws Exception {
        String text = send(request(realm, resource)
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
        for (Map.Entry<String, JsonNode> field : JSON.readTree(text).properties()) {
            if (field.getValue() instanceof ObjectNode entity) {
                WRITTEN.computeIfAbsent(field.getKey(), name -> new ArrayList<>())
                        .add(entity);
                BARE.putIfAbsent(field.getKey() + text(entity, "Id"), body);
                return text(entity, "Id");
            }
        }
        throw new AssertionError(text);
    }

    private static HttpRequest.Builder request(String realm, String resource) {
        return HttpRequest.newBuilder(URI.create(sandbox.url() + "/v3/company/" + realm + "/" + resource))
                .header("Authorization", "Bearer " + TOKENS.get(realm));
    }

    private static String send(HttpRequest request) throws IOException, InterruptedException {
        var response = HTTP.send(request, BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
