package org.tonotopy.standalone.score;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.tonotopy.encoding.response.ResponseSmoothing;
import org.tonotopy.encoding.submission.HeldOutTest;
import org.tonotopy.standalone.StandaloneException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A benchmark as {@code GET /api/v1/benchmarks/{reference}} gives it.
 *
 * @param reference name and version
 * @param turns its folds, or its only split
 * @param smoothing of every repeat
 * @param neurons that count; empty: all
 */
record BenchmarkFile(
        String reference, List<HeldOutTest.Turn> turns, ResponseSmoothing smoothing, List<Integer> neurons) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** Copies the lists. */
    BenchmarkFile {
        turns = List.copyOf(turns);
        neurons = List.copyOf(neurons);
    }

    /**
     * Reads the file.
     *
     * @throws StandaloneException if it is no such answer
     */
    static BenchmarkFile read(Path file) throws IOException {
        JsonNode benchmark;
        try {
            benchmark = JSON.readTree(Files.readString(file));
        } catch (JacksonException invalid) {
            throw new StandaloneException(file + " is not valid JSON: " + invalid.getOriginalMessage(), invalid);
        }
        JsonNode split = benchmark.path("split");
        List<HeldOutTest.Turn> turns = split.path("folds").isArray()
                ? split.path("folds")
                        .valueStream()
                        .map(fold -> turn(file, fold))
                        .toList()
                : List.of(turn(file, split));
        return new BenchmarkFile(
                benchmark.path("reference").asString(""),
                turns,
                smoothing(file, benchmark.path("smoothing").asString("")),
                indices(benchmark.path("neuron_filter").path("neurons")));
    }

    private static HeldOutTest.Turn turn(Path file, JsonNode split) {
        List<Integer> train = indices(split.path("train"));
        List<Integer> test = indices(split.path("test"));
        if (train.isEmpty() || test.isEmpty()) {
            throw new StandaloneException(file + " has no split with train and test stimuli: save what GET"
                    + " /api/v1/benchmarks/{reference} answers.");
        }
        return new HeldOutTest.Turn(train, test);
    }

    private static List<Integer> indices(JsonNode list) {
        return list.isArray() ? list.valueStream().map(index -> index.asInt(-1)).toList() : List.of();
    }

    private static ResponseSmoothing smoothing(Path file, String key) {
        return switch (key) {
            case "none" -> ResponseSmoothing.NONE;
            case "hanning_21ms_peak_one" -> ResponseSmoothing.HANNING_PEAK_ONE;
            case "hanning_21ms_sum_one" -> ResponseSmoothing.HANNING_SUM_ONE;
            default ->
                throw new StandaloneException(file + " has the smoothing \"" + key
                        + "\": use none, hanning_21ms_peak_one or hanning_21ms_sum_one.");
        };
    }

    /** The neurons that count, of a recording with so many. */
    List<Integer> neurons(int recorded) {
        return neurons.isEmpty() ? IntStream.range(0, recorded).boxed().toList() : neurons;
    }
}
