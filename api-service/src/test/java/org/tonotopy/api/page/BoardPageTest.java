package org.tonotopy.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.servlet.resource.ResourceUrlEncodingFilter;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client.Answer;
import org.tonotopy.registry.job.Attempt;

/** The page, in a real browser where there is one; reading needs no token here, as in the embedded default. */
@TestPropertySource(properties = "tonotopy.access.anonymous-role=VIEWER")
class BoardPageTest extends ApiTest {
    @Autowired
    ObjectProvider<ResourceUrlEncodingFilter> linkFilter;

    private String benchmark(String stem) {
        String name = freshName(stem);
        return member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s",
                         "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(name, fixture.dataset(name, 3, 5)))
                .json()
                .path("reference")
                .stringValue();
    }

    private UUID job(String benchmark, String model, int seed) {
        Answer job = member.post(
                "/api/v1/jobs",
                "{\"kind\": \"fit\", \"benchmark\": \"%s\", \"model\": %s, \"seed\": %d}"
                        .formatted(benchmark, model, seed));
        return UUID.fromString(job.json().path("id").stringValue());
    }

    @Test
    void somebodyWithoutATokenReadsButDoesNotWrite() {
        assertThat(nobody.get("/").status()).isEqualTo(200);
        assertThat(nobody.get("/api/v1/datasets").status()).isEqualTo(200);
        assertThat(nobody.post("/api/v1/jobs", "{}").status()).isEqualTo(401);
        assertThat(nobody.get("/actuator/metrics").status()).isEqualTo(401);
    }

    /** Hundreds of links on a page took most of its time. */
    @Test
    void linksAreNotLookedForAmongFiles() {
        assertThat(linkFilter.stream()).isEmpty();
    }

    @Test
    void thePageHasNoScriptAndNoStyleOfItsOwn() {
        String page = nobody.get("/").text();
        assertThat(page).doesNotContain("<script", "<style", " style=\"", "onclick", "http://", "https://cdn");
    }

    @Test
    void theBoardRendersInABrowserAtTwoWidthsWithoutAConsoleError() throws Exception {
        Assumptions.assumeTrue(
                Browser.isThere(), "No Chromium at " + Browser.BROWSER + ": the page is not looked at in a browser");
        String benchmark = benchmark("browser");
        fixture.fit(job(benchmark, "{\"kind\": \"linear\"}", 0), 0.55);
        fixture.fit(job(benchmark, "{\"kind\": \"statenet\", \"kernel_bands\": 4}", 0), 0.75);
        fixture.fit(job(benchmark, "{\"kind\": \"statenet\", \"kernel_bands\": 4}", 1), 0.77);
        Attempt running = fixture.begin(job(benchmark, "{\"kind\": \"ln\"}", 0));
        fixture.epoch(running, 30);
        ChromeDriver browser = Browser.open();
        try {
            for (int width : new int[] {1440, 390}) {
                browser.manage().window().setSize(new Dimension(width, 1000));
                browser.get(server() + "/");
                String board = browser.findElement(By.cssSelector("[aria-labelledby='board-" + benchmark + "']"))
                        .getText();
                assertThat(board).contains("statenet", "0.760 ± 0.014", "2 (1 left out)", "CC BY 4.0", "Somebody 2020");
                assertThat(board).contains("ln, seed 0", "epoch 30 of at most 250");
                assertThat(board.indexOf("statenet")).isLessThan(board.indexOf("linear"));
                Object overflow = ((JavascriptExecutor) browser)
                        .executeScript("return document.documentElement.scrollWidth - window.innerWidth;");
                assertThat(((Number) overflow).intValue())
                        .as("pixels beyond a width of " + width)
                        .isLessThanOrEqualTo(0);
                Files.write(
                        Files.createDirectories(Path.of("target/screenshots")).resolve("boards-" + width + ".png"),
                        browser.getScreenshotAs(OutputType.BYTES));
            }
            browser.get(server() + "/swagger-ui.html");
            assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
        } finally {
            browser.quit();
        }
    }
}
