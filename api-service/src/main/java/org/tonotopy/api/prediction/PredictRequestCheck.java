package org.tonotopy.api.prediction;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.api.upload.UploadedFiles;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.dataset.FrontEndSettings;
import org.tonotopy.registry.dataset.StimulusFormat;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.store.StoredObject;

/** Checks what can be checked of stimuli before a worker reads their file. */
@Component
class PredictRequestCheck {
    /** A recording of the size of NS1 may be sent as it is. */
    private static final long MOST_BYTES = 256L << 20;

    private static final double SAME = 1e-9;

    private final UploadedFiles files;

    PredictRequestCheck(UploadedFiles files) {
        this.files = files;
    }

    /**
     * Stimuli that a model may hear.
     *
     * @param spec what is to be done
     * @param file that holds them
     */
    record Checked(JobSpec.Predict spec, StoredObject file) {}

    /**
     * Checks a request.
     *
     * @param model whose weights are here
     * @throws org.tonotopy.api.problem.ProblemException naming everything that is wrong
     */
    Checked check(PredictRequest request, ModelVersion model) {
        FieldProblems problems = new FieldProblems();
        Dataset dataset = model.benchmark().dataset();
        Optional<StoredObject> file = Optional.empty();
        Optional<StimulusFormat> format = Optional.empty();
        Optional<FrontEndSettings> frontEnd = Optional.empty();
        if (request.stimuli() == null) {
            problems.add("stimuli", "it is missing", "Send an object with sha256 and format.");
        } else {
            file = files.find("stimuli.sha256", request.stimuli().sha256(), problems);
            file.ifPresent(stored -> refuseTooLarge(stored, problems));
            format = format(request.stimuli().format(), problems);
        }
        if (format.isPresent() && format.get().comesAsSound()) {
            frontEnd = frontEnd(dataset, problems);
            refuseBins(request, problems);
        } else if (format.isPresent()) {
            checkBins(request, dataset, problems);
        }
        problems.refuse();
        return new Checked(
                new JobSpec.Predict(
                        model.id(),
                        model.reference(),
                        file.orElseThrow().content().sha256(),
                        format.orElseThrow(),
                        frontEnd),
                file.orElseThrow());
    }

    private static void refuseTooLarge(StoredObject file, FieldProblems problems) {
        if (file.content().sizeBytes() > MOST_BYTES) {
            problems.add(
                    "stimuli.sha256",
                    "the file has " + file.content().sizeBytes() + " bytes, more than " + MOST_BYTES,
                    "Send the stimuli in several files.");
        }
    }

    private static Optional<StimulusFormat> format(@Nullable String sent, FieldProblems problems) {
        Optional<StimulusFormat> format = Optional.ofNullable(sent).flatMap(StimulusFormat::of);
        if (format.isEmpty()) {
            problems.add(
                    "stimuli.format",
                    sent == null ? "it is missing" : "there is no such format",
                    "Use npz, hdf5, wav or wav_archive.");
        }
        return format;
    }

    private static Optional<FrontEndSettings> frontEnd(Dataset dataset, FieldProblems problems) {
        Optional<FrontEndSettings> known = dataset.form().frontEnd();
        if (known.isEmpty()) {
            problems.add(
                    "stimuli.format",
                    dataset.reference()
                            + " came as cochleagrams, so it is not known how a sound becomes what its models hear",
                    "Make a cochleagram of the sound as those of the dataset were made, and send that as npz or hdf5.");
        }
        return known;
    }

    private static void refuseBins(PredictRequest request, FieldProblems problems) {
        String problem = "a sound has none before the front end of the model's dataset has heard it";
        if (request.dtMs() != null) {
            problems.add("dt_ms", problem, "Leave it out.");
        }
        if (request.bands() != null) {
            problems.add("bands", problem, "Leave it out.");
        }
    }

    private static void checkBins(PredictRequest request, Dataset dataset, FieldProblems problems) {
        DatasetShape shape = dataset.shape().orElseThrow();
        if (request.dtMs() == null || !(Math.abs(request.dtMs() - shape.dtMs()) <= SAME * shape.dtMs())) {
            problems.add(
                    "dt_ms",
                    request.dtMs() == null
                            ? "it is missing"
                            : "it is " + request.dtMs() + ", and the model hears bins of " + shape.dtMs() + " ms",
                    "Make the cochleagrams with bins of " + shape.dtMs() + " ms, as those of " + dataset.reference()
                            + ", and say so.");
        }
        if (request.bands() == null || request.bands() != shape.bands()) {
            problems.add(
                    "bands",
                    request.bands() == null
                            ? "it is missing"
                            : "it is " + request.bands() + ", and the model hears " + shape.bands() + " bands",
                    "Make the cochleagrams with the " + shape.bands() + " bands of " + dataset.reference()
                            + ", from low to high, and say so.");
        }
    }
}
