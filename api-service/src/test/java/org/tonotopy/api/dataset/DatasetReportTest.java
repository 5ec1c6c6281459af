package org.tonotopy.api.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.tonotopy.api.ApiTest;
import org.tonotopy.api.Client.Answer;
import tools.jackson.databind.JsonNode;

class DatasetReportTest extends ApiTest {
    private static final int NEURONS = 4;

    private record Created(String path, UUID job) {}

    private Created create() {
        String name = freshName("report");
        Answer answer = member.post(
                "/api/v1/datasets",
                "{\"name\": \"%s\", \"recording\": {\"sha256\": \"%s\", \"format\": \"npz\"}, \"metadata\": {\"dt_ms\": 5}}"
                        .formatted(name, fixture.upload(name)));
        return new Created(
                answer.location(), UUID.fromString(answer.json().path("job_id").stringValue()));
    }

    private String accepted() {
        Created created = create();
        fixture.acceptDataset(created.job(), NEURONS);
        return created.path();
    }

    @Test
    void theReportIsThereAsTheWorkerWroteIt() {
        JsonNode report = viewer.get(accepted() + "/report").json();

        assertThat(report.path("recorded_share").doubleValue()).isEqualTo(0.9995);
        assertThat(report.path("stimuli")).hasSize(5);
        JsonNode alignment = report.path("alignment");
        assertThat(alignment.path("verdict").stringValue()).isEqualTo("SUSPICIOUS");
        assertThat(alignment.path("peak").path("lag_ms").doubleValue()).isEqualTo(-40);
        assertThat(alignment.path("remedy").stringValue()).isEqualTo("Compare the first bins.");
        JsonNode last = report.path("neurons").path(NEURONS - 1);
        assertThat(last.path("cc_max").path("value").isNull()).isTrue();
        assertThat(last.path("cc_max").path("undefined").stringValue()).isEqualTo("No stimulus is reliable.");
        assertThat(last.path("snr").path("value").doubleValue()).isEqualTo(0.5);
        assertThat(report.path("notices").path(0).path("code").stringValue()).isEqualTo("UNKNOWN_ARRAY");
    }

    @Test
    void aReportOfAnEarlierReleaseIsStillRead() {
        String path = "/api/v1/datasets/" + fixture.dataset(freshName("old"), 1, 5, """
                        {"dt_ms": 5.0, "bands": 8, "lowest_frequency_hz": 500.0, "highest_frequency_hz": 5600.0,
                         "response_kind": "TRACE", "smoothing": "NONE", "recorded_share": 1.0, "stimuli": [],
                         "neurons": [{"index": 0, "name": "n0", "stimuli_recorded": 5, "recorded_share": 1.0,
                           "mean_rate_hz": null, "signal_power": {"value": 1.0, "undefined": null},
                           "noise_power": {"value": 1.0, "undefined": null}, "cc_max": {"value": 0.5, "undefined": null}}],
                         "duplicate_stimuli": [], "duplicate_neurons": [], "left_out": [], "notices": [],
                         "something_of_a_later_release": 1}""");

        Answer answer = viewer.get(path + "/report");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("alignment").isNull()).isTrue();
        assertThat(answer.json().path("neurons").path(0).path("snr").isNull()).isTrue();
        assertThat(viewer.get(path + "/figures").json()).isEmpty();
    }

    @Test
    void picturesAreListedInOrderAndEachIsThereInThreeForms() {
        String path = accepted();
        JsonNode figures = viewer.get(path + "/figures").json();

        List<String> kinds = new ArrayList<>();
        figures.forEach(figure -> kinds.add(figure.path("kind").stringValue()));
        assertThat(kinds).containsExactly("ceilings", "alignment", "stimulus", "neuron");
        assertThat(figures.path(0).path("subject").isNull()).isTrue();
        assertThat(figures.path(2).path("name").stringValue()).isEqualTo("s0");
        assertThat(figures.path(3).path("subject").intValue()).isEqualTo(NEURONS - 1);
        assertThat(figures.path(3).path("name").stringValue()).isEqualTo("n3");
        for (String form : List.of("png", "svg", "csv")) {
            Answer answer = viewer.get(figures.path(3).path(form).stringValue());
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("Content-Type").orElseThrow())
                    .startsWith(
                            switch (form) {
                                case "png" -> "image/png";
                                case "svg" -> "image/svg+xml";
                                default -> "text/csv";
                            });
            assertThat(answer.header("Content-Disposition").orElseThrow()).contains("-1-neuron-3." + form);
            String etag = answer.header("ETag").orElseThrow();
            assertThat(viewer.get(figures.path(3).path(form).stringValue(), "If-None-Match", etag)
                            .status())
                    .isEqualTo(304);
        }
        assertThat(viewer.get(figures.path(2).path("csv").stringValue()).text()).isEqualTo("stimulus,\r\n");
    }

    @Test
    void aPictureOfAnotherDatasetIsNotFound() {
        String picture =
                viewer.get(accepted() + "/figures").json().path(0).path("id").stringValue();
        for (String id : List.of(picture, UUID.randomUUID().toString())) {
            Answer answer = viewer.get(accepted() + "/figures/" + id + ".png");
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.problem()).isEqualTo("no-figure");
            assertThat(answer.json().path("detail").stringValue()).contains("/figures lists them");
        }
        assertThat(viewer.get(accepted() + "/figures/ceilings.png").status()).isEqualTo(400);
    }

    @Test
    void beforeADatasetIsReadyThereIsNoReport() {
        Created created = create();
        for (String part : List.of("/report", "/figures")) {
            Answer answer = viewer.get(created.path() + part);
            assertThat(answer.status()).isEqualTo(404);
            assertThat(answer.problem()).isEqualTo("no-report");
            assertThat(answer.json().path("detail").stringValue()).contains("VALIDATING");
        }
        fixture.rejectDataset(created.job());
        assertThat(viewer.get(created.path() + "/report").json().path("detail").stringValue())
                .contains("REJECTED", "lists what is wrong");
        assertThat(viewer.get("/api/v1/datasets/nothing@1/report").problem()).isEqualTo("no-such-dataset");
    }

    @Test
    void deletingADatasetDeletesItsPictures() {
        String path = accepted();
        String png = viewer.get(path + "/figures").json().path(0).path("png").stringValue();

        assertThat(admin.send(admin.request(path).DELETE()).status()).isEqualTo(200);
        assertThat(viewer.get(png).status()).isEqualTo(410);
    }
}
