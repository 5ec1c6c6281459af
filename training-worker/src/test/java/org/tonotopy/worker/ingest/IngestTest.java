package org.tonotopy.worker.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.dataset.DatasetState;
import org.tonotopy.registry.dataset.Finding;
import org.tonotopy.registry.dataset.NeuronAttributes;
import org.tonotopy.registry.dataset.SingleUnit;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobEvent;
import org.tonotopy.registry.job.JobFailure;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.registry.report.DatasetFigure;
import org.tonotopy.registry.report.DatasetFigureKind;
import org.tonotopy.registry.report.DatasetFigureRepository;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.store.VerifiedRead;
import org.tonotopy.worker.Lab;
import org.tonotopy.worker.SmallRecording;
import tools.jackson.databind.JsonNode;

class IngestTest {
    private static Lab lab;

    @BeforeAll
    static void open() {
        lab = new Lab();
        lab.startWorker("ingester");
    }

    @AfterAll
    static void close() {
        lab.close();
    }

    @Test
    void aGoodRecordingBecomesReadyWithItsShapeAndReport() {
        Job job = lab.awaitEnd(lab.upload("good", SmallRecording.npz()));

        assertThat(job.failure()).isEmpty();
        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(job.worker()).contains("ingester");
        assertThat(lab.events(job))
                .extracting(JobEvent::type)
                .containsExactly("queued", "started", "progress", "succeeded");
        Dataset dataset = lab.dataset(job);
        assertThat(dataset.state()).isEqualTo(DatasetState.READY);
        DatasetShape shape = dataset.shape().orElseThrow();
        assertThat(shape.dtMs()).isEqualTo(5.0);
        assertThat(shape.bands()).isEqualTo(SmallRecording.BANDS);
        assertThat(shape.stimuli()).hasSize(SmallRecording.STIMULI).allMatch(s -> s.bins() == SmallRecording.BINS);
        assertThat(shape.neurons()).hasSize(SmallRecording.NEURONS);
        assertThat(shape.keepsAttributes()).isTrue();
        JsonNode report = dataset.report().orElseThrow();
        assertThat(report.path("neurons")).hasSize(SmallRecording.NEURONS);
        assertThat(report.path("left_out")).hasSize(1);
        assertThat(report.path("left_out").path(0).path("index").intValue()).isEqualTo(SmallRecording.SILENT_NEURON);
        assertThat(report.path("recorded_share").doubleValue()).isEqualTo(1.0);
    }

    @Test
    void thePicturesOfAReportAreThereWithTheDatasetInTheOrderInWhichTheyAreRead() throws Exception {
        Job job = lab.awaitEnd(lab.upload("drawn", SmallRecording.npz()));
        Dataset dataset = lab.dataset(job);

        List<DatasetFigure> figures = lab.part(DatasetFigureRepository.class).findByDataset(dataset.id());

        assertThat(figures).hasSize(2 + SmallRecording.STIMULI + SmallRecording.NEURONS);
        assertThat(figures.subList(0, 3))
                .extracting(DatasetFigure::kind)
                .containsExactly(DatasetFigureKind.CEILINGS, DatasetFigureKind.ALIGNMENT, DatasetFigureKind.STIMULUS);
        // The neuron that never fires has the least signal.
        assertThat(figures.get(figures.size() - 1).subject()).contains(SmallRecording.SILENT_NEURON);
        for (DatasetFigure figure : figures) {
            assertThat(figure.jobId()).isEqualTo(job.id());
            assertThat(figure.png().objectKey().path()).startsWith("job/" + job.id() + "/1/report-");
            byte[] png = VerifiedRead.bytes(lab.part(ObjectStore.class), figure.png());
            assertThat(ImageIO.read(new ByteArrayInputStream(png)).getWidth()).isGreaterThan(1000);
            assertThat(new String(VerifiedRead.bytes(lab.part(ObjectStore.class), figure.svg()), UTF_8))
                    .contains("<svg");
            assertThat(new String(VerifiedRead.bytes(lab.part(ObjectStore.class), figure.data()), UTF_8))
                    .contains("\r\n");
        }
    }

    @Test
    void theReportSaysHowResponsesLieAgainstTheirSounds() {
        JsonNode report = lab.dataset(lab.awaitEnd(lab.upload("aligned", SmallRecording.npz())))
                .report()
                .orElseThrow();

        assertThat(report.path("alignment").path("verdict").stringValue()).isEqualTo("ALIGNED");
        assertThat(report.path("alignment").path("peak").path("lag_bins").intValue())
                .isBetween(1, 3);
        assertThat(report.path("neurons").path(0).path("snr").path("value").doubleValue())
                .isPositive();
    }

    @Test
    void whatIsKnownOfNeuronsAndStimuliIsKeptForFilters() {
        String metadata = """
                {"dt_ms": 5.0, "area": "A1",
                 "stimuli": [{"kind": "speech"}, {}, {}, {}, {}, {}, {}, {}],
                 "neurons": [{"depth_um": 300, "noise_ratio": 12.5, "single_unit": "Maybe"},
                             {"depth_um": -1, "area": "AAF"}, {}, {}]}""";
        Job job = lab.awaitEnd(lab.upload("described", SmallRecording.npz(), metadata));

        DatasetShape shape = lab.dataset(job).shape().orElseThrow();
        assertThat(shape.stimuli().get(0).kind()).contains("speech");
        assertThat(shape.stimuli().get(1).kind()).isEmpty();
        NeuronAttributes first = shape.neurons().get(0).attributes().orElseThrow();
        assertThat(first.depthUm()).contains(300.0);
        assertThat(first.publishedNoiseRatio()).contains(12.5);
        assertThat(first.singleUnit()).contains(SingleUnit.MAYBE);
        assertThat(first.area()).contains("A1");
        JsonNode reported =
                lab.dataset(job).report().orElseThrow().path("neurons").path(0);
        assertThat(first.signalPower())
                .contains(reported.path("signal_power").path("value").doubleValue());
        assertThat(first.noisePower())
                .contains(reported.path("noise_power").path("value").doubleValue());
        NeuronAttributes second = shape.neurons().get(1).attributes().orElseThrow();
        assertThat(second.depthUm()).as("a negative depth means unknown").isEmpty();
        assertThat(second.area()).contains("AAF");
        assertThat(second.publishedNoiseRatio()).isEmpty();
    }

    @Test
    void aRecordingWithoutResponsesIsRejectedWithWhatWhereAndRemedy() {
        Job job = lab.awaitEnd(lab.upload("mute", SmallRecording.withoutResponses()));

        assertRejected(job);
        assertThat(lab.dataset(job).rejection()).extracting(Finding::where).contains("counts");
    }

    @Test
    void aRecordingWithAHoleInAStimulusIsRejected() {
        Job job = lab.awaitEnd(lab.upload("hole", SmallRecording.withNanInStimulus()));

        assertRejected(job);
        assertThat(lab.dataset(job).rejection().get(0).where()).contains("spectrogram");
    }

    @Test
    void aTruncatedFileIsRejected() {
        byte[] whole = SmallRecording.npz();

        assertRejected(lab.awaitEnd(lab.upload("truncated", Arrays.copyOf(whole, whole.length / 2))));
    }

    @Test
    void metadataWithoutATimeStepAreRejected() {
        Job job = lab.awaitEnd(lab.upload("timeless", SmallRecording.npz(), "{\"name\": \"timeless\"}"));

        assertRejected(job);
        assertThat(lab.dataset(job).rejection().get(0).where()).isEqualTo("metadata.dt_ms");
    }

    @Test
    void contentThatTheStoreDamagedIsAStorageFailureAndTheDatasetDoesNotWaitForever() {
        Job job = lab.awaitEnd(lab.upload(
                "damaged", SmallRecording.withEnormousTraces(), SmallRecording.METADATA, IngestTest::damage));

        assertThat(job.failure().map(JobFailure::kind)).contains(FailureKind.STORAGE);
        assertThat(job.failure().orElseThrow().message()).contains("damaged@1 is damaged");
        assertThat(lab.dataset(job).state()).isEqualTo(DatasetState.REJECTED);
    }

    @Test
    void aRecordingThatVanishedFromTheStoreIsAStorageFailure() {
        Job job = lab.awaitEnd(
                lab.upload("gone", SmallRecording.withEnormousTraces(), SmallRecording.METADATA, IngestTest::delete));

        assertThat(job.failure().map(JobFailure::kind)).contains(FailureKind.STORAGE);
    }

    private static void damage(Path file) {
        try {
            byte[] content = Files.readAllBytes(file);
            content[content.length / 2] ^= 1;
            Files.write(file, content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void assertRejected(Job job) {
        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.failure().map(JobFailure::kind)).isEqualTo(Optional.of(FailureKind.INVALID_INPUT));
        assertThat(job.failure().orElseThrow().message()).contains("rejected with");
        Dataset dataset = lab.dataset(job);
        assertThat(dataset.state()).isEqualTo(DatasetState.REJECTED);
        assertThat(dataset.shape()).isEmpty();
        assertThat(dataset.rejection()).isNotEmpty().allSatisfy(finding -> {
            assertThat(finding.what()).isNotBlank();
            assertThat(finding.where()).isNotBlank();
            assertThat(finding.remedy()).isNotBlank();
        });
    }
}
