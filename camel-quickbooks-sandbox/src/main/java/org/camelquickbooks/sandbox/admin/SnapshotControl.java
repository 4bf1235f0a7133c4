package org.camelquickbooks.sandbox.admin;

import org.camelquickbooks.sandbox.call.Answer;
import org.camelquickbooks.sandbox.call.Call;

/** The state of everything: kept, brought back, as it began. */
final class SnapshotControl {

    private final Control sandbox;

    SnapshotControl(Control sandbox) {
        this.sandbox = sandbox;
    }

    Answer snapshot(Call call) {
        sandbox.snapshot(call.variable("name"));
        return Answer.empty(204);
    }

    Answer restore(Call call) {
        sandbox.restore(call.variable("name"));
        return Answer.empty(204);
    }

    Answer reset(Call call) {
        sandbox.reset();
        return Answer.empty(204);
    }
}
