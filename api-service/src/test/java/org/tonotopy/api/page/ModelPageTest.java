package org.tonotopy.api.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.springframework.test.context.TestPropertySource;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client.Answer;
import org.tonotopy.registry.account.Role;
import org.tonotopy.registry.job.Attempt;

/** The page of a model, in a real browser where there is one; reading needs no token here, asking does. */
@TestPropertySource(properties = "tonotopy.access.anonymous-role=VIEWER")
class ModelPageTest extends ApiTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private String model(String kind) {
        return model(kind, 3);
    }

    private String model(String kind, int neurons) {
        String name = freshName("page");
        String benchmark = member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s",
                         "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(name, fixture.dataset(name, neurons, 5)))
                .json()
                .path("reference")
                .stringValue();
        Answer job = member.post(
                "/api/v1/jobs", "{\"kind\": \"fit\", \"benchmark\": \"%s\", \"model\": %s}".formatted(benchmark, kind));
        return fixture.fit(id(job), 0.6).reference().toString();
    }

    private static UUID id(Answer job) {
        return UUID.fromString(job.json().path("id").stringValue());
    }

    private UUID ask(String model, String feature) {
        return id(member.post(
                "/api/v1/jobs",
                "{\"kind\": \"feature\", \"model\": \"%s\", \"feature\": \"%s\"}".formatted(model, feature)));
    }

    @Test
    void thePageSaysWhatTheModelIsAndHasNoStyleOrScriptInside() {
        String model = model("{\"kind\": \"linear\"}");
        fixture.makeFeatures(ask(model, "dream"));
        String page = nobody.get("/models/" + model).text();
        assertThat(page).contains(model, "cc_norm", "0.600", "4,000 Hz", "The dream did not raise the response.");
        assertThat(page).contains("<audio controls preload=\"none\"", "Listen (approximate; without its highest band)");
        assertThat(page).contains("<script src=\"/assets/features.js\" defer></script>");
        assertThat(page).doesNotContain("<style", " style=\"", "onclick", "http://", "https://cdn", "<script>");
        assertThat(nobody.get("/models/nothing@1").problem()).isEqualTo("no-such-model");
        assertThat(nobody.get("/").text()).contains("/models/" + model);
    }

    @Test
    void itsOwnerSaysSomethingOfAModelWithoutScript() {
        String model = model("{\"kind\": \"linear\"}");
        String page = "/models/" + model;
        assertThat(nobody.get(page).text()).contains("Nothing yet").doesNotContain("name=\"etag\"");
        BrowserSession own = BrowserSession.signedIn(server(), member.token().orElseThrow());
        String stale = etag(own, page);
        for (String[] said : new String[][] {
            {"tags", "tag", "published"}, {"note", "note", "<b>one</b>\r\ntwo"}, {"aliases", "alias", "champion"}
        }) {
            assertThat(BrowserSession.place(
                            own.post(page, page + "/" + said[0], Map.of("etag", etag(own, page), said[1], said[2]))))
                    .isEqualTo(page);
        }
        assertThat(nobody.get("/models/" + model.replaceFirst("@.*", "@champion"))
                        .text())
                .contains("published", "&lt;b&gt;one&lt;/b&gt;\ntwo", "Alias champion", "this version")
                .doesNotContain("<b>one");
        own.post(page, page + "/tags", Map.of("etag", stale, "tag", "lost"));
        assertThat(own.get(page).body())
                .containsOnlyOnce("Somebody has changed it")
                .doesNotContain("lost");
        own.post(page, page + "/aliases/champion/remove", Map.of("etag", etag(own, page)));
        own.post(page, page + "/tags/published/remove", Map.of("etag", etag(own, page)));
        for (int time = 0; time < 2; time++) {
            own.post(page, page + "/note", Map.of("etag", etag(own, page), "note", " "));
            assertThat(own.get(page).body()).doesNotContain("has no note");
        }
        assertThat(nobody.get(page).text()).contains("Nothing yet");
    }

    @Test
    void ofManyNeuronsTheTableComesInPartsAndTheIndexIsTyped() {
        String few = nobody.get("/models/" + model("{\"kind\": \"linear\"}")).text();
        assertThat(few).contains("<select id=\"look-neuron\"").doesNotContain("Rows 1 to", "Best frequency");
        String page = "/models/" + model("{\"kind\": \"linear\"}", 201);
        assertThat(nobody.get(page + "?neuron=7").text())
                .contains("<input id=\"look-neuron\"", "max=\"200\"", "value=\"7\"", "Rows 1 to 200 of 201")
                .contains("<td data-label=\"Name\">n199</td>", "href=\"?neurons_from=200#neurons-title\"")
                .doesNotContain("<td data-label=\"Name\">n200</td>", "<select id=\"look-neuron\"");
        assertThat(nobody.get(page + "?neurons_from=200").text())
                .contains("<td data-label=\"Name\">n200</td>")
                .doesNotContain("<td data-label=\"Name\">n199</td>");
        assertThat(nobody.get(page + "?neurons_from=201").problem()).isEqualTo("invalid-parameter");
    }

    private static String etag(BrowserSession session, String page) {
        Matcher field = Pattern.compile("name=\"etag\" value=\"&quot;([0-9a-f]+)&quot;\"")
                .matcher(session.get(page).body());
        assertThat(field.find()).isTrue();
        return "\"" + field.group(1) + "\"";
    }

    @Test
    void twoModelsStandFieldByField() {
        String model = model("{\"kind\": \"linear\"}");
        String other = model("{\"kind\": \"ln\"}");
        assertThat(nobody.get("/models/" + model + "/compare?with=" + other).text())
                .contains(model, other, "fields differ", "ridge", "neither neurons nor means can be compared")
                .doesNotContain(" style=\"");
        assertThat(nobody.get("/models/" + model + "/compare?with=" + model).text())
                .contains("0 of", "differ by seed");
        assertThat(nobody.get("/models/" + model + "/compare?with=nothing@1").problem())
                .isEqualTo("no-such-model");
    }

    @Test
    void labelsAreSetAndTwoModelsComparedInABrowser() throws Exception {
        Assumptions.assumeTrue(
                Browser.isThere(), "No Chromium at " + Browser.BROWSER + ": labels are not looked at in a browser");
        String model = model("{\"kind\": \"linear\"}");
        String other = model("{\"kind\": \"ln\"}");
        ChromeDriver browser = Browser.open();
        try {
            browser.get(server() + "/sign-in");
            browser.findElement(By.id("token")).sendKeys(member.token().orElseThrow(), Keys.ENTER);
            browser.get(server() + "/models/" + model);
            browser.findElement(By.id("new-tag")).sendKeys("published", Keys.ENTER);
            awaitLabel(browser, "published");
            browser.findElement(By.id("new-alias")).sendKeys("champion", Keys.ENTER);
            awaitLabel(browser, "Alias champion");
            browser.findElement(By.id("new-note")).sendKeys("The one that goes with the paper.", Keys.TAB, Keys.ENTER);
            awaitLabel(browser, "The one that goes with the paper.");
            PageLook.at(browser, "model-labels");

            browser.findElement(By.id("compare-with")).sendKeys(other, Keys.ENTER);
            await().atMost(PATIENCE)
                    .until(() -> String.valueOf(browser.getCurrentUrl()).contains("/compare?with="));
            assertThat(browser.findElement(By.id("comparison")).getText()).contains("fields differ", "ridge");
            PageLook.at(browser, "model-compare");
            Browser.assertNoErrors(browser);
            Browser.assertNoRequestLeft(browser, server());
        } finally {
            browser.quit();
        }
    }

    /** The page comes anew with what was sent, perhaps between finding its part and reading it. */
    private static void awaitLabel(ChromeDriver browser, String text) {
        await().atMost(PATIENCE)
                .ignoreException(StaleElementReferenceException.class)
                .until(() -> browser.findElement(By.id("labels")).getText().contains(text));
    }

    @Test
    void aModelWithoutFiltersOffersNoStrf() {
        assertThat(nobody.get("/models/" + model("{\"kind\": \"statenet\", \"kernel_bands\": 4}"))
                        .text())
                .contains("data-kind=\"dream\"")
                .doesNotContain("data-kind=\"strf\"");
    }

    @Test
    void aFeatureIsAskedForByKeyboardFollowedAndShown() throws Exception {
        Assumptions.assumeTrue(
                Browser.isThere(), "No Chromium at " + Browser.BROWSER + ": the page is not looked at in a browser");
        String model = model("{\"kind\": \"linear\"}");
        fixture.makeFeatures(ask(model, "gradmap"));
        ChromeDriver browser = Browser.open();
        try {
            browser.manage().window().setSize(new Dimension(1440, 1000));
            browser.get(server() + "/models/" + model);
            browser.findElement(By.cssSelector("#look-neuron option[value='2']"))
                    .click();
            await().atMost(PATIENCE)
                    .until(() -> String.valueOf(browser.getCurrentUrl()).contains("neuron=2&stimulus=4")
                            && (Boolean) browser.executeScript("const one = document.querySelector('#prediction img');"
                                    + "return one.complete && one.naturalWidth > 2000"
                                    + " && one.src.includes('neuron=2');"));
            PageLook.at(browser, "model-prediction");
            WebElement steps = browser.findElement(By.id("dream-steps"));
            assertThat(steps.isDisplayed()).isFalse();
            browser.findElement(By.cssSelector("fieldset[data-kind=dream] summary"))
                    .sendKeys(Keys.ENTER);
            steps.clear();
            steps.sendKeys("99999");
            browser.findElement(By.id("token")).sendKeys(fixture.token(Role.MEMBER), Keys.ENTER);
            await().atMost(PATIENCE)
                    .until(() -> browser.findElement(By.id("problem")).isDisplayed());
            assertThat(browser.findElement(By.id("problem")).getText()).contains("settings.steps", "from 1 to");
            assertThat(browser.switchTo().activeElement().getDomAttribute("id")).isEqualTo("dream-steps");
            // The browser notes every refusal in its console; from here on there is none.
            browser.manage().logs().get(LogType.BROWSER);
            steps.clear();
            steps.sendKeys("150");
            WebElement neurons = browser.findElement(By.id("neurons"));
            neurons.clear();
            neurons.sendKeys("0, 1-2", Keys.ENTER);
            await().atMost(PATIENCE)
                    .until(() -> !browser.findElements(By.cssSelector("#jobs [data-job]"))
                            .isEmpty());
            WebElement line = browser.findElement(By.cssSelector("#jobs [data-job]"));
            UUID job = UUID.fromString(line.getDomAttribute("data-job"));
            assertThat(line.getText()).contains("dream of 3 neurons");
            Attempt attempt = fixture.begin(job);
            fixture.featureProgress(attempt, 1, 3);
            await().atMost(PATIENCE).until(() -> line.getText().contains("1 of 3 done"));
            fixture.makeFeatures(job);
            // The page puts a new list in place of the old one, perhaps between finding it and reading it.
            await().atMost(PATIENCE)
                    .ignoreException(StaleElementReferenceException.class)
                    .until(() -> browser.findElement(By.id("results")).getText().contains("Dream (3)"));
            assertThat(line.getText()).contains("succeeded");

            hear(browser);
            look(browser, model);
            assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).isEmpty();
        } finally {
            browser.quit();
        }
    }

    /** Nothing is loaded before somebody asks; then the page's own policy lets it be. */
    private static void hear(JavascriptExecutor script) {
        assertThat(script.executeScript("return [...document.querySelectorAll('audio')].map(one => one.readyState);"))
                .isEqualTo(List.of(0L, 0L));
        script.executeScript("const one = document.querySelector('audio'); one.muted = true; one.play();");
        await().atMost(PATIENCE)
                .until(() -> script.executeScript("return document.querySelector('audio').ended;")
                        .equals(true));
    }

    private void look(ChromeDriver browser, String model) throws Exception {
        JavascriptExecutor script = browser;
        for (String scheme : List.of("light", "dark")) {
            browser.executeCdpCommand(
                    "Emulation.setEmulatedMedia",
                    java.util.Map.of(
                            "features", List.of(java.util.Map.of("name", "prefers-color-scheme", "value", scheme))));
            for (int width : new int[] {1440, 390}) {
                browser.manage().window().setSize(new Dimension(width, 1000));
                browser.get(server() + "/models/" + model);
                script.executeScript("document.querySelectorAll('details').forEach(one => one.open = true);"
                        + "document.querySelectorAll('img').forEach(one => one.loading = 'eager');");
                await().atMost(PATIENCE)
                        .until(() -> Boolean.TRUE.equals(script.executeScript(
                                "return [...document.images].every(one => one.complete && one.naturalWidth > 0);")));
                Object overflow =
                        script.executeScript("return document.documentElement.scrollWidth - window.innerWidth;");
                assertThat(((Number) overflow).intValue())
                        .as("pixels beyond a width of " + width)
                        .isLessThanOrEqualTo(0);
                List<WebElement> boxes = browser.findElements(By.className("pick"));
                boxes.get(0).sendKeys(Keys.SPACE);
                boxes.get(1).sendKeys(Keys.SPACE);
                assertThat(browser.findElement(By.id("compare")).getDomAttribute("href"))
                        .startsWith("/api/v1/features/side-by-side/figure.svg?feature=");
                Object height = script.executeScript("return document.documentElement.scrollHeight;");
                browser.manage().window().setSize(new Dimension(width, ((Number) height).intValue() + 200));
                Files.write(
                        Files.createDirectories(Path.of("target/screenshots"))
                                .resolve("model-" + scheme + "-" + width + ".png"),
                        browser.getScreenshotAs(OutputType.BYTES));
            }
        }
        browser.get(browser.findElement(By.id("compare")).getDomProperty("href"));
    }
}
