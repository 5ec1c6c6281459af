package org.tonotopy.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.springframework.test.context.TestPropertySource;
import org.tonotopy.api.ApiTest;
import org.tonotopy.registry.account.Role;

/** A benchmark whose test is hidden, as a member and as nobody in particular sees it in a browser. */
@TestPropertySource(properties = "tonotopy.access.anonymous-role=VIEWER")
class HiddenInABrowserTest extends ApiTest {
    /** Pictures of the page that are not there: each was asked for at once, and none came out empty. */
    private static final String BROKEN = "document.querySelectorAll('img').forEach(one => one.loading = 'eager');"
            + "const done = arguments[arguments.length - 1];"
            + "Promise.all([...document.images].map(one => one.decode().then(() => null, () => one.src)))"
            + ".then(found => done(found.filter(one => one !== null).join(' ')));";

    @Test
    @Tag("slow")
    void noPageShowsAResponseToAHiddenStimulus() throws Exception {
        Assumptions.assumeTrue(
                Browser.isThere(),
                "No Chromium at " + Browser.BROWSER + ": a hidden benchmark is not looked at in a browser");
        String name = freshName("secret");
        String dataset = admin.post("/api/v1/datasets", """
                {"name": "%s", "recording": {"sha256": "%s", "format": "npz"}, "metadata": {"dt_ms": 5}}""".formatted(name, fixture.upload("responses " + name)))
                .json()
                .path("reference")
                .stringValue();
        fixture.acceptDataset(
                UUID.fromString(admin.get("/api/v1/datasets/" + dataset)
                        .json()
                        .path("job_id")
                        .stringValue()),
                3);
        String benchmark = admin.post("/api/v1/benchmarks", """
                {"name": "%s", "dataset": "%s", "hidden_test": true,
                 "split": {"train": [2, 4], "validation": [3], "test": [0, 1]}}""".formatted(name, dataset))
                .json()
                .path("reference")
                .stringValue();
        String model = fixture.fit(
                        UUID.fromString(member.post(
                                        "/api/v1/jobs",
                                        "{\"kind\": \"fit\", \"benchmark\": \"%s\", \"model\": {\"kind\": \"ln\"}}"
                                                .formatted(benchmark))
                                .json()
                                .path("id")
                                .stringValue()),
                        0.6)
                .reference()
                .toString();
        ChromeDriver browser = Browser.open();
        try {
            look(browser, "nobody", dataset, benchmark, model);
            browser.get(server() + "/sign-in");
            browser.findElement(By.id("token")).sendKeys(fixture.token(Role.MEMBER), Keys.ENTER);
            look(browser, "member", dataset, benchmark, model);
            Browser.assertNoErrors(browser);
            Browser.assertNoRequestLeft(browser, server());
        } finally {
            browser.quit();
        }
    }

    private void look(ChromeDriver browser, String who, String dataset, String benchmark, String model)
            throws Exception {
        browser.get(server() + "/datasets/" + dataset);
        assertThat(browser.findElement(By.id("pictures")).getText())
                .contains("2 pictures are withheld: a benchmark hides the responses");
        assertThat(browser.findElements(By.cssSelector("#pictures details"))).isEmpty();
        whole(browser, "hidden-dataset-" + who);

        browser.get(server() + "/benchmarks/" + benchmark);
        assertThat(browser.findElement(By.id("benchmark")).getText()).contains("Its test is hidden");
        whole(browser, "hidden-benchmark-" + who);

        browser.get(server() + "/boards/" + benchmark);
        assertThat(browser.findElement(By.id("board")).getText()).contains("ln");

        browser.get(server() + "/models/" + model);
        assertThat(browser.findElement(By.id("prediction")).getText()).contains("hides");
        whole(browser, "hidden-model-" + who);
    }

    private static void whole(ChromeDriver browser, String name) throws Exception {
        assertThat(browser.executeAsyncScript(BROKEN)).as("pictures of " + name).isEqualTo("");
        PageLook.at(browser, name);
    }
}
