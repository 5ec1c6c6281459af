package org.tonotopy.api.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client.Answer;
import org.tonotopy.registry.model.ModelVersion;
import tools.jackson.databind.JsonNode;

class ModelTest extends ApiTest {
    private static final String PATH = "/api/v1/models";

    private String benchmark() {
        String name = freshName("model");
        return member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s",
                         "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(name, fixture.dataset(name, 3, 5)))
                .json()
                .path("reference")
                .stringValue();
    }

    private ModelVersion fit(String benchmark, String model, int seed, double level) {
        Answer job = member.post(
                "/api/v1/jobs",
                "{\"kind\": \"fit\", \"benchmark\": \"%s\", \"model\": %s, \"seed\": %d}"
                        .formatted(benchmark, model, seed));
        return fixture.fit(UUID.fromString(job.json().path("id").stringValue()), level);
    }

    @Test
    void aModelTellsAllThatIsNeededToMakeItAgain() {
        String benchmark = benchmark();
        ModelVersion version = fit(benchmark, "{\"kind\": \"linear\", \"delay_bins\": 20}", 5, 0.5);
        JsonNode model = viewer.get(PATH + "/" + version.reference()).json();
        assertThat(model.path("kind").stringValue()).isEqualTo("linear");
        assertThat(model.path("model").path("delay_bins").intValue()).isEqualTo(20);
        assertThat(model.path("training").path("kind").stringValue()).isEqualTo("ridge");
        assertThat(model.path("seed").intValue()).isEqualTo(5);
        assertThat(model.path("parameter_count").intValue()).isEqualTo(41);
        assertThat(model.path("fit").path("best_epoch").intValue()).isEqualTo(1);
        assertThat(model.path("fit").path("chosen").path("penalty").doubleValue())
                .isEqualTo(10);
        assertThat(model.path("provenance").path("dataset_sha256").stringValue())
                .hasSize(64);
        assertThat(model.path("provenance").path("code_version").stringValue()).isEqualTo("0.1.0+abc");
        assertThat(model.path("weights").path("href").stringValue())
                .isEqualTo(PATH + "/" + version.reference() + "/weights");
        assertThat(model.path("job_id").stringValue()).isEqualTo(version.jobId().toString());
    }

    @Test
    void anUndefinedMetricIsNullAndHasAReason() {
        ModelVersion version = fit(benchmark(), "{\"kind\": \"linear\"}", 0, 0.5);
        JsonNode metrics =
                viewer.get(PATH + "/" + version.reference() + "/metrics").json();
        JsonNode last = metrics.path("neurons").path(2);
        assertThat(last.path("name").stringValue()).isEqualTo("n2");
        assertThat(last.path("metrics").path("cc").doubleValue()).isEqualTo(0.25);
        assertThat(last.path("metrics").path("cc_norm").isNull()).isTrue();
        assertThat(last.path("undefined").path("cc_norm").stringValue()).contains("signal power");
        JsonNode normalised = metrics.path("aggregates").path(1);
        assertThat(normalised.path("metric").stringValue()).isEqualTo("cc_norm");
        assertThat(normalised.path("counted").intValue()).isEqualTo(2);
        assertThat(normalised.path("left_out").intValue()).isEqualTo(1);
    }

    @Test
    void metricsAreATableToo() {
        ModelVersion version = fit(benchmark(), "{\"kind\": \"linear\"}", 0, 0.5);
        Answer table = viewer.get(PATH + "/" + version.reference() + "/metrics", "Accept", "text/csv");
        assertThat(table.header("Content-Type").orElse("")).startsWith("text/csv");
        List<String> lines = table.text().lines().toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).startsWith("neuron,name,cc,cc_norm,");
        assertThat(lines.get(1)).startsWith("0,n0,0.25,0.5,");
        assertThat(lines.get(3)).startsWith("2,n2,0.25,,").endsWith("cc_norm: the signal power is not above 0");
    }

    @Test
    void theLearningCurveHasAPointPerEpoch() {
        ModelVersion version = fit(benchmark(), "{\"kind\": \"linear\"}", 0, 0.5);
        JsonNode curve = viewer.get(PATH + "/" + version.reference() + "/curve").json();
        assertThat(curve.path("best_epoch").intValue()).isEqualTo(1);
        assertThat(curve.path("points").size()).isEqualTo(2);
        assertThat(curve.path("points").path(1).path("train_loss").doubleValue())
                .isEqualTo(0.8);
        assertThat(curve.path("points").path(1).path("validation_score").isNull())
                .isTrue();
    }

    @Test
    void weightsAreDownloadedWholeInPartsOrNotAgain() {
        ModelVersion version = fit(benchmark(), "{\"kind\": \"linear\"}", 0, 0.5);
        String path = PATH + "/" + version.reference() + "/weights";
        String content = "weights of " + version.jobId();
        Answer whole = viewer.get(path);
        assertThat(whole.text()).isEqualTo(content);
        assertThat(whole.header("ETag"))
                .contains("\"" + version.weights().orElseThrow().content().sha256() + "\"");
        assertThat(whole.header("Content-Disposition"))
                .contains("attachment; filename=\"" + version.reference().name() + "-1.zip\"");
        Answer part = viewer.get(path, "Range", "bytes=8-9");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.text()).isEqualTo("of");
        assertThat(part.header("Content-Range")).contains("bytes 8-9/" + content.length());
        assertThat(viewer.get(path, "Range", "bytes=900-").status()).isEqualTo(416);
        assertThat(viewer.get(path, "If-None-Match", whole.header("ETag").orElseThrow())
                        .status())
                .isEqualTo(304);
    }

    @Test
    void weightsAreThereAsSafetensorsToo() {
        ModelVersion version = fit(benchmark(), "{\"kind\": \"linear\"}", 0, 0.5);
        String path = PATH + "/" + version.reference() + "/weights.safetensors";
        Answer file = viewer.get(path);
        assertThat(file.header("ETag"))
                .contains("\"" + version.tensors().orElseThrow().content().sha256() + "\"");
        assertThat(file.header("Content-Disposition"))
                .contains("attachment; filename=\"" + version.reference().name() + "-1.safetensors\"");
        assertThat(viewer.get(PATH + "/" + version.reference())
                        .json()
                        .path("tensors")
                        .path("href")
                        .stringValue())
                .isEqualTo(path);
    }

    @Test
    void aCardSaysInWordsWhatAModelIsAndHowToCiteIt() {
        String benchmark = benchmark();
        ModelVersion version = fit(benchmark, "{\"kind\": \"ln\", \"delay_bins\": 20}", 5, 0.5);
        JsonNode card = viewer.get(PATH + "/" + version.reference() + "/card").json();
        assertThat(card.path("architecture").path("meaning").stringValue()).contains("output nonlinearity");
        assertThat(card.path("architecture").path("settings").valueStream()).anySatisfy(setting -> {
            assertThat(setting.path("name").stringValue()).isEqualTo("delay_bins");
            assertThat(setting.path("value").intValue()).isEqualTo(20);
            assertThat(setting.path("meaning").stringValue()).contains("delay window");
        });
        assertThat(card.path("trained").path("kind").stringValue()).isEqualTo("gradient");
        assertThat(card.path("data").path("sha256").stringValue()).hasSize(64);
        assertThat(card.path("data").path("neurons").intValue()).isEqualTo(3);
        assertThat(card.path("scores").path(1).path("metric").stringValue()).isEqualTo("cc_norm");
        assertThat(card.path("scores").path(1).path("counted").intValue()).isEqualTo(2);
        assertThat(card.path("scores").path(1).path("left_out").intValue()).isEqualTo(1);
        assertThat(card.path("citation").stringValue())
                .contains(version.reference().toString(), benchmark, "seed 5", "0.1.0+abc");
        assertThat(card.path("cite_too").path(0).stringValue()).contains("Chichilnisky");

        Answer markdown = viewer.get(PATH + "/" + version.reference() + "/card.md");
        assertThat(markdown.header("Content-Type").orElse("")).startsWith("text/markdown");
        assertThat(markdown.text())
                .startsWith("# ")
                .contains("## Model", "## Training", "## Data", "## Scores", "## Provenance", "## How to cite")
                .contains("| delay\\_bins | 20 |")
                .contains("| cc\\_norm | 0.5000 | 0.5000 | 2 | 1 |");
        assertThat(viewer.get(PATH + "/nobodys-model@1/card").problem()).isEqualTo("no-such-model");
    }

    @Test
    void whatPeopleWroteStaysTextOnACard() {
        ModelVersion version = fit(benchmark(), "{\"kind\": \"linear\"}", 0, 0.5);
        String path = PATH + "/" + version.reference();
        for (String label : List.of("/note", "/tags/published", "/aliases/champion")) {
            assertThat(member.send(member.request(path + label)
                                    .header("If-Match", "*")
                                    .header("Content-Type", "application/json")
                                    .PUT(BodyPublishers.ofString("{\"note\": \"# [x](y)\\n<script>\"}")))
                            .status())
                    .isEqualTo(200);
        }
        assertThat(viewer.get(path + "/card.md").text())
                .contains("- Aliases: champion\n- Tags: published\n- Note: # \\[x\\](y) \\<script\\>\n");
        assertThat(viewer.get(path + "/card")
                        .json()
                        .path("model")
                        .path("tags")
                        .path(0)
                        .stringValue())
                .isEqualTo("published");
    }

    @Test
    void whatIsToBeCitedBeginsNoHeadingAndNoListOnACard() {
        Answer sent = member.post(
                "/api/v1/datasets", """
                        {"name": "%s", "recording": {"sha256": "%s", "format": "npz"},
                         "metadata": {"dt_ms": 5, "cite": ["# Heading", "- item", "+ item", "1. first", "=== under", "> said"]}}""".formatted(freshName("cited"), fixture.upload("a recording to cite")));
        fixture.acceptDataset(UUID.fromString(sent.json().path("job_id").stringValue()), 3);
        String benchmark = member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s",
                         "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(
                        freshName("cited"), sent.json().path("reference").stringValue()))
                .json()
                .path("reference")
                .stringValue();
        ModelVersion version = fit(benchmark, "{\"kind\": \"linear\"}", 0, 0.5);

        assertThat(viewer.get(PATH + "/" + version.reference() + "/card.md").text())
                .contains("- \\# Heading\n- \\- item\n- \\+ item\n- 1\\. first\n- \\=== under\n- \\> said\n");
    }

    @Test
    void damagedWeightsAreNotSent() throws IOException {
        ModelVersion version = fit(benchmark(), "{\"kind\": \"linear\"}", 0, 0.5);
        Path file =
                folder.resolve("objects").resolve(fixture.weightsKey(version).path());
        Files.writeString(file, "something else");
        Answer answer = viewer.get(PATH + "/" + version.reference() + "/weights");
        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.problem()).isEqualTo("stored-content-damaged");
        assertThat(answer.text()).doesNotContain(folder.toString());
    }

    @Test
    void theListIsFilteredByBenchmarkAndKind() {
        String benchmark = benchmark();
        fit(benchmark, "{\"kind\": \"linear\"}", 0, 0.5);
        fit(benchmark, "{\"kind\": \"ln\"}", 0, 0.6);
        fit(benchmark, "{\"kind\": \"ln\"}", 1, 0.6);
        assertThat(viewer.get(PATH + "?benchmark=" + benchmark)
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(3);
        JsonNode ln = viewer.get(PATH + "?kind=ln&benchmark=" + benchmark).json();
        assertThat(ln.path("items").size()).isEqualTo(2);
        assertThat(ln.path("items").path(0).path("seed").intValue()).isEqualTo(1);
        JsonNode first = viewer.get(PATH + "?limit=1&benchmark=" + benchmark).json();
        String token = first.path("next_page_token").stringValue();
        JsonNode second = viewer.get(PATH + "?limit=1&benchmark=" + benchmark + "&page_token=" + token)
                .json();
        assertThat(second.path("items").path(0).path("seed").intValue()).isZero();
    }

    @Test
    void aModelThatDoesNotExistIsNotFound() {
        for (String end : List.of("", "/metrics", "/curve", "/weights")) {
            assertThat(viewer.get(PATH + "/nothing@1" + end).problem()).isEqualTo("no-such-model");
        }
    }

    @Test
    void theBoardFoldsSeedsAndPutsTheBestFirst() {
        String benchmark = benchmark();
        fit(benchmark, "{\"kind\": \"linear\"}", 0, 0.5);
        fit(benchmark, "{\"kind\": \"ln\"}", 0, 0.6);
        fit(benchmark, "{\"kind\": \"ln\"}", 1, 0.8);
        String path = "/api/v1/benchmarks/" + benchmark + "/leaderboard";
        JsonNode entries = viewer.get(path).json().path("entries");
        assertThat(entries.size()).isEqualTo(2);
        JsonNode best = entries.path(0);
        assertThat(best.path("kind").stringValue()).isEqualTo("ln");
        assertThat(best.path("seeds").size()).isEqualTo(2);
        assertThat(best.path("metrics").path(1).path("mean").doubleValue()).isEqualTo(0.7);
        assertThat(best.path("metrics").path(1).path("mean_deviation").doubleValue())
                .isBetween(0.14, 0.15);
        List<String> lines =
                viewer.get(path, "Accept", "text/csv").text().lines().toList();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0))
                .startsWith("rank,tied,kind,label,models,seeds,units,ensemble_of,folds,parameter_count,cc_norm_mean,");
        assertThat(lines.get(1)).startsWith(",false,ln,");
        assertThat(viewer.get("/api/v1/benchmarks/nothing@1/leaderboard").problem())
                .isEqualTo("no-such-benchmark");
    }

    @Test
    void theCatalogueTellsRangesAndDefaults() {
        JsonNode kinds = viewer.get("/api/v1/model-kinds").json();
        JsonNode linear = kinds.path("models").path(0);
        assertThat(linear.path("kind").stringValue()).isEqualTo("linear");
        assertThat(linear.path("default_fit").path("training").path("kind").stringValue())
                .isEqualTo("ridge");
        JsonNode delay = linear.path("hyperparameters")
                .valueStream()
                .filter(setting -> setting.path("name").stringValue().equals("delay_bins"))
                .findFirst()
                .orElseThrow();
        assertThat(delay.path("type").stringValue()).isEqualTo("integer");
        assertThat(delay.path("minimum").intValue()).isEqualTo(1);
        assertThat(delay.path("default").intValue()).isEqualTo(40);
    }
}
