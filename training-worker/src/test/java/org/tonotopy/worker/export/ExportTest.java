package org.tonotopy.worker.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonotopy.encoding.recording.Hdf5RecordingReader;
import org.tonotopy.encoding.recording.NpzRecordingReader;
import org.tonotopy.encoding.recording.ReadingLimits;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.RecordingMetadata;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.dataset.DatasetState;
import org.tonotopy.registry.dataset.ExportFormat;
import org.tonotopy.registry.dataset.RecordingForm;
import org.tonotopy.registry.dataset.RecordingFormat;
import org.tonotopy.registry.export.DatasetExport;
import org.tonotopy.registry.export.ExportRegistry;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.worker.Lab;
import org.tonotopy.worker.SmallRecording;

class ExportTest {
    private static Lab lab;

    @TempDir
    Path folder;

    @BeforeAll
    static void open() {
        lab = new Lab();
        lab.startWorker("exporter");
    }

    @AfterAll
    static void close() {
        lab.close();
    }

    @Test
    void anNpzGoesOutAsHdf5ComesInAgainAndGoesOutAsNpzWithNothingLost() throws Exception {
        byte[] npz = SmallRecording.npz();
        Job uploaded = lab.awaitEnd(lab.upload("there-and-back", npz));
        DatasetExport hdf5 = export(lab.dataset(uploaded), ExportFormat.HDF5);

        Job again = lab.awaitEnd(lab.upload(
                "there-again",
                lab.content(hdf5.recording()),
                RecordingForm.ofCochleagrams(RecordingFormat.HDF5),
                "{}"));
        Dataset fromHdf5 = lab.dataset(again);
        assertThat(again.failure()).isEmpty();
        assertThat(fromHdf5.state()).isEqualTo(DatasetState.READY);
        assertThat(fromHdf5.shape().orElseThrow().dtMs()).isEqualTo(5);
        assertThat(fromHdf5.report()).isEqualTo(lab.dataset(uploaded).report());

        DatasetExport back = export(fromHdf5, ExportFormat.NPZ);
        assertThat(back.metadata().path("species").stringValue()).isEqualTo("none");
        assertThat(back.metadata().path("neurons")).hasSize(SmallRecording.NEURONS);
        Recording recording = NpzRecordingReader.read(
                Files.write(folder.resolve("back.npz"), lab.content(back.recording())),
                RecordingMetadata.parse(back.metadata().toString()),
                ReadingLimits.standard());
        Recording original = NpzRecordingReader.read(
                Files.write(folder.resolve("first.npz"), npz),
                RecordingMetadata.parse(SmallRecording.METADATA),
                ReadingLimits.standard());
        assertThat(recording.neurons()).isEqualTo(original.neurons());
        for (int stimulus = 0; stimulus < SmallRecording.STIMULI; stimulus++) {
            assertThat(Arrays.equals(
                            recording.stimuli().get(stimulus).cochleagram(),
                            original.stimuli().get(stimulus).cochleagram()))
                    .isTrue();
            for (int neuron = 0; neuron < SmallRecording.NEURONS; neuron++) {
                assertThat(Arrays.equals(
                                recording.responses().get(stimulus).repeat(neuron, 0),
                                original.responses().get(stimulus).repeat(neuron, 0)))
                        .isTrue();
            }
        }
    }

    @Test
    void hiddenResponsesAreLeftOutAndAFileThatHoldsThemIsNotKept() throws Exception {
        Job uploaded = lab.awaitEnd(lab.upload("with-hidden-tests", SmallRecording.ragged(1)));
        lab.benchmark(uploaded);
        Dataset dataset = lab.dataset(uploaded);
        lab.update("insert into hidden_test (recording_key, content_sha256, stimuli, keeper_id)"
                + " select recording_key, content_sha256, '{%s}', owner_id from dataset where id = '%s'"
                        .formatted(
                                SmallRecording.SPLIT.test().stream()
                                        .map(String::valueOf)
                                        .collect(Collectors.joining(",")),
                                dataset.id()));

        Job late = lab.awaitEnd(lab.export(dataset, ExportFormat.HDF5));
        Job masked = lab.awaitEnd(lab.export(dataset, ExportFormat.HDF5, SmallRecording.SPLIT.test()));

        assertThat(late.failure().orElseThrow().message()).contains("hidden now", "ask for it again");
        assertThat(masked.failure()).isEmpty();
        DatasetExport export = lab.part(ExportRegistry.class)
                .find(dataset.id(), ExportFormat.HDF5)
                .orElseThrow();
        Recording recording = Hdf5RecordingReader.read(
                Files.write(folder.resolve("masked.h5"), lab.content(export.recording())),
                "{}",
                ReadingLimits.standard());
        for (int stimulus = 0; stimulus < SmallRecording.STIMULI; stimulus++) {
            boolean hidden = SmallRecording.SPLIT.test().contains(stimulus);
            assertThat(Double.isNaN(recording.responses().get(stimulus).value(2, 0, 0)))
                    .isEqualTo(hidden);
        }
        assertThat(recording.stimuli().get(6).bins())
                .isEqualTo(dataset.shape().orElseThrow().stimuli().get(6).bins());
    }

    @Test
    void theHdf5CarriesWhatTheLaboratorySaid() throws Exception {
        Job uploaded = lab.awaitEnd(lab.upload("described", SmallRecording.npz()));
        DatasetExport hdf5 = export(lab.dataset(uploaded), ExportFormat.HDF5);
        Path file = Files.write(folder.resolve("described.h5"), lab.content(hdf5.recording()));
        String metadata = Hdf5RecordingReader.metadata(file, "{}", ReadingLimits.standard());
        assertThat(metadata).contains("\"species\":\"none\"").contains("\"neuron 0\"");
    }

    @Test
    void exportsFillInWhatIsMissingAndAreNotOverwritten() {
        Job uploaded = lab.awaitEnd(lab.upload("twice", SmallRecording.npz()));
        DatasetExport first = export(lab.dataset(uploaded), ExportFormat.HDF5);
        DatasetExport second = export(lab.dataset(uploaded), ExportFormat.HDF5);
        assertThat(second.jobId()).isEqualTo(first.jobId());
    }

    private static DatasetExport export(Dataset dataset, ExportFormat format) {
        Job job = lab.awaitEnd(lab.export(dataset, format));
        assertThat(job.failure()).isEmpty();
        assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
        return lab.part(ExportRegistry.class).find(dataset.id(), format).orElseThrow();
    }
}
