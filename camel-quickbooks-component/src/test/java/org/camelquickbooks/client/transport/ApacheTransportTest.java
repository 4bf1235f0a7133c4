package org.camelquickbooks.client.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;
import org.camelquickbooks.FreePort;
import org.camelquickbooks.client.time.SystemTime;
import org.camelquickbooks.client.transport.TransportSettings.Proxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against real servers: in the clear, over TLS with HTTP/2, and through a proxy. */
class ApacheTransportTest {

    private static final Duration LONG = Duration.ofSeconds(30);
    /** Waited out; what a slow machine needs for a connection and the head of an answer is shorter all the same. */
    private static final Duration SHORT = Duration.ofSeconds(2);

    /** Longer than any look-up of a name takes. */
    private static final long FAILS_WITHIN_SECONDS = 120;

    private static final String PASSWORD = "password of the test";

    @TempDir
    private Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final ExecutorService workers = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private HttpTransport transport;

    @AfterEach
    void close() throws Exception {
        if (transport != null) {
            transport.close();
        }
        workers.shutdown();
        timer.shutdownNow();
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private void open(Duration silence, SSLContext tls, Proxy proxy) {
        transport = new ApacheTransport(
                new TransportSettings(LONG, silence, tls, proxy),
                new SystemTime(timer, workers),
                workers,
                work -> new Thread(work, "transport of the test"));
    }

    private int serve(HttpServerOptions options, Consumer<HttpServerRequest> handler) throws Exception {
        HttpServer server = vertx.createHttpServer(options).requestHandler(handler::accept);
        return server.listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)
                .actualPort();
    }

    private int serve(Consumer<HttpServerRequest> handler) throws Exception {
        return serve(new HttpServerOptions(), handler);
    }

    private static HttpMessage get(String url) {
        return new HttpMessage("GET", URI.create(url), null);
    }

    private static HttpMessage post(String url, MessageContent content) {
        return new HttpMessage("POST", URI.create(url), content).header("Content-Type", "text/plain");
    }

    private HttpAnswer whole(HttpMessage message) throws Exception {
        return transport.whole(message, 10_000_000).get(30, TimeUnit.SECONDS);
    }

    private Throwable failure(CompletableFuture<?> stage) {
        try {
            stage.orTimeout(FAILS_WITHIN_SECONDS, TimeUnit.SECONDS).join();
            throw new AssertionError("It did not fail");
        } catch (CompletionException e) {
            return e.getCause();
        } catch (CancellationException e) {
            return e;
        }
    }

    private static void echo(HttpServerRequest request) {
        request.body().onSuccess(body -> request.response()
                .putHeader("X-Path", request.uri())
                .putHeader("X-Length", String.valueOf(request.getHeader("Content-Length")))
                .putHeader("X-Version", request.version().name())
                .end(body));
    }

    @Test
    void addressHeadersAndBodyArriveAsTheyAre() throws Exception {
        int port = serve(ApacheTransportTest::echo);
        open(LONG, null, null);
        String text = "Größe ✓";
        HttpAnswer answer = whole(post(
                "http://localhost:" + port + "/v3/a%20b?query=select%20%2B&x=%C3%A4",
                MessageContent.of(text.getBytes(StandardCharsets.UTF_8))));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.headers().first("x-path")).isEqualTo("/v3/a%20b?query=select%20%2B&x=%C3%A4");
        assertThat(new String(answer.bytes(), StandardCharsets.UTF_8)).isEqualTo(text);
        assertThat(whole(post("http://localhost:" + port + "/", MessageContent.EMPTY))
                        .headers()
                        .first("X-Length"))
                .isEqualTo("0");
    }

    @Test
    void fileIsSentBetweenBytesAndAnewForEachAttempt() throws Exception {
        int port = serve(ApacheTransportTest::echo);
        open(LONG, null, null);
        byte[] large = new byte[1_000_003];
        new Random(1).nextBytes(large);
        Path file = Files.write(directory.resolve("upload"), large);
        MessageContent content = new MessageContent("head".getBytes(), file, "tail".getBytes());
        for (int attempt = 0; attempt < 2; attempt++) {
            byte[] back = whole(post("http://localhost:" + port + "/", content)).bytes();
            assertThat(back)
                    .hasSize(large.length + 8)
                    .startsWith("head".getBytes())
                    .endsWith("tail".getBytes());
            assertThat(Arrays.copyOfRange(back, 4, 4 + large.length)).isEqualTo(large);
        }
        Files.delete(file);
        assertThat(failure(transport.whole(post("http://localhost:" + port + "/", content), 1_000)))
                .hasMessageContaining("no longer exists");
    }

    @Test
    void answerThatIsTooLargeFails() throws Exception {
        int port = serve(request -> request.response().end(Buffer.buffer(new byte[100_000])));
        open(LONG, null, null);
        assertThat(failure(transport.whole(get("http://localhost:" + port + "/"), 99_999)))
                .isInstanceOf(AnswerTooLarge.class);
        assertThat(transport
                        .whole(get("http://localhost:" + port + "/"), 100_000)
                        .get()
                        .bytes())
                .hasSize(100_000);
    }

    @Test
    void streamIsReadAtTheReadersPace() throws Exception {
        int size = 20_000_000;
        int port = serve(request -> request.response().end(Buffer.buffer(new byte[size])));
        open(LONG, null, null);
        HttpAnswer answer =
                transport.streamed(get("http://localhost:" + port + "/")).get(30, TimeUnit.SECONDS);
        try (InputStream stream = answer.stream()) {
            assertThat(stream.available()).isLessThanOrEqualTo(200_000);
            assertThat(stream.readAllBytes()).hasSize(size);
        }
        // One that is closed early gives its connection up, and harms no other.
        transport.streamed(get("http://localhost:" + port + "/")).get(30, TimeUnit.SECONDS).stream()
                .close();
        assertThat(transport
                        .whole(get("http://localhost:" + port + "/"), size)
                        .get()
                        .bytes())
                .hasSize(size);
    }

    @Test
    void serverThatFallsSilentFailsWhoReads() throws Exception {
        int port = serve(request -> request.response().setChunked(true).write("the beginning"));
        open(Duration.ofMillis(300), null, null);
        HttpAnswer silent =
                transport.streamed(get("http://localhost:" + port + "/")).get(30, TimeUnit.SECONDS);
        byte[] beginning = silent.stream().readNBytes(13);
        assertThat(new String(beginning, StandardCharsets.UTF_8)).isEqualTo("the beginning");
        assertThatThrownBy(() -> silent.stream().read())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("nothing came in time");
    }

    @Test
    void answerThatBreaksOffFailsWhoReadsIt() throws Exception {
        int port = serve(request -> {
            request.response().putHeader("Content-Length", "1000").write("the beginning");
            vertx.setTimer(50, later -> request.connection().close());
        });
        open(LONG, null, null);
        assertThat(failure(transport.whole(get("http://localhost:" + port + "/"), 10_000)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("closed before the answer was complete");
        HttpAnswer answer =
                transport.streamed(get("http://localhost:" + port + "/")).get(30, TimeUnit.SECONDS);
        assertThatThrownBy(() -> answer.stream().readAllBytes())
                .isInstanceOf(IOException.class)
                .hasMessageContaining("broke off");
    }

    @Test
    void whatIsNotAnsweredSaysWhy() throws Exception {
        int closed = FreePort.next();
        // Looking a name up may take its time.
        open(LONG, null, null);
        assertThat(failure(transport.whole(get("http://localhost:" + closed + "/"), 1_000)))
                .isInstanceOf(ConnectException.class)
                .hasMessage("connection refused");
        assertThat(failure(transport.whole(get("http://nobody.invalid/"), 1_000)))
                .isInstanceOf(ConnectException.class)
                .hasMessage("the host is unknown");
        transport.close();
        int silent = serve(request -> {});
        open(SHORT, null, null);
        assertThat(failure(transport.whole(get("http://localhost:" + silent + "/"), 1_000)))
                .isInstanceOf(HttpTimeoutException.class);
    }

    @Test
    void selectorOfProxiesThatThrowsFailsTheExchange() {
        open(LONG, null, null);
        ProxySelector before = ProxySelector.getDefault();
        ProxySelector.setDefault(new ProxySelector() {
            @Override
            public List<java.net.Proxy> select(URI uri) {
                throw new IllegalStateException("the selector failed");
            }

            @Override
            public void connectFailed(URI uri, SocketAddress address, IOException failure) {
                // Nothing was connected.
            }
        });
        try {
            assertThat(failure(transport.whole(get("http://localhost:1/"), 1_000)))
                    .hasMessage("the selector failed");
        } finally {
            ProxySelector.setDefault(before);
        }
    }

    @Test
    void cancelledExchangeEndsAtTheServerToo() throws Exception {
        CompletableFuture<Void> begun = new CompletableFuture<>();
        CompletableFuture<Void> gone = new CompletableFuture<>();
        int port = serve(request -> {
            request.connection().closeHandler(gone::complete);
            begun.complete(null);
        });
        open(LONG, null, null);
        CompletableFuture<HttpAnswer> answer = transport.whole(get("http://localhost:" + port + "/"), 1_000);
        begun.get(20, TimeUnit.SECONDS);
        answer.cancel(true);
        gone.get(20, TimeUnit.SECONDS);
    }

    /** The library's own way to cancel reaches only some of them: those whose connections opened slowly. */
    @Test
    void eachOfManyAnswersThatAreGivenUpEndsAtTheServerToo() throws Exception {
        int number = 300;
        CountDownLatch gone = new CountDownLatch(number);
        int port = serve(request -> {
            request.connection().closeHandler(closed -> gone.countDown());
            request.response().setChunked(true).write("the beginning");
        });
        open(LONG, null, null);
        for (int i = 0; i < number; i++) {
            HttpAnswer answer =
                    transport.streamed(get("http://localhost:" + port + "/")).get(30, TimeUnit.SECONDS);
            answer.stream().close();
        }
        assertThat(gone.await(30, TimeUnit.SECONDS))
                .as("all connections closed; open ones: %s", gone.getCount())
                .isTrue();
    }

    @Test
    void whatAHeaderCannotHoldIsRefused() {
        HttpMessage message = get("http://localhost/");
        for (String value : List.of("a\r\nX: y", "a\nb", "a\u0000", "ä€")) {
            assertThatThrownBy(() -> message.header("X-Header", value))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageNotContaining(value);
        }
        for (String name : List.of("", "a b", "Host", "content-length", "Transfer-Encoding", "X\r\n")) {
            assertThatThrownBy(() -> message.header(name, "value")).isInstanceOf(IllegalArgumentException.class);
        }
        assertThatThrownBy(() -> get("ftp://localhost/")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> get("http:///path")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void overTlsBothSidesAgreeOnHttp2() throws Exception {
        int port = serve(tls(), ApacheTransportTest::echo);
        open(LONG, trusting(), null);
        String url = "https://localhost:" + port + "/";
        for (int i = 0; i < 3; i++) {
            HttpAnswer answer = whole(post(url, MessageContent.of(new byte[300_000])));
            assertThat(answer.bytes()).hasSize(300_000);
            assertThat(answer.headers().first("X-Version")).isEqualTo(HttpVersion.HTTP_2.name());
        }
    }

    @Test
    void requestThatIsGivenUpHarmsNoOther() throws Exception {
        CompletableFuture<HttpServerRequest> waiting = new CompletableFuture<>();
        int port = serve(tls(), request -> {
            if (request.path().equals("/waits")) {
                waiting.complete(request);
            } else if (request.path().equals("/large")) {
                request.response().end(Buffer.buffer(new byte[5_000]));
            }
        });
        open(LONG, trusting(), null);
        String url = "https://localhost:" + port;
        // There is a connection before, so that all that follow could be tempted to share it.
        assertThat(whole(get(url + "/large")).bytes()).hasSize(5_000);
        CompletableFuture<HttpAnswer> write = transport.whole(get(url + "/waits"), 1_000);
        HttpServerRequest request = waiting.get(20, TimeUnit.SECONDS);
        CompletableFuture<HttpAnswer> cancelled = transport.whole(get(url + "/never"), 1_000);
        cancelled.cancel(true);
        assertThat(failure(transport.whole(get(url + "/large"), 1_000))).isInstanceOf(AnswerTooLarge.class);
        transport.streamed(get(url + "/large")).get(30, TimeUnit.SECONDS).stream()
                .close();
        vertx.runOnContext(now -> request.response().end("done"));
        assertThat(new String(write.get(30, TimeUnit.SECONDS).bytes(), StandardCharsets.UTF_8))
                .isEqualTo("done");
    }

    @Test
    void serverThatIsNotWhoItClaimsIsRefused() throws Exception {
        int port = serve(tls(), ApacheTransportTest::echo);
        open(LONG, trusting(), null);
        // The certificate is for localhost.
        assertThat(failure(transport.whole(get("https://127.0.0.1:" + port + "/"), 1_000)))
                .isInstanceOf(SSLException.class);
        transport.close();
        open(LONG, null, null);
        assertThat(failure(transport.whole(get("https://localhost:" + port + "/"), 1_000)))
                .isInstanceOf(SSLHandshakeException.class);
    }

    @Test
    void proxyIsAskedForATunnelAndGetsItsPassword() throws Exception {
        int target = serve(tls(), ApacheTransportTest::echo);
        List<String> asked = new CopyOnWriteArrayList<>();
        int port = proxy(target, asked);
        open(LONG, trusting(), new Proxy("localhost", port, "user", PASSWORD));
        HttpAnswer answer =
                whole(post("https://localhost:" + target + "/through", MessageContent.of(new byte[50_000])));
        assertThat(answer.bytes()).hasSize(50_000);
        assertThat(answer.headers().first("X-Path")).isEqualTo("/through");
        assertThat(asked).isNotEmpty().allMatch(line -> line.startsWith("CONNECT localhost:" + target));
        assertThat(new Proxy("localhost", port, "user", PASSWORD).toString()).doesNotContain(PASSWORD);
    }

    /** A proxy that makes tunnels for those who know the password. */
    private int proxy(int target, List<String> asked) throws Exception {
        String expected = "Proxy-Authorization: Basic "
                + Base64.getEncoder().encodeToString(("user:" + PASSWORD).getBytes(StandardCharsets.UTF_8));
        NetServer server = vertx.createNetServer();
        server.connectHandler(client -> {
            StringBuilder head = new StringBuilder();
            client.handler(more -> {
                head.append(more.toString(StandardCharsets.ISO_8859_1));
                String text = head.toString();
                if (!text.contains("\r\n\r\n")) {
                    return;
                }
                asked.add(text.lines().findFirst().orElseThrow());
                head.setLength(0);
                if (text.contains(expected)) {
                    tunnel(client, target);
                } else {
                    client.end(Buffer.buffer("HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm=\"test\"\r\n"
                            + "Content-Length: 0\r\nConnection: close\r\n\r\n"));
                }
            });
        });
        return server.listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)
                .actualPort();
    }

    private void tunnel(NetSocket client, int target) {
        client.pause();
        vertx.createNetClient().connect(target, "localhost").onSuccess(server -> {
            client.write("HTTP/1.1 200 OK\r\n\r\n");
            client.handler(server::write);
            server.handler(client::write);
            server.closeHandler(end -> client.close());
            client.closeHandler(end -> server.close());
            client.resume();
        });
    }

    private HttpServerOptions tls() throws Exception {
        return new HttpServerOptions()
                .setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(new PfxOptions().setPath(keys().toString()).setPassword("changeit"));
    }

    private SSLContext trusting() throws Exception {
        KeyStore store = KeyStore.getInstance(keys().toFile(), "changeit".toCharArray());
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("server", store.getCertificate("server"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private Path keys() throws Exception {
        Path file = directory.resolve("keys.p12");
        if (!Files.exists(file)) {
            Process keytool = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "keytool")
                                    .toString(),
                            "-genkeypair",
                            "-alias",
                            "server",
                            "-keyalg",
                            "EC",
                            "-dname",
                            "CN=localhost",
                            "-ext",
                            "san=dns:localhost",
                            "-storetype",
                            "PKCS12",
                            "-keystore",
                            file.toString(),
                            "-storepass",
                            "changeit")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            assertThat(keytool.waitFor()).isZero();
        }
        return file;
    }
}
