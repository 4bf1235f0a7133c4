package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.camelquickbooks.sandbox.company.Change;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.entity.form.Tracking;
import org.camelquickbooks.sandbox.entity.transaction.Transactions;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;

/** Hours worked; billable ones can be put on an invoice. */
public final class TimeActivityRule implements EntityRule {

    @Override
    public void prepare(Draft draft) {
        ObjectNode time = draft.entity();
        String who = Json.text(time, "NameOf");
        if (!"Employee".equals(who) && !"Vendor".equals(who)) {
            throw new QuickBooksFault(FaultCode.INVALID_ENUMERATION, "Invalid Enumeration : " + who, "NameOf");
        }
        Transactions.requireReference(time, who + "Ref");
        boolean duration = time.has("Hours") || time.has("Minutes");
        boolean span = time.has("StartTime") && time.has("EndTime");
        if (!duration && !span) {
            throw QuickBooksFault.required("Hours");
        }
        if (span && Json.text(time, "EndTime").compareTo(Json.text(time, "StartTime")) <= 0) {
            throw QuickBooksFault.business("EndTime must be after StartTime.");
        }
        if (time.path("Minutes").asInt() > 59
                || time.path("Hours").asInt() < 0
                || time.path("Minutes").asInt() < 0) {
            throw new QuickBooksFault(FaultCode.INVALID_NUMBER, "Invalid Number : Hours and Minutes", "Minutes");
        }
        if (!time.has("TxnDate")) {
            if (!time.has("StartTime")) {
                throw QuickBooksFault.required("TxnDate");
            }
            time.put("TxnDate", Json.text(time, "StartTime").substring(0, 10));
        }
        draft.defaultText("BillableStatus", "NotBillable");
        if ("Billable".equals(Json.text(time, "BillableStatus"))) {
            Transactions.requireReference(time, "CustomerRef");
            if (!time.has("HourlyRate")) {
                throw QuickBooksFault.required("HourlyRate");
            }
        }
        boolean wasBilled = !draft.isNew() && isBilled(draft.before());
        if (isBilled(time) && !wasBilled) {
            throw new QuickBooksFault(
                    FaultCode.INVALID_ENUMERATION,
                    "Invalid Enumeration : HasBeenBilled cannot be written",
                    "BillableStatus");
        }
        Tracking.check(draft);
    }

    private static boolean isBilled(JsonNode time) {
        return "HasBeenBilled".equals(Json.text(time, "BillableStatus"));
    }

    @Override
    public void checkDelete(JsonNode stored, Change change) {
        if (isBilled(stored)) {
            throw new QuickBooksFault(FaultCode.IN_USE, "Object is in use : This time has been billed on an invoice.");
        }
    }

    @Override
    public void voidAmounts(ObjectNode entity) {
        throw QuickBooksFault.unsupportedOperation("void");
    }
}
