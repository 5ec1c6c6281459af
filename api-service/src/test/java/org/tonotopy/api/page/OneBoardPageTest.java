package org.tonotopy.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.leaderboard.BoardWorker;
import org.tonotopy.registry.benchmark.BenchmarkRepository;
import org.tonotopy.registry.board.BoardLedger;
import tools.jackson.databind.JsonNode;

/** One board and two of its entries, in a real browser where there is one. */
@TestPropertySource(properties = "tonotopy.access.anonymous-role=VIEWER")
class OneBoardPageTest extends ApiTest {
    @Autowired
    BoardLedger boards;

    @Autowired
    BenchmarkRepository benchmarks;

    private String benchmark() {
        String name = freshName("ranks");
        String benchmark = member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s",
                         "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(name, fixture.dataset(name, 3, 5)))
                .json()
                .path("reference")
                .stringValue();
        fit(benchmark, "ln", 0, 0.75);
        fit(benchmark, "ln", 1, 0.77);
        fit(benchmark, "linear", 0, 0.55);
        return benchmark;
    }

    private void fit(String benchmark, String kind, int seed, double level) {
        JsonNode job = member.post(
                        "/api/v1/jobs",
                        "{\"kind\": \"fit\", \"benchmark\": \"%s\", \"model\": {\"kind\": \"%s\"}, \"seed\": %d}"
                                .formatted(benchmark, kind, seed))
                .json();
        fixture.fit(UUID.fromString(job.path("id").stringValue()), level);
    }

    @Test
    void ranksFiltersAndTheComparisonOfTwoAreFoundByFollowingLinks() throws Exception {
        Assumptions.assumeTrue(
                Browser.isThere(), "No Chromium at " + Browser.BROWSER + ": the page is not looked at in a browser");
        String benchmark = benchmark();
        assertThat(nobody.get("/boards/" + benchmark).text()).contains("Ranks and intervals are under way.");
        JsonNode entries = viewer.get("/api/v1/benchmarks/" + benchmark + "/leaderboard")
                .json()
                .path("entries");
        new BoardWorker(boards, benchmarks)
                .compute(
                        benchmark,
                        entries.path(0).path("spec_sha256").stringValue(),
                        entries.path(1).path("spec_sha256").stringValue());
        assertThat(nobody.get("/boards/" + benchmark).text()).doesNotContain("<script", "<style", " style=\"");
        ChromeDriver browser = Browser.open();
        try {
            for (String scheme : new String[] {"light", "dark"}) {
                browser.executeCdpCommand(
                        "Emulation.setEmulatedMedia",
                        Map.of("features", new Object[] {Map.of("name", "prefers-color-scheme", "value", scheme)}));
                for (int width : new int[] {1440, 390}) {
                    browser.manage().window().setSize(new Dimension(width, 1000));
                    browser.get(server() + "/boards/" + benchmark);
                    assertThat(text(browser, "#board"))
                            .contains("[0.750, 0.770]", "± 0.014, 2 seeds", "differ", "0.020");
                    assertThat(browser.getPageSource()).contains("area A1 (2)");
                    look(browser, "board-" + scheme + "-" + width);
                    browser.findElement(By.cssSelector("nav[aria-label=Model] a:nth-of-type(2)"))
                            .click();
                    assertThat(browser.getCurrentUrl()).endsWith("?kind=linear");
                    assertThat(browser.findElements(By.cssSelector("[aria-labelledby=entries] tbody tr")))
                            .hasSize(1);
                    browser.navigate().back();
                    browser.findElement(By.linkText("with the first")).click();
                    assertThat(text(browser, "#comparison"))
                            .contains("ln is better than linear (corrected p 0.020).", "0.210 [0.200, 0.220]");
                    assertThat(browser.findElements(By.cssSelector("svg circle")))
                            .hasSize(2);
                    look(browser, "compare-" + scheme + "-" + width);
                }
            }
            assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
        } finally {
            browser.quit();
        }
    }

    private static String text(ChromeDriver browser, String selector) {
        return browser.findElement(By.cssSelector(selector)).getText();
    }

    private static void look(ChromeDriver browser, String name) throws Exception {
        Object overflow = ((JavascriptExecutor) browser)
                .executeScript("return document.documentElement.scrollWidth - window.innerWidth;");
        assertThat(((Number) overflow).intValue())
                .as("pixels beyond the width in " + name)
                .isLessThanOrEqualTo(0);
        Files.write(
                Files.createDirectories(Path.of("target/screenshots")).resolve(name + ".png"),
                browser.getScreenshotAs(OutputType.BYTES));
    }
}
