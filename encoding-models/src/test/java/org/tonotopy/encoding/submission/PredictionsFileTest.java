package org.tonotopy.encoding.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tonotopy.encoding.metric.Predictions;
import org.tonotopy.encoding.npz.NpyArray;
import org.tonotopy.encoding.npz.NpzWriter;
import org.tonotopy.encoding.submission.PredictionTask.Stimulus;

class PredictionsFileTest {
    private static final PredictionTask TASK =
            new PredictionTask(List.of(new Stimulus(4, 2), new Stimulus(7, 1)), List.of(1, 5));

    @TempDir
    Path folder;

    private final Map<String, NpyArray> arrays = new LinkedHashMap<>(Map.of(
            "neurons", NpyArray.ofIntegers(new int[] {5, 1}, 2),
            "stimulus_4", NpyArray.ofFloats(new float[] {50, 10, 51, 11}, 2, 2),
            "stimulus_7", NpyArray.ofFloats(new float[] {52, 12}, 1, 2)));

    private Predictions read() throws IOException, PredictionsRefusedException {
        Path file = folder.resolve("predictions.npz");
        try (NpzWriter writer = new NpzWriter(Files.newOutputStream(file))) {
            for (Map.Entry<String, NpyArray> array : arrays.entrySet()) {
                writer.write(array.getKey(), array.getValue());
            }
        }
        return PredictionsFile.read(file, PredictionsFormat.NPZ, TASK);
    }

    private List<PredictionProblem> refused() {
        return catchThrowableOfType(PredictionsRefusedException.class, this::read)
                .problems();
    }

    @Test
    void columnsGoWhereTheFileSaysThatTheyBelong() throws Exception {
        Predictions predictions = read();

        assertThat(predictions).isInstanceOf(Predictions.Floats.class);
        assertThat(predictions.stimuli()).isEqualTo(2);
        assertThat(predictions.at(0, 0)).isEqualTo(10);
        assertThat(predictions.at(0, 1)).isEqualTo(50);
        assertThat(predictions.at(0, 2)).isEqualTo(11);
        assertThat(predictions.at(1, 1)).isEqualTo(52);
    }

    @Test
    void oneArrayInDoublePrecisionKeepsAllOfThemInIt() throws Exception {
        arrays.put("stimulus_7", NpyArray.ofDoubles(new double[] {0.1, 0.2}, 1, 2));

        assertThat(read().at(1, 0)).isEqualTo(0.2);
    }

    @Test
    void whatIsMissingOrTooMuchIsNamedAllAtOnce() {
        arrays.remove("stimulus_7");
        arrays.put("stimulus_0", NpyArray.ofFloats(new float[] {1, 2}, 1, 2));
        arrays.put("weights", NpyArray.ofFloats(new float[] {1}, 1));

        assertThat(refused())
                .extracting(PredictionProblem::where)
                .containsExactlyInAnyOrder("stimulus_7", "stimulus_0", "weights");
        assertThat(refused().stream().map(PredictionProblem::what))
                .contains("Stimulus 0 is not a test stimulus of this benchmark.");
    }

    @Test
    void neuronsOfAnotherBenchmarkAreRefused() {
        arrays.put("neurons", NpyArray.ofIntegers(new int[] {1, 2}, 2));
        assertThat(refused().get(0).sentence()).contains("Element 1 is 2", "each of 1, 5 once");

        arrays.put("neurons", NpyArray.ofIntegers(new int[] {5, 5}, 2));
        assertThat(refused().get(0).sentence()).contains("Element 1 is 5", "twice");

        arrays.put("neurons", NpyArray.ofDoubles(new double[] {1, Double.NaN}, 2));
        assertThat(refused().get(0).sentence()).contains("Element 1 is NaN");

        arrays.remove("neurons");
        assertThat(refused().get(0).sentence()).startsWith("neurons: The array is missing.");
    }

    @Test
    void anotherLengthIsRefusedBeforeAnythingIsRead() {
        arrays.put("stimulus_4", NpyArray.ofFloats(new float[] {1, 2}, 1, 2));

        assertThat(refused())
                .singleElement()
                .satisfies(problem -> assertThat(problem.sentence())
                        .contains("stimulus_4", "[1, 2]", "[2, 2]: time bins by neurons"));
    }

    @Test
    void whatIsNotFiniteIsCountedAndShown() {
        arrays.put("stimulus_4", NpyArray.ofFloats(new float[] {1, Float.NaN, Float.POSITIVE_INFINITY, 4}, 2, 2));

        assertThat(refused().get(0).what()).isEqualTo("Of its values 2 are not finite, or beyond 1e30: [0, 1] is NaN.");
    }

    @Test
    void aFileThatIsNoArchiveIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("no.npz"), "not an archive");

        assertThat(catchThrowableOfType(
                                PredictionsRefusedException.class,
                                () -> PredictionsFile.read(file, PredictionsFormat.NPZ, TASK))
                        .problems())
                .hasSize(1);
    }
}
