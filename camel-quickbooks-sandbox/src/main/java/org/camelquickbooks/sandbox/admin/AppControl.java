package org.camelquickbooks.sandbox.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.camelquickbooks.sandbox.call.Answer;
import org.camelquickbooks.sandbox.call.Call;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.oauth.App;

/** The apps that can be connected. */
final class AppControl {

    private final Control sandbox;

    AppControl(Control sandbox) {
        this.sandbox = sandbox;
    }

    Answer apps(Call call) {
        ObjectNode node = Json.object();
        ArrayNode list = node.putArray("apps");
        sandbox.apps().forEach(app -> list.addObject().put("clientId", app.clientId()));
        return Answer.json(node);
    }

    Answer registerApp(Call call) {
        JsonNode body = ControlBody.body(call);
        String verifier = Json.text(body, "verifierToken");
        sandbox.register(new App(
                ControlBody.required(body, "clientId"),
                ControlBody.required(body, "clientSecret"),
                verifier == null ? App.DEFAULT.verifierToken() : verifier));
        return Answer.empty(204);
    }
}
