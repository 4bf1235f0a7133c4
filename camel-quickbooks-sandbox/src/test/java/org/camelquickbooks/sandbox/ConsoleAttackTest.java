package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.camelquickbooks.sandbox.Client.Reply;
import org.camelquickbooks.sandbox.webhook.Subscription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Attacks on the console: pages of others in the same browser, names that are markup, readers without end, secrets in the log. */
class ConsoleAttackTest {

    private static final List<String> PATHS = List.of(
            "/admin/events",
            "/admin/state",
            "/admin/catalogue",
            "/admin/requests/1",
            "/admin/companies/" + QuickBooksSandbox.US_REALM + "/entities/Customer/1",
            "/admin/companies/" + QuickBooksSandbox.US_REALM + "/entities/Invoice/96/pdf",
            "/console/main.js");

    private static QuickBooksSandbox sandbox;

    @BeforeAll
    static void start() {
        sandbox = QuickBooksSandbox.create().throttled(false).start();
        Client.of(sandbox).get("customer/1");
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    /** The line of the status; what comes after it is not waited for, as events do not end. */
    private static String status(QuickBooksSandbox of, String path, String headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", of.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\n" + headers + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1);
        }
    }

    private static String own() {
        return "Host: localhost:" + sandbox.port() + "\r\n";
    }

    /** Images and scripts of a page come without Origin. A page on another port of this machine is of the same site. */
    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site", "whatever", ""})
    void aPageOfAnotherOriginReadsNothing(String site) throws IOException {
        for (String path : PATHS) {
            assertThat(status(sandbox, path, own() + "Sec-Fetch-Site: " + site + "\r\nSec-Fetch-Mode: no-cors\r\n"))
                    .as(path)
                    .isEqualTo("HTTP/1.1 403");
            assertThat(status(
                            sandbox,
                            path,
                            own() + "Sec-Fetch-Site: " + site
                                    + "\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: document\r\n"))
                    .as("a link to " + path)
                    .isEqualTo("HTTP/1.1 403");
        }
        for (String own : List.of("same-origin", "none")) {
            assertThat(status(sandbox, "/admin/state", own() + "Sec-Fetch-Site: " + own + "\r\n"))
                    .isEqualTo("HTTP/1.1 200");
        }
    }

    @Test
    void aLinkLeadsToThePageButNoFrameShowsIt() throws IOException {
        String foreign = own() + "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Mode: navigate\r\nSec-Fetch-Dest: ";
        assertThat(status(sandbox, "/", foreign + "document\r\n")).isEqualTo("HTTP/1.1 200");
        assertThat(status(sandbox, "/", foreign + "iframe\r\n")).isEqualTo("HTTP/1.1 403");
        Reply page = Client.send(Client.of(sandbox).request("/").build());
        assertThat(page.header("Content-Security-Policy"))
                .contains("default-src 'none'", "script-src 'self';", "style-src 'self';", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "*", "http:", "data:");
    }

    @Test
    void anotherNameAndAnotherOriginReadNothing() throws IOException {
        for (String path : PATHS) {
            assertThat(status(sandbox, path, "Host: evil.example\r\n")).as(path).isEqualTo("HTTP/1.1 403");
            assertThat(status(sandbox, path, own() + "Origin: http://evil.example\r\n"))
                    .as(path)
                    .isEqualTo("HTTP/1.1 403");
        }
    }

    @Test
    void theSecretGuardsTheDataAndNotTheScripts() throws IOException {
        try (QuickBooksSandbox closed =
                QuickBooksSandbox.create().adminSecret("open-sesame").start()) {
            String host = "Host: localhost:" + closed.port() + "\r\n";
            for (String path : PATHS) {
                assertThat(status(closed, path, host))
                        .as(path)
                        .isEqualTo(path.startsWith("/console/") ? "HTTP/1.1 200" : "HTTP/1.1 403");
            }
            assertThat(status(closed, "/admin/events", host + "Authorization: Bearer open-sesame\r\n"))
                    .isEqualTo("HTTP/1.1 200");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console/..%2f..%2fcatalogue%2ffields.json",
                "/console/../admin/admin.html",
                "/console/%2e%2e%2fcatalogue%2fentities.json",
                "/console/ConsoleFiles.class",
                "/console/index.html",
                "/console/main.js%00.txt",
                "/console/a-file-that-is-not-there.js",
                "/console/..",
                "/console//main.js"
            })
    void noPathLeadsToOtherFiles(String path) throws IOException {
        assertThat(status(sandbox, path, own())).matches("HTTP/1.1 40[04]");
    }

    @Test
    void theScriptsMakeNoMarkupOfTexts() throws IOException {
        Path folder = Path.of("src/main/resources/org/camelquickbooks/sandbox/console");
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> scripts = files.filter(file -> file.toString().endsWith(".js"))
                    .sorted()
                    .toList();
            assertThat(scripts).hasSizeGreaterThan(15).allSatisfy(script -> assertThat(Files.readString(script))
                    .as(script.getFileName().toString())
                    .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(")
                    .doesNotContain("new Function", "javascript:", "http://www", "https://"));
        }
    }

    /** Who opens readers and closes none finds a limit; who closes one makes room. */
    @Test
    void readersOfEventsAreLimited() {
        List<EventStream> readers = new ArrayList<>();
        try {
            for (int i = 0; i < 30; i++) {
                EventStream reader = reader();
                readers.add(reader);
                reader.next("requests");
            }
            try (EventStream more = new EventStream(sandbox, "")) {
                assertThat(more.status()).contains("503");
            }
            readers.remove(0).close();
            readers.add(reader());
        } finally {
            readers.forEach(EventStream::close);
        }
    }

    /** One that has a place. The sandbox hears a moment later that a reader before, of another test too, is gone. */
    private static EventStream reader() {
        AtomicReference<EventStream> open = new AtomicReference<>();
        Eventually.holds(
                "a place for a reader of events",
                () -> {
                    EventStream reader = new EventStream(sandbox, "");
                    open.set(reader);
                    boolean hasPlace = reader.status().contains("200");
                    if (!hasPlace) {
                        reader.close();
                    }
                    return hasPlace;
                },
                () -> open.get().status());
        return open.get();
    }

    /** A reader that does not read holds up nobody, and nothing is kept for it. */
    @Test
    void aReaderThatDoesNotReadFillsNoMemory() {
        Client client = Client.of(sandbox);
        try (EventStream sleeper = new EventStream(sandbox, "");
                EventStream awake = new EventStream(sandbox, "")) {
            String name = "n".repeat(900);
            for (int i = 0; i < 3_000; i++) {
                client.get("customer/" + name + i);
            }
            long last = sandbox.requests().count();
            awake.next("requests", data -> data.path("count").asLong() >= last);
            // When it reads at last, it gets the newest.
            sleeper.next("requests", data -> data.path("count").asLong() >= last);
        } finally {
            sandbox.requests().clear();
        }
    }

    @Test
    void tokensAndSecretsAreMaskedInTheLog() {
        Client client = Client.of(sandbox);
        String token = client.token();
        client.get("customer/1?access_token=" + token
                + "&code=AB1234567890&signature=c2lnbmF0dXJl&client_secret=hush-hush");
        client.post(
                "customer",
                "{\"DisplayName\":\"Masked\",\"access_token\": \"" + token + "\",\"Notes\":\"Bearer " + token
                        + " and \\\" more\",\"refresh_token\":\"AB11\\\"quoted\",\"SSN\":\"123-45-6789\"}");
        client.post(
                "customer",
                "application/xml",
                ("<Customer><SSN>123-45-6789</SSN><Notes>Bearer " + token + "</Notes></Customer>")
                        .getBytes(StandardCharsets.UTF_8));
        client.post("customer", "{\"client_secret\":\"hush-hush" + "x".repeat(5_000));
        sandbox.subscribe(Subscription.legacy("http://user:hush-hush@127.0.0.1:9/hook?token=hush-hush"));
        String all = client.admin("GET", "requests?limit=5000", null).text()
                + client.admin("GET", "webhooks", null).text()
                + client.admin("GET", "state", null).text();
        for (long i = 1; i <= sandbox.requests().count(); i++) {
            all += client.admin("GET", "requests/" + i, null).text();
        }
        try (EventStream events = new EventStream(sandbox, "")) {
            all += events.next("requests");
        }
        assertThat(all)
                .contains("***", "Masked")
                .doesNotContain(token, "hush-hush", "123-45-6789", "quoted", "AB1234567890", "c2lnbmF0dXJl")
                .doesNotContain("sandbox-secret", "sandbox-verifier-token");
        sandbox.webhooks().clear();
    }

    @Test
    void ordinaryTextIsNotMasked() {
        Client client = Client.of(sandbox);
        client.post(
                "customer",
                "{\"DisplayName\":\"Basic maintenance\",\"Notes\":\"Authorization: Basic c2VjcmV0\",\"Authorization\":"
                        + "\"Bearer hush\"}");
        assertThat(client.admin("GET", "requests?text=maintenance", null)
                        .json()
                        .at("/requests/0/body")
                        .asText())
                .contains("\"Basic maintenance\"", "Authorization: Basic ***", "\"Bearer ***\"")
                .doesNotContain("c2VjcmV0", "hush");
    }

    /** A text without end is masked in time by its length. */
    @Test
    void maskingTakesTimeByLength() {
        Client client = Client.of(sandbox);
        for (String text : List.of(
                "\"token\":\"".repeat(400), "Bearer ".repeat(500), "http://".repeat(500), "&code=".repeat(600))) {
            client.post("customer", text);
        }
        assertThat(client.admin("GET", "requests?limit=50", null).status()).isEqualTo(200);
    }
}
