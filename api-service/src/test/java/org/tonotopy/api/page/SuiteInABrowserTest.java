package org.tonotopy.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.leaderboard.BoardWorker;
import org.tonotopy.registry.benchmark.BenchmarkRepository;
import org.tonotopy.registry.board.BoardLedger;
import org.tonotopy.registry.board.BoardPair;
import org.tonotopy.registry.board.BoardStatistics;
import org.tonotopy.registry.board.BoardStatistics.GroupMean;
import org.tonotopy.registry.board.BoardStatistics.Interval;
import org.tonotopy.registry.board.BoardStatistics.NeuronGroup;
import org.tonotopy.registry.board.BoardStatistics.Standing;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.score.NeuronMetric;
import org.tonotopy.registry.suite.SuiteRepository;
import tools.jackson.databind.JsonNode;

/** The board of a suite as somebody reads it in a browser, from nothing scored to two models beside each other. */
@TestPropertySource(properties = "tonotopy.access.anonymous-role=VIEWER")
class SuiteInABrowserTest extends ApiTest {
    @Autowired
    BoardLedger boards;

    @Autowired
    BenchmarkRepository benchmarks;

    @Autowired
    SuiteRepository suites;

    private String benchmark(String name) {
        return member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s",
                         "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(name, fixture.dataset(name, 3, 5)))
                .json()
                .path("reference")
                .stringValue();
    }

    private void fit(String benchmark, String kind, double level) {
        JsonNode job = member.post(
                        "/api/v1/jobs",
                        "{\"kind\": \"fit\", \"benchmark\": \"%s\", \"model\": {\"kind\": \"%s\"}}"
                                .formatted(benchmark, kind))
                .json();
        fixture.fit(UUID.fromString(job.path("id").stringValue()), level);
    }

    @Test
    void aSuiteIsReadFilteredAndTwoOfItsModelsAreCompared() throws Exception {
        Assumptions.assumeTrue(
                Browser.isThere(), "No Chromium at " + Browser.BROWSER + ": a suite is not looked at in a browser");
        String name = freshName("cortex");
        List<String> parts = List.of(benchmark(freshName("ferret")), benchmark(freshName("mouse")));
        String suite = member.post(
                        "/api/v1/suites",
                        "{\"name\": \"%s\", \"benchmarks\": [\"%s\"]}".formatted(name, String.join("\", \"", parts)))
                .json()
                .path("reference")
                .stringValue();
        ChromeDriver browser = Browser.open();
        try {
            browser.get(server() + "/suites/" + suite);
            assertThat(browser.findElement(By.id("board")).getText())
                    .contains("No model has been scored on every benchmark yet", "New fit to " + parts.get(1));
            PageLook.at(browser, "suite-empty");

            parts.forEach(part -> fit(part, "ln", 0.7));
            fit(parts.get(0), "linear", 0.5);
            browser.navigate().refresh();
            assertThat(browser.findElement(By.tagName("header")).getText())
                    .contains("Ranks and intervals are under way", "One model has been scored on some");
            assertThat(browser.findElement(By.id("board")).getText()).contains("–");
            fit(parts.get(1), "linear", 0.4);
            compute(suite, parts);

            browser.get(server() + "/");
            browser.findElement(By.linkText(suite)).click();
            assertThat(browser.findElement(By.id("board")).getText().replace('\n', ' '))
                    .contains("0.700 [0.690, 0.710]", "0.450", "differ", "Cite this board as");
            PageLook.at(browser, "suite");

            browser.findElement(By.linkText("Groups of neurons")).click();
            assertThat(browser.findElement(By.id("groups")).getText()).contains("A1 (2)", "0.760", "0.550");
            assertThat(browser.findElement(By.cssSelector("nav[aria-label=Benchmark] [aria-current]"))
                            .getText())
                    .isEqualTo(parts.get(0));
            browser.findElement(By.linkText(parts.get(1))).click();
            assertThat(browser.getCurrentUrl()).endsWith("/groups?benchmark=" + parts.get(1));
            PageLook.at(browser, "suite-groups");
            browser.findElement(By.linkText(suite)).click();

            browser.findElement(By.cssSelector("nav[aria-label=Order] a:nth-of-type(4)"))
                    .click();
            browser.findElement(By.id("search")).sendKeys("linear", Keys.ENTER);
            assertThat(browser.getCurrentUrl()).endsWith("?sort=parameters&search=linear");
            assertThat(browser.findElements(By.cssSelector("[aria-labelledby=entries] tbody tr")))
                    .hasSize(1);
            browser.findElement(By.id("search")).clear();
            browser.findElement(By.id("search")).sendKeys("nothing like it", Keys.ENTER);
            PageLook.at(browser, "suite-nothing-found");
            browser.findElement(By.linkText("the filter")).click();

            browser.findElement(By.linkText("with the first")).click();
            assertThat(browser.findElement(By.id("comparison")).getText())
                    .contains("ln is better than linear (corrected p 0.020).", "0.250 [0.200, 0.300]", "4 neurons");
            assertThat(browser.findElements(By.cssSelector("svg circle"))).hasSize(4);
            PageLook.at(browser, "suite-compare");

            browser.get(server() + "/suites/" + name + "@9");
            assertThat(browser.getPageSource()).contains("No suite is called " + name + "@9");
            PageLook.at(browser, "suite-missing");
            Browser.assertNoRequestLeft(browser, server());
        } finally {
            browser.quit();
        }
    }

    /** What workers would have computed: ln is better. */
    private void compute(String suite, List<String> parts) {
        String board = "/api/v1/suites/" + suite + "/leaderboard";
        List<String> specs = List.of("ln", "linear").stream()
                .map(kind -> viewer.get(board + "?kind=" + kind)
                        .json()
                        .path("entries")
                        .path(0)
                        .path("spec_sha256")
                        .stringValue())
                .toList();
        BoardWorker worker = new BoardWorker(boards, benchmarks);
        parts.forEach(part -> worker.compute(part, specs.get(0), specs.get(1)));
        UUID id = suites.find(VersionedName.parse(suite).orElseThrow())
                .orElseThrow()
                .id();
        worker.compute(
                id,
                new BoardStatistics(
                        NeuronMetric.CC_NORM,
                        "0123456789abcdef0123456789abcdef",
                        "0.1.0+abc",
                        parts.stream()
                                .map(part -> new NeuronGroup("benchmark", part, 3))
                                .collect(Collectors.toList()),
                        List.of(
                                standing(specs.get(0), 1, 0.7, List.of(0.7, 0.7)),
                                standing(specs.get(1), 2, 0.45, List.of(0.5, 0.4)))),
                List.of(new BoardPair(
                        specs.get(0),
                        specs.get(1),
                        4,
                        Optional.of(0.25),
                        Optional.of(0.2),
                        Optional.of(0.3),
                        1,
                        0.01,
                        0.02,
                        true)));
    }

    private static Standing standing(String spec, int rank, double mean, List<Double> parts) {
        Optional<Double> low = Optional.of(mean - 0.01);
        Optional<Double> high = Optional.of(mean + 0.01);
        return new Standing(
                spec,
                Optional.of(rank),
                false,
                List.of(new Interval(
                        NeuronMetric.CC_NORM, 4, Optional.of(mean), low, high, Optional.of(mean), low, high)),
                parts.stream().map(part -> new GroupMean(2, Optional.of(part))).toList());
    }
}
