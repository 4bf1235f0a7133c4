package org.camelquickbooks.sandbox.entity.rule;

import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.entity.form.Tracking;
import org.camelquickbooks.sandbox.entity.name.Hierarchy;

/** Departments, shown as locations, where the company tracks them. */
public final class DepartmentRule implements EntityRule {

    @Override
    public void prepare(Draft draft) {
        Tracking.require(draft, "AccountingInfoPrefs.TrackDepartments", "locations");
        Hierarchy.place(draft, "Name", "SubDepartment");
    }

    @Override
    public void link(Draft draft) {
        Hierarchy.cascade(draft, "Name");
    }
}
