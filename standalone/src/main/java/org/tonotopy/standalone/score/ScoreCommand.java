package org.tonotopy.standalone.score;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.tonotopy.encoding.metric.Metric;
import org.tonotopy.encoding.metric.MetricValue;
import org.tonotopy.encoding.metric.NeuronScores;
import org.tonotopy.encoding.metric.Predictions;
import org.tonotopy.encoding.metric.ScoreAggregate;
import org.tonotopy.encoding.metric.UndefinedReason;
import org.tonotopy.encoding.recording.Hdf5RecordingReader;
import org.tonotopy.encoding.recording.NpzRecordingReader;
import org.tonotopy.encoding.recording.ReadingLimits;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.RecordingMetadata;
import org.tonotopy.encoding.recording.RecordingRejectedException;
import org.tonotopy.encoding.submission.HeldOutTest;
import org.tonotopy.encoding.submission.PredictionsFile;
import org.tonotopy.encoding.submission.PredictionsFormat;
import org.tonotopy.encoding.submission.PredictionsRefusedException;
import org.tonotopy.standalone.StandaloneException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Scores predictions by the code by which workers do, without a server. */
@Command(
        name = "score",
        mixinStandardHelpOptions = true,
        description = {
            "Score predictions of a benchmark's test stimuli, without a server.",
            "The numbers are those that the board would show, where the test responses are public."
        })
public final class ScoreCommand implements Callable<Integer> {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    @Parameters(paramLabel = "PREDICTIONS", description = "An .npz or .h5 file, as docs/submissions.md has it.")
    private Path predictions = Path.of("");

    @Option(
            names = "--recording",
            required = true,
            paramLabel = "FILE",
            description = "The recording: an .npz with its .json metadata beside it, or an .h5.")
    private Path recording = Path.of("");

    @Option(
            names = "--benchmark",
            required = true,
            paramLabel = "FILE",
            description = "The benchmark, as GET /api/v1/benchmarks/{reference} answers.")
    private Path benchmark = Path.of("");

    @Option(names = "--json", description = "Print every neuron's metrics as JSON, to the last digit.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        BenchmarkFile asked = BenchmarkFile.read(readable(benchmark));
        Recording recorded = recording();
        List<Integer> neurons = asked.neurons(recorded.neurons().size());
        HeldOutTest test = test(recorded, asked, neurons);
        List<NeuronScores> scores = test.score(neurons, predictions(test, neurons));
        System.out.println(json ? inJson(asked, scores) : inWords(asked, scores));
        return 0;
    }

    private static HeldOutTest test(Recording recorded, BenchmarkFile asked, List<Integer> neurons) {
        int stimuli = recorded.stimuli().size();
        boolean fits = asked.turns().stream()
                        .flatMap(turn -> Stream.of(turn.train(), turn.test()))
                        .flatMap(List::stream)
                        .allMatch(stimulus -> stimulus >= 0 && stimulus < stimuli)
                && neurons.stream()
                        .allMatch(neuron ->
                                neuron >= 0 && neuron < recorded.neurons().size());
        if (!fits) {
            throw new StandaloneException("The benchmark " + asked.reference()
                    + " names stimuli or neurons that the recording does not have: they do not belong together.");
        }
        return new HeldOutTest(recorded, asked.turns(), asked.smoothing());
    }

    private Recording recording() throws IOException {
        Path file = readable(recording);
        try {
            if (isNpz(file)) {
                String name = file.getFileName().toString();
                Path metadata = file.resolveSibling(name.substring(0, name.length() - "npz".length()) + "json");
                return NpzRecordingReader.read(
                        file, RecordingMetadata.parse(Files.readString(readable(metadata))), ReadingLimits.standard());
            }
            return Hdf5RecordingReader.read(file, "{}", ReadingLimits.standard());
        } catch (RecordingRejectedException rejected) {
            throw new StandaloneException(file + " cannot be used: " + rejected.getMessage(), rejected);
        }
    }

    private Predictions predictions(HeldOutTest test, List<Integer> neurons) throws IOException {
        Path file = readable(predictions);
        try {
            return PredictionsFile.read(
                    file, isNpz(file) ? PredictionsFormat.NPZ : PredictionsFormat.HDF5, test.task(neurons));
        } catch (PredictionsRefusedException refused) {
            StringBuilder problems = new StringBuilder(file + " is not what the benchmark asks for:");
            refused.problems()
                    .forEach(problem ->
                            problems.append(System.lineSeparator()).append("  ").append(problem.sentence()));
            throw new StandaloneException(problems.toString(), refused);
        }
    }

    private static boolean isNpz(Path file) {
        return file.toString().endsWith(".npz");
    }

    private static Path readable(Path file) {
        if (!Files.isReadable(file)) {
            throw new StandaloneException("Cannot read " + file + ".");
        }
        return file;
    }

    private static String inWords(BenchmarkFile asked, List<NeuronScores> scores) {
        StringBuilder table = new StringBuilder(String.format(
                Locale.ROOT,
                "%s, %d neurons%n%-16s %10s %10s %8s",
                asked.reference(),
                scores.size(),
                "",
                "mean",
                "median",
                "neurons"));
        for (Metric metric : Metric.values()) {
            ScoreAggregate aggregate = ScoreAggregate.of(metric, scores);
            table.append(String.format(
                    Locale.ROOT,
                    "%n%-16s %10s %10s %8s",
                    metric.key(),
                    number(aggregate.mean()),
                    number(aggregate.median()),
                    aggregate.counted()));
            aggregate
                    .reasons()
                    .forEach((reason, count) -> table.append("  (")
                            .append(count)
                            .append(": ")
                            .append(reason.sentence())
                            .append(')'));
        }
        return table.toString();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.4f", value);
    }

    private static String inJson(BenchmarkFile asked, List<NeuronScores> scores) {
        ObjectNode all = JSON.createObjectNode();
        all.put("benchmark", asked.reference());
        ObjectNode means = all.putObject("means");
        for (Metric metric : Metric.values()) {
            put(means, metric, ScoreAggregate.of(metric, scores).mean());
        }
        ArrayNode neurons = all.putArray("neurons");
        for (NeuronScores neuron : scores) {
            ObjectNode row = neurons.addObject();
            row.put("neuron", neuron.neuronIndex());
            ObjectNode reasons = JSON.createObjectNode();
            for (Metric metric : Metric.values()) {
                MetricValue value = neuron.value(metric);
                put(row, metric, value.value());
                value.reason().map(UndefinedReason::sentence).ifPresent(reason -> reasons.put(metric.key(), reason));
            }
            row.set("undefined", reasons);
        }
        return JSON.writeValueAsString(all);
    }

    private static void put(ObjectNode row, Metric metric, double value) {
        if (Double.isNaN(value)) {
            row.putNull(metric.key());
        } else {
            row.put(metric.key(), value);
        }
    }
}
