package io.hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * The demo's report in the system's Chromium, with the network cut off. The property {@code hourglass.report} names another report to
 * look at; pictures are kept in {@code target/screenshots}.
 */
final class ReportInBrowserTest {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static ChromeDriver browser;
    private static Path report;

    @BeforeAll
    static void openABrowserWithoutANetwork() throws IOException {
        Path chromium = onPath("chromium", "chromium-browser", "google-chrome");
        Path driver = onPath("chromedriver");
        boolean found = chromium != null && driver != null;
        if (!found && "true".equals(System.getenv("CI"))) {
            throw new AssertionError("chromium and chromedriver are needed where CI is true; install both");
        }
        if (!found) {
            System.err.println(
                    "NO BROWSER: the report is not looked at; it needs chromium and chromedriver on the PATH");
        }
        assumeTrue(found, "no chromium or no chromedriver on the PATH");
        String other = System.getProperty("hourglass.report");
        report = other == null ? DemoSample.get().report() : Path.of(other);
        Files.createDirectories(SCREENSHOTS);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(chromium.toFile());
        options.addArguments(
                "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars");
        options.addArguments("--host-resolver-rules=MAP * ~NOTFOUND");
        LoggingPreferences logs = new LoggingPreferences();
        logs.enable(LogType.BROWSER, Level.ALL);
        options.setCapability("goog:loggingPrefs", logs);
        browser = new ChromeDriver(
                new ChromeDriverService.Builder()
                        .usingDriverExecutable(driver.toFile())
                        .build(),
                options);
        browser.executeCdpCommand("Network.enable", Map.of());
        browser.executeCdpCommand(
                "Network.emulateNetworkConditions",
                Map.of("offline", true, "latency", 0, "downloadThroughput", 0, "uploadThroughput", 0));
    }

    @AfterAll
    static void closeTheBrowser() {
        if (browser != null) {
            browser.quit();
        }
    }

    private static Path onPath(String... names) {
        return Stream.of(names)
                .flatMap(name -> Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
    }

    /** Opens the report, so wide and in such light. */
    private static void open(int width, String scheme) {
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 1000, "deviceScaleFactor", 1, "mobile", false));
        browser.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        browser.get(report.toAbsolutePath().toUri().toString());
    }

    /** Scrolls by every chart, as they are drawn when they come near, and back. */
    private static void drawAll() {
        browser.findElements(By.cssSelector(".chart .canvas")).forEach(ReportInBrowserTest::show);
        script("window.scrollTo(0, 0)");
    }

    private static Object script(String code, Object... arguments) {
        return ((JavascriptExecutor) browser).executeScript(code, arguments);
    }

    private static long number(String code) {
        return ((Number) script(code)).longValue();
    }

    /** Scrolls to an element, and waits until it is drawn if it is a chart. */
    private static void show(WebElement element) {
        script("arguments[0].scrollIntoView({block: 'center', behavior: 'instant'})", element);
        if ("canvas".equals(element.getAttribute("class"))) {
            new WebDriverWait(browser, Duration.ofSeconds(60))
                    .until(driver -> !element.findElements(By.tagName("canvas")).isEmpty());
        }
    }

    private static void keep(String name) throws IOException {
        Files.write(SCREENSHOTS.resolve(name + ".png"), browser.getScreenshotAs(OutputType.BYTES));
    }

    /** The whole page as one picture. */
    private static void keepAll(String name, int width) throws IOException {
        long height = Math.min(16_000, number("return document.documentElement.scrollHeight"));
        browser.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        keep(name);
    }

    private static void assertNoComplaint() {
        assertThat(browser.manage().logs().get(LogType.BROWSER).getAll())
                .as("what the browser's console says")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"360, light", "360, dark", "1600, light", "1600, dark"})
    void thePageFitsEveryWidthAndLightWithoutAComplaint(int width, String scheme) throws IOException {
        open(width, scheme);
        drawAll();
        assertThat(number("return document.documentElement.scrollWidth")).isLessThanOrEqualTo(width);
        assertThat(script("return document.documentElement.getAttribute('data-theme')"))
                .isEqualTo(scheme);
        assertThat(number("return document.querySelectorAll('figure:not(:has(figcaption))').length"))
                .as("pictures without a caption")
                .isZero();
        assertThat(number("return document.querySelectorAll('img:not([alt]), [role=img]:not([aria-label])').length"))
                .as("pictures that say nothing to a screen reader")
                .isZero();
        assertThat(number("return performance.getEntriesByType('resource')"
                        + ".filter(each => !each.name.startsWith('data:')).length"))
                .as("files from elsewhere")
                .isZero();
        keep("top-" + width + "-" + scheme);
        keepAll("page-" + width + "-" + scheme, width);
        assertNoComplaint();
    }

    @Test
    void aPointUnderTheMouseShowsItsPictureAndItsKind() throws IOException {
        open(1600, "light");
        hover("fashion-two-map", 0, 4321);
        WebElement tip = new WebDriverWait(browser, Duration.ofSeconds(20))
                .until(driver -> browser.findElements(By.cssSelector("#fashion-two-map .tip")).stream()
                        .filter(WebElement::isDisplayed)
                        .findFirst()
                        .orElse(null));
        assertThat(tip.getText()).contains("row", "kind", "squared error");
        assertThat(tip.findElement(By.cssSelector(".sprite")).getCssValue("background-image"))
                .startsWith("url(\"data:image/png");
        keep("hover");
        assertNoComplaint();
    }

    @Test
    void aPointOfATableShowsItsRow() throws IOException {
        open(1600, "dark");
        hover("adult-map", 0, 100);
        WebElement tip = new WebDriverWait(browser, Duration.ofSeconds(20))
                .until(driver -> browser.findElements(By.cssSelector("#adult-map .tip")).stream()
                        .filter(WebElement::isDisplayed)
                        .findFirst()
                        .orElse(null));
        assertThat(tip.getText()).contains("occupation", "age", "income");
        keep("hover-row");
    }

    /** Moves the mouse onto a point of a map. */
    private static void hover(String figure, int place, int point) {
        WebElement canvas = browser.findElement(By.cssSelector("#" + figure + " .canvas"));
        show(canvas);
        @SuppressWarnings("unchecked")
        List<Number> at = (List<Number>) script(
                "var chart = window.hourglass.charts.filter(c => c.id === arguments[0] && c.place === arguments[1])[0];"
                        + "var map = chart.data.maps[arguments[1]];"
                        + "var at = chart.instance.convertToPixel({xAxisIndex: 0, yAxisIndex: 0},"
                        + " [map.x[arguments[2]], map.y[arguments[2]]]);"
                        + "var box = chart.instance.getDom().getBoundingClientRect();"
                        + "return [at[0] - box.width / 2, at[1] - box.height / 2];",
                figure,
                place,
                point);
        new Actions(browser)
                .moveToElement(canvas, 0, 0)
                .moveToElement(canvas, at.get(0).intValue(), at.get(1).intValue())
                .perform();
    }

    @Test
    void theColoursOfAMapStandForTheColumnThatIsChosen() throws IOException {
        open(1600, "light");
        WebElement select = browser.findElement(By.cssSelector("#adult-map select"));
        show(browser.findElement(By.cssSelector("#adult-map .canvas")));
        String before = groups("adult-map");
        assertThat(before).contains(">50K");
        new Select(select).selectByValue("marital-status");
        assertThat(groups("adult-map")).contains("Never-married").isNotEqualTo(before);
        new Select(select).selectByValue("age");
        assertThat(groups("adult-map")).contains("below", "and more");
        keep("colour-age");
        assertNoComplaint();
    }

    private static String groups(String figure) {
        return String.valueOf(script(
                "return window.hourglass.charts.filter(c => c.id === arguments[0])[0].instance.getOption().series"
                        + ".map(s => s.name).join('|')",
                figure));
    }

    @Test
    void pointsThatALineIsDrawnAroundAreSelectedOnBothMapsAndSaved() throws IOException {
        open(1600, "light");
        WebElement canvas = browser.findElement(By.cssSelector("#adult-map .canvas"));
        show(canvas);
        browser.findElement(By.cssSelector("#adult-map [data-select]")).click();
        show(canvas);
        new Actions(browser)
                .moveToElement(canvas, -150, -100)
                .clickAndHold()
                .moveByOffset(250, 20)
                .moveByOffset(10, 200)
                .moveByOffset(-240, 10)
                .release()
                .perform();
        WebElement told = browser.findElement(By.cssSelector("#adult-map .selected"));
        new WebDriverWait(browser, Duration.ofSeconds(20))
                .until(driver -> told.getText().endsWith(" selected"));
        int count = Integer.parseInt(told.getText().split(" ", 2)[0]);
        assertThat(bright(0)).isEqualTo(count);
        assertThat(bright(1)).as("on the other map").isEqualTo(count);
        keep("selected");
        script("URL.createObjectURL = blob => { blob.text().then(text => { window.saved = text; }); return '#'; }");
        browser.findElement(By.cssSelector("#adult-map [data-save]")).click();
        new WebDriverWait(browser, Duration.ofSeconds(20))
                .until(driver -> script("return window.saved || null") != null);
        List<String> lines = ((String) script("return window.saved")).lines().toList();
        assertThat(lines).hasSize(count + 1);
        assertThat(lines.get(0)).startsWith("row,fnlwgt,income,").endsWith("\"y, PCA\"");
        browser.findElement(By.cssSelector("#adult-map [data-select]")).click();
        assertThat(bright(0)).as("all again").isGreaterThan(count);
        assertNoComplaint();
    }

    /** How many points of a map of rows are not pale. */
    private static long bright(int place) {
        return number(
                "return window.hourglass.charts.filter(c => c.id === 'adult-map')[" + place + "].instance.getOption()"
                        + ".series.filter(each => each.itemStyle.opacity > 0.5).reduce((sum, each) => sum + each.data.length, 0)");
    }

    @Test
    void theKeyboardZoomsAMapAndTheButtonShowsAllOfItAgain() {
        open(1600, "light");
        WebElement canvas = browser.findElement(By.cssSelector("#adult-map .canvas"));
        show(canvas);
        canvas.sendKeys("+", "+", Keys.ARROW_LEFT);
        assertThat(shown("adult-map")).isLessThan(60);
        browser.findElement(By.cssSelector("#adult-map [data-zoom=reset]")).sendKeys(Keys.ENTER);
        assertThat(shown("adult-map")).isEqualTo(100);
        assertNoComplaint();
    }

    /** How much of a map's width is seen, in percent. */
    private static long shown(String figure) {
        return ((Number) script(
                        "var zoom = window.hourglass.charts.filter(c => c.id === arguments[0])[0].instance"
                                + ".getOption().dataZoom[0]; return Math.round(zoom.end - zoom.start)",
                        figure))
                .longValue();
    }

    @Test
    void theButtonTurnsLightToDark() {
        open(1600, "light");
        browser.findElement(By.id("theme")).click();
        assertThat(script("return document.documentElement.getAttribute('data-theme')"))
                .isEqualTo("dark");
        assertThat(script("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo("rgb(20, 23, 28)");
        assertNoComplaint();
    }
}
