package org.camelquickbooks.sandbox.admin;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.camelquickbooks.sandbox.call.Answer;
import org.camelquickbooks.sandbox.call.Call;
import org.camelquickbooks.sandbox.gate.RequestLog;
import org.camelquickbooks.sandbox.json.Json;

/** The requests that came in. Tokens and secrets in them are masked. */
final class RequestControl {

    private static final int USUAL = 200;

    private final RequestLog requests;

    RequestControl(RequestLog requests) {
        this.requests = requests;
    }

    /**
     * The log, as {@link RequestFilter} selects from it; {@code limit} is the most that are answered, the newest of them, and
     * with {@code bodies=false} they come without what was sent and answered.
     */
    Answer requests(Call call) {
        long limit = RequestFilter.number(call, "limit", USUAL);
        List<RequestLog.Entry> found = requests.find(RequestFilter.of(call));
        ObjectNode node = Json.object().put("count", requests.count()).put("matched", found.size());
        ArrayNode list = node.putArray("requests");
        boolean bodies = !"false".equals(call.parameter("bodies"));
        found.stream().skip(Math.max(0, found.size() - limit)).forEach(e -> list.add(bodies ? whole(e) : summary(e)));
        return Answer.json(node);
    }

    /** One request with the beginnings of its bodies. */
    Answer request(Call call) {
        String number = call.variable("number");
        RequestLog.Entry entry = number.matches("\\d{1,18}") ? requests.find(Long.parseLong(number)) : null;
        return entry == null
                ? AdminService.error(404, "The log has no request " + number + " (any more)")
                : Answer.json(whole(entry));
    }

    private static ObjectNode whole(RequestLog.Entry e) {
        ObjectNode node = summary(e).put("body", Masked.text(e.body())).put("answer", Masked.text(e.answer()));
        node.put("bodyType", e.sent().contentType())
                .put("bodyLength", e.sent().length())
                .put("bodyCut", e.sent().cut());
        return node.put("answerType", e.answered().contentType())
                .put("answerLength", e.answered().length())
                .put("answerCut", e.answered().cut());
    }

    /** A request without its bodies. */
    static ObjectNode summary(RequestLog.Entry e) {
        ObjectNode node =
                Json.object().put("number", e.number()).put("time", e.time().toString());
        node.put("method", e.method()).put("path", e.path()).put("query", Masked.text(e.query()));
        node.put("does", Masked.text(Decoded.of(e)));
        node.put("realmId", e.realmId()).put("status", e.status()).put("intuit_tid", e.intuitTid());
        return node.put("micros", e.micros()).put("fault", e.fault());
    }

    Answer clearRequests(Call call) {
        requests.clear();
        return Answer.empty(204);
    }
}
