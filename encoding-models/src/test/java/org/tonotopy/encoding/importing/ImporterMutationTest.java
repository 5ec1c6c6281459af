package org.tonotopy.encoding.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.tonotopy.encoding.array.ArrayFileLimits;
import org.tonotopy.encoding.cochleagram.SoundRefusedException;
import org.tonotopy.encoding.fuzz.Mutation;
import org.tonotopy.encoding.importing.ac1.Ac1Form;
import org.tonotopy.encoding.importing.ac1.Ac1Importer;
import org.tonotopy.encoding.importing.mat.MatFile;
import org.tonotopy.encoding.importing.mat.MatLimits;
import org.tonotopy.encoding.importing.mat.MatRefusedException;
import org.tonotopy.encoding.importing.mat.Mats;
import org.tonotopy.encoding.importing.ns1.Ns1Form;
import org.tonotopy.encoding.importing.ns1.Ns1Importer;
import org.tonotopy.encoding.recording.Finding;
import org.tonotopy.encoding.recording.Finding.Code;
import org.tonotopy.encoding.recording.ReadingLimits;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.RecordingMetadata;
import org.tonotopy.encoding.recording.RecordingRejectedException;
import org.tonotopy.encoding.recording.ResponseKind;
import org.tonotopy.encoding.recording.Stimulus;
import org.tonotopy.encoding.recording.StimulusResponses;
import org.tonotopy.encoding.wav.WavBytes;
import org.tonotopy.encoding.wav.WavLimits;
import org.tonotopy.encoding.wav.WavReader;

/**
 * Whatever becomes of a file, an importer makes a sound recording of it or refuses it by name, in little time and little
 * memory. Run with {@code -Dtonotopy.fuzz=10000} for a longer look.
 */
class ImporterMutationTest {

    private static final int ROUNDS = Integer.getInteger("tonotopy.fuzz", 150);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final long MOST_BYTES = 64L << 20;

    /** Small enough that a file which claims more must be refused before anything is allocated. */
    private static final ReadingLimits LIMITS = new ReadingLimits(
            new ArrayFileLimits(50, 4096, 1 << 20, 1 << 22, 1032), 100, 100, 100, 100, 1 << 22, 10_000);

    @TempDir
    Path folder;

    /** Reads bytes to their end, or refuses them with findings. */
    private interface Reading {
        void read(byte[] bytes) throws IOException, RecordingRejectedException;
    }

    static Stream<Arguments> examples() throws IOException {
        return Stream.of(
                arguments("wav-csv", new SoundsAndSpikesImporter(), SoundsAndSpikesImporterTest.example()),
                arguments("crcns-aa", new CellFoldersImporter(), CellFoldersImporterTest.published()),
                arguments("ns1", new Ns1Importer(), Ns1Form.published()),
                arguments("crcns-ac1 traces", new Ac1Importer(), Ac1Form.wholeCell()),
                arguments("crcns-ac1 spikes", new Ac1Importer(), Ac1Form.cellAttached()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void anArchiveChangedAnywhere(String name, RecordingImporter importer, Packed example) throws IOException {
        List<byte[]> packed = List.of(example.zip(), example.tar(), example.tarGz());
        Outcomes outcomes = new Outcomes(name + ", archive changed");
        for (int round = 0; round < ROUNDS; round++) {
            SplittableRandom random = new SplittableRandom(round);
            outcomes.add(round, importing(importer), Mutation.of(packed.get(round % packed.size()), random));
        }
        outcomes.report();
        assertThat(outcomes.refusals).containsKey(Code.DAMAGED_FILE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("examples")
    void aFileChangedBeforeItWasPacked(String name, RecordingImporter importer, Packed example) throws IOException {
        Outcomes outcomes = new Outcomes(name + ", file changed");
        for (int round = 0; round < ROUNDS; round++) {
            outcomes.add(
                    round,
                    importing(importer),
                    example.withOneMutated(new SplittableRandom(round)).tar());
        }
        outcomes.report();
        assertThat(outcomes.accepted).as("a changed sample is still a sample").isPositive();
        assertThat(outcomes.refusals).as("refused for what files say").hasSizeGreaterThan(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RIFF", "RIFX", "RF64"})
    void aSoundChangedAnywhere(String kind) throws IOException {
        WavBytes sound = new WavBytes(kind.equals("RIFX") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
                .format(1, 2, 16_000, 16);
        byte[] whole =
                sound.chunk("LIST", new byte[13]).chunk("data", new byte[400]).file(kind);
        Outcomes outcomes = new Outcomes("sound " + kind);
        for (int round = 0; round < ROUNDS; round++) {
            outcomes.add(round, ImporterMutationTest::readSound, Mutation.of(whole, new SplittableRandom(round)));
        }
        outcomes.report();
        assertThat(outcomes.accepted).isPositive();
        assertThat(outcomes.refusals).containsKey(Code.DAMAGED_FILE);
    }

    static Stream<Arguments> matFiles() {
        return Stream.of(Deflater.NO_COMPRESSION, Deflater.BEST_COMPRESSION)
                .flatMap(compression -> Stream.of(
                        arguments(compression, ByteOrder.LITTLE_ENDIAN), arguments(compression, ByteOrder.BIG_ENDIAN)));
    }

    @ParameterizedTest
    @MethodSource("matFiles")
    void aMatFileChangedAnywhere(int compression, ByteOrder order) throws IOException {
        byte[] whole = Mats.written(
                compression,
                order,
                "nested",
                Mats.struct("name", "unit", "times", Mats.row(1, 2, 3), "inner", Mats.struct("rate", 4000)),
                "numbers",
                Mats.row(1.5, Double.NaN));
        Outcomes outcomes = new Outcomes("MAT file, compression " + compression + ", " + order);
        for (int round = 0; round < ROUNDS; round++) {
            outcomes.add(round, ImporterMutationTest::readMat, Mutation.of(whole, new SplittableRandom(round)));
        }
        outcomes.report();
        assertThat(outcomes.accepted).isPositive();
        assertThat(outcomes.refusals).containsKey(Code.DAMAGED_FILE);
    }

    private Reading importing(RecordingImporter importer) {
        return bytes -> {
            Path file = Files.write(folder.resolve("upload"), bytes);
            RecordingMetadata metadata = RecordingMetadata.parse("{\"dt_ms\": 5}");
            requireSound(importer.read(file, new ImportSettings(metadata, Importing.FRONT_END, LIMITS)));
        };
    }

    private static void readSound(byte[] bytes) throws IOException, RecordingRejectedException {
        try {
            for (float sample : WavReader.read(new ByteArrayInputStream(bytes), new WavLimits(1 << 16, 8))
                    .samples()) {
                assertThat(Float.isFinite(sample)).isTrue();
            }
        } catch (SoundRefusedException refused) {
            throw new RecordingRejectedException(List.of(refused.finding("sound.wav")));
        }
    }

    private static void readMat(byte[] bytes) throws IOException, RecordingRejectedException {
        try {
            MatFile file =
                    MatFile.open(new ByteArrayInputStream(bytes), new MatLimits(1 << 20, 1 << 20, 100, 1000, 16));
            for (String variable : file.names()) {
                Mats.touch(file.read(variable));
            }
        } catch (MatRefusedException refused) {
            throw new RecordingRejectedException(List.of(refused.finding("file.mat")));
        }
    }

    /** Levels are numbers; counts are counts, potentials are numbers, and either may be missing. */
    private static void requireSound(Recording recording) {
        for (Stimulus stimulus : recording.stimuli()) {
            for (float level : stimulus.cochleagram()) {
                require(Float.isFinite(level), "level", level);
            }
        }
        boolean counts = recording.responseKind() == ResponseKind.COUNTS;
        boolean heard = false;
        for (StimulusResponses responses : recording.responses()) {
            for (int neuron = 0; neuron < responses.neurons(); neuron++) {
                for (int repeat = 0; repeat < responses.repeatSlots(); repeat++) {
                    for (double value : responses.repeat(neuron, repeat)) {
                        boolean whole = value >= 0 && value == Math.rint(value);
                        require(Double.isNaN(value) || (counts ? whole : Double.isFinite(value)), "response", value);
                        heard |= !Double.isNaN(value);
                    }
                }
            }
        }
        assertThat(heard).as("something was recorded").isTrue();
    }

    /** AssertJ takes minutes for so many. */
    private static void require(boolean holds, String what, double value) {
        if (!holds) {
            throw new AssertionError("a " + what + " of " + value);
        }
    }

    /** What became of many files. */
    private static final class Outcomes {
        private final String name;
        private final Map<Code, Integer> refusals = new EnumMap<>(Code.class);
        private int rounds;
        private int accepted;

        Outcomes(String name) {
            this.name = name;
        }

        void add(int round, Reading reading, byte[] bytes) {
            rounds++;
            try {
                assertTimeoutPreemptively(LONGEST, () -> {
                    try {
                        reading.read(bytes);
                        accepted++;
                    } catch (RecordingRejectedException refused) {
                        requireHelpful(refused.findings());
                    }
                    assertThat(allocatedBytes()).isLessThan(MOST_BYTES);
                });
            } catch (Throwable thrown) {
                throw new AssertionError("round " + round + " of " + name, thrown);
            }
        }

        /** By this thread, which was started for one file. */
        private static long allocatedBytes() {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        }

        private void requireHelpful(List<Finding> findings) {
            assertThat(findings).anyMatch(finding -> finding.severity() == Finding.Severity.ERROR);
            for (Finding finding : findings) {
                assertThat(finding.where()).as("where of %s", finding).isNotBlank();
                assertThat(finding.what()).as("what of %s", finding).isNotBlank();
                assertThat(finding.remedy()).as("remedy of %s", finding).isNotBlank();
            }
            findings.stream().map(Finding::code).distinct().forEach(code -> refusals.merge(code, 1, Integer::sum));
        }

        void report() {
            System.out.printf(
                    "%s: %d files, %d read, %d refused: %s%n", name, rounds, accepted, rounds - accepted, refusals);
        }
    }
}
