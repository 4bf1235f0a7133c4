package org.camelquickbooks.sandbox.entity.rule;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.camelquickbooks.sandbox.entity.draft.Draft;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;

/** Notes and files. */
public final class AttachableRule implements EntityRule {

    @Override
    public void prepare(Draft draft) {
        if (!draft.entity().has("Note") && !draft.entity().has("FileName")) {
            throw QuickBooksFault.required("Note");
        }
        for (JsonNode ref : draft.entity().path("AttachableRef")) {
            if (!ref.has("IncludeOnSend")) {
                ((ObjectNode) ref).put("IncludeOnSend", false);
            }
        }
    }
}
