package org.tonotopy.worker.prediction;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.tonotopy.encoding.fitting.FittedAssembly;
import org.tonotopy.encoding.fitting.HeldOutSound;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.recording.Stimulus;
import org.tonotopy.encoding.submission.PredictionsWriter;
import org.tonotopy.registry.job.Attempt;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.registry.job.FitProgress;
import org.tonotopy.registry.job.JobKind;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.model.ModelVersionRepository;
import org.tonotopy.registry.prediction.AskedPrediction;
import org.tonotopy.registry.prediction.AskedPredictionRegistry;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.ObjectStore;
import org.tonotopy.registry.store.SpooledWrite;
import org.tonotopy.registry.store.WrittenObject;
import org.tonotopy.worker.cpu.ThreadBudget;
import org.tonotopy.worker.model.StoredModels;
import org.tonotopy.worker.queue.Assignment;
import org.tonotopy.worker.queue.JobFailedException;
import org.tonotopy.worker.queue.JobWork;
import org.tonotopy.worker.recording.StimulusFiles;

/**
 * Predicts the responses of a model to stimuli that somebody sent, as a file in the form of submissions. It reads no recording, so
 * that short stimuli take no time. None of the stimuli was held out by a fold: the prediction is the mean over the networks of all.
 */
@Component
class PredictionWork implements JobWork {
    private static final Logger log = LoggerFactory.getLogger(PredictionWork.class);

    /** Predictions of a file at most: 256 MiB in single precision. */
    private static final long MOST_PREDICTIONS = 1L << 26;

    /** Predictions that are in memory at once, where no single stimulus has more. */
    private static final long AT_ONCE = 1L << 22;

    private final StimulusFiles files;
    private final StoredModels models;
    private final ModelVersionRepository versions;
    private final NetworkBackend backend;
    private final ThreadBudget budget;
    private final ObjectStore store;
    private final AskedPredictionRegistry predictions;
    private final JobLedger ledger;

    PredictionWork(
            StimulusFiles files,
            StoredModels models,
            ModelVersionRepository versions,
            NetworkBackend backend,
            ThreadBudget budget,
            ObjectStore store,
            AskedPredictionRegistry predictions,
            JobLedger ledger) {
        this.files = files;
        this.models = models;
        this.versions = versions;
        this.backend = backend;
        this.budget = budget;
        this.store = store;
        this.predictions = predictions;
        this.ledger = ledger;
    }

    @Override
    public JobKind kind() {
        return JobKind.PREDICT;
    }

    @Override
    public void run(Assignment assignment) throws JobFailedException {
        JobSpec.Predict spec = (JobSpec.Predict) assignment.job().spec();
        enter(assignment, "reading");
        ModelVersion version = version(spec.modelVersionId());
        FittedAssembly model = models.read(version);
        List<Stimulus> stimuli =
                files.read(spec, version.benchmark().dataset().shape().orElseThrow());
        requireBounded(stimuli, model.neurons().size());
        enter(assignment, "predicting");
        WrittenObject written;
        try (var share = budget.take(1, () -> assignment.requireGoOn(ledger))) {
            written = write(assignment, model, stimuli, share.threads());
        }
        List<AskedPrediction.Heard> heard = stimuli.stream()
                .map(stimulus -> new AskedPrediction.Heard(stimulus.name(), stimulus.bins()))
                .toList();
        log.info("{} predicted {} stimuli", spec.model(), heard.size());
        ledger.succeed(assignment.attempt(), () -> {
            predictions.register(assignment.attempt(), heard, written);
            return Map.of("stimuli", heard.size());
        });
    }

    private ModelVersion version(UUID id) throws JobFailedException {
        return versions.findById(id)
                .orElseThrow(() -> new JobFailedException(
                        FailureKind.INVALID_INPUT, "The model was taken back meanwhile: ask for another one."));
    }

    private static void requireBounded(List<Stimulus> stimuli, int neurons) throws JobFailedException {
        long values = neurons * stimuli.stream().mapToLong(Stimulus::bins).sum();
        if (values > MOST_PREDICTIONS) {
            throw new JobFailedException(
                    FailureKind.INVALID_INPUT,
                    "There are " + values + " values to predict, more than " + MOST_PREDICTIONS
                            + ": send the stimuli in several files.");
        }
    }

    private WrittenObject write(Assignment assignment, FittedAssembly model, List<Stimulus> stimuli, int threads)
            throws JobFailedException {
        Attempt attempt = assignment.attempt();
        ObjectKey key = ObjectKey.ofAttempt(attempt.jobId(), attempt.number(), "predictions.npz");
        try {
            return new WrittenObject(key, SpooledWrite.write(store, key, output -> {
                try (PredictionsWriter file = new PredictionsWriter(output, model.neurons())) {
                    for (int first = 0; first < stimuli.size(); ) {
                        List<Stimulus> some = stimuli.subList(
                                first, end(stimuli, first, model.neurons().size()));
                        List<float[]> predicted = model.predict(
                                some.stream().map(HeldOutSound::fromAll).toList(), backend, threads);
                        for (float[] values : predicted) {
                            file.write(first++, values.length, index -> values[index]);
                        }
                        assignment.requireGoOn(ledger);
                    }
                }
            }));
        } catch (IOException failure) {
            throw new JobFailedException(
                    FailureKind.STORAGE,
                    "The predictions could not be written to the object store (" + failure
                            + "): see that the store and the worker's disk are well and have space, and ask again.",
                    failure);
        }
    }

    /** Where the stimuli end that are predicted together with the first: networks begin anew for each such group. */
    private static int end(List<Stimulus> stimuli, int first, int neurons) {
        int end = first + 1;
        long values = (long) neurons * stimuli.get(first).bins();
        while (end < stimuli.size()
                && values + (long) neurons * stimuli.get(end).bins() <= AT_ONCE) {
            values += (long) neurons * stimuli.get(end).bins();
            end++;
        }
        return end;
    }

    private void enter(Assignment assignment, String phase) {
        Assignment.follow(ledger.progress(
                assignment.attempt(), new FitProgress(phase, 0, 0, Optional.empty(), Optional.empty(), 0)));
    }
}
