package org.tonotopy.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.tonotopy.api.ApiTest;

/** The forms as somebody uses them in a browser. */
class FormsInABrowserTest extends ApiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private String benchmark() {
        String name = freshName("forms");
        return member.post("/api/v1/benchmarks", """
            {"name": "%s", "dataset": "%s",
             "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}\
            """.formatted(name, fixture.dataset(name, 3, 5)))
                .json()
                .path("reference")
                .stringValue();
    }

    @Test
    void aFitAndASweepAreAskedForByKeyboardAndMouse() throws Exception {
        Assumptions.assumeTrue(
                Browser.isThere(), "No Chromium at " + Browser.BROWSER + ": the forms are not looked at in a browser");
        String benchmark = benchmark();
        ChromeDriver browser = Browser.open();
        try {
            browser.get(server() + "/fits/new?benchmark=" + benchmark);
            browser.findElement(By.id("token"))
                    .sendKeys(Files.readString(adminTokenFile).strip(), Keys.ENTER);
            await().atMost(PATIENCE)
                    .until(() -> browser.findElement(By.id("preview")).getText().contains("Parameters"));
            browser.findElement(By.cssSelector("#model-kind option[value=statenet]"))
                    .click();
            await().atMost(PATIENCE)
                    .until(() -> !browser.findElements(By.id("model-channels")).isEmpty()
                            && browser.findElement(By.id("preview")).getText().contains("Parameters"));
            PageLook.at(browser, "fit-new");
            browser.findElement(By.id("training-max_epochs")).sendKeys("0", Keys.TAB);
            await().atMost(PATIENCE)
                    .until(() -> browser.findElement(By.id("preview")).getText().contains("0 is not allowed"));
            browser.findElement(By.id("training-max_epochs")).sendKeys(Keys.ENTER);
            await().atMost(PATIENCE)
                    .until(() -> !browser.findElements(By.id("problems")).isEmpty());
            PageLook.at(browser, "fit-new-refused");
            browser.findElement(By.id("training-max_epochs")).sendKeys(Keys.BACK_SPACE, "3", Keys.ENTER);
            await().atMost(PATIENCE).until(() -> browser.getTitle().equals("Tonotopy: statenet, seed 0"));

            browser.get(server() + "/sweeps/new?benchmark=" + benchmark);
            browser.findElement(By.name("use.linear")).sendKeys(Keys.SPACE);
            browser.findElement(By.name("use.ln")).sendKeys(Keys.SPACE);
            browser.findElement(By.id("seed_count")).sendKeys("2");
            browser.findElement(By.id("search")).sendKeys("model.delay_bins: 20, 40", Keys.TAB);
            await().atMost(PATIENCE)
                    .until(() -> browser.findElement(By.id("preview")).getText().contains("fits"));
            PageLook.at(browser, "sweep-new");
            browser.findElement(By.id("ask")).click();
            await().atMost(PATIENCE).until(() -> browser.getPageSource().contains("have ended"));
            PageLook.at(browser, "sweep");
            Browser.assertNoErrors(browser);
            Browser.assertNoRequestLeft(browser, server());
        } finally {
            browser.quit();
        }
    }

    @Test
    void aRecordingIsSentAndMadeADataset() throws Exception {
        Assumptions.assumeTrue(
                Browser.isThere(), "No Chromium at " + Browser.BROWSER + ": the upload is not looked at in a browser");
        Path file = Files.write(Files.createTempFile("recording", ".npz"), new byte[1_500_000]);
        String name = freshName("sent");
        ChromeDriver browser = Browser.open();
        try {
            browser.get(server() + "/datasets/new");
            browser.findElement(By.id("token"))
                    .sendKeys(Files.readString(adminTokenFile).strip(), Keys.ENTER);
            await().atMost(PATIENCE).until(() -> browser.getTitle().equals("Tonotopy: new dataset"));
            browser.findElement(By.id("file")).sendKeys(file.toString());
            await().atMost(PATIENCE)
                    .until(() ->
                            browser.findElement(By.id("file-state")).getText().contains("has arrived"));
            browser.findElement(By.id("name")).sendKeys("Not a name", Keys.ENTER);
            await().atMost(PATIENCE)
                    .until(() -> !browser.findElements(By.id("problems")).isEmpty());
            PageLook.at(browser, "dataset-new");
            browser.findElement(By.id("name")).clear();
            browser.findElement(By.id("name")).sendKeys(name);
            browser.findElement(By.id("metadata-dt_ms")).sendKeys("5", Keys.ENTER);
            await().atMost(PATIENCE).until(() -> browser.getTitle().equals("Tonotopy: " + name + "@1"));
            assertThat(viewer.get("/api/v1/datasets/" + name + "@1")
                            .json()
                            .path("state")
                            .stringValue())
                    .isEqualTo("VALIDATING");
            Browser.assertNoErrors(browser);
            Browser.assertNoRequestLeft(browser, server());
        } finally {
            browser.quit();
            Files.delete(file);
        }
    }
}
