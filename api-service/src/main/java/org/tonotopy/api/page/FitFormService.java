package org.tonotopy.api.page;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.idempotency.Created;
import org.tonotopy.api.job.CreateJobRequest;
import org.tonotopy.api.job.FitPreview;
import org.tonotopy.api.job.FitPreviews;
import org.tonotopy.api.job.JobService;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.JsonProblems;
import org.tonotopy.api.queue.QueueReport;
import org.tonotopy.api.queue.QueueResponse;
import org.tonotopy.registry.benchmark.BenchmarkRepository;
import org.tonotopy.registry.catalogue.CatalogueEntry;
import org.tonotopy.registry.catalogue.DefaultRecipes;
import org.tonotopy.registry.catalogue.FitSpecification;
import org.tonotopy.registry.catalogue.TrainingCatalogue;
import tools.jackson.databind.json.JsonMapper;

/** Draws the form that asks for a fit from the catalogue, and turns what was typed into the API's own request. */
@Service
class FitFormService {
    private static final String MODEL_KIND = "model.kind";
    private static final String TRAINING_KIND = "training.kind";

    private final BenchmarkRepository benchmarks;
    private final JobService jobs;
    private final FitPreviews previews;
    private final QueueReport queue;
    private final JsonMapper json;

    FitFormService(
            BenchmarkRepository benchmarks, JobService jobs, FitPreviews previews, QueueReport queue, JsonMapper json) {
        this.benchmarks = benchmarks;
        this.jobs = jobs;
        this.previews = previews;
        this.queue = queue;
        this.json = json;
    }

    /** The form as somebody left it. */
    @Transactional(readOnly = true)
    public FitFormView form(TypedForm typed, List<FieldProblem> problems) {
        CatalogueEntry model = entry(DefaultRecipes.models(), typed.text(MODEL_KIND));
        FitSpecification standard = FitSpecification.ofKind(model);
        String chosen =
                typed.text(TRAINING_KIND).isEmpty() ? standard.training().kind() : typed.text(TRAINING_KIND);
        CatalogueEntry training = entry(TrainingCatalogue.entries(), chosen);
        Map<String, Object> trainingDefaults =
                training.kind().equals(standard.training().kind())
                        ? standard.training().values()
                        : Map.of();
        TypedForm complete = typed.with(MODEL_KIND, model.kind());
        return new FitFormView(
                List.of(
                        BenchmarkOptions.field(
                                benchmarks, "Recording, split and metric that the fit is for.", complete, problems),
                        FormField.choice(
                                MODEL_KIND,
                                "Model",
                                "What is fitted.",
                                kinds(DefaultRecipes.models()),
                                "",
                                complete,
                                problems),
                        FormField.choice(
                                TRAINING_KIND,
                                "Training",
                                "How it is fitted.",
                                kinds(TrainingCatalogue.entries()),
                                "the model's own: " + standard.training().kind(),
                                complete,
                                problems)),
                about(model),
                about(training),
                fields("model", model, standard.model().values(), typed, problems),
                fields("training", training, trainingDefaults, typed, problems),
                FitFields.of(typed, problems),
                problems.stream().map(FieldProblem::inWords).toList());
    }

    /** What the fit would be. */
    FitPreview preview(Caller caller, TypedForm typed) {
        return previews.preview(caller, request(typed));
    }

    /** Who waits now. */
    QueueResponse queue() {
        return queue.read();
    }

    /** Asks for the fit. */
    Created ask(Caller caller, TypedForm typed) {
        Created created = jobs.create(caller, Optional.empty(), request(typed));
        jobs.admitAtOnce();
        return created;
    }

    private CreateJobRequest request(TypedForm typed) {
        boolean unsaid = typed.text(TRAINING_KIND).isEmpty() && typed.hasGroup("training.");
        TypedForm complete = unsaid ? typed.with(TRAINING_KIND, ownTraining(typed.text(MODEL_KIND))) : typed;
        return JsonProblems.read(json, complete.with("kind", "fit").json(), CreateJobRequest.class);
    }

    private static String ownTraining(String model) {
        return FitSpecification.ofKind(entry(DefaultRecipes.models(), model))
                .training()
                .kind();
    }

    /** The entry of this kind; the first where there is no such kind, of which the check of the request tells. */
    private static CatalogueEntry entry(List<CatalogueEntry> entries, String kind) {
        return entries.stream()
                .filter(entry -> entry.kind().equals(kind))
                .findFirst()
                .orElse(entries.get(0));
    }

    private static List<FormOption> kinds(List<CatalogueEntry> entries) {
        return entries.stream().map(entry -> new FormOption(entry.kind())).toList();
    }

    private static String about(CatalogueEntry entry) {
        return entry.meaning() + " Source: " + entry.source() + ".";
    }

    private static List<FormField> fields(
            String group,
            CatalogueEntry entry,
            Map<String, Object> defaults,
            TypedForm typed,
            List<FieldProblem> problems) {
        return entry.hyperparameters().stream()
                .map(setting -> FormField.of(
                        group, setting, defaults.getOrDefault(setting.name(), setting.defaultValue()), typed, problems))
                .toList();
    }
}
