package org.camelquickbooks;

import java.util.concurrent.CompletionStage;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.WritableHealthCheckRepository;
import org.apache.camel.support.DefaultAsyncProducer;
import org.camelquickbooks.client.http.Failures;
import org.camelquickbooks.monitoring.EndpointHealthCheck;
import org.camelquickbooks.operation.Call;
import org.camelquickbooks.operation.Operation;
import org.camelquickbooks.operation.OperationResult;
import org.camelquickbooks.operation.Operations;
import org.camelquickbooks.runtime.QuickBooksRuntime;

/** Runs the operation of the endpoint for an exchange. No thread waits for the answer. */
public class QuickBooksProducer extends DefaultAsyncProducer {

    private final QuickBooksEndpoint endpoint;
    private final Operation operation;
    private EndpointHealthCheck healthCheck;

    QuickBooksProducer(QuickBooksEndpoint endpoint) {
        super(endpoint);
        this.endpoint = endpoint;
        this.operation = Operations.of(endpoint.getOperation());
    }

    @Override
    public boolean process(Exchange exchange, AsyncCallback callback) {
        CompletionStage<OperationResult> outcome;
        Call call;
        try {
            call = new Call(exchange, endpoint);
            outcome = operation.run(call);
        } catch (Throwable e) {
            exchange.setException(e);
            callback.done(true);
            return true;
        }
        QuickBooksRuntime runtime = endpoint.runtime();
        CompletionStage<OperationResult> followed = runtime.operation(outcome, endpoint.label());
        if (followed.toCompletableFuture().isDone()) {
            followed.whenComplete((result, failure) -> write(call, result, failure));
            callback.done(true);
            return true;
        }
        // The route goes on where it may block: not on the threads of the HTTP client or of a timer.
        followed.whenCompleteAsync(
                (result, failure) -> {
                    write(call, result, failure);
                    callback.done(false);
                },
                runtime.workers());
        return false;
    }

    private static void write(Call call, OperationResult result, Throwable failure) {
        try {
            if (failure == null) {
                result.writeTo(call);
            } else {
                call.failed(Failures.cause(failure));
            }
        } catch (Throwable e) {
            call.exchange().setException(e);
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (endpoint.getOperation().isWrite()) {
            endpoint.runtime().writes();
        }
        WritableHealthCheckRepository checks = HealthCheckHelper.getHealthCheckRepository(
                endpoint.getCamelContext(), "producers", WritableHealthCheckRepository.class);
        if (checks != null) {
            healthCheck = new EndpointHealthCheck(endpoint);
            healthCheck.setEnabled(endpoint.getComponent().isHealthCheckProducerEnabled());
            checks.addHealthCheck(healthCheck);
        }
    }

    @Override
    protected void doStop() throws Exception {
        WritableHealthCheckRepository checks = HealthCheckHelper.getHealthCheckRepository(
                endpoint.getCamelContext(), "producers", WritableHealthCheckRepository.class);
        if (checks != null && healthCheck != null) {
            checks.removeHealthCheck(healthCheck);
            healthCheck = null;
        }
        super.doStop();
    }
}
