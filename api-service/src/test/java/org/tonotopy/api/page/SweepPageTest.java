package org.tonotopy.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tonotopy.api.ApiTest;
import org.tonotopy.registry.account.Role;
import tools.jackson.databind.JsonNode;

/** The pages of sweeps, and the form that asks for one. */
class SweepPageTest extends ApiTest {
    private BrowserSession browser;
    private String benchmark;

    @BeforeEach
    void aBenchmark() {
        browser = BrowserSession.signedIn(server(), fixture.token(Role.MEMBER));
        String name = freshName("sweep-page");
        benchmark = member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s",
                         "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(name, fixture.dataset(name, 3, 5)))
                .json()
                .path("reference")
                .stringValue();
    }

    private Map<String, String> typed(String... pairs) {
        Map<String, String> fields = new TreeMap<>(Map.of("benchmark", benchmark));
        for (int place = 0; place < pairs.length; place += 2) {
            fields.put(pairs[place], pairs[place + 1]);
        }
        return fields;
    }

    private HttpResponse<String> ask(Map<String, String> fields) {
        return browser.post("/sweeps/new", "/sweeps", fields);
    }

    private String preview(Map<String, String> fields) {
        StringBuilder query = new StringBuilder("/sweeps/preview?");
        fields.forEach((name, text) -> query.append(name)
                .append('=')
                .append(URLEncoder.encode(text, StandardCharsets.UTF_8))
                .append('&'));
        return browser.get(query.toString()).body();
    }

    @Test
    void modelsSeedsAndValuesAreMultiplied() {
        Map<String, String> fields = typed(
                "use.ln",
                "true",
                "use.statenet",
                "true",
                "seed_count",
                "2",
                "search",
                "training.learning_rate: 0.001, 0.003\nmodel.channels: 4, 7\n");
        assertThat(preview(fields)).contains("<strong>12</strong>");
        HttpResponse<String> answer = ask(fields);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        String place = BrowserSession.place(answer);
        JsonNode sweep = viewer.get("/api/v1" + place).json();
        assertThat(sweep.path("size").intValue()).isEqualTo(12);

        String page = browser.get(place).body();
        assertThat(page).contains("0 of 12 have ended", "queued", "model.channels 7", "move-cancel");
        UUID first = UUID.fromString(sweep.path("fits").path(0).path("job_id").stringValue());
        fixture.fail(first);
        assertThat(browser.get(place).body()).contains("1 of 12 have ended", "Try what failed again");
        browser.post(place, place + "/retry", Map.of());
        assertThat(browser.get(place).body()).contains("0 of 12 have ended");
        browser.post(place, place + "/cancel", Map.of());
        assertThat(browser.get(place).body())
                .contains("12 of 12 have ended", "Cancelled")
                .doesNotContain("move-cancel");
        browser.post("/sweeps/new", place + "/cancel", Map.of());
        assertThat(browser.get("/sweeps").body()).contains(place, "12 cancelled");
    }

    @Test
    void whatIsWrongIsSaidAndWhatWasTypedStays() {
        assertThat(ask(typed()).body()).contains("id=\"problems\"", "Name at least one");
        HttpResponse<String> answer =
                ask(typed("use.ln", "true", "seed_count", "many", "search", "training.learning_rate 0.1"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("a line has no name", "training.learning_rate 0.1</textarea>", "checked=\"checked\"")
                .contains("value=\"many\"");
        assertThat(ask(typed("use.ln", "true", "search", "model.nonsense: 1, 2"))
                        .body())
                .contains("models[0].search", "aria-invalid=\"true\"");
        assertThat(preview(typed("use.ln", "true", "search", "model.delay_bins: 1-80\ntraining.max_epochs: 1-10")))
                .contains("About", "<strong>800</strong>", "first 500");
        assertThat(preview(typed("use.ln", "true", "seed_count", "100001"))).contains("class=\"problem\"");
        assertThat(ask(typed("use.ln", "true", "search", "<b>: 1")).body()).doesNotContain("<b>");
    }
}
