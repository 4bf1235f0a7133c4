package org.camelquickbooks.sandbox.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicInteger;
import org.camelquickbooks.sandbox.call.Answer;
import org.camelquickbooks.sandbox.call.Call;
import org.camelquickbooks.sandbox.fault.FaultCode;
import org.camelquickbooks.sandbox.fault.QuickBooksFault;
import org.camelquickbooks.sandbox.json.Json;
import org.camelquickbooks.sandbox.xml.XmlWriter;

/** Faults as answers: the service's in upper camel case, the gateway's in lower, either in XML. */
final class Faults {

    /** The gateway answers a throttled call in XML now and then, whatever was asked for. */
    private static final int XML_EVERY = 5;

    /** Where the gateway's clock is, which knows no company. */
    private static final ZoneId PACIFIC = ZoneId.of("America/Los_Angeles");

    private final AtomicInteger throttled = new AtomicInteger();

    Answer answer(Call call, QuickBooksFault fault, Instant now) {
        boolean json = call.wantsJson();
        if (fault.code() == FaultCode.THROTTLED && throttled.incrementAndGet() % XML_EVERY == 0) {
            json = false;
        }
        ZoneId zone =
                call.company() == null ? PACIFIC : call.company().profile().zone();
        String time = Envelopes.time(now, zone);
        byte[] body = json ? json(fault, now, time) : XmlWriter.fault(Envelopes.fault(fault), time);
        Answer answer = Answer.text(
                fault.status(),
                json ? "application/json;charset=UTF-8" : "application/xml;charset=UTF-8",
                new String(body, StandardCharsets.UTF_8));
        if (fault.code() == FaultCode.NOT_AUTHENTICATED) {
            answer = answer.with("WWW-Authenticate", "Bearer realm=\"Intuit\", error=\"invalid_token\"");
        }
        return answer;
    }

    private static byte[] json(QuickBooksFault fault, Instant now, String time) {
        if (!fault.code().isGateway()) {
            ObjectNode node = Json.object();
            node.set("Fault", Envelopes.fault(fault));
            return Json.bytes(node.put("time", time));
        }
        ObjectNode node = Json.object();
        node.putNull("warnings").putNull("intuitObject");
        ObjectNode inner = node.putObject("fault");
        ObjectNode error = inner.putArray("error").addObject();
        error.put("message", fault.code().message()).put("detail", fault.detail());
        error.put("code", Integer.toString(fault.code().code())).putNull("element");
        inner.put("type", fault.code().type());
        node.putNull("report").putNull("queryResponse").putArray("batchItemResponse");
        node.putArray("attachableResponse");
        node.putNull("syncErrorResponse");
        node.putNull("requestId")
                .put("time", now.toEpochMilli())
                .putNull("status")
                .putArray("cdcresponse");
        return Json.bytes(node);
    }
}
