package org.tonotopy.api.prediction;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.download.Download;
import org.tonotopy.api.download.Downloads;
import org.tonotopy.api.idempotency.Created;
import org.tonotopy.api.idempotency.IdempotentRequests;
import org.tonotopy.api.job.JobService;
import org.tonotopy.api.model.ModelService;
import org.tonotopy.api.prediction.AskedPredictionResponse.Predicted;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.account.AccountRepository;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobLedger;
import org.tonotopy.registry.job.JobRepository;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.model.ModelVersionRepository;
import org.tonotopy.registry.prediction.AskedPrediction;
import org.tonotopy.registry.prediction.AskedPredictionRegistry;

/** Has models predict stimuli that somebody sent, and says what came out. */
@Service
class AskedPredictionService {
    /** Numbers of an answer in JSON or CSV at most: some 2 MB of text. */
    static final int MOST_VALUES = 200_000;

    private static final String AGAIN = "ask for them again";

    private final ModelService models;
    private final ModelVersionRepository versions;
    private final PredictRequestCheck check;
    private final AskedPredictionRegistry predictions;
    private final JobRepository jobs;
    private final JobLedger ledger;
    private final AccountRepository accounts;
    private final IdempotentRequests idempotent;
    private final Downloads downloads;
    private final Clock clock;

    AskedPredictionService(
            ModelService models,
            ModelVersionRepository versions,
            PredictRequestCheck check,
            AskedPredictionRegistry predictions,
            JobRepository jobs,
            JobLedger ledger,
            AccountRepository accounts,
            IdempotentRequests idempotent,
            Downloads downloads,
            Clock clock) {
        this.models = models;
        this.versions = versions;
        this.check = check;
        this.predictions = predictions;
        this.jobs = jobs;
        this.ledger = ledger;
        this.accounts = accounts;
        this.idempotent = idempotent;
        this.downloads = downloads;
        this.clock = clock;
    }

    /**
     * Queues the job.
     *
     * @throws ProblemException if the model's weights are elsewhere, or the stimuli are none that it hears
     */
    @Transactional
    public Created create(Caller caller, Optional<String> key, String reference, PredictRequest request) {
        ModelVersion version = models.require(reference);
        String path = ModelService.PATH + "/" + version.reference() + ":predict";
        return idempotent.once(caller, key, path, request, () -> {
            ModelService.requireWeights(version);
            PredictRequestCheck.Checked checked = check.check(request, version);
            Account owner = accounts.findById(caller.accountId()).orElseThrow();
            Job job = ledger.submit(Job.predict(
                    checked.spec(),
                    version.benchmark(),
                    checked.file().content().sizeBytes(),
                    owner,
                    clock.instant()));
            predictions.insert(job, checked.spec());
            return new Created(JobService.PATH + "/" + job.id(), true);
        });
    }

    /** How far a job is, and what it predicted: with the numbers where they are few. */
    public AskedPredictionResponse get(UUID id) throws IOException {
        Job job = require(id);
        ModelVersion model = model(job);
        Optional<AskedPrediction> made = job.state() == JobState.SUCCEEDED ? predictions.find(id) : Optional.empty();
        if (made.isEmpty()) {
            return AskedPredictionResponse.of(job, model);
        }
        List<AskedPrediction.Heard> stimuli = made.get().stimuli();
        long values = (long) model.neurons().size()
                * stimuli.stream().mapToLong(AskedPrediction.Heard::bins).sum();
        if (values > MOST_VALUES) {
            return AskedPredictionResponse.of(
                    job,
                    model,
                    stimuli.stream()
                            .map(heard -> new Predicted(heard.name(), heard.bins(), Optional.empty()))
                            .toList(),
                    Optional.of("There are " + values + " values, more than " + MOST_VALUES
                            + ": download them as predictions.npz."));
        }
        int neurons = model.neurons().size();
        List<Predicted> predicted =
                downloads.opened(made.get().predictions(), subject(id), AGAIN, file -> read(file, stimuli, neurons));
        return AskedPredictionResponse.of(job, model, predicted, Optional.empty());
    }

    private static List<Predicted> read(Path path, List<AskedPrediction.Heard> stimuli, int neurons)
            throws IOException {
        List<Predicted> predicted = new ArrayList<>();
        try (StoredArrays arrays = StoredArrays.open(path)) {
            for (AskedPrediction.Heard heard : stimuli) {
                List<List<Float>> values = new ArrayList<>();
                for (int neuron = 0; neuron < neurons; neuron++) {
                    values.add(new ArrayList<>());
                }
                arrays.rows("stimulus_" + predicted.size(), 0, heard.bins(), neurons, row -> {
                    for (int neuron = 0; neuron < neurons; neuron++) {
                        values.get(neuron).add((float) row[neuron]);
                    }
                });
                predicted.add(new Predicted(heard.name(), heard.bins(), Optional.of(values)));
            }
        }
        return predicted;
    }

    /** The predictions of a job as CSV. */
    String table(UUID id) throws IOException {
        requireMade(id);
        AskedPredictionResponse predicted = get(id);
        predicted.note().ifPresent(tooMany -> {
            throw new ProblemException(ProblemType.NOT_ACCEPTABLE, tooMany);
        });
        return AskedPredictionTable.of(predicted);
    }

    /** The predictions of a job as a file. */
    Download file(UUID id) throws IOException {
        return downloads.of(requireMade(id).predictions(), "predictions-" + id + ".npz", subject(id), AGAIN);
    }

    private AskedPrediction requireMade(UUID id) {
        Job job = require(id);
        return predictions
                .find(id)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOTHING_PREDICTED,
                        "The job is " + job.state() + ", and its predictions are there once it has SUCCEEDED."));
    }

    private Job require(UUID id) {
        return jobs.findById(id)
                .filter(job -> job.spec() instanceof JobSpec.Predict)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.NOTHING_PREDICTED,
                        "No job with the id " + id + " predicts; POST " + ModelService.PATH
                                + "/{reference}:predict makes one."));
    }

    private ModelVersion model(Job job) {
        return versions.findById(job.modelVersionId().orElseThrow()).orElseThrow();
    }

    private static String subject(UUID id) {
        return "The file of predictions of job " + id;
    }
}
