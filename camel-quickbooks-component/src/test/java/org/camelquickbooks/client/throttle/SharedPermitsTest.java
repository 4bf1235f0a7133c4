package org.camelquickbooks.client.throttle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.bucket4j.distributed.proxy.ProxyManager;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.camelquickbooks.client.VirtualTime;
import org.camelquickbooks.client.http.Request;
import org.camelquickbooks.client.http.Response;
import org.camelquickbooks.model.QuickBooksThrottledException;
import org.junit.jupiter.api.Test;

/** A back end of the limits that does not answer. */
class SharedPermitsTest {

    private final VirtualTime time = new VirtualTime(Instant.parse("2026-03-10T09:00:00Z"), now -> {});
    private final List<Runnable> hanging = new ArrayList<>();
    private Executor workers = hanging::add;

    private Throttle throttle(Duration maxWait) {
        return new Throttle(
                new Limits(500, 10, 10, 40, 0, 100, maxWait, Duration.ofMinutes(5)),
                new LimitSharing() {
                    @Override
                    public boolean hasBackEnd() {
                        return true;
                    }

                    @SuppressWarnings("unchecked")
                    @Override
                    public ProxyManager<String> backEnd() {
                        return (ProxyManager<String>) Proxy.newProxyInstance(
                                getClass().getClassLoader(), new Class<?>[] {ProxyManager.class}, (p, m, a) -> {
                                    throw new IllegalStateException("The back end is away");
                                });
                    }
                },
                time,
                work -> workers.execute(work),
                () -> 0.5,
                new ThrottleListener() {
                    @Override
                    public void throttled(String realmId, Instant until) {}

                    @Override
                    public void near(String realmId, String limit, long used, long of) {}
                });
    }

    private static CompletableFuture<Response> send(Throttle throttle, List<Request> sent) {
        Request one = Request.get("1", "companyinfo/1").operation("read").build();
        return throttle.handle(one, request -> {
                    sent.add(request);
                    return new CompletableFuture<>();
                })
                .toCompletableFuture();
    }

    @Test
    void aBackEndThatHangsHoldsUpNobodyForLong() {
        List<Request> sent = new ArrayList<>();
        Throttle throttle = throttle(Duration.ofMinutes(1));
        send(throttle, sent);
        assertThat(sent).isEmpty();
        time.advance(Duration.ofSeconds(11), () -> false);
        assertThat(sent).as("counted by this process alone").hasSize(1);
    }

    @Test
    void whoWaitedTooLongWhileThePermitWasAskedForIsToldSo() {
        List<Request> sent = new ArrayList<>();
        Throttle throttle = throttle(Duration.ofSeconds(5));
        workers = Runnable::run;
        for (int i = 0; i < 2; i++) {
            send(throttle, sent);
        }
        // The first goes by this process's own counts and is in flight; the second waits for its answer, as a cold
        // connection has it.
        CompletableFuture<Response> second = send(throttle, sent);
        time.advance(Duration.ofSeconds(6), () -> false);
        assertThatThrownBy(second::join)
                .hasCauseInstanceOf(QuickBooksThrottledException.class)
                .hasMessageContaining("maxWait");
        assertThat(throttle.state("1").waiting()).isZero();
    }
}
