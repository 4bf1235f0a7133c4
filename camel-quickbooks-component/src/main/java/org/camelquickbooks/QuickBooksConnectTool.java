package org.camelquickbooks;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.camelquickbooks.client.ClientListener;
import org.camelquickbooks.client.ClientSettings;
import org.camelquickbooks.client.QuickBooksClient;
import org.camelquickbooks.client.connect.ConnectListener;
import org.camelquickbooks.client.connect.ConnectSettings;
import org.camelquickbooks.client.connect.ConnectSite;
import org.camelquickbooks.client.connect.TokenExchange;
import org.camelquickbooks.client.connect.WebAnswer;
import org.camelquickbooks.client.connect.WebRequest;
import org.camelquickbooks.client.http.Awaited;
import org.camelquickbooks.client.http.RetryPolicy;
import org.camelquickbooks.client.oauth.CompanyConnection;
import org.camelquickbooks.client.oauth.OAuthUrls;
import org.camelquickbooks.client.oauth.StateTokenStore;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.client.oauth.TokenKeys;
import org.camelquickbooks.client.oauth.TokenSettings;
import org.camelquickbooks.client.oauth.TokenStore;
import org.camelquickbooks.client.throttle.LimitSharing;
import org.camelquickbooks.client.throttle.Limits;
import org.camelquickbooks.client.throttle.ReadBudget;
import org.camelquickbooks.client.time.SystemTime;
import org.camelquickbooks.client.time.Time;
import org.camelquickbooks.client.transport.ApacheTransport;
import org.camelquickbooks.client.transport.HttpTransport;
import org.camelquickbooks.client.transport.TransportSettings;
import org.camelquickbooks.state.Node;
import org.camelquickbooks.state.State;

/**
 * Connects a company without a web server. It opens a port of this machine, prints the address to open, and stores
 * the tokens where the component finds them. It needs no Camel.
 */
public final class QuickBooksConnectTool implements AutoCloseable {

    private static final long LARGEST_ANSWER = 1_000_000;
    private static final String PATH = "/quickbooks";
    private static final int LARGEST_FORM = 16_384;
    private static final Duration LAST_PAGE = Duration.ofSeconds(10);
    private static final Limits LIMITS =
            new Limits(500, 10, 10, 40, 200, 1_000, Duration.ofMinutes(1), Duration.ofMinutes(5));
    private static final RetryPolicy RETRY =
            new RetryPolicy(3, Duration.ofMinutes(1), Duration.ofMillis(500), Duration.ofSeconds(5));

    private final ConnectOptions options;
    private final PrintStream out;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(this::daemon);
    private final ExecutorService workers = Executors.newCachedThreadPool(this::daemon);
    private final Time time = new SystemTime(timer, workers);
    private final QuickBooksClient client;
    private HttpTransport transport;
    private State state;

    QuickBooksConnectTool(ConnectOptions options, String clientSecret, String secretKey, PrintStream out) {
        this.options = options;
        this.out = out;
        this.client = client(clientSecret, secretKey);
    }

    public static void main(String[] arguments) throws Exception {
        if (ConnectOptions.asksForHelp(arguments)) {
            System.out.print(ConnectOptions.help());
            return;
        }
        try {
            ConnectOptions options = ConnectOptions.read(System.getenv(), arguments);
            try (QuickBooksConnectTool tool =
                    new QuickBooksConnectTool(options, clientSecret(), System.getenv(TokenKeys.VARIABLE), System.out)) {
                tool.connect();
            }
        } catch (RuntimeException | IOException e) {
            System.err.println(e.getMessage());
            System.exit(e instanceof IllegalArgumentException ? 2 : 1);
        }
    }

    /** Never from the command line, where everybody on the machine could read it. */
    private static String clientSecret() {
        String secret = System.getenv("QUICKBOOKS_CLIENT_SECRET");
        if (secret != null) {
            return secret;
        }
        Console console = System.console();
        char[] typed = console == null ? null : console.readPassword("Client secret of the app: ");
        if (typed == null || typed.length == 0) {
            throw new IllegalArgumentException(
                    "The app's client secret is missing; set the environment variable QUICKBOOKS_CLIENT_SECRET");
        }
        return new String(typed);
    }

    private Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "QuickBooksConnect");
        thread.setDaemon(true);
        return thread;
    }

    private TokenStore store(String secretKey) {
        Path directory = options.stateDirectory();
        state = State.inFile(directory.resolve(State.FILE), workers, workers, time::now);
        return new StateTokenStore(
                new Node(state, "connect"),
                () -> TokenKeys.cipher(null, secretKey, directory.resolve("token.key")),
                time);
    }

    private QuickBooksClient client(String clientSecret, String secretKey) {
        String baseUrl = options.baseUrl();
        boolean sandbox = options.environment() == QuickBooksEnvironment.SANDBOX;
        ClientSettings settings = new ClientSettings(
                baseUrl == null ? options.environment().url() : baseUrl,
                baseUrl == null ? OAuthUrls.intuit(sandbox) : OAuthUrls.at(baseUrl),
                options.clientId(),
                clientSecret,
                new TokenSettings(Duration.ZERO, Duration.ZERO, Map.of(), () -> null),
                75,
                Duration.ofSeconds(60),
                LARGEST_ANSWER,
                RETRY,
                LIMITS,
                false,
                new ReadBudget(0, false, 100));
        TokenStore store = store(secretKey);
        transport = new ApacheTransport(
                new TransportSettings(Duration.ofSeconds(30), Duration.ofSeconds(60), null, null),
                time,
                workers,
                this::daemon);
        return new QuickBooksClient(
                settings,
                transport,
                store,
                null,
                LimitSharing.NONE,
                null,
                null,
                time,
                workers,
                () -> ThreadLocalRandom.current().nextDouble(),
                ClientListener.NONE);
    }

    /** Until a company is connected. */
    void connect() throws IOException, InterruptedException {
        if (options.redirectUri() == null) {
            byBrowser();
        } else {
            byHand(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
        }
    }

    private void byBrowser() throws IOException, InterruptedException {
        CountDownLatch connected = new CountDownLatch(1);
        CountDownLatch shown = new CountDownLatch(1);
        ConnectListener listener = new ConnectListener() {
            @Override
            public void connected(CompanyConnection company, JsonNode user) {
                said(company.realmId(), company.name());
                connected.countDown();
            }
        };
        ConnectSettings settings = new ConnectSettings(PATH, null, null, null, options.scopes());
        ConnectSite site = new ConnectSite(settings, client, listener, time, workers);
        HttpServer server = listen();
        server.createContext(PATH, exchange -> {
            answer(site, exchange);
            if (connected.getCount() == 0 && exchange.getRequestURI().getPath().equals(PATH + "/companies")) {
                shown.countDown();
            }
        });
        server.setExecutor(workers);
        server.start();
        try {
            String here = "http://localhost:" + server.getAddress().getPort() + PATH;
            out.println("The app's redirect URIs at Intuit must include " + here + "/callback");
            out.println("Open this in a browser on this machine: " + here + "/connect");
            connected.await();
            // The person is still to see the page that says so.
            shown.await(LAST_PAGE.toSeconds(), TimeUnit.SECONDS);
        } finally {
            server.stop(1);
        }
    }

    private HttpServer listen() throws IOException {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), options.port()), 0);
        } catch (BindException e) {
            throw new IOException(
                    "Port " + options.port() + " cannot be opened (" + e.getMessage()
                            + "); choose another with --port=N",
                    e);
        }
    }

    private static void answer(ConnectSite site, HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(LARGEST_FORM);
            URI uri = exchange.getRequestURI();
            WebRequest request = new WebRequest(
                    exchange.getRequestMethod(),
                    uri.getPath().substring(PATH.length()),
                    WebRequest.decode(uri.getRawQuery()),
                    WebRequest.decode(new String(body, StandardCharsets.UTF_8)),
                    exchange.getRequestHeaders()::getFirst,
                    exchange.getRemoteAddress().getAddress().isLoopbackAddress(),
                    exchange.getRemoteAddress().getAddress().getHostAddress());
            WebAnswer answer = Awaited.result(site.handle(request));
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] page = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), page.length == 0 ? -1 : page.length);
            exchange.getResponseBody().write(page);
        }
    }

    /** Where Intuit sends people somewhere else, they bring the address along. */
    void byHand(BufferedReader in) throws IOException {
        byte[] random = new byte[32];
        new SecureRandom().nextBytes(random);
        String state = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        String redirectUri = options.redirectUri().toString();
        out.println("Open this in a browser: " + client.oauth().consent(options.scopes(), redirectUri, state));
        out.println("Then enter the address that Intuit redirects you to:");
        String line = in.readLine();
        Map<String, String> back = WebRequest.decode(query(line));
        if (!state.equals(back.get("state"))) {
            throw new IllegalStateException("That address does not belong to the link above; start again");
        }
        if (back.get("code") == null || back.get("realmId") == null) {
            throw new IllegalStateException(
                    "No company was connected: " + back.getOrDefault("error", "there is no code"));
        }
        Token token = Awaited.result(new TokenExchange(client).of(back.get("realmId"), back.get("code"), redirectUri));
        said(token.realmId(), token.companyName());
    }

    /** Null where it is no address. */
    private static String query(String line) {
        try {
            return line == null ? null : URI.create(line.strip()).getRawQuery();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private void said(String realmId, String name) {
        out.println("Company " + realmId + (name == null ? "" : " (" + name + ")") + " is connected; its tokens are in "
                + options.stateDirectory().toAbsolutePath().normalize());
        out.println("Set realmId=" + realmId + " and stateDirectory on the component, or realms=all on a consumer.");
    }

    @Override
    public void close() {
        client.close();
        transport.close();
        state.close();
        workers.shutdown();
        timer.shutdownNow();
    }
}
