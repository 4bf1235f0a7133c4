package org.camelquickbooks.sandbox.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.camelquickbooks.sandbox.call.Answer;
import org.camelquickbooks.sandbox.call.Call;
import org.camelquickbooks.sandbox.gate.RequestLog;
import org.camelquickbooks.sandbox.json.Json;

/** The requests that came in. */
final class RequestControl {

    private final RequestLog requests;

    RequestControl(RequestLog requests) {
        this.requests = requests;
    }

    /** The log, by {@code path}, {@code method}, {@code realmId}, {@code status}, {@code since} and {@code limit}. */
    Answer requests(Call call) {
        String path = call.parameter("path");
        String method = call.parameter("method");
        String realm = call.parameter("realmId");
        String status = call.parameter("status");
        long since = call.parameter("since") == null ? 0 : Long.parseLong(call.parameter("since"));
        int limit = call.parameter("limit") == null ? 200 : Integer.parseInt(call.parameter("limit"));
        List<RequestLog.Entry> found =
                requests.find(e -> (path == null || e.path().contains(path))
                        && (method == null || e.method().equalsIgnoreCase(method))
                        && (realm == null || realm.equals(e.realmId()))
                        && (status == null || status.equals(Integer.toString(e.status())))
                        && e.number() > since);
        ObjectNode node = Json.object().put("count", requests.count()).put("matched", found.size());
        ArrayNode list = node.putArray("requests");
        found.stream().skip(Math.max(0, found.size() - limit)).forEach(e -> list.add(describe(e)));
        return Answer.json(node);
    }

    private static ObjectNode describe(RequestLog.Entry e) {
        ObjectNode node =
                Json.object().put("number", e.number()).put("time", e.time().toString());
        node.put("method", e.method()).put("path", e.path()).put("query", e.query());
        node.put("realmId", e.realmId()).put("status", e.status()).put("intuit_tid", e.intuitTid());
        return node.put("micros", e.micros())
                .put("fault", e.fault())
                .put("body", e.body())
                .put("answer", e.answer());
    }

    Answer clearRequests(Call call) {
        requests.clear();
        return Answer.empty(204);
    }
}
