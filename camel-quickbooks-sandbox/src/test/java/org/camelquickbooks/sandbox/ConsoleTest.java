package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.Assumptions;
import org.camelquickbooks.sandbox.company.CompanyProfile;
import org.camelquickbooks.sandbox.gate.FaultOrder;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.camelquickbooks.sandbox.junit.QuickBooksSandboxExtension;
import org.camelquickbooks.sandbox.webhook.Delivery;
import org.camelquickbooks.sandbox.webhook.Subscription;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** The sandbox's console in a browser: each tab and each action, as a person uses them. */
class ConsoleTest {

    private static final String REALM = QuickBooksSandbox.US_REALM;
    private static final List<String> TABS = List.of(
            "requests",
            "company",
            "query",
            "entities",
            "connect",
            "limits",
            "faults",
            "clock",
            "webhooks",
            "documents");
    private static final String INVOICE =
            "{\"DocNumber\":\"%s\",\"CustomerRef\":{\"value\":\"1\"},\"Line\":[{\"Amount\":1234.5,"
                    + "\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":{\"ItemRef\":{\"value\":\"1\"}}}]}";

    @RegisterExtension
    static final QuickBooksSandboxExtension SANDBOX = new QuickBooksSandboxExtension();

    private static Browser browser;

    @TempDir
    private Path folder;

    private static QuickBooksSandbox sandbox() {
        return SANDBOX.sandbox();
    }

    @BeforeAll
    static void openTheBrowser() {
        browser = Browser.open();
    }

    @AfterAll
    static void closeTheBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void begin() {
        browser.desktop();
        browser.scheme("light");
        browser.go(sandbox().url() + "/console/look.css");
        browser.script("localStorage.clear()");
    }

    private void open(String tab) {
        browser.go(sandbox().url() + "/#" + tab);
        isLive();
    }

    private void isLive() {
        browser.eventually(
                "the console to be live", () -> browser.css("#live").getText().equals("live"));
    }

    private Client client() {
        return Client.of(sandbox());
    }

    private static String pay(Client client, String invoice, String amount) {
        return client.create(
                        "payment",
                        "{\"CustomerRef\":{\"value\":\"1\"},\"TotalAmt\":" + amount + ",\"Line\":[{\"Amount\":" + amount
                                + ",\"LinkedTxn\":[{\"TxnId\":\"" + invoice + "\",\"TxnType\":\"Invoice\"}]}]}")
                .path("Id")
                .asText();
    }

    // Requests

    @Test
    void requestsAreShownAsTheyComeIn() {
        open("requests");
        browser.sees("No requests yet");
        client().get("customer/1");
        browser.sees("read Customer 1", "/v3/company/" + REALM + "/customer/1", "200", "1 ");
        client().query("select * from Invoice maxresults 3");
        browser.sees("query: select * from Invoice maxresults 3");
        assertThat(browser.driver().findElements(By.cssSelector(".log tbody tr")))
                .as("the newest first")
                .extracting(WebElement::getText)
                .satisfies(rows -> assertThat(rows.get(0)).contains("query:"));
        sandbox().requests().clear();
        browser.sees("No requests yet");
        client().get("customer/2");
        browser.sees("read Customer 2");
        browser.click("Clear the log");
        browser.sees("No requests yet");
    }

    private static int rows() {
        return browser.driver().findElements(By.cssSelector(".log tbody tr")).size();
    }

    private static WebElement older() {
        return browser.driver().findElement(By.xpath("//button[. = 'Show older requests']"));
    }

    @Test
    void olderRequestsAreAddedWithTheKeyboardToo() {
        Client client = client();
        for (int i = 1; i <= 450; i++) {
            client.get((i % 2 == 0 ? "customer/" : "vendor/") + "99" + i);
        }
        open("requests");
        browser.sees("200 shown, 450 received", "Customer 99450", "Vendor 99251");
        browser.seesNo("Customer 99250");
        older().sendKeys(Keys.ENTER);
        browser.sees("400 shown, 450 received", "Customer 99250", "Vendor 9951");
        // The first of the added ones has the focus, and the arrow keys go on from there.
        assertThat(browser.driver().switchTo().activeElement().getText()).contains("Customer 99250");
        browser.driver().switchTo().activeElement().sendKeys(Keys.ARROW_DOWN);
        assertThat(browser.driver().switchTo().activeElement().getText()).contains("Vendor 99249");
        // New ones do not push them out while there is room for as many.
        client.get("item/99451");
        browser.sees("Item 99451", "400 shown, 451 received");
        browser.click("Show older requests");
        browser.sees("451", "Vendor 991\n");
        assertThat(rows()).isEqualTo(451);
        assertThat(older().isDisplayed()).isFalse();
        browser.fill("Path contains", "/vendor/");
        browser.sees("200 shown, 451 received");
        browser.click("Show older requests");
        browser.sees("225 shown, 451 received", "Vendor 991\n");
        assertThat(older().isDisplayed()).isFalse();
        browser.seesNo("Customer 99450");
    }

    @Test
    void requestsAreFilteredByTextPathStatusCompanyAndTime() {
        client().get("customer/1");
        client().get("customer/99999");
        String vendor = sandbox()
                .company(QuickBooksSandbox.CANADA_REALM)
                .query("select * from Vendor maxresults 1")
                .get(0)
                .path("Id")
                .asText();
        new Client(sandbox(), QuickBooksSandbox.CANADA_REALM).get("vendor/" + vendor);
        open("requests");
        browser.sees("read Customer 1", "read Customer 99999", "read Vendor " + vendor, "3 ");
        browser.select("Status", "4xx");
        browser.seesNo("read Customer 1\n");
        browser.sees("read Customer 99999", "1 shown, 3 received");
        browser.select("Status", "Any");
        browser.select(
                "Company",
                sandbox().company(QuickBooksSandbox.CANADA_REALM).profile().name());
        browser.sees("read Vendor " + vendor, "1 shown");
        browser.seesNo("read Customer 99999");
        client().get("item/1");
        browser.sees("4 received");
        assertThat(browser.text()).doesNotContain("read Item 1");
        browser.select("Company", "Any");
        browser.fill("Path contains", "/item/");
        browser.sees("read Item 1", "1 shown, 4 received");
        browser.fill("Path contains", "/nothing/");
        browser.sees("No request of the log fits the filter.");
        browser.field("Path contains").sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.BACK_SPACE);
        browser.fill("Search", "object not found");
        browser.sees("read Customer 99999", "1 shown");
        browser.field("Search").sendKeys(Keys.chord(Keys.CONTROL, "a"), Keys.BACK_SPACE);
        sandbox().clock().advance(Duration.ofMinutes(2));
        browser.sees("read Vendor " + vendor);
        browser.eventually(
                "the clock",
                () -> Boolean.TRUE.equals(browser.script(
                        """
                return Date.parse(document.getElementById('now').textContent.slice(0, 19).replace(' ', 'T') + 'Z') > arguments[0]
                """, sandbox().clock().instant().minusSeconds(60).toEpochMilli())));
        browser.select("Time", "Last minute");
        browser.sees("No request of the log fits the filter.");
        client().get("item/2");
        browser.sees("read Item 2", "1 shown, 5 received");
    }

    @Test
    void aRequestShowsBothBodiesAndGoesAsCurlCommand() throws Exception {
        open("requests");
        client().create("customer", "{\"DisplayName\":\"O'Hara & Søn\",\"Notes\":\"'; exit 9 #\"}");
        browser.click("create Customer");
        browser.sees("Sent", "Answered", "\"SyncToken\": \"0\"", "intuit_tid", "create Customer");
        WebElement sent = browser.css("#request pre[aria-label=Sent]");
        WebElement answered = browser.css("#request pre[aria-label=Answered]");
        assertThat(sent.getText()).contains("O'Hara & Søn");
        assertThat(sent.getRect().getY())
                .as("side by side")
                .isEqualTo(answered.getRect().getY());
        // What is open stays open while others come.
        client().get("customer/1");
        browser.sees("read Customer 1", "\"SyncToken\": \"0\"");
        browser.click("Copy as curl");
        String command = browser.copied();
        assertThat(command).startsWith("curl").contains("$TOKEN").doesNotContain(client().token());
        assumeIsHere("curl", "bash");
        int before = sandbox().company().count("Customer");
        assertThat(run("bash", "command.sh", command.replace("O'\\''Hara", "Another")))
                .contains("\"DisplayName\":\"Another & Søn\"");
        assertThat(sandbox().company().count("Customer")).isEqualTo(before + 1);
        browser.click("Customer "
                + sandbox()
                        .company()
                        .query("select * from Customer orderby Id desc maxresults 2")
                        .get(1)
                        .path("Id")
                        .asText());
        browser.sees("Refers to", "O'Hara & Søn");
        client().post("vendor", "{\"DisplayName\":\"Masked\",\"SSN\":\"123-45-6789\"}");
        open("requests");
        browser.click("create Vendor");
        browser.sees("***");
        browser.click("Copy as curl");
        assertThat(browser.copied()).startsWith("# The log masks secrets: put the values in place of ***.\ncurl");
    }

    private static void assumeIsHere(String... programs) {
        for (String program : programs) {
            Assumptions.assumeThat(Browser.executable(program)).as(program).isNotNull();
        }
    }

    /** Runs a command or a program with a token in its environment; answers what it prints. */
    private String run(String program, String file, String text) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve(file), text);
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(program, script.toString())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("TOKEN", sandbox().tokens(REALM).access().value());
        Process process = builder.start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
            String printed = Files.readString(output);
            assertThat(process.exitValue()).as(printed).isZero();
            return printed;
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void theListCanBeHeld() {
        open("requests");
        client().get("customer/1");
        browser.sees("read Customer 1");
        browser.click("Pause");
        client().get("customer/2");
        // The state of the sandbox still comes in.
        sandbox().clock().run(0);
        browser.sees(", stopped");
        assertThat(browser.text()).doesNotContain("read Customer 2");
        browser.click("Resume");
        browser.sees("read Customer 2");
    }

    @Test
    void aFaultThatStruckIsShownAtItsRequest() {
        sandbox().faults().order(FaultOrder.of(Effect.THROTTLE).times(1));
        client().get("customer/1");
        open("requests");
        browser.sees("429", "throttle");
        browser.click("read Customer 1");
        browser.sees("THROTTLE was ordered");
    }

    // Company, query, entities

    @Test
    void aCompanyIsShownAtAGlance() {
        open("company");
        SandboxCompany company = sandbox().company();
        browser.sees(
                company.count("Customer") + " Customers",
                company.count("Invoice") + " Invoices",
                "0.00 USD – debits and credits agree",
                "Accounts Receivable (A/R)");
        assertThat(browser.text()).containsPattern("\\d,\\d{3}\\.\\d{2} USD");
        company.create("Customer", "{\"DisplayName\":\"Zoë Ünsal\"}");
        browser.sees(company.count("Customer") + " Customers");
    }

    @Test
    void anotherCompanyCanBeChosenAndIsRemembered() {
        if (sandbox().companies().stream().noneMatch(c -> c.realmId().equals("4620816365000099"))) {
            sandbox().createCompany(CompanyProfile.canada("4620816365000099", "Maple & Co"), false);
        }
        open("company");
        browser.css("#realm option[value='4620816365000099']").click();
        browser.sees("0 Customers", "0.00 CAD");
        open("company");
        browser.sees("0 Customers", "0.00 CAD");
    }

    @Test
    void queriesAreAnsweredWithATable() {
        client().create("invoice", INVOICE.formatted("Q-1"));
        sandbox().requests().clear();
        open("query");
        WebElement statement = browser.css("textarea");
        statement.clear();
        statement.sendKeys("select * from Invoice where DocNumber = 'Q-1'", Keys.chord(Keys.CONTROL, Keys.ENTER));
        browser.sees("1 row of Invoice", "Amy's Bird Sanctuary", "1,234.50 USD", "CustomerRef");
        statement.clear();
        statement.sendKeys("select count(*) from Customer");
        browser.click("Run");
        browser.sees("Count of Customer: " + sandbox().company().count("Customer"));
        statement.clear();
        statement.sendKeys("select * from Nonsense");
        browser.click("Run");
        browser.sees("Nonsense");
        assertThat(browser.css("#problem").getText()).contains("Nonsense");
        browser.click("select * from Item where Type = 'Inventory'");
        browser.sees("of Item", "QtyOnHand");
        assertThat(browser.driver().findElement(By.id("problem")).getText()).isEmpty();
        browser.click("Copy as curl");
        assertThat(browser.copied()).contains("query=select * from Item where Type = '\\''Inventory'\\''");
        assertThat(sandbox().requests().count()).as("no request of the API").isZero();
        browser.css(".result a").click();
        browser.sees("Refers to");
    }

    @Test
    void documentsAreFollowedByTheirLinks() {
        Client client = client();
        String invoice =
                client.create("invoice", INVOICE.formatted("L-1")).path("Id").asText();
        String payment = pay(client, invoice, "1000");
        open("entities/Invoice");
        browser.sees("1 to ", " of " + sandbox().company().count("Invoice"), "L-1");
        browser.click("Invoice " + invoice);
        browser.sees(
                "Invoice " + invoice + " · L-1",
                "234.50 USD",
                "Payment " + payment,
                "Customer 1 · Amy's Bird Sanctuary");
        browser.click("Payment " + payment);
        browser.sees("Payment " + payment, "Invoice " + invoice + " · L-1", "LinkedTxn");
        browser.click("Customer 1 · Amy's Bird Sanctuary");
        browser.sees("Referred to by", "Payment " + payment, "1,000.00 USD");
        // A change of what is shown is shown.
        sandbox().company().update("Customer", "1", "{\"Notes\":\"seen at once\"}");
        browser.sees("seen at once");
        browser.driver().navigate().back();
        browser.sees("Payment " + payment, "LinkedTxn");
        browser.select("Entity", "Customer");
        browser.sees("1 to " + Math.min(50, sandbox().company().count("Customer")));
        browser.fill("Id", "2");
        browser.click("Show");
        browser.sees("Customer 2 · Bill's Windsurf Shop");
        browser.fill("Id", "98765");
        browser.click("Show");
        browser.sees("Object Not Found");
    }

    /** What has changed while the page loads is shown afterwards, and not by a second request beside the first. */
    @Test
    void changesAreLoadedOneAtATime() {
        open("company");
        browser.sees("Trial balance");
        browser.script("""
                const real = window.fetch;
                window.started = 0;
                window.released = new Promise(done => { window.release = done; });
                window.fetch = async (...given) => {
                  if (String(given[0]).includes('glance')) {
                    window.started++;
                    await window.released;
                  }
                  return real(...given);
                };
                """);
        sandbox().company().create("Customer", "{\"DisplayName\":\"First\"}");
        browser.eventually("the first change", () -> Boolean.TRUE.equals(browser.script("return window.started > 0")));
        sandbox().company().create("Customer", "{\"DisplayName\":\"Second\"}");
        sandbox().faults().order(FaultOrder.of(Effect.LATENCY).millis(1).times(1));
        browser.eventually(
                "the state after the second change",
                () -> Boolean.TRUE.equals(browser.script(
                        "return document.getElementById('tab-faults').textContent.includes('pending')")));
        assertThat(browser.script("return window.started")).isEqualTo(1L);
        browser.script("window.release()");
        browser.sees(sandbox().company().count("Customer") + " Customers");
        assertThat(browser.script("return window.started")).isEqualTo(2L);
    }

    @Test
    void longListsHavePages() {
        for (int i = 0; i < 60; i++) {
            sandbox().company().create("Customer", "{\"DisplayName\":\"Many " + i + "\"}");
        }
        int all = sandbox().company().count("Customer");
        open("entities/Customer");
        browser.sees("1 to 50 of " + all);
        browser.click("Next");
        browser.sees("51 to " + all + " of " + all);
        assertThat(browser.named("Next").isEnabled()).isFalse();
        browser.click("Previous");
        browser.sees("1 to 50 of " + all);
    }

    // Connect

    @Test
    void aTokenIsMaskedUntilItIsAskedFor() {
        open("connect");
        browser.sees("get-a-token-first");
        browser.click("Get a token");
        browser.sees("Access token", "••••••••••••", "Expires");
        browser.click("Copy the access token");
        String token = browser.copied();
        Client own = client().withToken(token);
        assertThat(own.get("customer/1").status()).isEqualTo(200);
        assertThat(browser.text()).doesNotContain(token);
        browser.click("Show the tokens");
        browser.sees(token);
        browser.click("Hide the tokens");
        browser.seesNo(token);
        browser.click("Disconnect all apps");
        browser.sees("are revoked");
        assertThat(own.get("customer/1").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({"curl, bash, a.sh", "Python, python3, a.py", "Node, node, a.js"})
    void theCodeRunsAsItIsCopied(String language, String program, String file) throws Exception {
        assumeIsHere(program);
        if (language.equals("curl")) {
            assumeIsHere("curl");
        }
        if (language.equals("Node")) {
            // Older ones have no fetch.
            String version = run("node", "version.js", "console.log(process.versions.node.split('.')[0])");
            Assumptions.assumeThat(Integer.parseInt(version.strip())).as("Node").isGreaterThanOrEqualTo(18);
        }
        open("connect");
        browser.click("Get a token");
        browser.sees("Access token");
        browser.click(language);
        browser.click("Copy");
        assertThat(run(program, file, browser.copied())).contains("Sandbox Company_US_1", "Amy's Bird Sanctuary");
    }

    @Test
    void theCodeForCamelNamesThisSandbox() {
        open("connect");
        browser.click("Java (Camel)");
        browser.sees(
                "camel.component.quickbooks.base-url = " + sandbox().url(),
                "camel.component.quickbooks.realm-id = " + REALM,
                "quickbooks:query");
    }

    // Limits, faults, clock, webhooks, documents

    @Test
    void limitsAreSeenSetAndSwitchedOff() {
        sandbox().throttle().limits(sandbox().throttle().limits().withEnabled(true));
        client().get("customer/1");
        open("limits");
        browser.sees("requests a minute of " + REALM, "1 of 500");
        assertThat(browser.driver().findElements(By.tagName("meter"))).isNotEmpty();
        browser.fill("Requests a minute", "1,000".replace(",", ""));
        browser.click("Set");
        browser.eventually("the limit", () -> sandbox().throttle().limits().requestsPerMinute() == 1_000);
        browser.click("Switch limits off");
        browser.eventually("no limits", () -> !sandbox().throttle().limits().enabled());
        browser.sees("Limits are switched off");
        browser.click("Switch limits on");
        browser.eventually("limits", () -> sandbox().throttle().limits().enabled());
    }

    @Test
    void faultsAreOrderedAndCleared() {
        open("faults");
        browser.click("Answer lost");
        browser.sees("answer-lost", "any request");
        assertThat(sandbox().faults().pending()).extracting(FaultOrder::effect).containsExactly(Effect.ANSWER_LOST);
        browser.click("Clear all");
        browser.sees("No fault is pending");
        assertThat(sandbox().faults().pending()).isEmpty();
        browser.select("Effect", "status");
        browser.fill("Times", "3");
        browser.fill("Path", "*/invoice");
        browser.fill("Status or code", "503");
        browser.click("Order");
        browser.sees("*/invoice", "status 503");
        assertThat(sandbox().faults().pending()).singleElement().satisfies(order -> {
            assertThat(order.status()).isEqualTo(503);
            assertThat(order.times()).isEqualTo(3);
        });
        browser.fill("Status or code", "7");
        browser.click("Order");
        browser.sees("status must be from 200 to 599");
    }

    @Test
    void theClockIsMoved() {
        open("clock");
        browser.click("Stop");
        browser.eventually("the clock to stop", () -> sandbox().clock().isFrozen());
        browser.sees("is stopped");
        Instant before = sandbox().clock().instant();
        browser.click("+1 day");
        browser.eventually("a day", () -> sandbox().clock().instant().equals(before.plus(Duration.ofDays(1))));
        browser.click("Start");
        browser.sees("runs normally");
        browser.fill("Times as fast", "60");
        browser.click("Set the rate");
        browser.sees("runs 60 times as fast");
        browser.script("document.querySelector('input[type=datetime-local]').value = '2031-03-01T12:00:00'");
        browser.click("Set the time");
        browser.sees("2031-03-01 12:");
        browser.click("Back to now");
        browser.eventually("now", () -> sandbox().clock().instant().isBefore(before.plus(Duration.ofHours(1))));
    }

    @Test
    void webhooksAreSubscribedShownAndResent() throws Exception {
        AtomicInteger posts = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        server.createContext("/", exchange -> {
            posts.incrementAndGet();
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            sandbox().webhookWindow(Duration.ZERO);
            open("webhooks");
            browser.fill("Address", "http://localhost:" + server.getAddress().getPort() + "/hook");
            browser.click("Subscribe");
            browser.sees("CLOUDEVENTS", "active");
            sandbox().company().create("Customer", "{\"DisplayName\":\"Notified\"}");
            sandbox().deliverWebhooks();
            browser.sees("DELIVERED");
            long number = sandbox().webhooks().deliveries().get(0).number();
            browser.click("Show delivery " + number);
            browser.sees("Delivery " + number, "qbo.customer.created");
            browser.click("Resend delivery " + number);
            browser.eventually("a second post", () -> posts.get() == 2);
            browser.eventually(
                    "a second delivery",
                    () -> sandbox().webhooks().deliveries().stream()
                                    .filter(d -> d.state() == Delivery.State.DELIVERED)
                                    .count()
                            == 2);
            browser.click("Remove the subscription of http://localhost:"
                    + server.getAddress().getPort() + "/hook");
            browser.sees("No subscription yet");
            assertThat(sandbox().webhooks().subscriptions()).isEmpty();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void eMailsAndPdfsAreShown() throws Exception {
        Client client = client();
        String invoice =
                client.create("invoice", INVOICE.formatted("M-1")).path("Id").asText();
        client.post("invoice/" + invoice + "/send?sendTo=amy@example.com", "application/octet-stream", new byte[0]);
        open("documents");
        browser.sees("amy@example.com", "Invoice M-1", "1,234.50 USD");
        String here = browser.driver().getWindowHandle();
        browser.click("Open PDF of Invoice " + invoice);
        browser.eventually(
                "another tab", () -> browser.driver().getWindowHandles().size() == 2);
        for (String other : browser.driver().getWindowHandles()) {
            if (!other.equals(here)) {
                browser.driver().switchTo().window(other);
                browser.eventually("a PDF", () -> browser.driver()
                        .getCurrentUrl()
                        .startsWith("blob:" + sandbox().url()));
                browser.driver().close();
            }
        }
        browser.driver().switchTo().window(here);
        browser.select("Document", "Estimate");
        browser.click("Open PDF of Estimate "
                + sandbox()
                        .company()
                        .query("select * from Estimate orderby MetaData.LastUpdatedTime desc maxresults 1")
                        .get(0)
                        .path("Id")
                        .asText());
        browser.eventually(
                "another tab", () -> browser.driver().getWindowHandles().size() == 2);
        browser.driver().getWindowHandles().stream()
                .filter(w -> !w.equals(here))
                .forEach(w -> browser.driver().switchTo().window(w).close());
        browser.driver().switchTo().window(here);
    }

    // For everybody, everywhere

    @Test
    void theKeyboardIsEnough() {
        client().get("customer/1");
        client().get("customer/2");
        open("requests");
        browser.sees("read Customer 1", "read Customer 2");
        browser.press(Keys.TAB);
        assertThat(browser.driver().switchTo().activeElement().getText()).isEqualTo("Skip to the content");
        browser.press(Keys.ENTER);
        browser.tabTo("read Customer 2");
        browser.press(Keys.ARROW_DOWN);
        assertThat(browser.driver().switchTo().activeElement().getText()).isEqualTo("read Customer 1");
        browser.press(Keys.ENTER);
        browser.sees("Answered", "Amy's Bird Sanctuary");
        browser.eventually("the focus at the request", () -> "request"
                .equals(browser.driver().switchTo().activeElement().getDomAttribute("id")));
        browser.press(Keys.ESCAPE);
        browser.seesNo("Answered");
        assertThat(browser.driver().switchTo().activeElement().getText()).isEqualTo("read Customer 1");
        browser.driver().findElement(By.tagName("body")).sendKeys("/");
        browser.press("Customer 2");
        browser.sees("1 shown");
        // From tab to tab by the arrows.
        browser.driver().findElement(By.id("tab-requests")).sendKeys(Keys.ARROW_RIGHT);
        browser.sees("Trial balance");
        browser.press(Keys.END);
        browser.sees("The sandbox sends no e-mails");
        browser.press(Keys.ARROW_RIGHT);
        browser.sees("Clear the log");
        browser.press(Keys.ARROW_LEFT, Keys.ARROW_LEFT, Keys.ARROW_LEFT, Keys.ARROW_LEFT);
        browser.sees("Each of these applies once");
        browser.tabTo("Answer lost");
        browser.press(Keys.SPACE);
        browser.sees("answer-lost");
        browser.eventually("the order", () -> !sandbox().faults().pending().isEmpty());
    }

    private void fillTheBooks() {
        sandbox().throttle().limits(sandbox().throttle().limits().withEnabled(true));
        sandbox().webhookWindow(Duration.ZERO);
        sandbox().subscribe(Subscription.legacy("http://127.0.0.1:9/hook"));
        Client client = client();
        String invoice =
                client.create("invoice", INVOICE.formatted("W-1001")).path("Id").asText();
        client.post("invoice/" + invoice + "/send?sendTo=amy@example.com", "application/octet-stream", new byte[0]);
        client.query("select * from Customer where Balance > '0' orderby Balance desc");
        client.get("customer/99999");
        pay(client, invoice, "1000");
        sandbox().faults().order(FaultOrder.of(Effect.LATENCY).millis(1500).times(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void eachTabIsAccessibleAndFitsOnAPhone(String scheme) throws IOException {
        fillTheBooks();
        browser.scheme(scheme);
        open("requests");
        browser.click("create Invoice");
        browser.sees("\"DocNumber\": \"W-1001\"", "5");
        browser.script("scrollTo(0, 0)");
        browser.picture(scheme.equals("light") ? "sandbox" : "sandbox-dark", true);
        ConsolePicturesTest.record();
        for (String tab : TABS) {
            visit(tab);
            browser.isAccessible(tab + " " + scheme);
            browser.picture("console-" + tab + "-" + scheme, false);
            browser.phone();
            browser.fits(tab + " " + scheme);
            browser.picture("console-" + tab + "-" + scheme + "-phone", false);
            browser.desktop();
        }
        assertThat(browser.complaints()).isEmpty();
    }

    private void visit(String tab) {
        if (!tab.equals("requests")) {
            browser.css("#tab-" + tab).click();
        }
        switch (tab) {
            case "company" -> browser.sees("Trial balance", "Latest invoices");
            case "query" -> {
                browser.click("Run");
                browser.sees("of Customer");
            }
            case "entities" -> {
                browser.sees("W-1001");
                browser.click("Invoice "
                        + sandbox()
                                .company()
                                .query("select * from Invoice where DocNumber = 'W-1001'")
                                .get(0)
                                .path("Id")
                                .asText());
                browser.sees("Referred to by", "Lines", "Payment");
            }
            case "connect" -> {
                browser.click("Get a token");
                browser.sees("Access token");
            }
            case "limits" -> browser.sees("requests a minute of");
            case "faults" -> browser.sees("1500 ms");
            case "webhooks" -> browser.sees("LEGACY", "http://127.0.0.1:9/hook");
            case "documents" -> browser.sees("amy@example.com");
            case "clock" -> browser.sees("runs normally");
            default -> browser.sees("Clear the log");
        }
    }

    @Test
    void theThemeCanBeChosen() {
        open("clock");
        String light = background();
        browser.css("#theme option[value=dark]").click();
        assertThat(background()).isNotEqualTo(light);
        open("clock");
        assertThat(background()).isNotEqualTo(light);
        browser.css("#theme option[value='']").click();
        assertThat(background()).isEqualTo(light);
    }

    private static String background() {
        return (String) browser.script("return getComputedStyle(document.body).backgroundColor");
    }

    // Attacks and accidents

    @Test
    void namesAreTextEverywhere() {
        String name = "<img src=x onerror='window.hacked=1'><script>window.hacked=1</script>";
        sandbox().company().update("Customer", "1", "{\"DisplayName\":\"" + name + "\"}");
        sandbox()
                .company()
                .update(
                        "Customer",
                        "1",
                        "{\"PrimaryEmailAddr\":{\"Address\":\"a@example.com\"},\"Notes\":\"" + name + "\"}");
        Client client = client();
        String invoice = client.create("invoice", INVOICE.formatted("<b>7</b>"))
                .path("Id")
                .asText();
        client.get("customer/" + Client.encode("<img src=x onerror=window.hacked=1>"));
        client.query("select * from Customer where DisplayName = '" + name.replace("'", "\\'") + "'");
        client.post("invoice/" + invoice + "/send?sendTo=amy@example.com", "application/octet-stream", new byte[0]);
        sandbox().faults().order(FaultOrder.of(Effect.LATENCY).path("<img src=x onerror=window.hacked=1>"));
        open("requests");
        for (String tab : TABS) {
            browser.css("#tab-" + tab).click();
            switch (tab) {
                case "requests" -> {
                    browser.click("create Invoice");
                    browser.sees("<b>7</b>");
                }
                case "company", "documents" -> browser.sees("<b>7</b>");
                case "query" -> {
                    browser.click("Run");
                    browser.sees("<img src=x");
                }
                case "entities" -> {
                    browser.sees("<b>7</b>");
                    browser.click("Invoice " + invoice);
                    browser.sees("· <b>7</b>", "<img src=x");
                }
                case "faults" -> browser.sees("<img src=x");
                default -> browser.sees("QuickBooks sandbox");
            }
            assertThat(browser.driver().findElements(By.cssSelector("main img, main b, main script")))
                    .isEmpty();
        }
        assertThat(browser.script("return window.hacked")).isNull();
        assertThat(browser.complaints()).allMatch(line -> line.contains("favicon"));
    }

    @Test
    void nothingComesFromElsewhere() {
        open("requests");
        TABS.forEach(tab -> browser.css("#tab-" + tab).click());
        @SuppressWarnings("unchecked")
        List<String> loaded = (List<String>)
                browser.script("return performance.getEntriesByType('resource').map(entry => entry.name)");
        assertThat(loaded)
                .hasSizeGreaterThan(15)
                .allMatch(address -> address.startsWith(sandbox().url() + "/"));
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void theConsoleAsksForTheSecret() {
        try (QuickBooksSandbox closed =
                QuickBooksSandbox.create().adminSecret("open-sesame").start()) {
            browser.go(closed.url() + "/");
            WebElement secret = browser.css("#secret");
            browser.sees("locked");
            secret.sendKeys("wrong", Keys.ENTER);
            browser.sees("locked", "needs the secret");
            browser.css("#secret").sendKeys("open-sesame", Keys.ENTER);
            isLive();
            browser.sees("Sandbox Company_US_1");
            assertThat(browser.driver().findElement(By.id("locked")).isDisplayed())
                    .isFalse();
            assertThat(browser.driver().findElement(By.id("problem")).getText()).isEmpty();
            Client.of(closed).get("customer/1");
            browser.sees("read Customer 1");
            browser.go(closed.url() + "/#secret=open-sesame");
            isLive();
            assertThat(browser.driver().getCurrentUrl()).doesNotContain("open-sesame");
        }
        browser.complaints();
    }

    @Test
    void theConsoleComesBackAfterARestart() {
        QuickBooksSandbox first = QuickBooksSandbox.create().start();
        int port = first.port();
        browser.go(first.url() + "/");
        isLive();
        Client.of(first).get("customer/1");
        browser.sees("read Customer 1");
        first.close();
        browser.sees("no connection");
        try (QuickBooksSandbox second = QuickBooksSandbox.create().port(port).start()) {
            isLive();
            browser.sees("No requests yet");
            Client.of(second).get("customer/2");
            browser.sees("read Customer 2");
        }
        browser.complaints();
    }

    // The consent page

    @Test
    void theConsentPageIsForEverybody() throws Exception {
        AtomicInteger callbacks = new AtomicInteger();
        HttpServer client = HttpServer.create(new InetSocketAddress("localhost", 0), 0);
        client.createContext("/callback", exchange -> {
            callbacks.incrementAndGet();
            byte[] text = ("Back with " + exchange.getRequestURI().getQuery()).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, text.length);
            try (InputStream in = exchange.getRequestBody()) {
                in.readAllBytes();
            }
            exchange.getResponseBody().write(text);
            exchange.close();
        });
        client.start();
        try {
            String page = sandbox().url() + "/connect/oauth2?client_id=sandbox-client&response_type=code&state=mine"
                    + "&scope=com.intuit.quickbooks.accounting&redirect_uri="
                    + Client.encode("http://localhost:" + client.getAddress().getPort() + "/callback");
            for (String scheme : List.of("dark", "light")) {
                browser.scheme(scheme);
                browser.go(page);
                browser.sees("Connect a company", "sandbox-client", "com.intuit.quickbooks.accounting");
                browser.isAccessible("consent " + scheme);
                browser.driver().manage().window().setSize(new Dimension(900, 640));
                browser.picture(scheme.equals("light") ? "consent" : "consent-dark", scheme.equals("light"));
                browser.phone();
                browser.fits("consent " + scheme);
                browser.picture("consent-" + scheme + "-phone", false);
                browser.desktop();
            }
            browser.press(Keys.TAB, Keys.ARROW_DOWN, Keys.TAB, Keys.ENTER);
            browser.sees("Back with ", "code=", "realmId=" + QuickBooksSandbox.CANADA_REALM, "state=mine");
            browser.go(page);
            browser.click("No thanks");
            browser.sees("error=access_denied");
            browser.go(page.replace("sandbox-client", "nobody"));
            browser.sees("This app cannot be connected");
            browser.isAccessible("refusal");
            assertThat(callbacks).hasValueGreaterThanOrEqualTo(2);
        } finally {
            client.stop(0);
            browser.complaints();
        }
    }
}
