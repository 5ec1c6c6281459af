package org.tonotopy.api.submission;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.api.upload.UploadedFiles;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.score.SubmissionFormat;
import org.tonotopy.registry.store.StoredObject;

/** Checks what can be checked of a submission before its file is read. */
@Component
class SubmissionRequestCheck {
    static final int LONGEST_LINK = 500;

    /** Of an address that is one: it has no white space. */
    static final String LINK_PATTERN = "https://\\S+";

    /** Room for the headers of many small arrays. */
    private static final long SMALL_FILE_BYTES = 64L << 20;

    /** Six networks of the ten million parameters that one may have that is fitted here. */
    private static final long MOST_BYTES_OF_WEIGHTS = 256L << 20;

    private final UploadedFiles files;

    SubmissionRequestCheck(UploadedFiles files) {
        this.files = files;
    }

    /**
     * What can be scored.
     *
     * @param spec complete
     * @param fileBytes size of the file
     */
    record Checked(JobSpec.Score spec, long fileBytes) {}

    /**
     * Checks a request.
     *
     * @return what is to be scored, as a submission of its own, with the size of its file
     * @throws org.tonotopy.api.problem.ProblemException naming everything that is wrong
     */
    Checked check(CreateSubmissionRequest request, Benchmark benchmark) {
        FieldProblems problems = new FieldProblems();
        String name = request.modelName() == null ? "" : request.modelName();
        problems.requireName("model_name", name);
        Optional<String> link = link(request.link(), problems);
        if (request.parameterCount() != null && request.parameterCount() < 0) {
            problems.add("parameter_count", "it is negative", "Send how many parameters were fitted, or leave it out.");
        }
        Optional<StoredObject> file = Optional.empty();
        Optional<SubmissionFormat> format = Optional.empty();
        if (request.weights() != null) {
            file = files.find("weights.sha256", request.weights().sha256(), problems);
            file.ifPresent(stored -> refuseTooLarge(stored, problems));
            format = Optional.of(SubmissionFormat.SAFETENSORS);
            refuseBesideWeights(request, problems);
        } else if (request.predictions() == null) {
            problems.add(
                    "predictions",
                    "it is missing, and so are weights",
                    "Send an object with sha256 and format, or weights with sha256.");
        } else {
            file = files.find("predictions.sha256", request.predictions().sha256(), problems);
            file.ifPresent(stored -> refuseTooLarge(stored, benchmark, problems));
            format = format(request.predictions().format(), problems);
        }
        problems.refuse();
        return new Checked(
                new JobSpec.Score(
                        UUID.randomUUID(),
                        benchmark.id(),
                        benchmark.reference(),
                        name,
                        file.orElseThrow().content().sha256(),
                        format.orElseThrow(),
                        link,
                        Optional.ofNullable(request.parameterCount())),
                file.get().content().sizeBytes());
    }

    private static void refuseBesideWeights(CreateSubmissionRequest request, FieldProblems problems) {
        if (request.predictions() != null) {
            problems.add("predictions", "there are weights too, which predict by themselves", "Send one of both.");
        }
        if (request.parameterCount() != null) {
            problems.add("parameter_count", "it is counted in the weights", "Leave it out.");
        }
    }

    /** A worker holds all of them. */
    private static void refuseTooLarge(StoredObject weights, FieldProblems problems) {
        if (weights.content().sizeBytes() > MOST_BYTES_OF_WEIGHTS) {
            problems.add(
                    "weights.sha256",
                    "the file has " + weights.content().sizeBytes() + " bytes, more than " + MOST_BYTES_OF_WEIGHTS,
                    "Send a smaller model, or its predictions.");
        }
    }

    /** Before a worker brings it from the store. */
    private static void refuseTooLarge(StoredObject file, Benchmark benchmark, FieldProblems problems) {
        List<DatasetShape.StimulusShape> stimuli =
                benchmark.dataset().shape().orElseThrow().stimuli();
        long bins = benchmark.definition().split().tests().stream()
                .mapToLong(stimulus -> stimuli.get(stimulus).bins())
                .sum();
        long predictions = Double.BYTES * bins * benchmark.neurons().size();
        if (file.content().sizeBytes() > Math.max(2 * predictions, SMALL_FILE_BYTES)) {
            problems.add(
                    "predictions.sha256",
                    "the file has " + file.content().sizeBytes() + " bytes, and the predictions of " + bins
                            + " bins of " + benchmark.neurons().size() + " neurons in double precision have "
                            + predictions,
                    "Send a file with the predictions of the test stimuli alone.");
        }
    }

    private static Optional<String> link(@Nullable String sent, FieldProblems problems) {
        if (sent != null && !isWebAddress(sent)) {
            problems.add(
                    "link",
                    "it is not a web address",
                    "Send an address that begins with https:// and has at most " + LONGEST_LINK
                            + " characters, or leave it out.");
        }
        return Optional.ofNullable(sent);
    }

    /** It becomes the address of a link on a page, so nothing but https gets there. */
    private static boolean isWebAddress(String text) {
        try {
            URI address = new URI(text);
            return text.length() <= LONGEST_LINK
                    && "https".equals(address.getScheme())
                    && address.getHost() != null
                    && address.getUserInfo() == null;
        } catch (URISyntaxException malformed) {
            return false;
        }
    }

    private static Optional<SubmissionFormat> format(@Nullable String sent, FieldProblems problems) {
        Optional<SubmissionFormat> format = Optional.ofNullable(sent)
                .flatMap(SubmissionFormat::of)
                .filter(SubmissionFormat.ofPredictions()::contains);
        if (format.isEmpty()) {
            problems.add(
                    "predictions.format",
                    sent == null ? "it is missing" : "there is no such format",
                    "Use npz or hdf5.");
        }
        return format;
    }
}
