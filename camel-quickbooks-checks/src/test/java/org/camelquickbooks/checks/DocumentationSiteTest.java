package org.camelquickbooks.checks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.SessionNotCreatedException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;

/** The site of the documentation: its links, and its navigation, search and accessibility as a person uses them in Chromium. */
class DocumentationSiteTest {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final Pattern LINK = Pattern.compile("<a [^>]*href=\"([^\"]+)\"");
    private static final Pattern ANCHOR = Pattern.compile(" id=\"([^\"]+)\"");
    private static final Pattern EXTERNAL = Pattern.compile(
            "<(?:script|img|iframe|source)[^>]* src=\"https?:[^\"]*\"|<link[^>]* href=\"https?:[^\"]*\"");

    private static final String AXE = axe();

    private static Site site;

    private ChromeDriver browser;

    @BeforeAll
    static void build() throws Exception {
        site = Site.build();
        Files.createDirectories(PICTURES);
    }

    @AfterAll
    static void stop() {
        if (site != null) {
            site.close();
        }
    }

    @AfterEach
    void close() {
        if (browser != null) {
            browser.quit();
        }
    }

    @Test
    void everyLinkLeadsToAPageAndItsHeading() throws IOException {
        Map<String, String> pages = new HashMap<>();
        for (Path page : site.pages()) {
            pages.put(site.address(page), Files.readString(page));
        }
        assertThat(pages).hasSizeGreaterThan(30);
        Map<String, Set<String>> anchors = new HashMap<>();
        pages.forEach((address, page) -> anchors.put(address, all(ANCHOR, page)));
        Set<String> broken = new TreeSet<>();
        pages.forEach((address, page) -> all(LINK, page).stream()
                .filter(link -> !link.matches("[a-z]+:.*"))
                .map(link -> URI.create("http://site" + address).resolve(link.replace("&amp;", "&")))
                .filter(link -> !leadsSomewhere(link, anchors))
                .forEach(link -> broken.add(address + " → " + link)));
        assertThat(broken).isEmpty();
    }

    private static boolean leadsSomewhere(URI link, Map<String, Set<String>> anchors) {
        if (link.getPath().startsWith("/files/")) {
            return Files.isRegularFile(site.file(link.getPath()));
        }
        Set<String> there = anchors.get(link.getPath().endsWith("/") ? link.getPath() + "index.html" : link.getPath());
        return there != null && (link.getRawFragment() == null || there.contains(decoded(link.getRawFragment())));
    }

    private static String decoded(String fragment) {
        return URLDecoder.decode(fragment, StandardCharsets.UTF_8);
    }

    private static Set<String> all(Pattern pattern, String page) {
        Set<String> found = new HashSet<>();
        pattern.matcher(page).results().forEach(match -> found.add(match.group(1)));
        return found;
    }

    @Test
    void noPageLoadsAnythingFromElsewhere() throws IOException {
        for (Path page : site.pages()) {
            assertThat(EXTERNAL.matcher(Files.readString(page)).results().map(r -> r.group()))
                    .as(page.toString())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"desktop,light", "desktop,dark", "phone,light", "phone,dark"})
    void aPersonFindsTheWay(String screen, String theme) throws Exception {
        boolean isPhone = screen.equals("phone");
        open(isPhone);
        browser.get(site.url() + "/");
        browser.executeScript("localStorage.setItem('vitepress-theme-appearance', arguments[0])", theme);
        browser.get(site.url() + "/");
        sees("QuickBooks Online in Apache Camel");
        eventually("the theme " + theme, () -> isDark() == theme.equals("dark"));
        picture("site-home-" + screen + "-" + theme);
        isAccessible("the home page");
        navigate(isPhone);
        isAccessible("the page of changes");
        search();
        browser.get(site.url() + "/architecture.html");
        diagramsAreDrawn(7);
        nothingIsCutOff();
        picture("site-diagram-" + screen + "-" + theme);
        isAccessible("the page of the architecture");
        browser.get(site.url() + "/flows.html");
        diagramsAreDrawn(1);
        browser.get(site.url() + "/component.html");
        sees("Endpoint options");
        nothingIsCutOff();
        nothingCameFromElsewhere();
    }

    private void navigate(boolean isPhone) {
        if (isPhone) {
            // Until its script runs, the page has the button, and a click on it does nothing.
            eventually("the menu", () -> isOpenOrClicked(".VPNavScreen", ".VPNavBarHamburger"));
            click(".VPNavScreen a[href='/kamelets.html']");
            eventually("the page of Kamelets", () -> browser.getCurrentUrl().endsWith("/kamelets.html"));
            eventually("the sidebar", () -> isOpenOrClicked(".VPSidebar.open", ".VPLocalNav .menu"));
        } else {
            for (String task :
                    List.of("Start", "Guides", "Flows", "Kamelets", "Reference", "Operations", "Sandbox", "Project")) {
                assertThat(browser.findElement(By.cssSelector(".VPNavBarMenu")).getText())
                        .contains(task);
            }
            click(".VPNavBarMenu a[href='/kamelets.html']");
            eventually("the page of Kamelets", () -> browser.getCurrentUrl().endsWith("/kamelets.html"));
        }
        click(".VPSidebar a[href='/changes.html']");
        eventually(
                "the page of changes",
                () -> browser.getTitle().startsWith("Changes")
                        || browser.getTitle().contains("Following"));
        assertThat(browser.getCurrentUrl()).endsWith("/changes.html");
    }

    /** Whether something is open; if it is not, its button is clicked. */
    private boolean isOpenOrClicked(String opened, String button) {
        if (isThere(opened)) {
            return true;
        }
        List<WebElement> found = browser.findElements(By.cssSelector(button));
        if (!found.isEmpty() && found.get(0).isDisplayed()) {
            browser.executeScript("arguments[0].click()", found.get(0));
        }
        return isThere(opened);
    }

    private boolean isThere(String selector) {
        return !browser.findElements(By.cssSelector(selector)).isEmpty();
    }

    /** With the keyboard: opens it, types, and goes to the first result. */
    private void search() {
        // Until its script runs, the page hears no keys.
        eventually("the search", () -> {
            if (!isThere("#localsearch-input")) {
                new Actions(browser)
                        .keyDown(Keys.CONTROL)
                        .sendKeys("k")
                        .keyUp(Keys.CONTROL)
                        .perform();
            }
            return isThere("#localsearch-input");
        });
        // All letters at once: results of the first few may be others.
        browser.executeScript(
                "arguments[0].value = arguments[1]; arguments[0].dispatchEvent(new Event('input', {bubbles: true}))",
                browser.findElement(By.cssSelector("#localsearch-input")),
                "requestIdLifetime");
        eventually(
                "results",
                () -> isThere(".VPLocalSearchBox .result")
                        && !browser.findElement(By.cssSelector(".VPLocalSearchBox .results"))
                                .getText()
                                .isBlank());
        browser.findElement(By.cssSelector("#localsearch-input")).sendKeys(Keys.ENTER);
        eventually("the page of the first result", () -> !isThere(".VPLocalSearchBox"));
        sees("requestIdLifetime");
    }

    /** One that Mermaid cannot draw stays text. */
    private void diagramsAreDrawn(int count) {
        eventually(
                count + " diagrams are drawn",
                () -> browser.findElements(By.cssSelector(".diagram svg")).size() == count);
        assertThat(browser.findElements(By.cssSelector(".diagram"))).hasSize(count);
    }

    private boolean isDark() {
        return Boolean.TRUE.equals(browser.executeScript("return document.documentElement.classList.contains('dark')"));
    }

    /** No page is wider than the screen; what is wide scrolls by itself. */
    private void nothingIsCutOff() {
        eventually(
                "a page that is no wider than the screen",
                () -> (Long) browser.executeScript(
                                "return document.documentElement.scrollWidth - document.documentElement.clientWidth")
                        <= 0);
    }

    /** As axe sees it, without what it calls minor or moderate. */
    private void isAccessible(String where) {
        if (Boolean.TRUE.equals(browser.executeScript("return typeof axe === 'undefined'"))) {
            browser.executeScript(AXE);
        }
        browser.manage().timeouts().scriptTimeout(Duration.ofMinutes(3));
        List<?> found = findings();
        // What fades in has its colours a moment later.
        for (int look = 1; look < 3 && !found.isEmpty(); look++) {
            found = findings();
        }
        assertThat(found).as(where).isEmpty();
    }

    private List<?> findings() {
        return (List<?>) browser.executeAsyncScript("""
                const done = arguments[0];
                axe.run({resultTypes: ['violations']}).then(
                    found => done(found.violations.filter(rule => ['serious', 'critical'].includes(rule.impact))
                        .map(rule => rule.id + ': ' + rule.nodes.map(node => node.html + ' ' + node.failureSummary))),
                    problem => done(['' + problem]))""");
    }

    /** The script by itself: AxeBuilder loads it for each look, and brings home what is in order too. */
    private static String axe() {
        try (InputStream script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void nothingCameFromElsewhere() {
        List<?> names = (List<?>)
                browser.executeScript("return performance.getEntriesByType('resource').map(entry => entry.name)");
        assertThat(names).isNotEmpty().allSatisfy(name -> assertThat(name.toString())
                .startsWith(site.url()));
    }

    private void open(boolean isPhone) {
        assumeTrue(
                executable("chromium", "chromium-browser", "google-chrome") != null
                        && executable("chromedriver") != null,
                "Chromium is missing; install it with: apt-get install chromium chromium-driver");
        ChromeOptions options = new ChromeOptions();
        options.setBinary(
                executable("chromium", "chromium-browser", "google-chrome").toFile());
        options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu");
        if (isPhone) {
            options.setExperimentalOption(
                    "mobileEmulation",
                    Map.of("deviceMetrics", Map.of("width", 390, "height", 844, "pixelRatio", 1.0, "mobile", true)));
        }
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(executable("chromedriver").toFile())
                .build();
        try {
            browser = new ChromeDriver(service, options);
        } catch (SessionNotCreatedException e) {
            abort("Chromium does not start here: " + e.getMessage());
        }
        if (!isPhone) {
            browser.manage().window().setSize(new Dimension(1440, 900));
        }
    }

    private static Path executable(String... names) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(directory -> Stream.of(names).map(name -> Path.of(directory, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    private void click(String selector) {
        eventually("a click on " + selector, () -> {
            List<WebElement> found = browser.findElements(By.cssSelector(selector));
            if (found.isEmpty() || !found.get(0).isDisplayed()) {
                return false;
            }
            browser.executeScript("arguments[0].click()", found.get(0));
            return true;
        });
    }

    private void sees(String text) {
        eventually(
                "'" + text + "'",
                () -> browser.findElement(By.tagName("body")).getText().contains(text));
    }

    private void eventually(String what, BooleanSupplier condition) {
        try {
            Eventually.holds(
                    what,
                    () -> {
                        try {
                            return condition.getAsBoolean();
                        } catch (StaleElementReferenceException | NoSuchElementException e) {
                            return false;
                        }
                    },
                    browser::getCurrentUrl);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private void picture(String name) throws IOException {
        Files.write(PICTURES.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
    }
}
