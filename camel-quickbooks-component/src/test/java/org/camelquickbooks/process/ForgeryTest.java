package org.camelquickbooks.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.camelquickbooks.FreePort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Thousands of posts that are forged, replayed, oversized or garbled, at a process that has 64 MB. */
class ForgeryTest {

    private static final int POSTS = 5_000;
    private static final String TOKEN = "sandbox-verifier-token";

    @TempDir
    Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Random dice = new Random(3);
    private int port;

    @Test
    void noneOfThemReachesTheRouteAndGenuineOnesAreAnswered() throws Exception {
        port = FreePort.next();
        try (Child child = Child.start(WebhookDoor.class, "64m", Integer.toString(port), directory.toString())) {
            child.await("READY");
            Semaphore room = new Semaphore(8);
            AtomicInteger genuine = new AtomicInteger();
            List<CompletableFuture<Void>> all = new ArrayList<>();
            String large = "x".repeat(300_000);
            for (int i = 0; i < POSTS; i++) {
                boolean good = i % 50 == 0;
                HttpRequest post = good ? genuine(i) : bad(i, large);
                room.acquire();
                all.add(http.sendAsync(post, BodyHandlers.discarding()).handle((answer, failure) -> {
                    room.release();
                    if (good) {
                        assertThat(failure).isNull();
                        assertThat(answer.statusCode()).isEqualTo(200);
                        genuine.incrementAndGet();
                    }
                    return null;
                }));
            }
            all.forEach(CompletableFuture::join);
            assertThat(genuine).hasValue(POSTS / 50);
            List<String> came = new ArrayList<>();
            for (int i = 0; i < POSTS / 50; i++) {
                came.add(child.await("EVENT"));
            }
            assertThat(came).doesNotContainNull().doesNotHaveDuplicates();
            // Nothing else came before this one.
            http.send(signed("[" + event("last") + "]", TOKEN), BodyHandlers.discarding());
            assertThat(child.await("EVENT")).isEqualTo("EVENT last");
            assertThat(child.isAlive()).isTrue();
        }
    }

    private HttpRequest genuine(int number) throws Exception {
        return signed("[" + event("good-" + number) + "]", TOKEN);
    }

    private HttpRequest bad(int number, String large) throws Exception {
        String body = "[" + event("bad-" + number) + "]";
        return switch (dice.nextInt(6)) {
            // Forged.
            case 0 -> signed(body, "guess-" + number);
            // Without a signature.
            case 1 -> request(body).build();
            // Changed on its way.
            case 2 ->
                request(body.replace("bad", "evil"))
                        .header("intuit-signature", signature(body, TOKEN))
                        .build();
            // Replayed: it was taken before.
            case 3 -> genuine(number / 50 * 50);
            // Oversized, though well signed.
            case 4 -> signed(body + large, TOKEN);
            // Garbled, though well signed.
            default -> signed(body.substring(0, dice.nextInt(body.length())) + "\u0000é", TOKEN);
        };
    }

    private HttpRequest signed(String body, String token) throws Exception {
        return request(body).header("intuit-signature", signature(body, token)).build();
    }

    private HttpRequest.Builder request(String body) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/hook"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private static String event(String id) {
        return ("{`specversion`:`1.0`,`id`:`" + id + "`,`source`:`intuit.test`,`type`:`qbo.invoice.created.v1`,"
                        + "`time`:`2026-01-10T21:31:25.179851517Z`,`intuitentityid`:`7`,`intuitaccountid`:`1`}")
                .replace('`', '"');
    }

    private static String signature(String body, String token) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(token.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return Base64.getEncoder().encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    }
}
