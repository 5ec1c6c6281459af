package org.tonotopy.api.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client.Answer;
import org.tonotopy.registry.account.Role;
import org.tonotopy.registry.reproduction.ReproductionVerdict;
import tools.jackson.databind.JsonNode;

/** The form that asks for a fit. */
class FitPageTest extends ApiTest {
    private BrowserSession browser;
    private String benchmark;

    @BeforeEach
    void aBenchmark() {
        browser = BrowserSession.signedIn(server(), fixture.token(Role.MEMBER));
        String name = freshName("fit-page");
        benchmark = member.post("/api/v1/benchmarks", """
            {"name": "%s", "dataset": "%s",
             "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}\
            """.formatted(name, fixture.dataset(name, 3, 5)))
                .json()
                .path("reference")
                .stringValue();
    }

    private HttpResponse<String> ask(Map<String, String> fields) {
        return browser.post("/fits/new", "/fits", fields);
    }

    private Map<String, String> typed(String... pairs) {
        Map<String, String> fields = new java.util.TreeMap<>(Map.of("benchmark", benchmark, "model.kind", "linear"));
        for (int place = 0; place < pairs.length; place += 2) {
            fields.put(pairs[place], pairs[place + 1]);
        }
        return fields;
    }

    private JsonNode job(HttpResponse<String> answer) {
        return viewer.get("/api/v1" + BrowserSession.place(answer)).json();
    }

    @Test
    void theFormAsksForWhatTheCatalogueHas() {
        for (JsonNode kind : viewer.get("/api/v1/model-kinds").json().path("models")) {
            String page = browser.get(
                            "/fits/new?model.kind=" + kind.path("kind").stringValue())
                    .body();
            assertThat(page).contains(benchmark, "value=\"" + kind.path("kind").stringValue() + "\" selected");
            for (JsonNode setting : kind.path("hyperparameters")) {
                assertThat(page).contains("name=\"model." + setting.path("name").stringValue() + "\"");
            }
        }
    }

    @Test
    void aProgramGetsTheWholeFormAndNoSession() {
        for (String form : List.of("/fits/new", "/sweeps/new", "/benchmarks/" + benchmark + "/submit-weights")) {
            Answer page = member.get(form, "Accept", "text/html");
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.text())
                    .endsWith("</html>\n")
                    .contains("method=\"post\"")
                    .doesNotContain("name=\"_csrf\"");
            assertThat(page.header("Set-Cookie")).isEmpty();
        }
    }

    @Test
    void aFitIsMadeAgainByAButtonAndItsVerdictIsShown() {
        String model = fixture.fit(
                        UUID.fromString(BrowserSession.place(ask(typed())).replace("/jobs/", "")), 0.5)
                .reference()
                .toString();
        String page = "/models/" + model;
        UUID job = UUID.fromString(BrowserSession.place(browser.post(page, page + "/reproduce", Map.of()))
                .replace("/jobs/", ""));
        assertThat(browser.get(page).body()).contains("queued", "/jobs/" + job);
        fixture.reproduce(job, ReproductionVerdict.EQUAL_WITHIN_TOLERANCE);
        assertThat(browser.get(page).body()).contains("equal within tolerance", "id=\"reproduce\"");
        assertThat(viewer.get(page, "Accept", "text/html").text())
                .contains("equal within tolerance")
                .doesNotContain("id=\"reproduce\"");
    }

    @Test
    void weightsAreSentByAForm() {
        String form = "/benchmarks/" + benchmark + "/submit-weights";
        String place = "/benchmarks/" + benchmark + "/weights";
        HttpResponse<String> refused = browser.post(form, place, Map.of("model_name", "mine"));
        assertThat(refused.statusCode()).isEqualTo(422);
        assertThat(refused.body()).contains("weights.sha256: it is missing", "Send weights");

        HttpResponse<String> sent = browser.post(
                form, place, Map.of("model_name", "mine", "weights.sha256", fixture.upload("weights of " + benchmark)));
        JsonNode job = job(sent);
        assertThat(job.path("spec").path("format").stringValue()).isEqualTo("safetensors");
        assertThat(job.path("spec").path("model_name").stringValue()).isEqualTo("mine");
    }

    @Test
    void whatIsTypedIsWhatIsFittedAndWhatIsNotTakesItsDefault() {
        HttpResponse<String> answer = ask(typed(
                "training.kind",
                "gradient",
                "training.max_epochs",
                "12",
                "training.learning_rate",
                "2e-3",
                "training.optimiser",
                "adam",
                "seed",
                "7",
                "neurons",
                "0, n1",
                "units",
                "each_neuron",
                "model.window",
                ""));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
        JsonNode spec = job(answer).path("spec");
        assertThat(spec.path("training").path("max_epochs").intValue()).isEqualTo(12);
        assertThat(spec.path("training").path("learning_rate").doubleValue()).isEqualTo(0.002);
        assertThat(spec.path("training").path("optimiser").stringValue()).isEqualTo("adam");
        assertThat(spec.path("training").path("patience").intValue()).isPositive();
        assertThat(spec.path("seed").longValue()).isEqualTo(7);
        assertThat(spec.path("neurons").toString()).isEqualTo("[0,1]");
    }

    @Test
    void theFormAndTheApiAskForTheSameAndTheSameIsOfferedAgain() {
        HttpResponse<String> first = ask(typed());
        HttpResponse<String> second = ask(typed());
        assertThat(BrowserSession.place(second)).isEqualTo(BrowserSession.place(first));
        assertThat(browser.get(BrowserSession.place(second)).body()).contains("was asked for before");
        assertThat(URI.create(member.post(
                                        "/api/v1/jobs",
                                        "{\"kind\": \"fit\", \"benchmark\": \"%s\", \"model\": {\"kind\": \"linear\"}}"
                                                .formatted(benchmark))
                                .location())
                        .getPath())
                .endsWith(BrowserSession.place(first));
        assertThat(BrowserSession.place(ask(typed("force", "true")))).isNotEqualTo(BrowserSession.place(first));
    }

    @Test
    void whatIsWrongIsSaidBesideItsFieldAndWhatWasTypedStays() {
        HttpResponse<String> answer = ask(typed(
                "training.kind",
                "gradient",
                "training.max_epochs",
                "-3",
                "training.learning_rate",
                "fast",
                "neurons",
                "0, 99",
                "model_name",
                "Not A Name"));
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body())
                .contains("value=\"-3\"", "value=\"fast\"", "value=\"0, 99\"", "value=\"Not A Name\"")
                .contains("It must be a whole number from 1 to 10000.", "has no neuron 99", "It is not a name");
        assertThat(answer.body().split("aria-invalid=\"true\"", -1)).hasSize(5);

        for (List<String> wrong : List.of(
                List.of("seed", "seven"),
                List.of("seed", "9".repeat(18)),
                List.of("seed", "1e999"),
                List.of("nonsense", "1"),
                List.of("benchmark", "none@1"),
                List.of("model.kind", "<script>"),
                List.of("units", "all"),
                List.of("a.b.c", "1"))) {
            HttpResponse<String> refused = ask(typed(wrong.get(0), wrong.get(1)));
            assertThat(refused.statusCode()).as(wrong.toString()).isIn(400, 422);
            assertThat(refused.body())
                    .as(wrong.toString())
                    .contains("id=\"problems\"")
                    .doesNotContain("<script>\"");
        }
    }

    @Test
    void thePreviewSaysSizeAndTimeAndLeavesNothingBehind() {
        String path = "/fits/preview?benchmark=" + benchmark + "&model.kind=linear";
        assertThat(browser.get(path).body()).contains("unknown: none of this kind", "no worker is there", "Networks");
        assertThat(viewer.get("/api/v1/jobs?benchmark=" + benchmark).json().path("items"))
                .isEmpty();
        HttpResponse<String> asked = ask(typed());
        fixture.fit(java.util.UUID.fromString(BrowserSession.place(asked).substring("/jobs/".length())), 0.5);
        assertThat(browser.get(path).body()).contains("the last 1 of this kind", BrowserSession.place(asked));
        assertThat(browser.get(path + "&seed=-1").body())
                .contains("seed: it is out of range")
                .contains("class=\"problem\"");
    }

    @Test
    void aModelIsTrainedItsOwnWayUnlessAnotherIsChosen() {
        String page = browser.get("/fits/new?model.kind=statenet&training.kind=&benchmark=" + benchmark)
                .body();
        assertThat(page).contains("own: gradient", "name=\"training.max_epochs\"");
        assertThat(job(ask(typed("model.kind", "statenet", "training.kind", "", "training.max_epochs", "3")))
                        .path("spec")
                        .path("training")
                        .toString())
                .contains("\"kind\":\"gradient\"", "\"max_epochs\":3");
    }

    @Test
    void onlyMembersAsk() {
        BrowserSession visitor = BrowserSession.signedIn(server(), fixture.token(Role.VIEWER));
        assertThat(visitor.get("/fits/new").statusCode()).isEqualTo(403);
        assertThat(visitor.post("/jobs", "/fits", typed()).statusCode()).isEqualTo(403);
    }
}
