package org.camelquickbooks.monitoring;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.spi.CamelTracingService;
import org.camelquickbooks.client.http.CallWatch;
import org.camelquickbooks.client.http.Caller;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.http.RequestKind;
import org.camelquickbooks.client.http.Response;
import org.camelquickbooks.model.QuickBooksException;

/**
 * A client span for each call, with OpenTelemetry's names for HTTP, below the span of the endpoint that
 * camel-opentelemetry2 makes. A batch call that several exchanges share has none of them for its parent: it links to
 * them.
 */
final class OpenTelemetryTracing extends Tracing {

    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<Long> RESENDS = AttributeKey.longKey("http.request.resend_count");
    private static final AttributeKey<String> ADDRESS = AttributeKey.stringKey("server.address");
    private static final AttributeKey<Long> PORT = AttributeKey.longKey("server.port");
    private static final AttributeKey<String> ERROR = AttributeKey.stringKey("error.type");
    private static final AttributeKey<String> REALM = AttributeKey.stringKey("quickbooks.realm_id");
    private static final AttributeKey<String> OPERATION = AttributeKey.stringKey("quickbooks.operation");
    private static final AttributeKey<String> REQUEST_ID = AttributeKey.stringKey("quickbooks.request_id");
    private static final AttributeKey<Long> OPERATIONS = AttributeKey.longKey("quickbooks.batch.size");
    private static final AttributeKey<Long> WAIT = AttributeKey.longKey("quickbooks.wait_ms");
    private static final AttributeKey<String> TID = AttributeKey.stringKey("intuit_tid");

    private final Tracer tracer;
    private final String host;
    private final long port;

    private OpenTelemetryTracing(Tracer tracer, URI server) {
        this.tracer = tracer;
        this.host = server.getHost();
        this.port = server.getPort() > 0 ? server.getPort() : "http".equals(server.getScheme()) ? 80 : 443;
    }

    /** The tracer that camel-opentelemetry2 uses, so that spans meet in one trace. */
    static Tracing in(CamelContext context, String serverUrl) {
        Tracer tracer = context.getRegistry().findSingleByType(Tracer.class);
        if (tracer == null) {
            OpenTelemetry telemetry = context.getRegistry().findSingleByType(OpenTelemetry.class);
            if (telemetry != null) {
                tracer = telemetry.getTracer("camel");
            } else if (context.hasService(CamelTracingService.class) != null) {
                // Asked for only where Camel has asked for it, too: whoever asks first settles what it is.
                tracer = GlobalOpenTelemetry.get().getTracer("camel");
            }
        }
        return tracer == null ? new Tracing() : new OpenTelemetryTracing(tracer, URI.create(serverUrl));
    }

    @Override
    public Object current() {
        return Context.current();
    }

    @Override
    public CallWatch calling(Request request) {
        List<Context> callers = request.callers().stream()
                .map(Caller::trace)
                .filter(Context.class::isInstance)
                .map(Context.class::cast)
                .toList();
        List<SpanContext> spans = callers.stream()
                .map(context -> Span.fromContext(context).getSpanContext())
                .distinct()
                .toList();
        SpanBuilder span = tracer.spanBuilder("quickbooks " + request.label())
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(METHOD, request.method())
                .setAttribute(ADDRESS, host)
                .setAttribute(PORT, port)
                .setAttribute(REALM, request.realmId())
                .setAttribute(OPERATION, request.label());
        if (spans.size() == 1) {
            // Also a batch that one exchange sends, whose operations have one caller.
            span.setParent(callers.get(0));
        } else {
            span.setNoParent();
            spans.stream().filter(SpanContext::isValid).forEach(span::addLink);
        }
        if (request.requestId() != null) {
            span.setAttribute(REQUEST_ID, request.requestId());
        }
        if (request.kind() == RequestKind.BATCH && !request.callers().isEmpty()) {
            span.setAttribute(OPERATIONS, (long) request.callers().size());
        }
        return new CallSpan(span.startSpan());
    }

    /** What becomes of a call. */
    private static final class CallSpan implements CallWatch {

        private final Span span;
        private long waited;
        private long resends;

        CallSpan(Span span) {
            this.span = span;
        }

        @Override
        public synchronized void waited(Duration wait) {
            waited += wait.toMillis();
        }

        @Override
        public synchronized void repeating(QuickBooksException failure, int attempt) {
            resends++;
            span.addEvent(
                    "retry",
                    Attributes.of(
                            ERROR,
                            failure.getClass().getSimpleName(),
                            STATUS,
                            (long) failure.getStatus(),
                            TID,
                            tid(failure.getIntuitTid())));
        }

        private static String tid(String tid) {
            return tid == null ? "" : tid;
        }

        @Override
        public void answered(Response response) {
            span.setAttribute(STATUS, (long) response.status());
            end(response.intuitTid());
        }

        @Override
        public void failed(Throwable failure) {
            String tid = null;
            if (failure instanceof QuickBooksException fault) {
                if (fault.getStatus() > 0) {
                    span.setAttribute(STATUS, (long) fault.getStatus());
                }
                tid = fault.getIntuitTid();
                span.setAttribute(ERROR, fault.getCode() == null ? type(failure) : fault.getCode());
                span.setStatus(StatusCode.ERROR, fault.summary());
            } else {
                span.setAttribute(ERROR, type(failure));
                span.setStatus(StatusCode.ERROR, type(failure));
            }
            end(tid);
        }

        private static String type(Throwable failure) {
            return failure.getClass().getSimpleName();
        }

        private synchronized void end(String tid) {
            if (tid != null) {
                span.setAttribute(TID, tid);
            }
            if (resends > 0) {
                span.setAttribute(RESENDS, resends);
            }
            span.setAttribute(WAIT, waited);
            span.end();
        }
    }
}
