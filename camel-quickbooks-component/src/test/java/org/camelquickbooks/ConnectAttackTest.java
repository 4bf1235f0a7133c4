package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.client.oauth.Token;
import org.camelquickbooks.client.oauth.TokenStore;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers try on the pages that connect companies, and on the way to QuickBooks. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ConnectAttackTest extends RouteTest {

    private static final String SECRET = "open-sesame-please";

    private final WebVisitor visitor = new WebVisitor();
    private int port;

    @Override
    protected void configure(QuickBooksComponent component) {
        super.configure(component);
        component.setAccessToken(null);
        component.getConfiguration().setRealmId(null);
        component.setClientId("sandbox-client");
        component.setClientSecret("sandbox-secret");
        component.setMaxAttempts(1);
    }

    @BeforeEach
    void server() throws Exception {
        port = serve();
    }

    private void route(String options) throws Exception {
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("quickbooks:connect" + options).routeId("connect").to("mock:out");
            }
        });
    }

    private String url(String page) {
        return "http://localhost:" + port + "/quickbooks" + page;
    }

    private TokenStore store() {
        return component().runtime().client().tokens().store();
    }

    private void comeBack() throws Exception {
        visitor.get(url("/connect")).submit("connect");
        visitor.follow().submit(sandbox().url() + "/connect/oauth2", "decision", "allow", "realmId", REALM);
        visitor.get(visitor.location());
    }

    @ParameterizedTest
    @EnumSource(names = {"HTML_502", "THROTTLE", "RESET_BEFORE", "ANSWER_LOST", "MALFORMED_JSON", "TOKEN_REVOKED"})
    void tokensThatHaveNotReadTheCompanyAreNotKept(Effect effect) throws Exception {
        route("");
        Token good = new Token(REALM, "old-access", Instant.now().plusSeconds(600), "old-refresh", null);
        store().save(good);
        sandbox().faults().order(FaultOrder.of(effect).path("*/companyinfo/*"));
        comeBack();
        assertThat(visitor.status()).isBetween(400, 502);
        assertThat(visitor.body()).contains("start again");
        assertThat(store().load(REALM)).map(Token::accessToken).isEqualTo(Optional.of("old-access"));
        assertThat(sandbox().requests().find(request -> request.path().endsWith("/revoke") && request.status() == 200))
                .hasSize(1);
    }

    /** The company is said to be another's, or to be one, in each way that is no proof of it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "200 | {`Fault`:{`Error`:[{`Message`:`x`,`code`:`3100`}],`type`:`AUTHORIZATION`}}",
                "200 | {`CompanyInfo`:{}}",
                "200 | {`CompanyInfo`:{`CompanyName`:1e1000000}}",
                "200 | {`CompanyInfo`:null}",
                "200 | []",
                "200 | <html>",
                "302 | {`CompanyInfo`:{`CompanyName`:`Redirected`}}",
                "401 | {`CompanyInfo`:{`CompanyName`:`Refused`}}",
                "403 | {`CompanyInfo`:{`CompanyName`:`Refused`}}",
                "404 | {`CompanyInfo`:{`CompanyName`:`Refused`}}",
                "500 | {`CompanyInfo`:{`CompanyName`:`Broken`}}",
                "503 | {`CompanyInfo`:{`CompanyName`:`Away`}}"
            })
    void anAnswerThatShowsNoCompanyKeepsNoTokens(int status, String body) throws Exception {
        route("");
        sandbox()
                .faults()
                .order(FaultOrder.of(Effect.STATUS)
                        .status(status, "application/json", body.replace('`', '"'))
                        .path("*/companyinfo/*"));
        comeBack();
        assertThat(visitor.status()).isBetween(400, 502);
        assertThat(store().load(REALM)).isEmpty();
    }

    @Test
    void aCompanyThatIsReadTooSlowlyKeepsNoTokens() throws Exception {
        component().setRequestTimeout(500);
        restart();
        route("");
        sandbox().faults().order(FaultOrder.of(Effect.SLOW_DRIP).millis(10_000).path("*/companyinfo/*"));
        comeBack();
        assertThat(visitor.status()).isBetween(400, 504);
        assertThat(store().load(REALM)).isEmpty();
    }

    @Test
    void whatComesInAnAddressIsNoHtmlAndNoHeader() throws Exception {
        route("");
        for (String value : List.of(
                "%3Cscript%3Ealert(1)%3C/script%3E",
                "%22%3E%3Cimg%20src=x%20onerror=alert(1)%3E", "1%0d%0aSet-Cookie:%20a=b")) {
            for (String page : List.of(
                    "/connect?realmId=",
                    "/disconnect?realmId=",
                    "/companies?note=",
                    "/companies?connected=",
                    "/callback?error=",
                    "/callback?state=")) {
                String answer = raw("GET", page + value, "", "");
                assertThat(answer).as(page + value).doesNotContain("<script>alert", "<img src", "Set-Cookie: a=b\r\n");
            }
        }
    }

    /** Without a length, and with a method that needs no body. */
    @Test
    void aBodyInChunksIsNotReadEither() throws Exception {
        route("");
        String chunk = "1000\r\n" + "x".repeat(4096) + "\r\n";
        for (String method : List.of("GET", "POST")) {
            try (Socket socket = new Socket("localhost", port)) {
                socket.setSoTimeout(20_000);
                socket.getOutputStream()
                        .write((method
                                        + " /quickbooks/companies HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                                        + chunk.repeat(20))
                                .getBytes(StandardCharsets.US_ASCII));
                assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                        .isEqualTo("HTTP/1.1 413");
            }
        }
    }

    /** HTTP by hand, with headers that a proxy adds. */
    private String raw(String method, String path, String headers, String body) throws Exception {
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write((method + " /quickbooks" + path + " HTTP/1.1\r\nHost: localhost\r\n" + headers
                            + "Content-Length: " + body.length() + "\r\nConnection: close\r\n\r\n" + body)
                    .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Via: 1.1 proxy",
                "Forwarded: for=203.0.113.7",
                "X-Forwarded-For: 203.0.113.7",
                "X-Forwarded-Host: example.com",
                "x-forwarded-proto: https",
                "X-Forwarded-Port: 443",
                "X-Forwarded-Whatever: 1",
                "FORWARDED: for=203.0.113.7",
                "vIa: 1.1 x",
                "X_Forwarded_For: 203.0.113.7",
                "X-Forwarded: 203.0.113.7",
                "X-Original-Forwarded-For: 203.0.113.7",
                "X-Client-IP: 203.0.113.7",
                "True-Client-IP: 203.0.113.7",
                "CF-Connecting-IP: 203.0.113.7",
                "X-Real-IP: 203.0.113.7"
            })
    void behindAProxyThePagesNeedASecret(String header) throws Exception {
        route("");
        assertThat(raw("GET", "/companies", header + "\r\n", "")).startsWith("HTTP/1.1 403");
        String name = header.substring(0, header.indexOf(':'));
        assertThat(raw("GET", "/companies?" + name + "=1", header + "\r\n", ""))
                .as("a parameter does not hide the header")
                .doesNotStartWith("HTTP/1.1 200");
        assertThat(raw("GET", "/companies", "", "")).startsWith("HTTP/1.1 200");
    }

    @Test
    void aStrangersGuessesLockOutNobodyElse() throws Exception {
        route("?connectSecret=" + SECRET);
        String stranger = "X-Forwarded-For: 203.0.113.7\r\nAccept: application/json\r\nAuthorization: Bearer ";
        for (int i = 0; i < 30; i++) {
            assertThat(raw("GET", "/companies", stranger + "guess" + i + "\r\n", ""))
                    .startsWith("HTTP/1.1 401");
        }
        assertThat(raw("GET", "/companies", stranger + SECRET + "\r\n", ""))
                .as("a guesser has to wait")
                .startsWith("HTTP/1.1 401");
        visitor.get(url("/companies"));
        assertThat(visitor.submit("login", "secret", SECRET).status()).isEqualTo(303);
    }

    private String guess(String address, String secret) throws Exception {
        return raw(
                        "GET",
                        "/companies",
                        "X-Forwarded-For: " + address + "\r\nAccept: application/json\r\nAuthorization: Bearer "
                                + secret + "\r\n",
                        "")
                .substring(0, 12);
    }

    @Test
    void guessesFromManyAddressesLockOutNobodyElse() throws Exception {
        route("?connectSecret=" + SECRET);
        for (int i = 0; i < 300; i++) {
            assertThat(guess("198.51." + i / 100 + "." + i % 100, "guess" + i)).isEqualTo("HTTP/1.1 401");
        }
        assertThat(guess("203.0.113.9", SECRET)).isEqualTo("HTTP/1.1 200");
        assertThat(guess("198.51.0.1", SECRET)).as("one guess locks nobody out").isEqualTo("HTTP/1.1 200");
    }

    /** Whoever has an IPv6 address has as many as they want. */
    @Test
    void addressesOfOneIpv6NetworkAreOneGuesser() throws Exception {
        route("?connectSecret=" + SECRET);
        for (int i = 0; i < 20; i++) {
            guess("2001:db8:1:2:" + Integer.toHexString(i * 791) + "::" + i, "guess" + i);
        }
        assertThat(guess("2001:db8:1:2::ffff", SECRET)).isEqualTo("HTTP/1.1 401");
        assertThat(guess("2001:db8:1:3::ffff", SECRET)).isEqualTo("HTTP/1.1 200");
        for (String made :
                List.of("::::", "a:b:c", "%", "[", "x".repeat(5_000), ":1", "fe80::1%eth0", "zz:1", "1.2.3.4:5")) {
            assertThat(guess(made, "wrong")).as(made).isEqualTo("HTTP/1.1 401");
        }
    }

    @Test
    void aFormThatIsTooLargeOrHasFilesIsNotRead() throws Exception {
        route("");
        String head = "Content-Type: application/x-www-form-urlencoded\r\n";
        assertThat(raw("POST", "/connect", head, "form=" + "x".repeat(16_385))).startsWith("HTTP/1.1 413");
        assertThat(raw("POST", "/connect", head + "Content-Type: multipart/form-data; boundary=\"\"\r\n", "a"))
                .startsWith("HTTP/1.1 415");
        assertThat(raw("GET", "/companies", "Content-Type: multipart/form-data\r\n", ""))
                .startsWith("HTTP/1.1 415");
        for (String method : List.of("GET", "POS", "PUT", "DELETE", "OPTIONS", "HEAD")) {
            assertThat(raw(method, "/companies", head, "[]")).as(method).startsWith("HTTP/1.1 4");
        }
        assertThat(raw("GET", "/companies", "", "")).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[", "[::1", "localhost:99999999", "a b", "${x}", "a|b", "%zz", "localhost@evil.example", "@", ""
            })
    void aStrangeHostIsAnsweredAndOpensNothing(String host) throws Exception {
        route("");
        try (Socket socket = new Socket("localhost", port)) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write(("GET /quickbooks/companies HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 4");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://api.example.com", "http://127.evil.example", "HTTP://10.0.0.1:8080"})
    void tokensDoNotTravelInTheClear(String url) {
        for (String option : List.of("baseUrl", "oauthBaseUrl")) {
            QuickBooksComponent insecure = new QuickBooksComponent(context);
            insecure.setStateDirectory(state.resolve(option).toString());
            if (option.equals("baseUrl")) {
                insecure.setBaseUrl(url);
            } else {
                insecure.setOauthBaseUrl(url);
            }
            assertThatThrownBy(insecure::start).hasStackTraceContaining("allowInsecureTransport=true");
        }
    }

    @Test
    void transportInTheClearIsWarnedOfWhereItIsAllowed() throws Exception {
        QuickBooksComponent insecure = new QuickBooksComponent(context);
        insecure.setStateDirectory(state.resolve("insecure").toString());
        insecure.setBaseUrl("http://test.example.com");
        insecure.setAllowInsecureTransport(true);
        try (CapturedLog log = new CapturedLog()) {
            insecure.start();
            assertThat(log.lines("WARN"))
                    .anyMatch(line -> line.contains("allowInsecureTransport=true")
                            && line.contains("baseUrl=http://test.example.com"));
        } finally {
            insecure.stop();
        }
    }

    @Test
    void aWrongSecretAndAForgedReturnAreWarnedOfWithoutTheirText() throws Exception {
        route("?connectSecret=" + SECRET);
        try (CapturedLog log = new CapturedLog()) {
            visitor.get(url("/companies"));
            visitor.submit("login", "secret", "guessed-by-a-stranger");
            assertThat(log.lines("WARN")).anyMatch(line -> line.contains("wrong connectSecret"));
            visitor.submit("login", "secret", SECRET);
            visitor.get(url("/callback?state=forged%0d%0aWARN+forged+line&code=stolen-code&realmId=" + REALM));
            assertThat(log.lines("WARN")).anyMatch(line -> line.contains("A redirect from QuickBooks was refused"));
            assertThat(log.text())
                    .doesNotContain("guessed-by-a-stranger")
                    .doesNotContain(SECRET)
                    .doesNotContain("stolen-code")
                    .doesNotContain("forged line");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "../../other", "1/../2", "1?x=1", "1#x", "1%2F..", "1 2", "."})
    void anIdIsAPlainPartOfAPath(String id) {
        useRefreshTokenOf(component());
        restart();
        long before = sandbox().requests().count();
        for (String uri : List.of(
                "quickbooks:read/Invoice",
                "quickbooks:pdf/Invoice",
                "quickbooks:send/Invoice",
                "quickbooks:download")) {
            Exchange refused = send(uri, null, QuickBooksConstants.ENTITY_ID, id);
            assertThat(refused.getException()).as(uri).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(sandbox().requests().count()).isEqualTo(before);
    }

    private static void useRefreshTokenOf(QuickBooksComponent component) {
        component.getConfiguration().setRealmId(REALM);
        component.setAccessToken(sandbox().tokens(REALM).access().value());
    }

    @Test
    void optionsThatLowerSecurityOrHoldSecretsAreMarked() throws Exception {
        try (var in = getClass().getResourceAsStream("/META-INF/org/camelquickbooks/quickbooks.json")) {
            var options = new com.fasterxml.jackson.databind.ObjectMapper()
                    .readTree(in)
                    .path("componentProperties");
            for (Map.Entry<String, com.fasterxml.jackson.databind.JsonNode> option : options.properties()) {
                boolean secret = option.getValue().path("secret").asBoolean();
                if (secret || option.getKey().equals("allowInsecureTransport")) {
                    assertThat(option.getValue().path("label").asText())
                            .as(option.getKey())
                            .contains("security");
                }
            }
        }
    }
}
