package org.camelquickbooks.sandbox.entity;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.Set;
import org.camelquickbooks.sandbox.catalogue.EntityType;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.company.ChangeEvent.Operation;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.json.JsonLimits;

/** {@code POST /taxservice/taxcode}: a tax code with its rates in one call. The answer has no envelope. */
public final class TaxService {

    private static final Set<String> FIELDS =
            Set.of("TaxCode", "TaxCodeId", "TaxRateDetails", "Fault", "domain", "sparse", "Id", "SyncToken");

    private TaxService() {}

    public static ObjectNode create(Change change, JsonNode body) {
        body.properties().forEach(field -> {
            if (!FIELDS.contains(field.getKey())) {
                throw Normalizer.unsupportedProperty("Unrecognized field \"" + field.getKey()
                        + "\" (Class com.intuit.schema.finance.v3.TaxService), not marked as ignorable");
            }
        });
        String name = name(body, "TaxCode");
        if (change.first("TaxCode", c -> name.equalsIgnoreCase(Json.text(c, "Name"))) != null) {
            throw new QuickBooksFault(
                    FaultCode.DUPLICATE_NAME, "The name supplied already exists. : " + name, "TaxCode");
        }
        if (!body.path("TaxRateDetails").isArray()
                || body.path("TaxRateDetails").isEmpty()) {
            throw QuickBooksFault.required("TaxRateDetails");
        }
        ObjectNode code = Json.object();
        code.put("Name", name).put("Description", name).put("Active", true);
        code.put("Taxable", true).put("TaxGroup", true).put("TaxCodeConfigType", "USER_DEFINED");
        ObjectNode answer = Json.object().put("TaxCode", name);
        ArrayNode answered = Json.array();
        for (JsonNode detail : body.path("TaxRateDetails")) {
            answered.add(rate(change, code, detail));
        }
        ObjectNode stored = change.put(Change.type("TaxCode"), code, Operation.CREATE);
        answer.put("TaxCodeId", Json.text(stored, "Id"));
        answer.set("TaxRateDetails", answered);
        return answer;
    }

    private static String name(JsonNode holder, String field) {
        String name = Json.text(holder, field);
        if (name == null || name.isBlank()) {
            throw QuickBooksFault.required(field);
        }
        if (name.length() > 100) {
            throw new QuickBooksFault(
                    FaultCode.LENGTH,
                    "String length specified does not match the supported length. Min:1 Max:100 supported. Supplied"
                            + " length:" + name.length(),
                    field);
        }
        return name;
    }

    private static ObjectNode rate(Change change, ObjectNode code, JsonNode detail) {
        String id = Json.text(detail, "TaxRateId");
        String side = Json.text(detail, "TaxApplicableOn");
        if (side == null || side.isEmpty()) {
            side = "Sales";
        }
        if (!side.equals("Sales") && !side.equals("Purchase")) {
            throw new QuickBooksFault(
                    FaultCode.INVALID_ENUMERATION, "Invalid Enumeration : " + side, "TaxApplicableOn");
        }
        JsonNode rate = id == null || id.isEmpty() ? make(change, detail) : change.find("TaxRate", id);
        if (rate == null) {
            throw new QuickBooksFault(
                    FaultCode.INVALID_REFERENCE, "Invalid Reference Id : TaxRateDetails.TaxRateId " + id);
        }
        ArrayNode list = code.withObject("/" + side + "TaxRateList").withArray("TaxRateDetail");
        ObjectNode entry = list.addObject();
        entry.set("TaxRateRef", Json.reference(Json.text(rate, "Id"), Json.text(rate, "Name")));
        entry.put("TaxTypeApplicable", "TaxOnAmount").put("TaxOrder", 0);
        ObjectNode answered = Json.object();
        answered.put("TaxRateName", Json.text(rate, "Name")).put("TaxRateId", Json.text(rate, "Id"));
        answered.put("RateValue", Json.decimal(rate, "RateValue"));
        answered.put("TaxAgencyId", Json.ref(rate, "AgencyRef")).put("TaxApplicableOn", side);
        return answered;
    }

    private static JsonNode make(Change change, JsonNode detail) {
        String name = name(detail, "TaxRateName");
        EntityType type = Change.type("TaxRate");
        JsonNode same = change.first("TaxRate", r -> name.equalsIgnoreCase(Json.text(r, "Name")));
        if (same != null) {
            throw new QuickBooksFault(
                    FaultCode.DUPLICATE_NAME, "The name supplied already exists. : Id=" + Json.text(same, "Id"));
        }
        BigDecimal value = value(detail);
        String agency = Json.text(detail, "TaxAgencyId");
        if (agency == null) {
            throw QuickBooksFault.required("TaxAgencyId");
        }
        JsonNode found = change.find("TaxAgency", agency);
        if (found == null) {
            throw new QuickBooksFault(
                    FaultCode.INVALID_REFERENCE, "Invalid Reference Id : TaxRateDetails.TaxAgencyId " + agency);
        }
        ObjectNode rate = Json.object();
        rate.put("Name", name).put("Description", name).put("Active", true).put("RateValue", value);
        rate.set("AgencyRef", Json.reference(agency, Json.text(found, "DisplayName")));
        rate.put("SpecialTaxType", "NONE").put("DisplayType", "ReadOnly");
        rate.putArray("EffectiveTaxRate").addObject().put("RateValue", value).put("EffectiveDate", change.timestamp());
        return change.put(type, rate, Operation.CREATE);
    }

    private static BigDecimal value(JsonNode detail) {
        String text = Json.text(detail, "RateValue");
        if (text == null) {
            throw QuickBooksFault.required("RateValue");
        }
        try {
            BigDecimal value = JsonLimits.decimal(text);
            if (value.signum() >= 0 && value.compareTo(BigDecimal.valueOf(100)) <= 0 && value.scale() <= 7) {
                return value;
            }
        } catch (NumberFormatException e) {
            // refused below
        }
        throw new QuickBooksFault(
                FaultCode.INVALID_NUMBER, "Invalid Number : RateValue must be from 0 to 100", "RateValue");
    }
}
