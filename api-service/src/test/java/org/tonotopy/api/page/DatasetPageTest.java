package org.tonotopy.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.springframework.test.context.TestPropertySource;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client.Answer;

/** The page of a dataset, in a real browser where there is one; reading needs no token here. */
@TestPropertySource(properties = "tonotopy.access.anonymous-role=VIEWER")
class DatasetPageTest extends ApiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String DESCRIBED = """
            {"dt_ms": 5, "species": "ferret", "area": "A1", "source": "https://osf.io/ayw2p", "cite": ["Somebody 2020"],
             "description": "Natural sounds <b>and</b> noise."}""";

    private record Created(String reference, UUID job) {}

    private Created create(String metadata) {
        String name = freshName("page");
        Answer answer = member.post(
                "/api/v1/datasets",
                "{\"name\": \"%s\", \"recording\": {\"sha256\": \"%s\", \"format\": \"npz\"}, \"metadata\": %s}"
                        .formatted(name, fixture.upload(name), metadata));
        return new Created(
                answer.json().path("reference").stringValue(),
                UUID.fromString(answer.json().path("job_id").stringValue()));
    }

    private String accepted(int neurons) {
        Created created = create(DESCRIBED);
        fixture.acceptDataset(created.job(), neurons);
        return created.reference();
    }

    @Test
    void thePageSaysWhatTheDatasetIsAndWhatToKnowBeforeFitting() {
        String page = nobody.get("/datasets/" + accepted(3)).text();

        assertThat(page)
                .contains("no license stated", "Somebody 2020", "osf.io/ayw2p", "ferret", "8 to 10", "99.9 %")
                .contains("Natural sounds &lt;b&gt;and&lt;/b&gt; noise.")
                .contains("Suspicious", "before the sound", "Compare the first bins.")
                .contains("Of mean scores, 1 neuron (n2). The response is the same in every bin.")
                .contains("Of everything, 1 stimulus (s2). No response to it was recorded.")
                .contains("Two arrays were not read.", "pupil", "Nothing, unless they were meant.")
                .contains("The same sound, bit for bit: stimuli 0 (s0), 1 (s1).")
                .contains("1 of 5 stimuli", "1 of 3 neurons", "0.813", "No stimulus is reliable.");
        assertThat(page).doesNotContain("<style", " style=\"", "onclick", "<script", "https://cdn");
        assertThat(nobody.get("/datasets/nothing@1").problem()).isEqualTo("no-such-dataset");
    }

    @Test
    void aLongTableIsShownInParts() {
        String page = "/datasets/" + accepted(301);
        assertThat(nobody.get(page).text())
                .contains("Rows 1 to 200 of 301", ">n199</span>", "href=\"?neurons_from=200#neurons-title\"")
                .doesNotContain(">n200</span>", "Rows before");
        assertThat(nobody.get(page + "?neurons_from=200").text())
                .contains("Rows 201 to 301 of 301", ">n200</span>", ">n300</span>")
                .contains("href=\"?neurons_from=0#neurons-title\"")
                .doesNotContain(">n199</span>", "Rows after");
        assertThat(nobody.get(page + "?neurons_from=301").problem()).isEqualTo("invalid-parameter");
        assertThat(nobody.get("/datasets/" + accepted(3)).text()).doesNotContain("Rows 1 to");
    }

    @Test
    void aDatasetThatIsBeingValidatedSaysSoAndARejectedOneWhatToDo() {
        Created created = create("{\"dt_ms\": 5, \"license\": \"CC0-1.0\"}");
        assertThat(nobody.get("/datasets/" + created.reference()).text())
                .contains("It is being validated", "CC0-1.0", "/api/v1/jobs/" + created.job(), "queued")
                .contains("http-equiv=\"refresh\"")
                .doesNotContain("What to know before fitting");

        fixture.rejectDataset(created.job());
        assertThat(nobody.get("/datasets/" + created.reference()).text())
                .contains("It was rejected", "the array is cut off", "responses", "Upload the file again.")
                .doesNotContain("http-equiv=\"refresh\"", "What to know before fitting");
    }

    @Test
    void theBoardLeadsToItsDataset() {
        String dataset = accepted(3);
        member.post("/api/v1/benchmarks", """
                {"name": "%s", "dataset": "%s",
                 "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(freshName("board"), dataset));

        assertThat(nobody.get("/").text()).contains("href=\"/datasets/" + dataset + "\"");
    }

    @Test
    void thePageIsReadAtTwoWidthsInLightAndDarkAndByKeyboard() throws Exception {
        Assumptions.assumeTrue(
                Browser.isThere(), "No Chromium at " + Browser.BROWSER + ": the page is not looked at in a browser");
        String reference = accepted(6);
        ChromeDriver browser = Browser.open();
        JavascriptExecutor script = browser;
        try {
            for (String scheme : List.of("light", "dark")) {
                browser.executeCdpCommand(
                        "Emulation.setEmulatedMedia",
                        Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
                for (int width : new int[] {1440, 390}) {
                    browser.manage().window().setSize(new Dimension(width, 1000));
                    browser.get(server() + "/datasets/" + reference);
                    // The first stop of the keyboard is the way past the header.
                    browser.switchTo().activeElement().sendKeys(Keys.TAB);
                    assertThat(browser.switchTo().activeElement().getText()).isEqualTo("Skip to the dataset");
                    browser.findElements(By.cssSelector("#pictures details:not([open]) summary"))
                            .forEach(summary -> summary.sendKeys(Keys.ENTER));
                    script.executeScript("document.querySelectorAll('img').forEach(one => one.loading = 'eager');");
                    await().atMost(PATIENCE)
                            .until(
                                    () -> Boolean.TRUE.equals(
                                            script.executeScript(
                                                    "return [...document.images].every(one => one.complete && one.naturalWidth > 0);")));
                    assertThat(browser.findElements(By.cssSelector("#pictures img")))
                            .hasSize(4)
                            .allMatch(image -> image.isDisplayed()
                                    && !image.getDomAttribute("alt").isBlank());
                    Object overflow =
                            script.executeScript("return document.documentElement.scrollWidth - window.innerWidth;");
                    assertThat(((Number) overflow).intValue())
                            .as("pixels beyond a width of " + width)
                            .isLessThanOrEqualTo(0);
                    assertThat(browser.findElements(By.cssSelector("main, header, nav[aria-label]")))
                            .hasSize(5);
                    Object height = script.executeScript("return document.documentElement.scrollHeight;");
                    browser.manage().window().setSize(new Dimension(width, ((Number) height).intValue() + 200));
                    Files.write(
                            Files.createDirectories(Path.of("target/screenshots"))
                                    .resolve("dataset-" + scheme + "-" + width + ".png"),
                            browser.getScreenshotAs(OutputType.BYTES));
                }
            }
            assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
        } finally {
            browser.quit();
        }
    }
}
