package org.camelquickbooks.sandbox.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.ZoneId;
import java.util.List;
import org.camelquickbooks.sandbox.call.Answer;
import org.camelquickbooks.sandbox.call.Call;
import org.camelquickbooks.sandbox.company.CompanyProfile;
import org.camelquickbooks.sandbox.json.Json;

/** Companies: what they are, new ones, what is in them. */
final class CompanyControl {

    /** So many of each kind are seen at a glance. */
    private static final int GLANCE = 10;

    /** So many companies can be created over HTTP. */
    private static final int MOST_CREATED = 100;

    private final Control sandbox;
    private int created;

    CompanyControl(Control sandbox) {
        this.sandbox = sandbox;
    }

    Answer companies(Call call) {
        ArrayNode list = Json.array();
        sandbox.companies().forEach(company -> list.add(describe(company)));
        ObjectNode node = Json.object();
        node.set("companies", list);
        return Answer.json(node);
    }

    private static ObjectNode describe(ControlledCompany company) {
        CompanyProfile profile = company.profile();
        ObjectNode node = Json.object().put("realmId", profile.realmId()).put("name", profile.name());
        node.put("country", profile.country()).put("currency", profile.currency());
        node.put("timeZone", profile.zone().getId());
        ObjectNode counts = node.putObject("counts");
        for (String entity : List.of("Customer", "Vendor", "Item", "Invoice", "Payment", "Bill")) {
            counts.put(entity, company.count(entity));
        }
        return node.put("trialBalance", company.trialBalance());
    }

    /** A company at a glance: who owes most, what was invoiced last, what is on the accounts. */
    Answer glance(Call call) {
        ControlledCompany company = sandbox.company(call.variable("realm"));
        ObjectNode node = describe(company);
        node.putArray("customers")
                .addAll(company.query("select * from Customer orderby Balance desc maxresults " + GLANCE));
        node.putArray("invoices")
                .addAll(company.query(
                        "select * from Invoice orderby MetaData.CreateTime desc, TxnDate desc maxresults " + GLANCE));
        ArrayNode accounts = node.putArray("accounts");
        company.query("select * from Account maxresults 1000").stream()
                .filter(account -> account.path("CurrentBalance").decimalValue().signum() != 0)
                .forEach(accounts::add);
        return Answer.json(node);
    }

    Answer createCompany(Call call) {
        JsonNode body = ControlBody.body(call);
        String realm = ControlBody.required(body, "realmId");
        String name = body.has("name") ? ControlBody.required(body, "name") : "Company " + realm;
        String country = body.has("country") ? ControlBody.required(body, "country") : "US";
        CompanyProfile profile =
                switch (country) {
                    case "US" -> CompanyProfile.unitedStates(realm, name);
                    case "CA" -> CompanyProfile.canada(realm, name);
                    default -> throw new IllegalArgumentException("country must be US or CA, not " + country);
                };
        if (body.has("timeZone")) {
            profile = new CompanyProfile(
                    realm,
                    name,
                    country,
                    profile.currency(),
                    ZoneId.of(ControlBody.required(body, "timeZone")),
                    profile.multicurrency());
        }
        if (Json.bool(body, "multicurrency")) {
            profile = profile.withMulticurrency();
        }
        return Answer.json(201, describe(create(profile, Json.bool(body, "sample"))));
    }

    private synchronized ControlledCompany create(CompanyProfile profile, boolean sample) {
        if (created >= MOST_CREATED) {
            throw new IllegalArgumentException("At most " + MOST_CREATED
                    + " companies are created over HTTP; start the sandbox with --companies for more");
        }
        ControlledCompany company = sandbox.createCompany(profile, sample);
        created++;
        return company;
    }

    Answer seed(Call call) {
        JsonNode body = ControlBody.body(call);
        var made = sandbox.generate(
                call.variable("realm"),
                ControlBody.required(body, "generate"),
                body.path("seed").asLong(1));
        return Answer.json(ControlBody.MAPPER.valueToTree(made));
    }

    Answer merge(Call call) {
        JsonNode body = ControlBody.body(call);
        return Answer.json(sandbox.company(call.variable("realm"))
                .merge(
                        ControlBody.required(body, "entity"),
                        ControlBody.required(body, "into"),
                        ControlBody.required(body, "from")));
    }

    Answer letters(Call call) {
        ObjectNode node = Json.object();
        node.putArray("letters").addAll(sandbox.company(call.variable("realm")).letters());
        return Answer.json(node);
    }

    Answer trialBalance(Call call) {
        return Answer.json(Json.object()
                .put("trialBalance", sandbox.company(call.variable("realm")).trialBalance()));
    }
}
