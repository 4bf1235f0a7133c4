package org.camelquickbooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.camelquickbooks.client.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NotFoundException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/**
 * A real Chromium walks through the pages as a person would, and leaves pictures of them in target/screenshots for one to
 * look at.
 */
class ConnectBrowserTest extends RouteTest {

    private static final String SECRET = "open-sesame-please";
    private static final Path PICTURES = Path.of("target", "screenshots");
    /** Pictures that docs/connecting.md shows; -Ddocs.write=true writes them again. */
    private static final Map<String, Path> SHOWN = Map.of(
            "desktop-connect", Path.of("..", "docs", "images", "connect.png"),
            "desktop-companies", Path.of("..", "docs", "images", "connect-companies.png"));

    private VirtualTime time;
    private ChromeDriver browser;
    private int port;

    @BeforeAll
    static void chromiumIsThere() throws Exception {
        assumeTrue(
                executable("chromium", "chromium-browser", "google-chrome") != null
                        && executable("chromedriver") != null,
                "There is no Chromium here; install it with: sudo apt-get install chromium chromium-driver");
        Files.createDirectories(PICTURES);
    }

    private static Path executable(String... names) {
        return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
                .flatMap(directory -> Stream.of(names).map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    @Override
    protected void configure(QuickBooksComponent component) {
        super.configure(component);
        time = new VirtualTime(sandbox().clock().instant(), now -> {});
        component.setTime(time);
        component.setAccessToken(null);
        component.getConfiguration().setRealmId(null);
        component.setClientId("sandbox-client");
        component.setClientSecret("sandbox-secret");
    }

    @BeforeEach
    void route() throws Exception {
        port = serve();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("quickbooks:connect?connectSecret=" + SECRET).to("log:connected");
            }
        });
    }

    private void open(boolean scripts, Dimension size) {
        ChromeOptions options = new ChromeOptions();
        options.setBinary(
                executable("chromium", "chromium-browser", "google-chrome").toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu");
        if (!scripts) {
            options.setExperimentalOption("prefs", Map.of("profile.managed_default_content_settings.javascript", 2));
        }
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(executable("chromedriver").toFile())
                .build();
        browser = new ChromeDriver(service, options);
        browser.manage().window().setSize(size);
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    private void go(String page) {
        browser.get("http://localhost:" + port + "/quickbooks" + page);
    }

    private void click(String text) {
        use(By.xpath("//*[self::button or self::a][normalize-space()='" + text + "']"), WebElement::click);
    }

    /** The page may be on its way, or in its place another one of the same kind. */
    private void use(By element, Consumer<WebElement> use) {
        eventually(() -> {
            try {
                use.accept(browser.findElement(element));
                return true;
            } catch (NotFoundException | StaleElementReferenceException e) {
                return false;
            }
        });
    }

    /** A click is done before the next page is there. */
    private void sees(String... texts) {
        for (String text : texts) {
            eventually(() -> body().contains(text));
        }
    }

    private String body() {
        try {
            return browser.findElement(By.tagName("body")).getText();
        } catch (NotFoundException | StaleElementReferenceException e) {
            return "";
        }
    }

    private void arrivesAt(String start) {
        eventually(() -> address().startsWith(start));
    }

    private String address() {
        return browser.getCurrentUrl();
    }

    private void picture(String name) throws Exception {
        byte[] picture = browser.getScreenshotAs(OutputType.BYTES);
        Files.write(PICTURES.resolve("connect-" + name + ".png"), picture);
        if (Boolean.getBoolean("docs.write") && SHOWN.containsKey(name)) {
            Files.write(SHOWN.get(name), picture);
        }
    }

    private void logIn() {
        go("/companies");
        use(By.id("secret"), field -> field.sendKeys(SECRET));
        click("Continue");
    }

    @ParameterizedTest
    @ValueSource(strings = {"desktop", "phone"})
    void aPersonConnectsAndDisconnectsACompanyWithoutScripts(String screen) throws Exception {
        open(false, screen.equals("phone") ? new Dimension(390, 844) : new Dimension(1000, 700));
        go("/companies");
        picture(screen + "-login");
        logIn();
        sees("No company is connected yet");
        picture(screen + "-empty");
        click("Connect a company");
        picture(screen + "-connect");
        click("Connect to QuickBooks");
        arrivesAt(sandbox().url());
        picture(screen + "-consent");
        click("Connect");
        arrivesAt("http://localhost:" + port + "/quickbooks/companies?connected=" + REALM);
        sees("Company " + REALM + " is connected.", "Connected", "1 requests");
        picture(screen + "-companies");
        nothingIsCutOff();
        click("Disconnect");
        sees("is revoked at QuickBooks");
        picture(screen + "-disconnect");
        click("Disconnect");
        sees("is disconnected", "No company is connected yet");
    }

    /** No page is wider than the screen. */
    private void nothingIsCutOff() {
        int width = browser.findElement(By.tagName("html")).getSize().getWidth();
        for (WebElement element : browser.findElements(By.cssSelector("main *"))) {
            assertThat(element.getRect().getX() + element.getRect().getWidth()).isLessThanOrEqualTo(width);
        }
    }

    @Test
    void theKeyboardIsEnough() throws Exception {
        open(true, new Dimension(1280, 900));
        go("/companies");
        // The field has the focus.
        press(SECRET, Keys.ENTER);
        sees("No company is connected yet");
        press(Keys.TAB, Keys.ENTER);
        sees("On the next page QuickBooks asks you");
        press(Keys.ENTER);
        arrivesAt(sandbox().url());
        // To the list of companies, and on to the button.
        press(Keys.TAB, Keys.TAB);
        picture("keyboard-focus");
        press(Keys.ENTER);
        sees("is connected.");
        press(Keys.TAB, Keys.TAB, Keys.ENTER);
        sees("is revoked at QuickBooks");
        press(Keys.TAB, Keys.ENTER);
        sees("No company is connected yet");
    }

    private void press(CharSequence... keys) {
        for (CharSequence key : keys) {
            browser.switchTo().activeElement().sendKeys(key);
        }
    }

    @Test
    void whatGoesWrongEndsInAPageThatSaysSo() throws Exception {
        open(true, new Dimension(1280, 900));
        logIn();
        sees("No company is connected yet");
        click("Connect a company");
        sees("On the next page");
        click("Connect to QuickBooks");
        arrivesAt(sandbox().url());
        click("No thanks");
        sees("Nothing was connected");
        picture("denied");
        String denied = address();
        go("/companies");
        browser.get(denied);
        sees("This link was already used");
        picture("replayed");
        browser.get(denied.replaceFirst("state=[^&]*", "state=another"));
        sees("This was not started here");
        picture("wrong-state");
        click("Connect a company");
        sees("On the next page QuickBooks asks you");
    }

    @Test
    void aReturnIsGoodOnceAndForTenMinutes() throws Exception {
        open(true, new Dimension(1280, 900));
        logIn();
        sees("No company is connected yet");
        String late = consent();
        time.advance(Duration.ofMinutes(11), () -> false);
        browser.get(late);
        sees("The connection has expired");
        picture("expired");
        String back = consent();
        browser.get(back);
        sees("is connected.");
        browser.get(back);
        sees("This link was already used");
        picture("double-callback");
        // What is connected stays so.
        click("All companies");
        sees("Connected");
    }

    /** Goes as far as Intuit; answers where the person is sent back to, without going there. */
    private String consent() throws Exception {
        go("/connect");
        click("Connect to QuickBooks");
        arrivesAt(sandbox().url());
        return new WebVisitor()
                .get(address())
                .submit(sandbox().url() + "/connect/oauth2", "decision", "allow", "realmId", REALM)
                .location();
    }

    @Test
    void nothingIsReportedByTheBrowser() throws Exception {
        open(true, new Dimension(1280, 900));
        logIn();
        sees("No company is connected yet");
        click("Connect a company");
        sees("On the next page");
        click("Connect to QuickBooks");
        arrivesAt(sandbox().url());
        click("Connect");
        sees("is connected.");
        // What the Content-Security-Policy had to stop would be said here.
        List<String> reports = browser.manage().logs().get("browser").getAll().stream()
                .map(Object::toString)
                .filter(line -> !line.contains("favicon"))
                .toList();
        // The page that asks for the secret is a 401, which the browser mentions.
        assertThat(reports).allMatch(line -> line.contains("401"));
    }
}
