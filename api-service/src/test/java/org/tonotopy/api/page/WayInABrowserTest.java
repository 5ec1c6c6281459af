package org.tonotopy.api.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.springframework.test.context.TestPropertySource;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.ArrayArchive;
import org.tonotopy.registry.content.Sha256;
import tools.jackson.databind.JsonNode;

/** The way from a file to a board and the figure of a prediction, as somebody goes it in a browser. Reading needs no token here. */
@TestPropertySource(properties = "tonotopy.access.anonymous-role=VIEWER")
class WayInABrowserTest extends ApiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void fromAFileToABoardAndAFigureOfAPrediction() throws Exception {
        Assumptions.assumeTrue(
                Browser.isThere(),
                "No Chromium at " + Browser.BROWSER + ": the way through is not looked at in a browser");
        Path file = Files.write(
                Files.createTempFile("recording", ".npz"),
                UUID.randomUUID().toString().getBytes(UTF_8));
        String name = freshName("way");
        ChromeDriver browser = Browser.open();
        try {
            browser.get(server() + "/sign-in");
            browser.findElement(By.id("token"))
                    .sendKeys(Files.readString(adminTokenFile).strip(), Keys.ENTER);
            await().atMost(PATIENCE).until(() -> browser.getTitle().equals("Tonotopy: boards"));

            browser.findElement(By.linkText("New dataset")).click();
            browser.findElement(By.id("file")).sendKeys(file.toString());
            await().atMost(PATIENCE)
                    .until(() ->
                            browser.findElement(By.id("file-state")).getText().contains("has arrived"));
            browser.findElement(By.id("name")).sendKeys(name);
            browser.findElement(By.id("metadata-dt_ms")).sendKeys("5", Keys.ENTER);
            await().atMost(PATIENCE).until(() -> browser.getTitle().equals("Tonotopy: " + name + "@1"));
            fixture.acceptDataset(
                    UUID.fromString(viewer.get("/api/v1/datasets/" + name + "@1")
                            .json()
                            .path("job_id")
                            .stringValue()),
                    3);
            await().atMost(PATIENCE)
                    .until(() ->
                            !browser.findElements(By.linkText("New benchmark")).isEmpty()
                                    && browser.findElements(By.id("report")).size() == 1);

            browser.findElement(By.cssSelector("header a[href*='/benchmarks/new']"))
                    .click();
            await().atMost(PATIENCE).until(() -> browser.getTitle().equals("Tonotopy: new benchmark"));
            browser.findElement(By.id("name")).sendKeys(name, Keys.ENTER);
            await().atMost(PATIENCE)
                    .until(() -> !browser.findElements(By.id("problems")).isEmpty());
            PageLook.at(browser, "benchmark-new-refused");
            browser.findElement(By.id("split-train")).sendKeys("0-2");
            browser.findElement(By.id("split-validation")).sendKeys("3");
            browser.findElement(By.id("split-test")).sendKeys("4");
            browser.findElement(By.id("rules")).sendKeys("Fit to the train stimuli alone.");
            browser.findElement(By.id("ask")).click();
            await().atMost(PATIENCE)
                    .until(() -> !browser.findElements(By.id("benchmark")).isEmpty());
            assertThat(browser.findElement(By.id("benchmark")).getText())
                    .contains("0-2", "Fit to the train stimuli alone.", "All neurons");
            PageLook.at(browser, "benchmark");

            browser.findElement(By.cssSelector("header a[href*='/fits/new']")).click();
            await().atMost(PATIENCE)
                    .until(() -> browser.findElement(By.id("preview")).getText().contains("Parameters"));
            browser.findElement(By.id("ask")).click();
            await().atMost(PATIENCE)
                    .until(() -> String.valueOf(browser.getCurrentUrl()).contains("/jobs/"));
            String url = String.valueOf(browser.getCurrentUrl());
            String model = fixture.fit(UUID.fromString(url.substring(url.lastIndexOf('/') + 1)), 0.6)
                    .reference()
                    .toString();
            await().atMost(PATIENCE)
                    .until(() -> !browser.findElements(By.linkText(model)).isEmpty());

            browser.get(server() + "/boards/" + name + "@1");
            browser.findElement(By.cssSelector("#board tbody a[href*='/models/']"))
                    .click();
            await().atMost(PATIENCE)
                    .until(() -> Boolean.TRUE.equals(
                            browser.executeScript("const one = document.querySelector('#prediction img');"
                                    + "return one !== null && one.complete && one.naturalWidth > 2000;")));

            browser.get(server() + "/benchmarks/" + name + "@1/submit");
            PageLook.at(browser, "submission-new");
            sendPredictions(browser, name);
            browser.get(server() + "/benchmarks/new?split.kind=k_fold&dataset=" + name + "@1");
            browser.findElement(By.id("split-folds")).sendKeys("2", Keys.TAB);
            browser.findElement(By.id("name")).sendKeys(name, Keys.ENTER);
            await().atMost(PATIENCE).until(() -> browser.getTitle().equals("Tonotopy: " + name + "@2"));
            assertThat(browser.findElement(By.id("benchmark")).getText()).contains("Fold 1", name + "@1");
            Browser.assertNoErrors(browser);
            Browser.assertNoRequestLeft(browser, server());
        } finally {
            browser.quit();
            Files.delete(file);
        }
    }

    /** The form of a submission with a real file, up to the job that a worker would score it in. */
    private void sendPredictions(ChromeDriver browser, String name) throws IOException {
        Path predictions = Files.createTempFile("predictions", ".npz");
        try {
            Files.write(
                    predictions,
                    new ArrayArchive()
                            .wholes("neurons", new int[] {0, 1, 2}, 3)
                            .floats("stimulus_4", index -> 0, 90, 3)
                            .bytes());
            browser.findElement(By.id("model_name")).sendKeys("Not a name", Keys.ENTER);
            await().atMost(PATIENCE)
                    .until(() -> !browser.findElements(By.id("problems")).isEmpty());
            browser.findElement(By.id("model_name")).clear();
            browser.findElement(By.id("model_name")).sendKeys(name + "-sent");
            browser.findElement(By.id("file")).sendKeys(predictions.toString());
            await().atMost(PATIENCE)
                    .until(() ->
                            browser.findElement(By.id("file-state")).getText().contains("has arrived"));
            browser.findElement(By.id("ask")).click();
            await().atMost(PATIENCE)
                    .until(() -> String.valueOf(browser.getCurrentUrl()).contains("/jobs/"));
            PageLook.at(browser, "submission-queued");
            String url = String.valueOf(browser.getCurrentUrl());
            JsonNode job =
                    viewer.get("/api/v1" + url.substring(url.indexOf("/jobs/"))).json();
            assertThat(job.path("state").stringValue()).isEqualTo("QUEUED");
            assertThat(job.path("spec").toString())
                    .contains(name + "-sent", Sha256.hex(Sha256.of(Files.readAllBytes(predictions))));
        } finally {
            Files.delete(predictions);
        }
    }
}
