package org.tonotopy.encoding.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.tonotopy.encoding.recording.SameRecording.assertSame;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tonotopy.encoding.array.ArrayFileLimits;
import org.tonotopy.encoding.array.ElementType;
import org.tonotopy.encoding.npz.NpzArchive;
import org.tonotopy.encoding.npz.ReferenceVectors;

/** What goes into a file comes out of it equal. */
class RecordingExportTest {

    private static final ReadingLimits LIMITS = ReadingLimits.standard();

    @TempDir
    Path folder;

    /** How the responses of a recording are kept in memory, and so in files. */
    enum Kept {
        BYTES(ElementType.U1),
        SHORTS(ElementType.U2),
        COUNTS_WITH_GAPS(ElementType.F4),
        TRACES(ElementType.F4);

        private final ElementType inFile;

        Kept(ElementType inFile) {
            this.inFile = inFile;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRecordingComesBackFromEitherForm(Kept kept) throws Exception {
        SplittableRandom random = new SplittableRandom(kept.ordinal());
        for (int i = 0; i < 25; i++) {
            Recording recording = random(kept, random);
            Path npz = folder.resolve("a.npz");
            String metadata = RecordingDescription.of(recording, "{\"a key of our own\": [1]}");
            NpzRecordingWriter.write(recording, npz);
            Recording fromNpz = NpzRecordingReader.read(npz, RecordingMetadata.parse(metadata), LIMITS);
            assertSame(fromNpz, recording);
            try (NpzArchive archive = NpzArchive.open(npz, ArrayFileLimits.standard())) {
                String array = kept == Kept.TRACES ? "responses" : "counts";
                assertThat(archive.header(array).type()).isEqualTo(kept.inFile);
            }

            Path hdf5 = folder.resolve("b.h5");
            Hdf5RecordingWriter.write(fromNpz, metadata, hdf5);
            Recording fromHdf5 = Hdf5RecordingReader.read(hdf5, "{}", LIMITS);
            assertSame(fromHdf5, recording);
            assertThat(Hdf5RecordingReader.metadata(hdf5, "{}", LIMITS)).isEqualTo(metadata);

            Path again = folder.resolve("c.npz");
            NpzRecordingWriter.write(fromHdf5, again);
            Path direct = folder.resolve("d.npz");
            NpzRecordingWriter.write(fromNpz, direct);
            assertThat(again).hasSameBinaryContentAs(direct);
        }
    }

    @Test
    void theDescriptionKeepsWhatTheLaboratorySaidAndAddsWhatTheRecordingKnows() throws Exception {
        Recording recording = new CanonicalFile().read(folder);
        String description = RecordingDescription.of(recording, new CanonicalFile().json());
        assertThat(description)
                .contains("\"a key of our own\":{\"nested\":[1,2]}")
                .contains("\"license\":\"CC0-1.0\"");
        RecordingMetadata metadata = RecordingMetadata.parse(description);
        assertThat(metadata.neurons()).isEqualTo(recording.neurons());
        assertThat(metadata.split()).isEqualTo(recording.split());
        assertThat(RecordingDescription.of(recording, description)).isEqualTo(description);
    }

    @Test
    void ns1ComesBackFromEitherForm() throws Exception {
        Optional<Path> npz = ReferenceVectors.shared("data/ns1-small.npz");
        assumeTrue(npz.isPresent(), "data/ns1-small.npz is not at hand: set TONOTOPY_SHARED to its folder");
        String published = Files.readString(npz.get().resolveSibling("ns1-small.json"));
        Recording recording = NpzRecordingReader.read(npz.get(), RecordingMetadata.parse(published), LIMITS);
        String metadata = RecordingDescription.of(recording, published);
        Path hdf5 = folder.resolve("ns1.h5");
        Hdf5RecordingWriter.write(recording, metadata, hdf5);
        assertSame(Hdf5RecordingReader.read(hdf5, "{}", LIMITS), recording);
        Path exported = folder.resolve("ns1.npz");
        NpzRecordingWriter.write(recording, exported);
        assertSame(NpzRecordingReader.read(exported, RecordingMetadata.parse(metadata), LIMITS), recording);
    }

    @Test
    void numpyReadsTheNpz() throws Exception {
        assumeTrue(python("import numpy").isPresent(), "python3 with numpy is not at hand");
        Recording recording = random(Kept.COUNTS_WITH_GAPS, new SplittableRandom(7));
        Path npz = folder.resolve("numpy.npz");
        NpzRecordingWriter.write(recording, npz);
        assertThat(python("import numpy, sys; a = numpy.load(sys.argv[1]);" + SUMMARY, npz.toString()))
                .contains(summary(recording));
    }

    @Test
    void h5pyReadsTheHdf5() throws Exception {
        assumeTrue(python("import h5py").isPresent(), "python3 with h5py is not at hand");
        Recording recording = random(Kept.COUNTS_WITH_GAPS, new SplittableRandom(8));
        Path hdf5 = folder.resolve("h5py.h5");
        Hdf5RecordingWriter.write(recording, RecordingDescription.of(recording, "{}"), hdf5);
        assertThat(python(
                        "import h5py, numpy, sys, json; a = h5py.File(sys.argv[1]);"
                                + "assert json.loads(a['metadata'][()])['dt_ms'] == a['dt_ms'][()];" + SUMMARY,
                        hdf5.toString()))
                .contains(summary(recording));
    }

    private static final String SUMMARY = "print(a['spectrogram'].dtype, a['counts'].dtype, a['counts'].shape,"
            + "int(numpy.nansum(numpy.array(a['counts']))), int(numpy.isnan(numpy.array(a['counts'])).sum()))";

    /** The same numbers as the Python program prints. */
    private static String summary(Recording recording) {
        int bins = recording.stimuli().stream().mapToInt(Stimulus::bins).max().orElseThrow();
        int repeats = recording.responses().stream()
                .mapToInt(StimulusResponses::repeatSlots)
                .max()
                .orElseThrow();
        int neurons = recording.neurons().size();
        long spikes = 0;
        long recorded = 0;
        for (StimulusResponses responses : recording.responses()) {
            for (int neuron = 0; neuron < neurons; neuron++) {
                for (int repeat = 0; repeat < responses.repeatSlots(); repeat++) {
                    for (double value : responses.repeat(neuron, repeat)) {
                        recorded += Double.isNaN(value) ? 0 : 1;
                        spikes += Double.isNaN(value) ? 0 : (long) value;
                    }
                }
            }
        }
        int stimuli = recording.stimuli().size();
        return "float32 float32 (%d, %d, %d, %d) %d %d"
                .formatted(
                        stimuli, neurons, repeats, bins, spikes, (long) stimuli * neurons * repeats * bins - recorded);
    }

    /** What a Python program prints; empty where it cannot be run. */
    private static Optional<String> python(String program, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("python3", "-c", program));
        command.addAll(List.of(arguments));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean well = process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
            return well ? Optional.of(output) : Optional.empty();
        } catch (IOException noPython) {
            return Optional.empty();
        }
    }

    private static Recording random(Kept kept, SplittableRandom random) {
        int bands = random.nextInt(1, 5);
        int neuronCount = random.nextInt(1, 5);
        List<Stimulus> stimuli = new ArrayList<>();
        List<StimulusResponses> responses = new ArrayList<>();
        int stimulusCount = random.nextInt(3, 6);
        for (int i = 0; i < stimulusCount; i++) {
            int bins = random.nextInt(1, 12);
            float[] levels = new float[bins * bands];
            for (int j = 0; j < levels.length; j++) {
                levels[j] = (float) random.nextDouble(-100, 100);
            }
            Optional<String> kind = random.nextBoolean() ? Optional.of("wind") : Optional.empty();
            stimuli.add(new Stimulus("sound " + i, kind, bins, bands, levels));
            responses.add(randomResponses(kept, i == 0, neuronCount, random.nextInt(1, 4), bins, random));
        }
        List<Neuron> neurons = Stream.iterate(0, i -> i < neuronCount, i -> i + 1)
                .map(i -> new Neuron(
                        "unit " + i,
                        random.nextBoolean() ? OptionalDouble.of(random.nextDouble(-1, 3000)) : OptionalDouble.empty(),
                        random.nextBoolean() ? OptionalDouble.of(random.nextDouble(100)) : OptionalDouble.empty(),
                        random.nextBoolean() ? Optional.of("A1") : Optional.empty(),
                        random.nextBoolean() ? Optional.of(SingleUnit.MAYBE) : Optional.empty()))
                .toList();
        List<Double> frequencies = Stream.iterate(0, i -> i < bands, i -> i + 1)
                .map(i -> 100.0 * (i + 1) + random.nextDouble())
                .toList();
        Optional<StimulusSplit> split = random.nextBoolean()
                ? Optional.of(new StimulusSplit(List.of(2), List.of(0), List.of(1)))
                : Optional.empty();
        return new Recording(
                random.nextDouble(0.1, 20),
                frequencies,
                stimuli,
                neurons,
                kept == Kept.TRACES ? ResponseKind.TRACE : ResponseKind.COUNTS,
                responses,
                split,
                List.of());
    }

    private static StimulusResponses randomResponses(
            Kept kept, boolean first, int neurons, int slots, int bins, SplittableRandom random) {
        int[] repeats = new int[neurons];
        for (int neuron = 0; neuron < neurons; neuron++) {
            repeats[neuron] = random.nextInt(slots + 1);
        }
        if (first) {
            repeats[0] = slots;
        }
        int length = neurons * slots * bins;
        // The first stimulus has what the array's type is made for; others may do with less.
        if (kept == Kept.BYTES || (!first && kept != Kept.TRACES && random.nextBoolean())) {
            byte[] counts = new byte[length];
            random.nextBytes(counts);
            return StimulusResponses.ofCounts(neurons, slots, bins, counts, repeats);
        }
        if (kept == Kept.SHORTS) {
            short[] counts = new short[length];
            for (int i = 0; i < length; i++) {
                counts[i] = (short) random.nextInt(65_536);
            }
            counts[0] = (short) 40_000;
            return StimulusResponses.ofCounts(neurons, slots, bins, counts, repeats);
        }
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            boolean missing = random.nextInt(4) == 0 && !(first && i == 0);
            values[i] = missing
                    ? Float.NaN
                    : kept == Kept.TRACES ? (float) random.nextDouble(-90, 40) : random.nextInt(300);
        }
        return StimulusResponses.ofValues(neurons, slots, bins, values);
    }
}
