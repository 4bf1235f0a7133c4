package org.camelquickbooks.sandbox.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.camelquickbooks.sandbox.call.Answer;
import org.camelquickbooks.sandbox.call.Call;
import org.camelquickbooks.sandbox.catalogue.Catalogue;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.ChangeFeed;
import org.camelquickbooks.sandbox.company.Company;
import org.camelquickbooks.sandbox.company.Table;
import org.camelquickbooks.sandbox.entity.EntityService;
import org.camelquickbooks.sandbox.entity.ExchangeRates;
import org.camelquickbooks.sandbox.entity.TaxService;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.query.QueryService;

/** The company's own resources: entities, queries, changes. */
final class Api {

    private final EntityService entities = new EntityService();
    private final QueryService queries = new QueryService();

    Answer save(Call call) {
        EntityType type = type(call);
        String operation = call.parameter("operation");
        Set<String> include = include(call);
        Company company = call.company();
        JsonNode body = Bodies.entity(call);
        if (operation == null || operation.equals("update") || operation.equals("create")) {
            return write(call, type, change -> entities.save(change, type, body, include));
        }
        return switch (operation) {
            case "delete" -> write(call, type, change -> entities.delete(change, type, body));
            case "void" -> write(call, type, change -> entities.voidTransaction(change, type, body));
            default -> throw QuickBooksFault.unsupportedOperation(operation);
        };
    }

    private static Answer write(Call call, EntityType type, Function<Change, JsonNode> work) {
        Company company = call.company();
        JsonNode named = company.write(requestId(call), change -> Envelopes.named(type, work.apply(change)));
        return Answer.envelope(Envelopes.of(company, named));
    }

    static String requestId(Call call) {
        String id = call.parameter("requestid");
        return id == null || id.isEmpty() ? null : id;
    }

    private static Set<String> include(Call call) {
        String include = call.parameter("include");
        return include == null ? Set.of() : Set.copyOf(new TreeSet<>(Arrays.asList(include.split(","))));
    }

    static EntityType type(Call call) {
        EntityType type = Catalogue.get().findByPath(call.variable("entity"));
        if (type == null) {
            throw call.unknownResource();
        }
        return type;
    }

    Answer read(Call call) {
        EntityType type = type(call);
        Company company = call.company();
        String id = call.variable("id");
        byte[] json = company.read(() -> entities.read(company, type, id));
        if (type.hasCustomerLink() && include(call).contains("invoiceLink")) {
            json = withLink(json, company, id);
        }
        return Answer.envelope(Envelopes.entity(company, type.name(), json));
    }

    /** The customer's link to an invoice is given on wish, and only where there is an address to send it to. */
    private static byte[] withLink(byte[] json, Company company, String id) {
        ObjectNode invoice = Json.parse(json);
        if (Json.text(invoice, "BillEmail.Address") == null) {
            return json;
        }
        return Json.bytes(invoice.put(
                "InvoiceLink",
                "https://connect.intuit.com/portal/app/sandbox/view/"
                        + company.profile().realmId() + "/" + id));
    }

    /** Resources that are read without an Id. */
    Answer readSingle(Call call) {
        EntityType type = type(call);
        Company company = call.company();
        if (type.form() == EntityType.Form.RATE) {
            return exchangeRate(call, type);
        }
        if (type.form() == EntityType.Form.TREE) {
            return tree(call, type);
        }
        if (type.kind() != EntityType.Kind.SINGLE) {
            throw QuickBooksFault.unsupportedOperation("GET without an Id, which a query would do,");
        }
        byte[] json = company.read(() -> entities.read(company, type, "1"));
        return Answer.envelope(Envelopes.entity(company, type.name(), json));
    }

    private static Answer exchangeRate(Call call, EntityType type) {
        Company company = call.company();
        String given = call.parameter("asofdate");
        String date;
        try {
            date = given == null
                    ? LocalDate.ofInstant(
                                    company.clock().instant(), company.profile().zone())
                            .toString()
                    : LocalDate.parse(given).toString();
        } catch (DateTimeParseException e) {
            throw new QuickBooksFault(
                    FaultCode.UNKNOWN_PROPERTY, "Property Name:asofdate specified is unsupported or invalid");
        }
        JsonNode rate = company.read(() -> ExchangeRates.read(company, call.parameter("sourcecurrencycode"), date));
        return Answer.envelope(Envelopes.entity(company, type.name(), Json.bytes(rate)));
    }

    private static Answer tree(Call call, EntityType type) {
        Company company = call.company();
        String level = call.parameter("level");
        String parent = call.parameter("parentId");
        return company.read(() -> {
            Table table = company.table(type.name());
            List<byte[]> rows = table.rows().stream()
                    .filter(row -> level == null || level.equals(Json.text(row.copy(), "Level")))
                    .filter(row -> parent == null || parent.equals(Json.ref(row.copy(), "ParentRef")))
                    .map(row -> row.json())
                    .toList();
            return Answer.envelope(
                    Envelopes.query(company, new QueryService.Result(type.name(), false, rows, 1, rows.size())));
        });
    }

    Answer createTaxCode(Call call) {
        JsonNode body = Bodies.entity(call);
        JsonNode answer = call.company().write(requestId(call), change -> TaxService.create(change, body));
        return Answer.envelope(Json.bytes(answer));
    }

    Answer query(Call call) {
        return query(call, call.parameter("query"));
    }

    Answer postedQuery(Call call) {
        String parameter = call.parameter("query");
        return query(call, parameter == null ? Bodies.statement(call) : parameter);
    }

    private Answer query(Call call, String statement) {
        Company company = call.company();
        QueryService.Result result = company.read(() -> queries.run(company, statement));
        return Answer.envelope(Envelopes.query(company, result));
    }

    Answer changes(Call call) {
        Company company = call.company();
        String names = call.parameter("entities");
        String since = call.parameter("changedSince");
        if (names == null || names.isBlank()) {
            throw QuickBooksFault.required("entities");
        }
        if (since == null || since.isBlank()) {
            throw QuickBooksFault.required("changedSince");
        }
        // A plus that was not encoded has become a space on the way.
        Instant moment = QueryService.moment(
                since.trim().replace(' ', '+'), company.profile().zone());
        List<String> entityNames =
                Arrays.stream(names.split(",")).map(String::trim).toList();
        return Answer.envelope(
                company.read(() -> Envelopes.changes(company, ChangeFeed.since(company, entityNames, moment))));
    }
}
