package org.tonotopy.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.tonotopy.api.ApiTest;
import org.tonotopy.registry.job.Attempt;

/** The pages of jobs and of the queue. */
class JobPageTest extends ApiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private UUID job() {
        String name = freshName("job-page");
        String benchmark = member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s",
                         "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(name, fixture.dataset(name, 3, 5)))
                .json()
                .path("reference")
                .stringValue();
        return UUID.fromString(member.post(
                        "/api/v1/jobs",
                        "{\"kind\": \"fit\", \"benchmark\": \"%s\", \"model\": {\"kind\": \"linear\"}}"
                                .formatted(benchmark))
                .json()
                .path("id")
                .stringValue());
    }

    @Test
    void thePagesSayWhatWaitsAndWhy() {
        UUID job = job();
        assertThat(viewer.get("/jobs").text()).contains("/jobs/" + job, "linear, seed 0");
        assertThat(viewer.get("/jobs/" + job).text())
                .contains("queued", "No worker is there", "Its place in the queue");
        assertThat(viewer.get("/queue").text()).contains("No worker is there", "Waiting");
        assertThat(viewer.get("/jobs/" + UUID.randomUUID()).problem()).isEqualTo("no-such-job");
    }

    @Test
    void aJobIsFollowedAndCancelledInABrowserThatSignedIn() throws Exception {
        Assumptions.assumeTrue(
                Browser.isThere(), "No Chromium at " + Browser.BROWSER + ": the page is not looked at in a browser");
        UUID job = job();
        Attempt attempt = fixture.begin(job);
        fixture.epoch(attempt, 1);
        ChromeDriver browser = Browser.open();
        try {
            browser.manage().window().setSize(new Dimension(1440, 1000));
            browser.get(server() + "/jobs/" + job);
            browser.findElement(By.id("token"))
                    .sendKeys(Files.readString(adminTokenFile).strip(), Keys.ENTER);
            await().atMost(PATIENCE).until(() -> browser.getPageSource().contains("epoch 1 of at most"));
            fixture.epoch(attempt, 2);
            await().atMost(PATIENCE)
                    .ignoreException(StaleElementReferenceException.class)
                    .until(() -> browser.findElement(By.id("live")).getText().contains("epoch 2 of at most"));
            for (int width : new int[] {1440, 390}) {
                browser.manage().window().setSize(new Dimension(width, 1000));
                Object overflow =
                        browser.executeScript("return document.documentElement.scrollWidth - window.innerWidth;");
                assertThat(((Number) overflow).intValue())
                        .as("pixels beyond a width of " + width)
                        .isLessThanOrEqualTo(0);
                Files.write(
                        Files.createDirectories(Path.of("target/screenshots")).resolve("job-" + width + ".png"),
                        browser.getScreenshotAs(OutputType.BYTES));
            }
            await().atMost(PATIENCE)
                    .ignoreException(StaleElementReferenceException.class)
                    .until(() -> {
                        browser.findElement(By.id("move-cancel")).click();
                        return true;
                    });
            await().atMost(PATIENCE)
                    .ignoreException(StaleElementReferenceException.class)
                    .until(() -> browser.findElement(By.id("state")).getText().equals("cancelling"));
            assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
        } finally {
            browser.quit();
        }
    }
}
