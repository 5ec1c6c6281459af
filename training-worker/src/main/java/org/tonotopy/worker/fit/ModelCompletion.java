package org.tonotopy.worker.fit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.tonotopy.encoding.fitting.FittedAssembly;
import org.tonotopy.encoding.metric.Predictions;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.submission.PredictionsFile;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.job.FailureKind;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobKind;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.model.FitOutcome;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.model.NetworkOutcome;
import org.tonotopy.registry.model.Provenance;
import org.tonotopy.registry.score.BenchmarkScore;
import org.tonotopy.registry.store.ObjectKey;
import org.tonotopy.registry.store.StoredContent;
import org.tonotopy.worker.cpu.ThreadBudget;
import org.tonotopy.worker.model.StoredModels;
import org.tonotopy.worker.provenance.ProvenanceRecorder;
import org.tonotopy.worker.queue.Assignment;
import org.tonotopy.worker.queue.JobFailedException;

/** How every job ends that makes a model: it is scored once on the test stimuli, stored, and registered with its score. */
@Component
class ModelCompletion {
    private final NetworkBackend backend;
    private final ThreadBudget budget;
    private final StoredModels storedModels;
    private final PredictionFiles predictionFiles;
    private final ProvenanceRecorder provenance;
    private final JobLedger ledger;

    ModelCompletion(
            NetworkBackend backend,
            ThreadBudget budget,
            StoredModels storedModels,
            PredictionFiles predictionFiles,
            ProvenanceRecorder provenance,
            JobLedger ledger) {
        this.backend = backend;
        this.budget = budget;
        this.storedModels = storedModels;
        this.predictionFiles = predictionFiles;
        this.provenance = provenance;
        this.ledger = ledger;
    }

    /**
     * A model that is ready to be scored.
     *
     * @param model its networks
     * @param networks those that the job fitted; empty for an ensemble, and for a model that was fitted elsewhere
     * @param fitSeconds wall time of the fit in seconds; of an ensemble, of its members together; empty where it is not known
     * @param backend what fitted it, or where nothing was fitted what predicts
     */
    record Made(FittedAssembly model, List<NetworkOutcome> networks, Optional<Double> fitSeconds, String backend) {}

    /**
     * Ends a job.
     *
     * @param prepared the benchmark, in use by the caller
     * @param made what the job made
     * @param registration writes the rows, in the transaction in which the job succeeds
     * @throws JobFailedException if the store or the worker's disk fails, or what the model predicts is no response
     */
    void complete(
            Assignment assignment,
            PreparedBenchmark prepared,
            Made made,
            FitProgressReporter reporter,
            Function<FitOutcome, ModelVersion> registration)
            throws JobFailedException {
        Job job = assignment.job();
        Benchmark benchmark = job.benchmark().orElseThrow();
        List<Integer> neurons = made.model().neurons();
        reporter.enter("scoring");
        Predictions predictions;
        BenchmarkScore score;
        try (var share = budget.take(1, reporter::requireGoOn)) {
            List<float[]> predicted = made.model().predict(prepared.testSounds(), backend, share.threads());
            if (job.kind() == JobKind.SCORE) {
                requireUsable(predicted, neurons);
            }
            predictions = Predictions.ofFloats(predicted);
            score = TestScore.of(prepared, neurons, predictions);
        }
        reporter.enter("storing");
        ObjectKey key = ObjectKey.ofAttempt(job.id(), assignment.attempt().number(), StoredModels.WEIGHTS);
        StoredContent weights = storedModels.write(key, made.model());
        ObjectKey tensorsKey =
                ObjectKey.ofAttempt(job.id(), assignment.attempt().number(), StoredModels.TENSORS);
        Provenance origin = provenance.of(benchmark, made.backend());
        FitOutcome outcome = new FitOutcome(
                key,
                weights,
                tensorsKey,
                storedModels.writeTensors(tensorsKey, made.model(), about(job, prepared.recording(), origin)),
                made.networks(),
                made.fitSeconds(),
                made.model().parameterCount(),
                origin,
                score,
                predictionFiles.write(assignment.attempt(), benchmark, prepared, neurons, predictions));
        ledger.succeed(
                assignment.attempt(),
                () -> Map.of("model", registration.apply(outcome).reference()));
    }

    /** Weights may be finite and what they predict not; predictions that are sent as such are bounded in the same way. */
    private static void requireUsable(List<float[]> predicted, List<Integer> neurons) throws JobFailedException {
        for (float[] series : predicted) {
            for (int index = 0; index < series.length; index++) {
                if (!(Math.abs(series[index]) <= PredictionsFile.LARGEST)) {
                    throw new JobFailedException(
                            FailureKind.INVALID_INPUT,
                            "What the model predicts of the test stimuli is not finite, or beyond 1e30, for neuron "
                                    + neurons.get(index % neurons.size()) + ": see weights and input scaling.");
                }
            }
        }
    }

    /** What a program elsewhere needs to know of the weights beside the networks themselves. */
    private static Map<String, String> about(Job job, Recording recording, Provenance origin) {
        Map<String, String> about = new LinkedHashMap<>();
        about.put("job_specification", RegistryJson.mapper().writeValueAsString(job.spec()));
        about.put("dataset", origin.dataset().toString());
        about.put("dataset_sha256", origin.datasetSha256());
        about.put("benchmark", origin.benchmark().toString());
        about.put("code_version", origin.codeVersion());
        about.put(SentWeights.DT, String.valueOf(recording.dtMs()));
        about.put(
                SentWeights.CENTER_FREQUENCIES,
                RegistryJson.mapper().writeValueAsString(recording.centerFrequenciesHz()));
        return about;
    }
}
