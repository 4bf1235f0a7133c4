package org.camelquickbooks.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.async.methods.SimpleRequestBuilder;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.io.CloseMode;

/** Apache's HttpClient 5, asynchronous. */
final class ApacheSubject extends RawSubject {

    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final CloseableHttpAsyncClient http = HttpAsyncClients.custom()
            .setConnectionManager(PoolingAsyncClientConnectionManagerBuilder.create()
                    .setMaxConnPerRoute(100)
                    .setMaxConnTotal(100)
                    .build())
            .disableAutomaticRetries()
            .disableCookieManagement()
            .build();

    ApacheSubject(Company company) {
        super(company);
        http.start();
    }

    @Override
    public String name() {
        return "Apache HttpClient 5 (async) + Jackson";
    }

    @Override
    CompletionStage<byte[]> send(String url, String authorization, byte[] body) {
        SimpleRequestBuilder builder = body == null
                ? SimpleRequestBuilder.get(url)
                : SimpleRequestBuilder.post(url).setBody(body, ContentType.APPLICATION_JSON);
        SimpleHttpRequest request = builder.setHeader("Accept", "application/json")
                .setHeader("Authorization", authorization)
                .build();
        CompletableFuture<byte[]> answer = new CompletableFuture<>();
        http.execute(request, new FutureCallback<>() {
            @Override
            public void completed(SimpleHttpResponse response) {
                workers.execute(() -> {
                    if (response.getCode() == 200) {
                        answer.complete(response.getBodyBytes());
                    } else {
                        answer.completeExceptionally(new IllegalStateException("status " + response.getCode()));
                    }
                });
            }

            @Override
            public void failed(Exception cause) {
                answer.completeExceptionally(cause);
            }

            @Override
            public void cancelled() {
                answer.cancel(false);
            }
        });
        return answer;
    }

    @Override
    public void close() {
        http.close(CloseMode.IMMEDIATE);
        workers.shutdown();
    }
}
