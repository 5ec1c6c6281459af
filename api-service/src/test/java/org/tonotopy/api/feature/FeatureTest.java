package org.tonotopy.api.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.UUID;
import javax.imageio.ImageIO;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client.Answer;
import org.tonotopy.registry.feature.Feature;
import tools.jackson.databind.JsonNode;

class FeatureTest extends ApiTest {
    private static final String JOBS = "/api/v1/jobs";

    private String linear;
    private String statenet;

    @BeforeEach
    void fit() {
        String benchmark = benchmark();
        linear = fit(benchmark, "{\"kind\": \"linear\"}");
        statenet = fit(benchmark, "{\"kind\": \"statenet\", \"kernel_bands\": 4}");
    }

    private String benchmark() {
        String name = freshName("feature");
        return member.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s",
                         "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(name, fixture.dataset(name, 3, 5)))
                .json()
                .path("reference")
                .stringValue();
    }

    private String fit(String benchmark, String model) {
        Answer job = member.post(
                JOBS, "{\"kind\": \"fit\", \"benchmark\": \"%s\", \"model\": %s}".formatted(benchmark, model));
        return fixture.fit(id(job), 0.5).reference().toString();
    }

    private static UUID id(Answer job) {
        return UUID.fromString(job.json().path("id").stringValue());
    }

    /** Single quotes stand for double ones. */
    private Answer ask(String model, String feature, String more) {
        return member.post(
                JOBS,
                "{'kind': 'feature', 'model': '%s', 'feature': '%s'%s}"
                        .formatted(model, feature, more)
                        .replace('\'', '"'));
    }

    private List<Feature> made(String model, String feature, String more) {
        return fixture.makeFeatures(id(ask(model, feature, more)));
    }

    @Test
    void theSpecShowsEveryDefaultAndEveryNeuron() {
        Answer answer = ask(statenet, "dream", ", 'settings': {'steps': 500}");
        assertThat(answer.status()).isEqualTo(202);
        JsonNode spec = answer.json().path("spec");
        assertThat(spec.path("kind").stringValue()).isEqualTo("feature");
        assertThat(spec.path("model").stringValue()).isEqualTo(statenet);
        assertThat(spec.path("feature").path("kind").stringValue()).isEqualTo("dream");
        assertThat(spec.path("feature").path("steps").intValue()).isEqualTo(500);
        assertThat(spec.path("feature").path("duration_ms").doubleValue()).isEqualTo(400);
        assertThat(spec.path("feature").path("smoothness_penalty").doubleValue())
                .isEqualTo(1);
        assertThat(spec.path("neurons").size()).isEqualTo(3);
        assertThat(spec.path("population").booleanValue()).isFalse();
        assertThat(answer.json().path("features").stringValue())
                .isEqualTo("/api/v1/models/" + statenet + "/features?job=" + id(answer));
        assertThat(ask(statenet, "gradmap", ", 'neurons': 'population'")
                        .json()
                        .path("spec")
                        .path("population")
                        .booleanValue())
                .isTrue();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "trance | '' | feature | dream",
                "strf | '' | feature | gradmap",
                "dream | , 'neurons': [0, 7] | neurons | 0 to 2",
                "dream | , 'neurons': 'some' | neurons | population",
                "dream | , 'neurons': [] | neurons | all",
                "dream | , 'settings': {'steps': 100000} | settings.steps | from 1 to",
                "dream | , 'settings': {'restarts': 0} | settings.restarts | from 1 to",
                "dream | , 'settings': {'duration_ms': 60000} | settings.duration_ms | from 1 to",
                "dream | , 'settings': {'duration_ms': 10000} | '' | ''",
                "dream | , 'settings': {'duration_ms': 10000, 'steps': 10000, 'restarts': 10} | settings.steps | 30000000",
                "gradmap | , 'settings': {'duration_ms': 2} | settings.duration_ms | at least 5.0 ms",
                "dream | , 'settings': {'base': 'noise'} | settings.base | mean, silence, clip",
                "gradmap | , 'settings': {'base': 'clip', 'clip': 5} | settings.clip | from 0 to 4",
                "gradmap | , 'settings': {'base': 'clip', 'duration_ms': 900} | settings.duration_ms | at most",
                "gradmap | , 'settings': {'base': 'clip', 'clip_end_ms': 900} | settings.clip_end_ms | at most",
                "gradmap | , 'settings': {'steps': 5} | settings.steps | Leave it out",
                "gradmap | , 'settings': {'clip': 1} | settings.clip | set base to clip",
                "gradmap | , 'settings': {'behind_prefilter': true} | settings.behind_prefilter | Leave it out",
                "gradmap | , 'settings': {'behind_prefilter': 1} | settings.behind_prefilter | true or false",
                "memory_horizon | , 'settings': {'steps': 5} | settings.steps | set of to dream",
                "memory_horizon | , 'settings': {'duration_ms': 0} | settings.duration_ms | from 1 to",
                "dream | , 'settings': {'bounds': 'explicit', 'bound_low': 1} | settings.bound_low | 0 between",
                "dream | , 'settings': {'bounds': 'explicit', 'bound_low': 4} | settings.bound_low | for instance",
                "dream | , 'settings': {'driven_bins': 200} | settings.driven_bins | or fewer",
                "dream | , 'settings': 5 | settings | object",
                "dream | , 'seed': -1 | seed | from 0",
                "dream | , 'benchmark': 'ns1@1' | benchmark | Leave it out",
                "dream | , 'counterpart': {'neuron': 1} | counterpart | dream_contrast",
                "dream_contrast | '' | counterpart | Name another model",
                "dream_contrast | , 'counterpart': {'neuron': 1} | counterpart | not among",
                "dream_contrast | , 'neurons': [0], 'counterpart': {'neuron': 9} | counterpart.neuron | 0 to 2",
                "dream_contrast | , 'counterpart': {'model': 'nothing@1'} | counterpart.model | GET /api/v1/models",
            })
    void whatCannotBeComputedIsRefusedWithFieldAndRemedy(String feature, String more, String field, String remedy) {
        Answer answer = ask(statenet, feature, more);
        if (field.isEmpty()) {
            assertThat(answer.status()).isEqualTo(202);
            return;
        }
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().path("field").stringValue()).isEqualTo(field);
        assertThat(answer.json().path("remedy").stringValue()).contains(remedy);
    }

    @Test
    void aFilterOverTheCochleagramNeedsAPrefilterThatFilters() {
        String normalised = fit(benchmark(), "{\"kind\": \"linear\", \"prefilter\": \"frequency-normalisation\"}");
        String adapted = fit(benchmark(), "{\"kind\": \"linear\", \"prefilter\": \"ic-adaptation\"}");
        String over = ", 'settings': {'behind_prefilter': false}";

        assertThat(ask(normalised, "strf", over).json().path("field").stringValue())
                .isEqualTo("settings.behind_prefilter");
        assertThat(ask(normalised, "strf", "").status()).isEqualTo(202);
        assertThat(ask(adapted, "strf", over).status()).isEqualTo(202);
        assertThat(ask(adapted, "gradmap", ", 'settings': {'behind_prefilter': true}")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void aModelThatDoesNotExistAndADatasetThatIsAnotherAreNamed() {
        assertThat(ask("nothing@1", "dream", "").json().path("field").stringValue())
                .isEqualTo("model");
        assertThat(member.post(JOBS, "{\"kind\": \"feature\", \"feature\": \"dream\"}")
                        .json()
                        .path("field")
                        .stringValue())
                .isEqualTo("model");
        String stranger = fit(benchmark(), "{\"kind\": \"linear\"}");
        Answer answer = ask(statenet, "dream_contrast", ", 'counterpart': {'model': '" + stranger + "'}");
        assertThat(answer.json().path("field").stringValue()).isEqualTo("counterpart.model");
        assertThat(answer.json().path("remedy").stringValue()).contains("same dataset");
        assertThat(ask(statenet, "dream_contrast", ", 'counterpart': {'model': '" + linear + "'}")
                        .status())
                .isEqualTo(202);
    }

    @Test
    void askingNeedsAMember() {
        String body = "{\"kind\": \"feature\", \"feature\": \"dream\", \"model\": \"" + linear + "\"}";
        assertThat(viewer.post(JOBS, body).status()).isEqualTo(403);
        assertThat(nobody.post(JOBS, body).status()).isEqualTo(401);
        UUID id = made(linear, "dream", ", 'neurons': [0]").get(0).id();
        for (String path : List.of(
                "/api/v1/models/" + linear + "/features",
                "/api/v1/models/" + linear + "/feature-summary",
                "/api/v1/models/" + linear + "/feature-populations",
                "/api/v1/features/" + id,
                "/api/v1/features/" + id + "/array",
                "/api/v1/features/" + id + "/figure.svg",
                "/api/v1/features/" + id + "/sound.wav",
                "/api/v1/features/side-by-side/figure.svg?feature=" + id,
                "/api/v1/feature-kinds")) {
            assertThat(nobody.get(path).status()).as(path).isEqualTo(401);
            assertThat(viewer.get(path).status()).as(path).isEqualTo(200);
        }
    }

    @Test
    void theListIsFilteredAndPaged() {
        made(statenet, "dream", "");
        UUID job = id(ask(statenet, "gradmap", ", 'neurons': [1, 2]"));
        fixture.makeFeatures(job);
        String path = "/api/v1/models/" + statenet + "/features";
        assertThat(viewer.get(path).json().path("items").size()).isEqualTo(5);
        assertThat(viewer.get(path + "?kind=dream").json().path("items").size()).isEqualTo(3);
        assertThat(viewer.get(path + "?neuron=1").json().path("items").size()).isEqualTo(2);
        assertThat(viewer.get(path + "?job=" + job).json().path("items").size()).isEqualTo(2);
        JsonNode first = viewer.get(path + "?limit=4").json();
        JsonNode rest = viewer.get(path + "?limit=4&page_token="
                        + first.path("next_page_token").stringValue())
                .json();
        assertThat(rest.path("items").size()).isOne();
        assertThat(rest.path("next_page_token").isNull()).isTrue();
        assertThat(viewer.get(path + "?kind=trance").json().path("field").stringValue())
                .isEqualTo("kind");
        assertThat(viewer.get("/api/v1/models/" + linear + "/features")
                        .json()
                        .path("items")
                        .size())
                .isZero();
    }

    @Test
    void aFeatureTellsWhoseItIsAndHowItWasMade() {
        List<Feature> dreams = made(statenet, "dream", ", 'seed': 7");
        JsonNode dream = viewer.get("/api/v1/features/" + dreams.get(1).id()).json();
        assertThat(dream.path("model").stringValue()).isEqualTo(statenet);
        assertThat(dream.path("neuron").intValue()).isOne();
        assertThat(dream.path("neuron_name").stringValue()).isEqualTo("n1");
        assertThat(dream.path("seed").intValue()).isEqualTo(7);
        assertThat(dream.path("settings").path("steps").intValue()).isEqualTo(1500);
        assertThat(dream.path("outcome").stringValue()).isEqualTo("COMPLETE");
        assertThat(dream.path("numbers").path("best_frequency_hz").doubleValue())
                .isEqualTo(4000);
        assertThat(dream.path("numbers").path("bandwidth_octaves").isNull()).isTrue();
        assertThat(dream.path("undefined").path("bandwidth_octaves").stringValue())
                .contains("edge");
        assertThat(dream.path("array").path("sha256").stringValue()).hasSize(64);

        JsonNode neverRose =
                viewer.get("/api/v1/features/" + dreams.get(2).id()).json();
        assertThat(neverRose.path("outcome").stringValue()).isEqualTo("NEVER_ROSE");
        assertThat(neverRose.path("figure").isNull()).isTrue();
        assertThat(viewer.get("/api/v1/features/" + dreams.get(2).id() + "/figure.png")
                        .problem())
                .isEqualTo("no-figure");
        assertThat(viewer.get("/api/v1/features/" + UUID.randomUUID()).problem())
                .isEqualTo("no-such-feature");
    }

    @Test
    void arraysAndFiguresAreSentWholeInPartsOrNotAgain() {
        UUID id = made(statenet, "dream", ", 'neurons': [0]").get(0).id();
        String path = "/api/v1/features/" + id;
        Answer array = viewer.get(path + "/array");
        assertThat(array.text()).isEqualTo("arrays of neuron-0");
        assertThat(array.header("Content-Disposition").orElseThrow()).contains("-dream-neuron-0.npz");
        assertThat(viewer.get(path + "/array", "Range", "bytes=0-5").text()).isEqualTo("arrays");
        assertThat(viewer.get(
                                path + "/array",
                                "If-None-Match",
                                array.header("ETag").orElseThrow())
                        .status())
                .isEqualTo(304);
        Answer svg = viewer.get(path + "/figure.svg");
        assertThat(svg.header("Content-Type")).contains("image/svg+xml");
        assertThat(svg.header("Cache-Control").orElseThrow()).contains("immutable");
        assertThat(svg.header("Content-Security-Policy").orElseThrow()).contains("style-src 'unsafe-inline'");
        assertThat(viewer.get(path + "/figure", "Accept", "image/svg+xml").text())
                .isEqualTo(svg.text());
        assertThat(viewer.get(path + "/figure", "Accept", "image/png").header("Content-Type"))
                .contains("image/png");
        assertThat(viewer.get(path + "/figure.png").header("Content-Type")).contains("image/png");
    }

    @Test
    void aDreamIsHeardThroughTonesOrNoise() throws IOException, InterruptedException, UnsupportedAudioFileException {
        Feature dream = made(statenet, "dream", ", 'neurons': [0]").get(0);
        JsonNode sound = viewer.get("/api/v1/features/" + dream.id()).json().path("sound");
        assertThat(sound.path("bands_left_out").intValue()).isOne();
        String tones = sound.path("tones").stringValue();
        Answer answer = viewer.get(tones);
        assertThat(answer.header("Content-Type")).contains("audio/wav");
        assertThat(answer.header("Content-Disposition").orElseThrow())
                .contains("inline", "-dream-neuron-0-tones-approximate.wav");
        assertThat(answer.header("Cache-Control").orElseThrow()).contains("immutable");
        assertThat(answer.header("ETag").orElseThrow())
                .contains(dream.sound().orElseThrow().tones().content().sha256());
        assertThat(viewer.get(tones, "If-None-Match", answer.header("ETag").orElseThrow())
                        .status())
                .isEqualTo(304);
        assertThat(viewer.get(tones, "Range", "bytes=0-3").text()).isEqualTo("RIFF");
        assertThat(seconds(tones)).isCloseTo(0.1, within(1e-6));
        assertThat(seconds(sound.path("noise").stringValue())).isCloseTo(0.2, within(1e-6));
        assertThat(seconds("/api/v1/features/" + dream.id() + "/sound.wav")).isCloseTo(0.1, within(1e-6));
        assertThat(viewer.get("/api/v1/features/" + dream.id() + "/sound.wav?carrier=harp")
                        .json()
                        .path("remedy")
                        .stringValue())
                .contains("tones or noise");
    }

    private double seconds(String path) throws IOException, InterruptedException, UnsupportedAudioFileException {
        byte[] wav = viewer.http()
                .send(viewer.request(path).build(), BodyHandlers.ofByteArray())
                .body();
        try (AudioInputStream audio = AudioSystem.getAudioInputStream(new ByteArrayInputStream(wav))) {
            return audio.getFrameLength() / audio.getFormat().getFrameRate();
        }
    }

    @Test
    void whatCannotBeHeardSaysWhyAndWhatCan() {
        List<Feature> dreams = made(statenet, "dream", "");
        Feature map = made(linear, "gradmap", ", 'neurons': [0]").get(0);
        Answer ofMap = viewer.get("/api/v1/features/" + map.id() + "/sound.wav");
        assertThat(ofMap.status()).isEqualTo(404);
        assertThat(ofMap.problem()).isEqualTo("no-sound");
        assertThat(ofMap.json().path("detail").stringValue()).contains("gradmap", "ask for the feature dream");
        Answer neverRose = viewer.get("/api/v1/features/" + dreams.get(2).id() + "/sound.wav");
        assertThat(neverRose.problem()).isEqualTo("no-sound");
        assertThat(neverRose.json().path("detail").stringValue())
                .contains("NEVER_ROSE", "The dream did not raise the response.");
        assertThat(viewer.get("/api/v1/features/" + map.id())
                        .json()
                        .path("sound")
                        .isNull())
                .isTrue();
    }

    @Test
    void figuresStandSideBySide() throws IOException, InterruptedException {
        List<Feature> dreams = made(statenet, "dream", "");
        UUID map = made(linear, "gradmap", ", 'neurons': [0]").get(0).id();
        String path = "/api/v1/features/side-by-side/figure";
        String query = "?feature=" + dreams.get(0).id() + "," + map;
        String svg = viewer.get(path + ".svg" + query).text();
        assertThat(svg).contains("viewBox=\"0 0 400.0 100.0\"", "f0-clip1", "url(#f1-clip1)");
        byte[] png = viewer.http()
                .send(viewer.request(path + ".png" + query).build(), BodyHandlers.ofByteArray())
                .body();
        assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isEqualTo(400);
        assertThat(viewer.get(path + ".svg?feature=" + dreams.get(2).id()).problem())
                .isEqualTo("no-figure");
        assertThat(viewer.get(path + ".svg?feature=").problem()).isEqualTo("invalid-parameter");
    }

    @Test
    void theSummaryIsATableOfTheNewestAndThePopulationAFigure() {
        made(statenet, "dream", "");
        List<Feature> newest = made(statenet, "dream", ", 'neurons': [0], 'seed': 1");
        JsonNode rows = viewer.get("/api/v1/models/" + statenet + "/feature-summary")
                .json()
                .path("features");
        assertThat(rows.size()).isEqualTo(3);
        assertThat(rows.path(0).path("feature").stringValue())
                .isEqualTo(newest.get(0).id().toString());
        List<String> lines = viewer.get(
                        "/api/v1/models/" + statenet + "/feature-summary?kind=dream", "Accept", "text/csv")
                .text()
                .lines()
                .toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).startsWith("neuron,name,hidden_unit,kind,outcome,reason,best_frequency_hz,");
        assertThat(lines.get(1)).startsWith("0,n0,,dream,COMPLETE,,4000.0,,15.0,");
        assertThat(lines.get(3)).contains("NEVER_ROSE");
        JsonNode populations = viewer.get("/api/v1/models/" + statenet + "/feature-populations")
                .json();
        assertThat(populations.size()).isOne();
        assertThat(populations.path(0).path("neurons").intValue()).isEqualTo(3);
        String figure = populations.path(0).path("figure").path("svg").stringValue();
        assertThat(viewer.get(figure).header("Content-Type")).contains("image/svg+xml");
        assertThat(viewer.get("/api/v1/feature-populations/" + UUID.randomUUID() + "/figure.png")
                        .problem())
                .isEqualTo("no-such-feature");
    }

    @Test
    void theCatalogueIsEnoughToDrawAForm() {
        JsonNode kinds = viewer.get("/api/v1/feature-kinds").json();
        assertThat(kinds.path("features"))
                .extracting(kind -> kind.path("kind").stringValue())
                .containsExactly("strf", "gradmap", "dream", "memory_horizon", "dream_contrast");
        kinds.path("features")
                .forEach(kind -> kind.path("settings").forEach(setting -> {
                    assertThat(setting.path("meaning").stringValue()).isNotBlank();
                    assertThat(setting.has("default")).isTrue();
                    assertThat(setting.path("type").stringValue()).isIn("integer", "number", "choice", "boolean");
                }));
        JsonNode duration = kinds.path("features").path(2).path("settings").path(3);
        assertThat(duration.path("name").stringValue()).isEqualTo("duration_ms");
        assertThat(duration.path("unit").stringValue()).isEqualTo("ms");
        assertThat(duration.path("default").doubleValue()).isEqualTo(400);
        assertThat(kinds.path("numbers").path(0).path("unit").stringValue()).isEqualTo("Hz");
    }
}
