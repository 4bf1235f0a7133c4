package org.camelquickbooks.benchmarks;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The client of Vert.x, on Netty. */
final class VertxSubject extends RawSubject {

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final Context loop = vertx.getOrCreateContext();
    private final HttpClient http = vertx.createHttpClient(new HttpClientOptions().setMaxPoolSize(100));

    VertxSubject(Company company) {
        super(company);
    }

    @Override
    public String name() {
        return "Vert.x HttpClient + Jackson";
    }

    @Override
    CompletionStage<byte[]> send(String url, String authorization, byte[] body) {
        RequestOptions options = new RequestOptions()
                .setMethod(body == null ? HttpMethod.GET : HttpMethod.POST)
                .setAbsoluteURI(url)
                .putHeader("Accept", "application/json")
                .putHeader("Authorization", authorization);
        if (body != null) {
            options.putHeader("Content-Type", "application/json");
        }
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        // On its event loop: from another thread the body may arrive before somebody waits for it, and is lost.
        loop.runOnContext(start -> http.request(options)
                .compose(request -> body == null ? request.send() : request.send(Buffer.buffer(body)))
                .compose(response -> {
                    if (response.statusCode() != 200) {
                        throw new IllegalStateException("status " + response.statusCode());
                    }
                    return response.body();
                })
                .onSuccess(bytes -> workers.execute(() -> answer.complete(bytes.getBytes())))
                .onFailure(answer::completeExceptionally));
        return answer;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
        workers.shutdown();
    }
}
