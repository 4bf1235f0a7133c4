package org.camelquickbooks.sandbox.admin;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.camelquickbooks.sandbox.call.Answer;
import org.camelquickbooks.sandbox.call.Call;
import org.camelquickbooks.sandbox.gate.Limits;
import org.camelquickbooks.sandbox.gate.Throttle;

/** The limits, and how much of them is in use. */
final class ThrottleControl {

    private final Throttle throttle;

    ThrottleControl(Throttle throttle) {
        this.throttle = throttle;
    }

    Answer throttles(Call call) {
        return Answer.json(describe());
    }

    ObjectNode describe() {
        ObjectNode node = ControlBody.MAPPER.valueToTree(throttle.limits());
        node.set("inUse", ControlBody.MAPPER.valueToTree(throttle.gauges()));
        return node;
    }

    /** Sets what the body names and leaves the rest. */
    Answer setThrottles(Call call) {
        ObjectNode limits = ControlBody.MAPPER.valueToTree(throttle.limits());
        limits.setAll((ObjectNode) ControlBody.body(call));
        limits.remove("inUse");
        throttle.limits(ControlBody.read(limits, Limits.class));
        return Answer.json(describe());
    }
}
