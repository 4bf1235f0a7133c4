package org.camelquickbooks.client.transport;

import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import org.apache.hc.client5.http.auth.AuthScope;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClientBuilder;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.auth.BasicCredentialsProvider;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManager;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.psl.PublicSuffixMatcherLoader;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.DefaultHostnameVerifier;
import org.apache.hc.core5.concurrent.FutureCallback;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.message.BasicHttpRequest;
import org.apache.hc.core5.http.nio.AsyncRequestProducer;
import org.apache.hc.core5.http.nio.AsyncResponseConsumer;
import org.apache.hc.core5.http.nio.support.BasicRequestProducer;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.camelquickbooks.client.time.Deadlines;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.client.transport.AnswerHeaders.Field;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Apache's asynchronous HTTP client: HTTP/1.1, and HTTP/2 over TLS if both sides support it. It was chosen by
 * measurement (docs/dependencies.md). A connection carries one request at a time, also with HTTP/2, because the
 * library closes the connection of a request that fails or is cancelled.
 */
public final class ApacheTransport implements HttpTransport {

    private static final Logger LOG = LoggerFactory.getLogger(ApacheTransport.class);

    /** Limits are kept by who sends, for each company; here they would make requests wait unseen. */
    private static final int MOST_CONNECTIONS = 10_000;

    private static final int MOST_THREADS = 4;
    private static final int LONGEST_HEADER = 64 * 1024;
    private static final int MOST_HEADERS = 500;
    private static final TimeValue IDLE = TimeValue.ofSeconds(60);

    private final CloseableHttpAsyncClient client;
    private final PoolingAsyncClientConnectionManager connections;
    private final HostAddresses addresses;
    private final TransportSettings.Proxy proxy;
    private final Executor workers;
    /** For answers that are read as they come: a reader may be slow, the server may not. */
    private final RequestConfig atTheReadersPace;

    private final Deadlines reads;

    /**
     * @param workers ask for addresses, read files that are sent, and carry on with answers
     * @param threads makes the few threads that serve the connections
     */
    public ApacheTransport(TransportSettings settings, Time time, Executor workers, ThreadFactory threads) {
        this.workers = workers;
        this.proxy = settings.proxy();
        this.addresses = new HostAddresses(time, workers);
        this.connections = connections(settings, addresses);
        HttpAsyncClientBuilder builder = HttpAsyncClients.custom()
                .setConnectionManager(connections)
                .setThreadFactory(threads)
                .setIoReactorExceptionCallback(
                        failure -> LOG.error("A connection to QuickBooks failed unexpectedly", failure))
                // Else it could log what goes over the wire, tokens among it.
                .setIoSessionDecorator(session -> session)
                .setIOReactorConfig(IOReactorConfig.custom()
                        .setIoThreadCount(Math.max(
                                1, Math.min(MOST_THREADS, Runtime.getRuntime().availableProcessors() / 2)))
                        .setTcpNoDelay(true)
                        .setSoKeepAlive(true)
                        .build())
                .setHttp1Config(Http1Config.custom()
                        .setMaxLineLength(LONGEST_HEADER)
                        .setMaxHeaderCount(MOST_HEADERS)
                        .build())
                .setDefaultRequestConfig(request(settings, Timeout.of(settings.silence())))
                .setUserAgent("camel-quickbooks")
                // All requests have one identity: with a certificate of ours, too, each may use each connection.
                .disableConnectionState()
                .addExecInterceptorLast("used connection", UsedConnection.NOTE)
                .disableAutomaticRetries()
                .disableRedirectHandling()
                .disableCookieManagement();
        if (proxy != null) {
            HttpHost host = new HttpHost(proxy.host(), proxy.port());
            builder.setProxy(host);
            if (proxy.user() != null) {
                BasicCredentialsProvider credentials = new BasicCredentialsProvider();
                credentials.setCredentials(
                        new AuthScope(host),
                        new UsernamePasswordCredentials(
                                proxy.user(), proxy.password().toCharArray()));
                builder.setDefaultCredentialsProvider(credentials);
            }
        } else {
            builder.disableAuthCaching();
            if (ProxySelector.getDefault() != null) {
                builder.setProxySelector(ProxySelector.getDefault());
            }
        }
        LibraryLog.warn();
        this.client = builder.build();
        this.atTheReadersPace = request(settings, Timeout.DISABLED);
        this.reads = new Deadlines(time, settings.silence());
        client.start();
    }

    /** Newer versions of the library would unpack answers themselves, and past the limit of their size. */
    private static RequestConfig request(TransportSettings settings, Timeout silence) {
        return RequestConfig.custom()
                .setResponseTimeout(silence)
                .setConnectionRequestTimeout(Timeout.of(settings.silence()))
                .setContentCompressionEnabled(false)
                .setProtocolUpgradeEnabled(false)
                .build();
    }

    private static PoolingAsyncClientConnectionManager connections(
            TransportSettings settings, HostAddresses addresses) {
        PoolingAsyncClientConnectionManagerBuilder builder = PoolingAsyncClientConnectionManagerBuilder.create()
                .setMaxConnPerRoute(MOST_CONNECTIONS)
                .setMaxConnTotal(MOST_CONNECTIONS)
                .setDnsResolver(addresses)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.of(settings.connectTimeout()))
                        .setSocketTimeout(Timeout.of(settings.silence()))
                        .build())
                .setTlsConfigResolver(host -> TlsConfig.custom()
                        .setVersionPolicy(
                                LibraryLog.isTalkative() ? HttpVersionPolicy.FORCE_HTTP_1 : HttpVersionPolicy.NEGOTIATE)
                        .setHandshakeTimeout(Timeout.of(settings.connectTimeout()))
                        .build());
        // With a verifier of ours: without one, 5.5.1 checks no host names.
        builder.setTlsStrategy(new DefaultClientTlsStrategy(
                settings.tls() == null ? SSLContexts.createSystemDefault() : settings.tls(),
                new DefaultHostnameVerifier(PublicSuffixMatcherLoader.getDefault())));
        return builder.build();
    }

    @Override
    public CompletableFuture<HttpAnswer> whole(HttpMessage message, long max) {
        Exchange<HttpAnswer> exchange = new Exchange<>(message, null);
        exchange.send(new WholeAnswer(max), Function.identity());
        return exchange.answer;
    }

    @Override
    public CompletableFuture<HttpAnswer> streamed(HttpMessage message) {
        Exchange<Void> exchange = new Exchange<>(message, atTheReadersPace);
        exchange.send(new StreamedAnswer(exchange::arrived, exchange::abandon, reads), ended -> null);
        return exchange.answer;
    }

    @Override
    public void closeIdle() {
        connections.closeIdle(IDLE);
    }

    @Override
    public void close() {
        client.close(CloseMode.IMMEDIATE);
    }

    /** One message and its answer. */
    private final class Exchange<T> {

        private final CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
        private final HttpMessage message;
        private final RequestConfig config;
        private final HttpClientContext context = HttpClientContext.create();
        private final UsedConnection connection = new UsedConnection(context);
        private volatile Future<T> running;
        private volatile boolean abandoned;

        /** @param config null for the usual one */
        Exchange(HttpMessage message, RequestConfig config) {
            this.message = message;
            this.config = config;
            answer.whenComplete((done, failure) -> {
                if (failure != null) {
                    abandon();
                }
            });
        }

        void send(AsyncResponseConsumer<T> consumer, Function<T, HttpAnswer> result) {
            CompletableFuture<Void> resolved;
            try {
                resolved = addresses.ready(bare(firstHop()));
            } catch (RuntimeException e) {
                // The selector of proxies is not ours.
                failed(e);
                return;
            }
            if (resolved == null) {
                execute(consumer, result);
                return;
            }
            resolved.whenComplete((known, failure) -> {
                if (failure == null) {
                    execute(consumer, result);
                } else {
                    failed(failure instanceof Exception exception ? exception : new IllegalStateException(failure));
                }
            });
        }

        /** The host that a connection is made to. */
        private String firstHop() {
            URI uri = message.uri();
            if (proxy != null) {
                return proxy.host();
            }
            ProxySelector selector = ProxySelector.getDefault();
            if (selector != null) {
                for (java.net.Proxy candidate : selector.select(uri)) {
                    if (candidate.address() instanceof InetSocketAddress address) {
                        return address.getHostString();
                    }
                }
            }
            return uri.getHost();
        }

        /** As a connection asks for it: an address of IPv6 without its brackets. */
        private static String bare(String host) {
            return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        }

        private void execute(AsyncResponseConsumer<T> consumer, Function<T, HttpAnswer> result) {
            if (abandoned) {
                return;
            }
            try {
                if (config != null) {
                    context.setRequestConfig(config);
                }
                running = client.execute(request(), consumer, null, context, new FutureCallback<T>() {
                    @Override
                    public void completed(T done) {
                        HttpAnswer whole = result.apply(done);
                        if (whole != null) {
                            arrived(whole);
                        }
                    }

                    @Override
                    public void failed(Exception cause) {
                        Exchange.this.failed(cause);
                    }

                    @Override
                    public void cancelled() {
                        onAWorker(() -> answer.cancel(false));
                    }
                });
            } catch (RuntimeException e) {
                failed(e);
            } catch (Error e) {
                failed(new IllegalStateException("The message could not be sent: " + e, e));
            }
            if (abandoned) {
                abandon();
            }
        }

        private AsyncRequestProducer request() {
            URI uri = message.uri();
            String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
            BasicHttpRequest request = new BasicHttpRequest(
                    message.method(),
                    new HttpHost(uri.getScheme(), bare(uri.getHost()), uri.getPort()),
                    uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery());
            List<Field> headers = message.headers();
            for (Field header : headers) {
                request.addHeader(LibraryLog.header(header.name(), header.value()));
            }
            return new BasicRequestProducer(
                    request, message.content() == null ? null : new ContentProducer(message.content(), workers));
        }

        void arrived(HttpAnswer done) {
            onAWorker(() -> answer.complete(done));
        }

        private void failed(Exception cause) {
            Throwable why = Causes.of(cause);
            onAWorker(() -> answer.completeExceptionally(why));
        }

        /** Where there is none to be had, here: the thread that serves all connections must not end, nor the answer be lost. */
        private void onAWorker(Runnable work) {
            try {
                workers.execute(work);
            } catch (RejectedExecutionException | OutOfMemoryError e) {
                work.run();
            }
        }

        void abandon() {
            abandoned = true;
            Future<T> sent = running;
            if (sent != null) {
                sent.cancel(true);
            }
            connection.close();
        }
    }
}
