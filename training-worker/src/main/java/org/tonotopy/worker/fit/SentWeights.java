package org.tonotopy.worker.fit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.tonotopy.encoding.deeplearning4j.InvalidModelException;
import org.tonotopy.encoding.fitting.FittedAssembly;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.registry.json.RegistryJson;
import tools.jackson.core.JacksonException;

/** Weights that were sent for a benchmark: they hear what its stimuli are, and predict what is scored. */
final class SentWeights {
    static final String DT = "dt_ms";
    static final String CENTER_FREQUENCIES = "center_frequencies_hz";

    /** Share by which bins and bands that are the same may differ in what two programs write of them. */
    private static final double SAME = 1e-6;

    private SentWeights() {}

    /**
     * Reads a file of weights.
     *
     * @param file safetensors
     * @param neurons indices in the dataset of the neurons that are scored, ascending
     * @throws InvalidModelException naming what is wrong
     * @throws IOException where the disk fails
     */
    static FittedAssembly read(Path file, PreparedBenchmark prepared, List<Integer> neurons) throws IOException {
        FittedAssembly.WithMetadata sent = FittedAssembly.readTensors(file);
        Recording recording = prepared.recording();
        int bands = recording.bands();
        int heard = sent.model().networks().get(0).model().shape().bands();
        if (heard != bands) {
            throw refused(
                    "networks[0].shape.bands", "it is " + heard + ", and the stimuli of the benchmark have " + bands);
        }
        requireSame(DT, sent.about(), List.of(recording.dtMs()));
        requireSame(CENTER_FREQUENCIES, sent.about(), recording.centerFrequenciesHz());
        requireNeurons(sent.model().neurons(), neurons);
        requireFolds(sent.model(), prepared);
        return sent.model();
    }

    private static void requireNeurons(List<Integer> predicted, List<Integer> scored) throws InvalidModelException {
        Set<Integer> missing = new TreeSet<>(scored);
        predicted.forEach(missing::remove);
        Set<Integer> unknown = new TreeSet<>(predicted);
        scored.forEach(unknown::remove);
        if (!missing.isEmpty() || !unknown.isEmpty()) {
            throw refused(
                    "networks.neurons",
                    "together they predict " + predicted.size() + " neurons, and the benchmark has " + scored.size()
                            + " (by their indices in the dataset: "
                            + (missing.isEmpty()
                                    ? unknown.iterator().next() + " is none of them"
                                    : missing.iterator().next() + " is not predicted")
                            + ")");
        }
    }

    private static void requireSame(String name, Map<String, String> about, List<Double> expected)
            throws InvalidModelException {
        String said = about.get(name);
        if (said != null && !isSame(said, expected)) {
            throw refused(
                    "__metadata__." + name,
                    "it is not "
                            + (expected.size() == 1
                                    ? String.valueOf(expected.get(0))
                                    : RegistryJson.mapper().writeValueAsString(expected))
                            + " as that of the dataset, so the weights are for other cochleagrams");
        }
    }

    private static boolean isSame(String said, List<Double> expected) {
        try {
            double[] values = said.startsWith("[")
                    ? RegistryJson.mapper().readValue(said, double[].class)
                    : new double[] {Double.parseDouble(said)};
            if (values.length != expected.size()) {
                return false;
            }
            for (int index = 0; index < values.length; index++) {
                double value = expected.get(index);
                if (!(Math.abs(values[index] - value) <= SAME * Math.abs(value))) {
                    return false;
                }
            }
            return true;
        } catch (JacksonException | NumberFormatException unreadable) {
            return false;
        }
    }

    /** A network of no fold was fitted to sounds that some fold is scored on. */
    private static void requireFolds(FittedAssembly model, PreparedBenchmark prepared) throws InvalidModelException {
        Set<Optional<Integer>> said =
                model.networks().stream().map(network -> network.fold()).collect(Collectors.toSet());
        Set<Optional<Integer>> expected =
                prepared.turns().stream().map(PreparedTurn::fold).collect(Collectors.toSet());
        if (!said.equals(expected)) {
            throw refused(
                    "networks.fold",
                    prepared.turns().get(0).fold().isPresent()
                            ? "the benchmark has the folds 0 to "
                                    + (prepared.turns().size() - 1)
                                    + ", and each must have networks of its own, and no other"
                            : "the benchmark has no folds, so it must be null");
        }
    }

    private static InvalidModelException refused(String field, String problem) {
        return new InvalidModelException(field + ": " + problem + "; send weights that are for this benchmark");
    }
}
