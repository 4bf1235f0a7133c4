package org.camelquickbooks.sandbox.entity.rule;

import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.entity.form.Tracking;
import org.camelquickbooks.sandbox.entity.name.Hierarchy;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;

/** Classes, where the company tracks them. */
public final class ClassRule implements EntityRule {

    @Override
    public void prepare(Draft draft) {
        if (!Tracking.classesOn(draft)) {
            throw QuickBooksFault.business("Class tracking is not turned on.");
        }
        Hierarchy.place(draft, "Name", "SubClass");
    }

    @Override
    public void link(Draft draft) {
        Hierarchy.cascade(draft, "Name");
    }
}
