package org.tonotopy.standalone.score;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonotopy.encoding.npz.NpyArray;
import org.tonotopy.encoding.npz.NpzWriter;
import org.tonotopy.standalone.StandaloneException;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ScoreCommandTest {
    private static final int STIMULI = 3;
    private static final int BANDS = 2;
    private static final int NEURONS = 2;
    private static final int REPEATS = 4;
    private static final int BINS = 60;

    @TempDir
    Path folder;

    private final int[] counts = new int[STIMULI * NEURONS * REPEATS * BINS];

    @BeforeEach
    void write() throws IOException {
        Random random = new Random(1);
        float[] levels = new float[STIMULI * BANDS * BINS];
        for (int index = 0; index < levels.length; index++) {
            levels[index] = random.nextFloat();
        }
        byte[] bytes = new byte[counts.length];
        for (int index = 0; index < counts.length; index++) {
            counts[index] = random.nextInt(4);
            bytes[index] = (byte) counts[index];
        }
        try (NpzWriter writer = new NpzWriter(Files.newOutputStream(folder.resolve("small.npz")))) {
            writer.write("spectrogram", NpyArray.ofFloats(levels, STIMULI, BANDS, BINS));
            writer.write("counts", NpyArray.ofUnsignedBytes(bytes, STIMULI, NEURONS, REPEATS, BINS));
            writer.write("center_freq_hz", NpyArray.ofDoubles(new double[] {500, 1000}, BANDS));
        }
        Files.writeString(folder.resolve("small.json"), "{\"dt_ms\": 5}");
        Files.writeString(folder.resolve("benchmark.json"), """
                {"reference": "small@1", "smoothing": "none", "neuron_filter": {"neurons": null},
                 "split": {"kind": "by_stimulus", "train": [0], "validation": [1], "test": [2]}}""");
    }

    /** The mean over repeats of a test response. */
    private double psth(int neuron, int bin) {
        int sum = 0;
        for (int repeat = 0; repeat < REPEATS; repeat++) {
            sum += counts[((2 * NEURONS + neuron) * REPEATS + repeat) * BINS + bin];
        }
        return (double) sum / REPEATS;
    }

    private void predict(int stimulus) throws IOException {
        double[] values = new double[BINS * NEURONS];
        for (int bin = 0; bin < BINS; bin++) {
            values[bin * NEURONS] = 3 * psth(0, bin) + 1;
            values[bin * NEURONS + 1] = -psth(1, bin);
        }
        try (NpzWriter writer = new NpzWriter(Files.newOutputStream(folder.resolve("predictions.npz")))) {
            writer.write("neurons", NpyArray.ofIntegers(new int[] {0, 1}, NEURONS));
            writer.write("stimulus_" + stimulus, NpyArray.ofDoubles(values, BINS, NEURONS));
        }
    }

    private int run(StringBuilder printed, String... more) {
        PrintStream before = System.out;
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
        try {
            CommandLine command = new CommandLine(new ScoreCommand());
            command.setExecutionExceptionHandler((failure, line, parsed) -> {
                if (failure instanceof StandaloneException) {
                    printed.append(failure.getMessage());
                    return 1;
                }
                throw failure;
            });
            String[] arguments = new String[more.length + 5];
            arguments[0] = folder.resolve("predictions.npz").toString();
            arguments[1] = "--recording";
            arguments[2] = folder.resolve("small.npz").toString();
            arguments[3] = "--benchmark";
            arguments[4] = folder.resolve("benchmark.json").toString();
            System.arraycopy(more, 0, arguments, 5, more.length);
            int exit = command.execute(arguments);
            printed.append(output.toString(StandardCharsets.UTF_8));
            return exit;
        } finally {
            System.setOut(before);
        }
    }

    @Test
    void thePsthItselfCorrelatesWithOneWhateverItsScaleAndItsOppositeWithMinusOne() throws IOException {
        predict(2);
        StringBuilder printed = new StringBuilder();

        assertThat(run(printed, "--json")).isZero();

        JsonNode scores = JsonMapper.builder().build().readTree(printed.toString());
        assertThat(scores.path("neurons").path(0).path("cc").doubleValue()).isCloseTo(1, within(1e-12));
        assertThat(scores.path("neurons").path(1).path("cc").doubleValue()).isCloseTo(-1, within(1e-12));
        assertThat(scores.path("neurons").path(1).path("bits_per_spike").isNull())
                .isTrue();
        assertThat(scores.path("neurons")
                        .path(1)
                        .path("undefined")
                        .path("bits_per_spike")
                        .stringValue())
                .isNotEmpty();
        StringBuilder words = new StringBuilder();
        assertThat(run(words)).isZero();
        assertThat(words.toString()).contains("small@1, 2 neurons").containsPattern("cc +-?0\\.0000 +-?0\\.0000 +2");
    }

    @Test
    void predictionsOfAnotherStimulusAreRefusedInWords() throws IOException {
        predict(1);
        StringBuilder printed = new StringBuilder();

        assertThat(run(printed)).isOne();
        assertThat(printed).contains("stimulus_1", "not a test stimulus", "stimulus_2: The array is missing.");
    }

    @Test
    void aBenchmarkOfAnotherRecordingIsRefused() throws IOException {
        predict(2);
        Files.writeString(folder.resolve("benchmark.json"), """
                {"reference": "other@1", "smoothing": "none", "split": {"train": [0], "validation": [1], "test": [9]}}""");
        StringBuilder printed = new StringBuilder();

        assertThat(run(printed)).isOne();
        assertThat(printed).contains("other@1", "do not belong together");
    }
}
