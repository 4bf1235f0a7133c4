package org.camelquickbooks.benchmarks;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;

/**
 * The ceiling: a Vert.x server that reads the request and answers as many bytes as the path says, {@code /1500} for
 * 1500, and does nothing else.
 */
public final class BareServer {

    private BareServer() {}

    public static void main(String[] arguments) throws IOException {
        Vertx vertx = Vertx.vertx();
        int port = FreePort.find();
        int loops = Runtime.getRuntime().availableProcessors();
        Buffer[] bodies = new Buffer[1];
        for (int i = 0; i < loops; i++) {
            vertx.createHttpServer(new HttpServerOptions().setPort(port).setHost("localhost"))
                    .requestHandler(request -> {
                        int size = Integer.parseInt(request.path().substring(1));
                        Buffer body = bodies[0];
                        if (body == null || body.length() != size) {
                            body = Buffer.buffer(new byte[size]);
                            bodies[0] = body;
                        }
                        Buffer answer = body;
                        request.body().onSuccess(read -> request.response()
                                .putHeader("Content-Type", "application/json")
                                .end(answer));
                    })
                    .listen()
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
        }
        System.out.println("Bare server ready: http://localhost:" + port);
    }
}
