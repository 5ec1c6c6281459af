package org.tonotopy.worker.fit;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tonotopy.encoding.array.ArrayHeader;
import org.tonotopy.encoding.array.ElementType;
import org.tonotopy.encoding.metric.Predictions;
import org.tonotopy.encoding.npz.NpzWriter;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.Stimulus;
import org.tonotopy.encoding.response.PreparedResponses;
import org.tonotopy.encoding.submission.PredictionsWriter;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.registry.prediction.KeptPredictions;
import org.tonotopy.registry.prediction.PredictionRegistry;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.store.SpooledWrite;
import org.tonotopy.registry.store.WrittenObject;
import org.tonotopy.worker.queue.JobFailedException;

/**
 * Keeps what people look at beside a score, in single precision: the predictions that were scored, in the form of submissions,
 * and once for each benchmark what they are of.
 *
 * <p>The excerpt of a benchmark holds {@code center_frequencies_hz [bands]}, {@code window_sum [1]}, the sum of the smoothing
 * window, and for each test stimulus {@code i}: {@code sound_i [bins, bands]}; {@code psth_i [neurons, bins]}, the mean of the
 * smoothed repeats of each neuron of the benchmark; {@code repeats_i [neurons, repeats, bins]}, unsmoothed, those of each neuron
 * first. NaN is what was not recorded.
 */
@Component
class PredictionFiles {
    private static final Logger log = LoggerFactory.getLogger(PredictionFiles.class);

    /** Values of a file at most, 256 MiB of them: a file of more would cost more than looking at it is worth. */
    private static final long MOST_VALUES = 1L << 26;

    private final ObjectStore store;
    private final PredictionRegistry kept;

    PredictionFiles(ObjectStore store, PredictionRegistry kept) {
        this.store = store;
        this.kept = kept;
    }

    /** What is written into a file. */
    @FunctionalInterface
    private interface Content {
        void writeTo(NpzWriter file) throws IOException;
    }

    /**
     * Writes what is to be kept, under keys of the attempt.
     *
     * @param neurons indices in the dataset, in the order of the predictions
     * @param predictions for each test stimulus, in the benchmark's order
     * @throws JobFailedException if the store or the worker's disk fails
     */
    KeptPredictions write(
            Attempt attempt,
            Benchmark benchmark,
            PreparedBenchmark prepared,
            List<Integer> neurons,
            Predictions predictions)
            throws JobFailedException {
        Optional<WrittenObject> written = Optional.empty();
        if (values(predictions) <= MOST_VALUES) {
            written = Optional.of(store(attempt, "predictions.npz", output -> {
                try (PredictionsWriter file = new PredictionsWriter(output, neurons)) {
                    for (int test = 0; test < predictions.stimuli(); test++) {
                        int place = test;
                        file.write(
                                prepared.test().stimuli().get(test).stimulus(),
                                predictions.length(test),
                                index -> predictions.at(place, index));
                    }
                }
            }));
        } else {
            log.info("The predictions are not kept to be looked at: they are {} values", values(predictions));
        }
        return new KeptPredictions(written, excerpt(attempt, benchmark, prepared));
    }

    private static long values(Predictions predictions) {
        long values = 0;
        for (int test = 0; test < predictions.stimuli(); test++) {
            values += predictions.length(test);
        }
        return values;
    }

    private Optional<WrittenObject> excerpt(Attempt attempt, Benchmark benchmark, PreparedBenchmark prepared)
            throws JobFailedException {
        if (kept.excerpt(benchmark.id()).isPresent()) {
            return Optional.empty();
        }
        Recording recording = prepared.recording();
        long values = 0;
        for (var held : prepared.test().stimuli()) {
            int stimulus = held.stimulus();
            int slots = recording.responses().get(stimulus).repeatSlots();
            values += recording.stimuli().get(stimulus).bins()
                    * (recording.bands() + (1L + slots) * benchmark.neurons().size());
        }
        if (values > MOST_VALUES) {
            log.info(
                    "The test responses of {} are not kept to be looked at: they are {} values",
                    benchmark.reference(),
                    values);
            return Optional.empty();
        }
        PreparedResponses responses = prepared.test().responses(benchmark.neurons());
        return Optional.of(write(attempt, "test-excerpt.npz", file -> {
            write(file, "center_frequencies_hz", numbers(recording.centerFrequenciesHz()));
            write(file, "window_sum", new double[] {responses.window().sum()});
            for (int test = 0; test < responses.stimuli(); test++) {
                write(file, recording, responses, test);
            }
        }));
    }

    private static int repeats(Recording recording, PreparedResponses responses, int test) {
        return recording.responses().get(responses.stimulusIndex(test)).repeatSlots();
    }

    private static void write(NpzWriter file, Recording recording, PreparedResponses responses, int test)
            throws IOException {
        int index = responses.stimulusIndex(test);
        int bins = responses.bins(test);
        Stimulus stimulus = recording.stimuli().get(index);
        file.write("sound_" + index, header(bins, stimulus.bands()), elements -> {
            for (float level : stimulus.cochleagram()) {
                elements.next(level);
            }
        });
        file.write("psth_" + index, header(responses.neurons(), bins), elements -> {
            for (int neuron = 0; neuron < responses.neurons(); neuron++) {
                for (int bin = 0; bin < bins; bin++) {
                    elements.next(responses.psthAt(test, bin, neuron));
                }
            }
        });
        int slots = repeats(recording, responses, test);
        double[] nothing = new double[bins];
        Arrays.fill(nothing, Double.NaN);
        file.write("repeats_" + index, header(responses.neurons(), slots, bins), elements -> {
            for (int neuron = 0; neuron < responses.neurons(); neuron++) {
                List<double[]> recorded = responses.unsmoothedRepeats(test, neuron);
                for (int slot = 0; slot < slots; slot++) {
                    elements.next(slot < recorded.size() ? recorded.get(slot) : nothing);
                }
            }
        });
    }

    private static void write(NpzWriter file, String name, double[] values) throws IOException {
        file.write(name, header(values.length), elements -> elements.next(values));
    }

    private static ArrayHeader header(Integer... shape) {
        return new ArrayHeader(ElementType.F4, ByteOrder.LITTLE_ENDIAN, List.of(shape));
    }

    private static double[] numbers(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private WrittenObject write(Attempt attempt, String name, Content content) throws JobFailedException {
        return store(attempt, name, output -> {
            try (NpzWriter file = new NpzWriter(output)) {
                content.writeTo(file);
            }
        });
    }

    private WrittenObject store(Attempt attempt, String name, SpooledWrite.Content content) throws JobFailedException {
        ObjectKey key = ObjectKey.ofAttempt(attempt.jobId(), attempt.number(), name);
        try {
            return new WrittenObject(key, SpooledWrite.write(store, key, content));
        } catch (IOException failure) {
            throw new JobFailedException(
                    FailureKind.STORAGE,
                    "The predictions could not be written to the object store (" + failure
                            + "): see that the store and the worker's disk are well and have space, and ask again.",
                    failure);
        }
    }
}
