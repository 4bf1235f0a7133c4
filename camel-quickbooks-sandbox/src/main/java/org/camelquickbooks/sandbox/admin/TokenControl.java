package org.camelquickbooks.sandbox.admin;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import org.camelquickbooks.sandbox.call.Answer;
import org.camelquickbooks.sandbox.call.Call;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.oauth.App;

/** Tokens without consent, and the user who disconnects. */
final class TokenControl {

    private final Control sandbox;

    TokenControl(Control sandbox) {
        this.sandbox = sandbox;
    }

    Answer tokens(Call call) {
        JsonNode body = ControlBody.body(call);
        String realm = ControlBody.required(body, "realmId");
        String client = Json.text(body, "clientId");
        String scope = Json.text(body, "scope");
        var pair = sandbox.tokens(
                realm,
                client == null ? App.DEFAULT.clientId() : client,
                scope == null
                        ? Set.of("com.intuit.quickbooks.accounting")
                        : Set.of(scope.trim().split(" +")));
        return Answer.json(sandbox.tokenJson(pair).put("realmId", realm));
    }

    Answer disconnect(Call call) {
        sandbox.disconnect(call.variable("realm"));
        return Answer.empty(204);
    }
}
