package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.entity.name.People;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;

/** Employees; payroll is not among the features of the sandbox's companies. */
public final class EmployeeRule implements EntityRule {

    @Override
    public void prepare(Draft draft) {
        ObjectNode employee = draft.entity();
        if (Json.text(employee, "GivenName") == null && Json.text(employee, "FamilyName") == null) {
            throw QuickBooksFault.required("GivenName");
        }
        People.name(draft);
        People.mask(employee, "SSN");
        draft.defaultFlag("BillableTime", false);
    }
}
