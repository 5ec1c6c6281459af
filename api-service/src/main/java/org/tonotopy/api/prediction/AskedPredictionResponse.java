package org.tonotopy.api.prediction;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.tonotopy.registry.benchmark.Smoothing;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.job.Job;
import org.tonotopy.registry.job.JobFailure;
import org.tonotopy.registry.job.JobState;
import org.tonotopy.registry.model.ModelVersion;

/**
 * What a model predicts of stimuli that somebody sent.
 *
 * @param job that predicts
 * @param state where it stands
 * @param failure why it failed
 * @param model name and version
 * @param dtMs width of a bin in milliseconds
 * @param smoothing of the responses that the model was fitted to
 * @param neurons indices in the dataset
 * @param neuronNames their names
 * @param stimuli in the order of the file
 * @param file where all of it is as a file
 * @param note why there are no numbers
 */
@Schema(name = "StimulusPredictions", description = "What a model predicts of stimuli that somebody sent.")
record AskedPredictionResponse(
        @Schema(description = "The job that predicts.") UUID job,

        @Schema(description = "Where it stands; SUCCEEDED, FAILED and CANCELLED are final.")
        JobState state,

        @Schema(description = "Why it failed; null unless FAILED.")
        Optional<String> failure,

        @Schema(description = "Name and version.", example = "statenet-ns1-natural@1")
        String model,

        @Schema(description = "Width of a bin in milliseconds.")
        double dtMs,

        @Schema(
                allowableValues = {"none", "hanning_21ms_peak_one", "hanning_21ms_sum_one"},
                type = "string",
                description =
                        "Of the responses that the model was fitted to: predictions are in spikes per bin, smoothed so.")
        Smoothing smoothing,

        @Schema(description = "Indices in the dataset of the neurons that are predicted, ascending.")
        List<Integer> neurons,

        @Schema(description = "Their names, in the same order.")
        List<String> neuronNames,

        @Schema(description = "In the order of the file; empty unless the job SUCCEEDED.")
        List<Predicted> stimuli,

        @Schema(
                description = "Where all of it is as an NPZ file; null unless the job SUCCEEDED.",
                example = "/api/v1/jobs/018f/predictions.npz")
        Optional<String> file,

        @Schema(description = "Why there are no numbers here; null where there are.")
        Optional<String> note) {
    /** Copies the lists. */
    AskedPredictionResponse {
        neurons = List.copyOf(neurons);
        neuronNames = List.copyOf(neuronNames);
        stimuli = List.copyOf(stimuli);
    }

    /**
     * What is predicted of a stimulus.
     *
     * @param name in the file
     * @param bins its length
     * @param predictions for each neuron and bin
     */
    @Schema(name = "PredictedStimulus", description = "What is predicted of a stimulus.")
    record Predicted(
            @Schema(description = "Its name in the file, or stimulus and its number.", example = "stimulus 0")
            String name,

            @Schema(description = "Its length in time bins.")
            int bins,

            @Schema(
                    description =
                            "For each neuron a value for each bin; null where all stimuli together have too many.")
            Optional<List<List<Float>>> predictions) {}

    /** A job that has not ended, or brought nothing. */
    static AskedPredictionResponse of(Job job, ModelVersion model) {
        String note = job.state().isTerminal()
                ? "The job is " + job.state() + ", so nothing was predicted."
                : "The job is " + job.state() + ": ask here again until it has ended.";
        return of(job, model, List.of(), Optional.of(note));
    }

    /**
     * A job that has.
     *
     * @param note why there are no numbers; empty where there are
     */
    static AskedPredictionResponse of(Job job, ModelVersion model, List<Predicted> stimuli, Optional<String> note) {
        DatasetShape shape = model.benchmark().dataset().shape().orElseThrow();
        return new AskedPredictionResponse(
                job.id(),
                job.state(),
                job.failure().map(JobFailure::message),
                model.reference().toString(),
                shape.dtMs(),
                model.benchmark().definition().smoothing(),
                model.neurons(),
                model.neurons().stream()
                        .map(neuron -> shape.neurons().get(neuron).name())
                        .toList(),
                stimuli,
                stimuli.isEmpty() ? Optional.empty() : Optional.of("/api/v1/jobs/" + job.id() + "/predictions.npz"),
                note);
    }
}
