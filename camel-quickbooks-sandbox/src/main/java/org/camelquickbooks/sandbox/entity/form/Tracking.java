package org.camelquickbooks.sandbox.entity.form;

import com.fasterxml.jackson.databind.JsonNode;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;

/** Features that a company has switched on or off. */
public final class Tracking {

    private Tracking() {}

    /** Refuses what the company's plan or preferences leave out. */
    public static void require(Draft draft, String preference, String feature) {
        if (!Json.bool(draft.preferences(), preference)) {
            throw new QuickBooksFault(
                    FaultCode.NOT_IN_PLAN,
                    "Permission Denied Error : You do not have permission to use this feature: " + feature
                            + " is not enabled for this company (Preferences." + preference + ")");
        }
    }

    /** Refuses classes and locations on a transaction where the company does not track them. */
    public static void check(Draft draft) {
        JsonNode entity = draft.entity();
        if (Json.ref(entity, "DepartmentRef") != null
                && !Json.bool(draft.preferences(), "AccountingInfoPrefs.TrackDepartments")) {
            throw QuickBooksFault.business("Location tracking is not turned on.");
        }
        if (!classesOn(draft) && entity.toString().contains("\"ClassRef\":{")) {
            throw QuickBooksFault.business("Class tracking is not turned on.");
        }
    }

    public static boolean classesOn(Draft draft) {
        return Json.bool(draft.preferences(), "AccountingInfoPrefs.ClassTrackingPerTxn")
                || Json.bool(draft.preferences(), "AccountingInfoPrefs.ClassTrackingPerTxnLine");
    }
}
