package org.tonotopy.api.prediction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client;
import tools.jackson.databind.JsonNode;

/** What a model predicts of a neuron, for those who may see the responses and for those who may not. */
class PredictionTest extends ApiTest {
    private String model(Client owner, boolean hidden) {
        String name = freshName("predicted");
        String benchmark = admin.post("/api/v1/benchmarks", """
                        {"name": "%s", "dataset": "%s", "hidden_test": %s,
                         "split": {"train": [0, 1, 2], "validation": [3], "test": [4]}}""".formatted(name, fixture.dataset(name, 3, 5), hidden))
                .json()
                .path("reference")
                .stringValue();
        String job = owner.post(
                        "/api/v1/jobs",
                        "{\"kind\": \"fit\", \"benchmark\": \"%s\", \"model\": {\"kind\": \"linear\"}}"
                                .formatted(benchmark))
                .json()
                .path("id")
                .stringValue();
        return "/api/v1/models/" + fixture.fit(UUID.fromString(job), 0.6).reference();
    }

    @Test
    void predictionPsthAndRepeatsComeInOneUnitAndAStretchOfThemCanBeAskedFor() {
        String model = model(member, false);

        JsonNode whole = viewer.get(model + "/prediction?neuron=1&stimulus=4").json();
        assertThat(whole.path("unit").stringValue()).isEqualTo("spikes/s");
        assertThat(whole.path("stimulus_bins").intValue()).isEqualTo(90);
        assertThat(whole.path("prediction").size()).isEqualTo(90);
        // A PSTH of 2 under a window of sum 2 is one spike in a bin of 5 ms.
        assertThat(whole.path("psth").path(0).doubleValue()).isEqualTo(200);
        assertThat(whole.path("psth").path(1).doubleValue()).isZero();
        assertThat(whole.path("repeats").size())
                .as("the third was not recorded")
                .isEqualTo(2);
        assertThat(whole.path("cc").doubleValue()).isEqualTo(0.3);
        assertThat(whole.path("note").isNull()).isTrue();

        JsonNode stretch = viewer.get(model + "/prediction?neuron=1&stimulus=4&first_bin=80&bins=40")
                .json();
        assertThat(stretch.path("prediction").size()).isEqualTo(10);
        assertThat(stretch.path("prediction").path(3))
                .isEqualTo(whole.path("prediction").path(83));
        assertThat(stretch.path("psth").path(0).doubleValue()).isEqualTo(200);

        String[] lines =
                viewer.get(model + "/prediction.csv?neuron=1&stimulus=4").text().split("\r\n");
        assertThat(lines).hasSize(91);
        assertThat(lines[0]).isEqualTo("time_ms,prediction_hz,psth_hz,repeat_0,repeat_1");
        assertThat(lines[11]).startsWith("50.0,").endsWith(",200.0,1.0,1.0");

        assertThat(viewer.get(model + "/prediction.png?neuron=1&stimulus=4").header("Content-Type"))
                .contains("image/png");
        assertThat(viewer.get(model + "/prediction.svg?neuron=1&stimulus=4").text())
                .contains("spikes/s", "repeat", "kHz", "mean of 2 repeats", "CC 0.30");
        assertThat(viewer.get(model + "/predictions.npz").status()).isEqualTo(200);
    }

    @Test
    void hiddenResponsesAreForAdminsAndThePredictionForAll() {
        String model = model(member, true);
        String place = model + "/prediction?neuron=1&stimulus=4";

        JsonNode seen = member.get(place).json();
        assertThat(seen.path("prediction").size()).isEqualTo(90);
        assertThat(seen.path("psth").isNull()).isTrue();
        assertThat(seen.path("repeats").isNull()).isTrue();
        assertThat(seen.path("note").stringValue()).contains("hides");
        assertThat(member.get(model + "/prediction.csv?neuron=1&stimulus=4").text())
                .startsWith("time_ms,prediction_hz\r\n")
                .doesNotContain("psth", "repeat");
        assertThat(member.get(model + "/prediction.svg?neuron=1&stimulus=4").text())
                .contains("prediction of")
                .doesNotContain("repeat");
        assertThat(admin.get(place).json().path("psth").size()).isEqualTo(90);
    }

    @Test
    void whatCannotBePredictedIsRefusedWithItsField() {
        String model = model(member, false);

        assertThat(field(model + "/prediction?neuron=3&stimulus=4")).isEqualTo("neuron");
        assertThat(field(model + "/prediction?neuron=1&stimulus=0")).isEqualTo("stimulus");
        assertThat(field(model + "/prediction?neuron=1&stimulus=4&first_bin=90"))
                .isEqualTo("first_bin");
        assertThat(field(model + "/prediction?neuron=1&stimulus=4&bins=5001")).isEqualTo("bins");
        assertThat(nobody.get(model + "/prediction?neuron=1&stimulus=4").status())
                .isEqualTo(401);
    }

    private String field(String place) {
        return viewer.get(place).json().path("field").stringValue();
    }
}
