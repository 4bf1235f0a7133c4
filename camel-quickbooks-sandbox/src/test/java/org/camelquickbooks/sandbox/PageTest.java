package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.camelquickbooks.sandbox.company.CompanyProfile;
import org.camelquickbooks.sandbox.gate.FaultOrder.Effect;
import org.camelquickbooks.sandbox.junit.QuickBooksSandboxExtension;
import org.camelquickbooks.sandbox.webhook.Subscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The sandbox's page in a browser: what a person sees of the company, and what they can do. */
class PageTest {

    private static final String REALM = QuickBooksSandbox.US_REALM;
    private static final Path PICTURE = Path.of("..", "docs", "images", "sandbox.png");
    private static final List<String> SEVERE = List.of("serious", "critical");

    @RegisterExtension
    static final QuickBooksSandboxExtension SANDBOX = new QuickBooksSandboxExtension();

    private ChromeDriver browser;

    private static QuickBooksSandbox sandbox() {
        return SANDBOX.sandbox();
    }

    @BeforeAll
    static void needsABrowser() {
        assumeThat(executable("chromium", "chromium-browser", "google-chrome"))
                .as("a browser; install it with: apt-get install chromium chromium-driver")
                .isNotNull();
        assumeThat(executable("chromedriver"))
                .as("the browser's driver; install it with: apt-get install chromium-driver")
                .isNotNull();
    }

    private static Path executable(String... names) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(directory -> Stream.of(names).map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    @BeforeEach
    void open() {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(
                executable("chromium", "chromium-browser", "google-chrome").toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu");
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(executable("chromedriver").toFile())
                        .build(),
                options);
        browser.manage().window().setSize(new Dimension(1200, 1600));
    }

    @AfterEach
    void close() {
        browser.quit();
    }

    private void look() {
        browser.get(sandbox().url() + "/");
        sees("Trial balance");
    }

    private void sees(String... texts) {
        for (String text : texts) {
            Eventually.holds("'" + text + "' on the page", () -> body().contains(text), this::body);
        }
    }

    private String body() {
        try {
            return browser.findElement(By.tagName("body")).getText();
        } catch (StaleElementReferenceException e) {
            return "";
        }
    }

    private void eventually(BooleanSupplier condition) {
        Eventually.holds("what the line below in the stack trace waits for", condition, this::body);
    }

    private void click(String text) {
        browser.findElement(By.xpath("//button[normalize-space()='" + text + "']"))
                .click();
    }

    @Test
    void showsTheCompanyAtAGlance() {
        look();
        SandboxCompany company = sandbox().company();
        sees(
                company.count("Customer") + " Customers",
                company.count("Invoice") + " Invoices",
                "debits and credits agree",
                "Accounts Receivable (A/R)");
        company.create("Customer", "{\"DisplayName\":\"Zoë Ünsal\"}");
        sees(company.count("Customer") + " Customers");
    }

    /** {@code -Ddocs.write=true} draws the README's picture anew. */
    @Test
    void thePictureInTheReadmeIsDrawnFromThePage() throws Exception {
        sandbox().throttle().limits(sandbox().throttle().limits().withEnabled(true));
        Client client = Client.of(sandbox());
        client.post(
                "invoice",
                "{\"DocNumber\":\"W-1001\",\"CustomerRef\":{\"value\":\"1\"},\"Line\":[{\"Amount\":19.90,"
                        + "\"DetailType\":\"SalesItemLineDetail\",\"SalesItemLineDetail\":{\"ItemRef\":{\"value\":\"1\"}}}]}");
        browser.manage().window().setSize(new Dimension(1200, 1000));
        look();
        sees("/v3/company/" + REALM + "/invoice", "W-1001");
        byte[] picture = browser.getScreenshotAs(OutputType.BYTES);
        if (Boolean.getBoolean("docs.write")) {
            Files.createDirectories(PICTURE.getParent());
            Files.write(PICTURE, picture);
        }
        assertThat(ImageIO.read(new ByteArrayInputStream(picture)).getWidth())
                .isEqualTo(ImageIO.read(PICTURE.toFile()).getWidth());
        assertThat(PICTURE).isRegularFile().satisfies(file -> assertThat(Files.size(file))
                .isLessThan(300_000));
    }

    @Test
    void anotherCompanyCanBeChosen() {
        sandbox().createCompany(CompanyProfile.canada("4620816365000099", "Maple & Co"), false);
        look();
        sees("Maple & Co");
        browser.findElement(By.cssSelector("#company option[value='4620816365000099']"))
                .click();
        sees("0 Customers");
    }

    @Test
    void aRequestShowsWhatWasSentAndAnswered() throws Exception {
        look();
        Client client = Client.of(sandbox());
        client.post("customer", "{\"DisplayName\":\"Seen on the page\"}");
        sees("/v3/company/" + REALM + "/customer");
        browser.findElement(By.cssSelector("#requests details summary")).click();
        sees("Seen on the page", "\"SyncToken\": \"0\"");
        // What is open stays open while others come.
        client.get("customer/1");
        sees("/customer/1");
        assertThat(body()).contains("\"SyncToken\": \"0\"");
    }

    @Test
    void aButtonOrdersAFault() {
        look();
        click("Answer lost");
        eventually(() -> sandbox().faults().pending().stream().anyMatch(order -> order.effect() == Effect.ANSWER_LOST));
        sees("ANSWER_LOST");
        click("Clear all");
        eventually(() -> sandbox().faults().pending().isEmpty());
    }

    @Test
    void theClockCanBeMoved() {
        look();
        click("Stop");
        eventually(() -> sandbox().clock().isFrozen());
        Instant before = sandbox().clock().instant();
        click("+1 day");
        eventually(() -> sandbox().clock().instant().equals(before.plus(Duration.ofDays(1))));
        sees("stands still");
        click("Back to now");
        eventually(() -> !sandbox().clock().isFrozen());
    }

    @Test
    void limitsAreSeenAndSwitchedOff() throws Exception {
        sandbox().throttle().limits(sandbox().throttle().limits().withEnabled(true));
        Client.of(sandbox()).get("customer/1");
        look();
        eventually(() -> !browser.findElements(By.cssSelector("#gauges meter")).isEmpty());
        click("Switch limits off");
        eventually(() -> !sandbox().throttle().limits().enabled());
        sees("Switched off");
    }

    @Test
    void aWebhookCanBeSentAgain() throws Exception {
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
            sandbox()
                    .subscribe(Subscription.legacy(
                            "http://localhost:" + server.getAddress().getPort() + "/hook"));
            sandbox().company().create("Customer", "{\"DisplayName\":\"Told twice\"}");
            sandbox().deliverWebhooks();
            look();
            sees("DELIVERED");
            click("Resend");
            eventually(() -> posts.get() == 2);
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"light", "dark"})
    void everybodyCanUseIt(String scheme) throws IOException {
        Client.of(sandbox()).post("customer", "{\"DisplayName\":\"Someone\"}");
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        look();
        sees("/customer");
        click("Answer lost");
        sees("ANSWER_LOST");
        browser.findElement(By.cssSelector("#requests details summary")).click();
        List<Rule> violations = new AxeBuilder().analyze(browser).getViolations();
        assertThat(violations)
                .filteredOn(rule -> SEVERE.contains(rule.getImpact()))
                .extracting(rule -> rule.getId() + ": " + rule.getNodes())
                .isEmpty();
        byte[] picture = browser.getScreenshotAs(OutputType.BYTES);
        Files.createDirectories(Path.of("target", "screenshots"));
        Files.write(Path.of("target", "screenshots", "sandbox-" + scheme + ".png"), picture);
        assertThat(picture).hasSizeGreaterThan(20_000);
    }
}
