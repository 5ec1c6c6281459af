package org.tonotopy.encoding.importing.ns1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonotopy.encoding.cochleagram.FrontEnd;
import org.tonotopy.encoding.importing.ImportSettings;
import org.tonotopy.encoding.npz.ReferenceVectors;
import org.tonotopy.encoding.recording.Finding;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.NpzRecordingReader;
import org.tonotopy.encoding.recording.ReadingLimits;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.RecordingMetadata;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published files, which do not travel with the project, against the recording that was prepared from them. */
class Ns1ImporterTest {

    @TempDir
    private static Path folder;

    private static Path zip;
    private static Recording prepared;
    private static JsonNode described;
    private static Recording imported;

    @BeforeAll
    static void importPublishedFiles() throws Exception {
        Optional<Path> original = ReferenceVectors.shared("data/ns1-original");
        Optional<Path> npz = ReferenceVectors.shared("data/ns1-small.npz");
        assumeTrue(original.isPresent() && npz.isPresent(), "data/ns1-original is not at hand: set TONOTOPY_SHARED");
        zip = folder.resolve("ns1.zip");
        pack(original.get(), zip);
        String json = Files.readString(npz.get().resolveSibling("ns1-small.json"));
        described = JsonMapper.shared().readTree(json);
        prepared = NpzRecordingReader.read(npz.get(), RecordingMetadata.parse(json), ReadingLimits.standard());
        imported = read(FrontEnd.publishedNs1());
    }

    private static Recording read(FrontEnd frontEnd) throws Exception {
        RecordingMetadata metadata = RecordingMetadata.parse("{\"dt_ms\": 5, \"area\": \"A1\"}");
        return new Ns1Importer().read(zip, new ImportSettings(metadata, frontEnd, ReadingLimits.standard()));
    }

    private static void pack(Path folder, Path zip) throws IOException {
        try (OutputStream file = Files.newOutputStream(zip);
                ZipOutputStream entries = new ZipOutputStream(file);
                Stream<Path> files = Files.walk(folder)) {
            entries.setLevel(Deflater.BEST_SPEED);
            for (Path path : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                entries.putNextEntry(
                        new ZipEntry("osf/" + folder.relativize(path).toString().replace('\\', '/')));
                Files.copy(path, entries);
                entries.closeEntry();
            }
        }
    }

    @Test
    void countsAreThoseOfThePreparedRecording() {
        assertThat(imported.neurons()).hasSize(12);
        assertThat(imported.stimuli()).hasSize(20).allMatch(stimulus -> stimulus.bins() == 999);
        for (int stimulus = 0; stimulus < 20; stimulus++) {
            assertThat(imported.responses().get(stimulus).repeatSlots()).isEqualTo(20);
            for (int neuron = 0; neuron < 12; neuron++) {
                for (int repeat = 0; repeat < 20; repeat++) {
                    assertThat(imported.responses().get(stimulus).repeat(neuron, repeat))
                            .as("stimulus %s, neuron %s, repeat %s", stimulus, neuron, repeat)
                            .isEqualTo(prepared.responses().get(stimulus).repeat(neuron, repeat));
                }
            }
        }
    }

    @Test
    void cochleagramsAreThoseOfThePreparedRecording() {
        for (int stimulus = 0; stimulus < 20; stimulus++) {
            assertThat(largestDifference(
                            imported.stimuli().get(stimulus).cochleagram(),
                            prepared.stimuli().get(stimulus).cochleagram()))
                    .as(imported.stimuli().get(stimulus).name())
                    .isLessThan(1e-3);
        }
    }

    private static double largestDifference(float[] found, float[] expected) {
        assertThat(found).hasSameSizeAs(expected);
        double largest = 0;
        for (int i = 0; i < found.length; i++) {
            largest = Math.max(largest, Math.abs((double) found[i] - expected[i]));
        }
        return largest;
    }

    @Test
    void soundsAreFoundByTheNumbersOfTheirNames() {
        for (int stimulus = 0; stimulus < 20; stimulus++) {
            assertThat(imported.stimuli().get(stimulus).name())
                    .isEqualTo(
                            described.path("stimuli").path(stimulus).path("wav").stringValue());
        }
    }

    @Test
    void unitsAreDescribedAsTheMetadataDescribeThem() {
        for (int neuron = 0; neuron < 12; neuron++) {
            JsonNode expected = described.path("neurons").path(neuron);
            assertThat(imported.neurons().get(neuron).name() + ".data.mat")
                    .isEqualTo(expected.path("source_path").stringValue());
            assertThat(imported.neurons().get(neuron).depthUm().orElseThrow())
                    .isEqualTo(expected.path("depth_um").doubleValue());
            assertThat(imported.neurons().get(neuron).noiseRatio().orElseThrow())
                    .isCloseTo(expected.path("noise_ratio").doubleValue(), within(1e-12));
            assertThat(imported.neurons().get(neuron).singleUnit().orElseThrow().name())
                    .isEqualToIgnoringCase(expected.path("single_t").stringValue());
            assertThat(imported.neurons().get(neuron).area()).contains("A1");
        }
    }

    @Test
    void whatIsLeftOutIsSaid() {
        assertThat(imported.notices())
                .extracting(Finding::code)
                .containsExactlyInAnyOrder(
                        Code.MISMATCHED_BINS,
                        Code.MISSING_FILE,
                        Code.UNKNOWN_STIMULUS,
                        Code.MERGED_SPIKES,
                        Code.SPIKES_OUTSIDE_STIMULUS,
                        Code.UNSORTED_SPIKES);
        List<String> sentences = imported.notices().stream().map(Finding::what).toList();
        assertThat(sentences)
                .anyMatch(what -> what.startsWith("The spikes of 107 of 119 units"))
                .anyMatch(what -> what.startsWith("12 sounds were played that are not in the archive: 720 repeats"));
    }
}
