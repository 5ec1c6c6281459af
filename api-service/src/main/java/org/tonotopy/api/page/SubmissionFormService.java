package org.tonotopy.api.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.benchmark.BenchmarkService;
import org.tonotopy.api.idempotency.Created;
import org.tonotopy.api.job.JobService;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.JsonProblems;
import org.tonotopy.api.submission.CreateSubmissionRequest;
import org.tonotopy.api.submission.SubmissionService;
import org.tonotopy.registry.score.SubmissionFormat;
import tools.jackson.databind.json.JsonMapper;

/** Draws the forms that send predictions or weights to be scored, and turns what was typed into the API's own request. */
@Service
class SubmissionFormService {
    private static final String PREDICTIONS = "predictions.sha256";
    private static final String WEIGHTS = "weights.sha256";

    private final BenchmarkService benchmarks;
    private final SubmissionService submissions;
    private final JobService jobs;
    private final JsonMapper json;

    SubmissionFormService(
            BenchmarkService benchmarks, SubmissionService submissions, JobService jobs, JsonMapper json) {
        this.benchmarks = benchmarks;
        this.submissions = submissions;
        this.jobs = jobs;
        this.json = json;
    }

    /** The form for predictions as somebody left it. */
    SubmissionFormView form(String reference, TypedForm typed, List<FieldProblem> problems) {
        List<FormField> fields = new ArrayList<>(fields(typed, problems));
        fields.add(FormField.typed(
                "parameter_count",
                "Parameters",
                "Number of fitted parameters, shown as claimed.",
                "default: not said",
                typed,
                problems));
        return new SubmissionFormView(
                benchmarks.require(reference).reference().toString(),
                false,
                PREDICTIONS,
                typed.text(PREDICTIONS),
                List.of(FormField.choice(
                        "predictions.format",
                        "Format of the file",
                        "neurons, and stimulus_<index> as bins by neurons for every test stimulus.",
                        SubmissionFormat.ofPredictions().stream()
                                .map(format -> new FormOption(format.key()))
                                .toList(),
                        "",
                        typed,
                        problems)),
                fields,
                problems.stream().map(FieldProblem::inWords).toList());
    }

    /** The form for weights as somebody left it. Their file says how many parameters there are. */
    SubmissionFormView weightsForm(String reference, TypedForm typed, List<FieldProblem> problems) {
        return new SubmissionFormView(
                benchmarks.require(reference).reference().toString(),
                true,
                WEIGHTS,
                typed.text(WEIGHTS),
                List.of(),
                fields(typed, problems),
                problems.stream().map(FieldProblem::inWords).toList());
    }

    private static List<FormField> fields(TypedForm typed, List<FieldProblem> problems) {
        return List.of(
                FormField.typed(
                        "model_name",
                        "Name",
                        "Under which the scored model is kept: lower-case letters, digits, dots and hyphens.",
                        "",
                        typed,
                        problems),
                FormField.typed(
                        "link",
                        "Link",
                        "Where the model is described, beginning with https://.",
                        "default: none",
                        typed,
                        problems),
                VisibilityField.of(typed, problems));
    }

    /**
     * Sends the weights.
     *
     * @return the job that scores them
     */
    UUID askForWeights(Caller caller, String reference, TypedForm typed) {
        // A file that was not sent is asked for as what it is.
        return ask(caller, reference, typed.with(WEIGHTS, typed.text(WEIGHTS)));
    }

    /**
     * Sends the predictions.
     *
     * @return the job that scores them
     */
    UUID ask(Caller caller, String reference, TypedForm typed) {
        Created created = submissions.create(
                caller,
                Optional.empty(),
                reference,
                JsonProblems.read(json, typed.json(), CreateSubmissionRequest.class));
        jobs.admitAtOnce();
        return submissions
                .get(UUID.fromString(created.location().substring(SubmissionService.PATH.length() + 1)))
                .job();
    }
}
