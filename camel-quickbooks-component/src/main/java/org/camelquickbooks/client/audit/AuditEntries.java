package org.camelquickbooks.client.audit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.temporal.ChronoUnit;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.model.Fault;
import org.camelquickbooks.model.Json;
import org.camelquickbooks.model.QuickBooksException;

/**
 * The entries of the audit log. They contain no secrets, and no personal data except Ids, unless auditDetail asks for
 * more.
 */
public final class AuditEntries {

    private final AuditDetail detail;
    private final Time time;

    public AuditEntries(AuditDetail detail, Time time) {
        this.detail = detail;
        this.time = time;
    }

    /** An event of a company's connection. */
    public ObjectNode connection(String realmId, String event) {
        return line("connection", realmId).put("event", event);
    }

    ObjectNode intent(Request request, AuditedWrite write) {
        ObjectNode line = line("intent", request, write);
        if (write.sent() != null) {
            detail(line, write.sent());
        }
        return line;
    }

    /** @param entity as QuickBooks has it now; null where it does not say */
    ObjectNode done(Request request, AuditedWrite write, JsonNode entity, String intuitTid) {
        ObjectNode line = line("outcome", request, write).put("outcome", "done");
        if (entity != null && entity.isObject()) {
            line.put("id", Json.text(entity, "Id"));
            amount(line, entity);
        }
        return line.put("intuitTid", intuitTid);
    }

    ObjectNode refused(Request request, AuditedWrite write, Fault fault, String intuitTid) {
        return line("outcome", request, write)
                .put("outcome", "refused")
                .put("code", fault.code())
                .put("intuitTid", intuitTid);
    }

    ObjectNode unknown(Request request, AuditedWrite write, String intuitTid) {
        return line("outcome", request, write).put("outcome", "unknown").put("intuitTid", intuitTid);
    }

    ObjectNode failed(Request request, AuditedWrite write, Throwable failure) {
        if (failure instanceof QuickBooksException fault) {
            String outcome = Audit.isUnknown(failure) ? "unknown" : fault.getStatus() > 0 ? "refused" : "not sent";
            return line("outcome", request, write)
                    .put("outcome", outcome)
                    .put("code", fault.getCode())
                    .put("intuitTid", fault.getIntuitTid());
        }
        return line("outcome", request, write)
                .put("outcome", "not sent")
                .put("code", failure.getClass().getSimpleName());
    }

    private ObjectNode line(String kind, Request request, AuditedWrite write) {
        ObjectNode line = line(kind, request.realmId())
                .put("requestId", request.requestId())
                .put("operation", write.operation())
                .put("entity", write.entity())
                .put("id", write.id());
        if (write.bId() != null) {
            line.put("bId", write.bId());
        }
        return line.put("routeId", write.caller().routeId())
                .put("exchangeId", write.caller().exchangeId());
    }

    private ObjectNode line(String kind, String realmId) {
        return Json.object()
                .put("time", time.now().truncatedTo(ChronoUnit.MILLIS).toString())
                .put("kind", kind)
                .put("realmId", realmId);
    }

    private void detail(ObjectNode line, JsonNode sent) {
        amount(line, sent);
        if (detail == AuditDetail.BODIES) {
            line.set("sent", AuditBody.of(sent));
        }
    }

    private void amount(ObjectNode line, JsonNode entity) {
        if (detail == AuditDetail.IDS) {
            return;
        }
        for (String field : new String[] {"TotalAmt", "Amount"}) {
            if (entity.path(field).isNumber()) {
                line.set("amount", entity.get(field));
                return;
            }
        }
    }
}
