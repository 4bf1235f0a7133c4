package org.camelquickbooks.sandbox.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.camelquickbooks.sandbox.call.Answer;
import org.camelquickbooks.sandbox.call.Call;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.time.SandboxClock;

/** The clock that everything goes by. */
final class ClockControl {

    private final SandboxClock clock;
    private final Control sandbox;

    ClockControl(SandboxClock clock, Control sandbox) {
        this.clock = clock;
        this.sandbox = sandbox;
    }

    Answer clock(Call call) {
        return Answer.json(describe());
    }

    ObjectNode describe() {
        return Json.object()
                .put("now", clock.instant().toString())
                .put("frozen", clock.isFrozen())
                .put("rate", clock.rate());
    }

    /** {@code {"now":"…"}}, {@code {"advance":"PT1H"}}, {@code {"frozen":true}}, {@code {"rate":60}}, {@code {"reset":true}}. */
    Answer moveClock(Call call) {
        JsonNode body = ControlBody.body(call);
        body.fieldNames().forEachRemaining(field -> {
            if (!Set.of("now", "advance", "frozen", "rate", "reset").contains(field)) {
                throw new IllegalArgumentException(
                        "The clock has no field " + field + "; its fields are now, advance, frozen, rate and reset");
            }
        });
        if (Json.bool(body, "reset")) {
            clock.reset();
        }
        if (body.has("rate")) {
            clock.run(ControlBody.number(body, "rate").doubleValue());
        }
        if (body.has("frozen")) {
            double running = Math.max(1, clock.rate());
            clock.run(Json.bool(body, "frozen") ? 0 : running);
        }
        if (body.has("now")) {
            clock.set(Instant.parse(ControlBody.required(body, "now")));
        }
        if (body.has("advance")) {
            clock.advance(Duration.parse(ControlBody.required(body, "advance")));
        }
        sandbox.deliverWebhooks();
        return Answer.json(describe());
    }
}
