package org.camelquickbooks.sandbox.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.camelquickbooks.sandbox.call.Answer;
import org.camelquickbooks.sandbox.call.Call;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrders;
import org.camelquickbooks.sandbox.json.Json;

/** What is to go wrong. */
final class FaultControl {

    private final FaultOrders faults;

    FaultControl(FaultOrders faults) {
        this.faults = faults;
    }

    Answer faults(Call call) {
        return faults();
    }

    private Answer faults() {
        ObjectNode node = Json.object();
        node.set("faults", describe());
        return Answer.json(node);
    }

    JsonNode describe() {
        return ControlBody.MAPPER.valueToTree(faults.pending());
    }

    /** An order; its effect is written with hyphens or underscores, in any case. */
    Answer orderFault(Call call) {
        ObjectNode body = (ObjectNode) ControlBody.body(call);
        String effect = ControlBody.required(body, "effect");
        body.put("effect", effect.replace('-', '_').toUpperCase(Locale.ROOT));
        try {
            faults.order(ControlBody.read(body, FaultOrder.class));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "The fault order is not valid: " + e.getMessage() + ". Effects are " + FaultOrder.effects(), e);
        }
        return faults();
    }

    Answer clearFaults(Call call) {
        faults.clear();
        return faults();
    }
}
