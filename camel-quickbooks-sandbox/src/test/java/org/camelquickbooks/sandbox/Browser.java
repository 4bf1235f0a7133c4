package org.camelquickbooks.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NotFoundException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A Chromium as a person uses it: what they see, what they press. */
final class Browser implements AutoCloseable {

    private static final String AXE = axe();
    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final Path PAGES = Path.of("..", "docs", "images");
    private static final Dimension DESKTOP = new Dimension(1280, 1000);

    private final ChromeDriver driver;

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Opens one, or skips the test where there is none. */
    static Browser open() {
        Path chromium = executable("chromium", "chromium-browser", "google-chrome");
        Path chromedriver = executable("chromedriver");
        Assumptions.assumeTrue(
                chromium != null && chromedriver != null,
                "There is no Chromium here; install it with: apt-get install chromium chromium-driver");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu");
        Browser browser = new Browser(new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(chromedriver.toFile())
                        .build(),
                options));
        // Looking a whole page over takes a slow machine long.
        browser.driver.manage().timeouts().scriptTimeout(Duration.ofMinutes(3));
        browser.desktop();
        return browser;
    }

    /** The script by itself: AxeBuilder loads it for each look, and brings home what is in order too. */
    private static String axe() {
        try (InputStream script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path executable(String... names) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(directory -> Stream.of(names).map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    ChromeDriver driver() {
        return driver;
    }

    void desktop() {
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        driver.manage().window().setSize(DESKTOP);
    }

    /** A window cannot be so narrow; a phone can. */
    void phone() {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 390, "height", 844, "deviceScaleFactor", 1, "mobile", true));
    }

    void scheme(String lightOrDark) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", lightOrDark))));
    }

    /** Loads a page, also where only what comes after # differs from the page that is open. */
    void go(String address) {
        driver.get("about:blank");
        driver.get(address);
    }

    void eventually(String what, BooleanSupplier condition) {
        Eventually.holds(
                what,
                () -> {
                    try {
                        return condition.getAsBoolean();
                    } catch (NotFoundException | StaleElementReferenceException e) {
                        return false;
                    }
                },
                this::text);
    }

    void sees(String... texts) {
        for (String text : texts) {
            eventually("'" + text + "' on the page", () -> text().contains(text));
        }
    }

    void seesNo(String text) {
        eventually("no '" + text + "' on the page", () -> !text().contains(text));
    }

    String text() {
        try {
            return driver.findElement(By.tagName("body")).getText();
        } catch (NotFoundException | StaleElementReferenceException e) {
            return "";
        }
    }

    /** The first visible element that fits, when there is one. */
    WebElement find(By by) {
        WebElement[] found = new WebElement[1];
        eventually("an element " + by, () -> {
            found[0] = driver.findElements(by).stream()
                    .filter(WebElement::isDisplayed)
                    .findFirst()
                    .orElse(null);
            return found[0] != null;
        });
        return found[0];
    }

    WebElement css(String selector) {
        return find(By.cssSelector(selector));
    }

    /** A button, tab or link by its text or label. */
    WebElement named(String name) {
        return find(By.xpath("//*[self::button or self::a][normalize-space()=\"" + name + "\" or @aria-label=\"" + name
                + "\" or starts-with(@aria-label, \"" + name + ",\")]"));
    }

    void click(String name) {
        Eventually.holds(
                "a click on '" + name + "'",
                () -> {
                    try {
                        named(name).click();
                        return true;
                    } catch (StaleElementReferenceException | ElementNotInteractableException e) {
                        // It was drawn anew, or something is in front of it for a moment.
                        return false;
                    }
                },
                this::text);
    }

    /** The field of a label. */
    WebElement field(String label) {
        return find(By.xpath("//*[@role='tabpanel' and not(@hidden)]//label[starts-with(normalize-space(), \"" + label
                + "\")]//*[self::input or self::select or self::textarea]"));
    }

    void fill(String label, String value) {
        eventually("a field " + label, () -> {
            WebElement field = field(label);
            field.clear();
            field.sendKeys(value);
            return true;
        });
    }

    void select(String label, String option) {
        eventually("'" + option + "' in the list " + label, () -> {
            field(label)
                    .findElement(By.xpath(".//option[normalize-space()=\"" + option + "\"]"))
                    .click();
            return true;
        });
    }

    void press(CharSequence... keys) {
        for (CharSequence key : keys) {
            driver.switchTo().activeElement().sendKeys(key);
        }
    }

    /** Presses Tab until an element has the focus; a person would, too, but not for ever. */
    void tabTo(String name) {
        for (int i = 0; i < 60; i++) {
            WebElement active = driver.switchTo().activeElement();
            String label = active.getDomAttribute("aria-label");
            if (name.equals(active.getText()) || name.equals(label) || label != null && label.startsWith(name + ",")) {
                return;
            }
            active.sendKeys(Keys.TAB);
        }
        throw new AssertionError("Tab does not lead to " + name);
    }

    Object script(String javascript, Object... arguments) {
        return driver.executeScript(javascript, arguments);
    }

    String copied() {
        driver.executeCdpCommand(
                "Browser.grantPermissions",
                Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
        return (String) driver.executeAsyncScript(
                "navigator.clipboard.readText().then(arguments[0], e => arguments[0]('' + e))");
    }

    void isAccessible(String where) {
        if (Boolean.TRUE.equals(script("return typeof axe === 'undefined'"))) {
            script(AXE);
        }
        assertThat((List<?>) driver.executeAsyncScript("""
                const done = arguments[0];
                axe.run({resultTypes: ['violations']}).then(
                    found => done(found.violations.filter(rule => ['serious', 'critical'].includes(rule.impact))
                        .map(rule => rule.id + ': ' + rule.nodes.map(node => node.html + ' ' + node.failureSummary))),
                    problem => done(['' + problem]))""")).as(where).isEmpty();
    }

    /** Nothing is wider than the window. */
    void fits(String where) {
        assertThat(script("return document.documentElement.scrollWidth - document.documentElement.clientWidth"))
                .as("pixels that are cut off: " + where)
                .isEqualTo(0L);
    }

    /** What the browser has complained about, such as what the Content-Security-Policy stopped. */
    List<String> complaints() {
        return driver.manage().logs().get("browser").getAll().stream()
                .map(Object::toString)
                .toList();
    }

    /** Leaves a picture in target/screenshots, and with {@code -Ddocs.write=true} in docs/images. */
    void picture(String name, boolean ofTheDocs) {
        byte[] picture = driver.getScreenshotAs(OutputType.BYTES);
        try {
            Files.createDirectories(PICTURES);
            Files.write(PICTURES.resolve(name + ".png"), picture);
            if (ofTheDocs && Boolean.getBoolean("docs.write")) {
                Files.write(PAGES.resolve(name + ".png"), picture);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (ofTheDocs) {
            assertThat(PAGES.resolve(name + ".png"))
                    .as("draw it with -Ddocs.write=true")
                    .isRegularFile();
        }
    }

    @Override
    public void close() {
        driver.quit();
    }
}
