package org.tonotopy.api.page;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.idempotency.Created;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.api.problem.JsonProblems;
import org.tonotopy.api.sweep.CreateSweepRequest;
import org.tonotopy.api.sweep.SweepExtent;
import org.tonotopy.api.sweep.SweepService;
import org.tonotopy.registry.benchmark.BenchmarkRepository;
import org.tonotopy.registry.catalogue.CatalogueEntry;
import org.tonotopy.registry.catalogue.DefaultRecipes;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Draws the form that asks for a sweep, and turns what was typed into the API's own request. */
@Service
class SweepFormService {
    /** Before the kind of each model that can be ticked. */
    private static final String USE = "use.";

    private static final String SEARCH = "search";
    /** More than anybody searches over; each line can be a long list. */
    private static final int MOST_LINES = 20;

    private static final String SEED_COUNT = "seed_count";
    private static final String MODELS = "models";
    private static final String MODEL_SETTING = "model.";

    private final BenchmarkRepository benchmarks;
    private final SweepService sweeps;
    private final JsonMapper json;

    SweepFormService(BenchmarkRepository benchmarks, SweepService sweeps, JsonMapper json) {
        this.benchmarks = benchmarks;
        this.sweeps = sweeps;
        this.json = json;
    }

    /** The form as somebody left it. */
    @Transactional(readOnly = true)
    public SweepFormView form(TypedForm typed, List<FieldProblem> problems) {
        List<FieldProblem> own =
                problems.stream().map(SweepFormService::onTheForm).toList();
        return new SweepFormView(
                BenchmarkOptions.field(benchmarks, "Recording, split and metric that the fits are for.", typed, own),
                DefaultRecipes.models().stream()
                        .map(entry -> new SweepFormView.Tick(
                                USE + entry.kind(),
                                entry.kind(),
                                entry.meaning(),
                                !typed.text(USE + entry.kind()).isEmpty()))
                        .toList(),
                List.of(
                        FormField.typed(
                                SEED_COUNT,
                                "Seeds",
                                "How many fits of each model, with the seeds from 0. A fit in closed form is made once.",
                                "default: 1",
                                typed,
                                own),
                        FitFields.units(typed, own),
                        FitFields.modelName(typed, own),
                        FitFields.device(typed, own),
                        VisibilityField.of(typed, own)),
                FormField.typed(
                        SEARCH,
                        "Hyperparameters to try",
                        "One on each line: its name, a colon, its values. Every combination is fitted. A setting of a"
                                + " model is tried on those of the chosen models that have it.",
                        "training.learning_rate: 0.001, 0.003",
                        typed,
                        own),
                own.stream()
                        .map(problem -> problem.problem() + ". " + problem.remedy())
                        .toList());
    }

    /** How many fits the sweep would have. */
    SweepExtent extent(Caller caller, TypedForm typed) {
        return sweeps.extent(caller, request(typed));
    }

    /** Asks for the sweep. */
    Created ask(Caller caller, TypedForm typed) {
        return sweeps.create(caller, Optional.empty(), request(typed));
    }

    /** What the API says of a model or of its search is said beside the fields that stand for all of them. */
    private static FieldProblem onTheForm(FieldProblem problem) {
        String field = problem.field();
        if (!field.startsWith(MODELS)) {
            return problem;
        }
        return new FieldProblem(
                field.contains(SEARCH) ? SEARCH : MODELS, field + ": " + problem.problem(), problem.remedy());
    }

    private CreateSweepRequest request(TypedForm typed) {
        FieldProblems problems = new FieldProblems();
        Map<String, ArrayNode> tried = tried(typed.text(SEARCH), problems);
        problems.refuse();
        List<CatalogueEntry> chosen = DefaultRecipes.models().stream()
                .filter(entry -> !typed.text(USE + entry.kind()).isEmpty())
                .toList();
        ObjectNode body = typed.without(SEARCH).withoutGroup(USE).json();
        ArrayNode models = body.putArray(MODELS);
        chosen.forEach(entry -> {
            ObjectNode one = models.addObject();
            one.putObject("model").put("kind", entry.kind());
            ObjectNode parameters = json.createObjectNode();
            tried.forEach((path, values) -> {
                if (isOf(entry, path) || chosen.stream().noneMatch(other -> isOf(other, path))) {
                    parameters.set(path, values);
                }
            });
            if (!parameters.isEmpty()) {
                one.putObject(SEARCH).put("method", "grid").set("parameters", parameters);
            }
        });
        return JsonProblems.read(json, body, CreateSweepRequest.class);
    }

    /** Of a training every model has it, as far as can be said before the request is checked. */
    private static boolean isOf(CatalogueEntry entry, String path) {
        return !path.startsWith(MODEL_SETTING)
                || entry.hyperparameters().stream().anyMatch(setting -> path.equals(MODEL_SETTING + setting.name()));
    }

    private static Map<String, ArrayNode> tried(String text, FieldProblems problems) {
        Map<String, ArrayNode> tried = new LinkedHashMap<>();
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        if (lines.size() > MOST_LINES) {
            problems.add(
                    SEARCH, "it has " + lines.size() + " lines", "Search over at most " + MOST_LINES + " settings.");
            return tried;
        }
        for (String line : lines) {
            int colon = line.indexOf(':');
            String path = colon < 0 ? "" : line.substring(0, colon).strip();
            if (path.isEmpty() || tried.put(path, TypedForm.list(line.substring(colon + 1))) != null) {
                problems.add(
                        SEARCH,
                        path.isEmpty() ? "a line has no name before a colon" : path + " stands on two lines",
                        "Write for instance training.learning_rate: 0.001, 0.003 on a line of its own.");
            }
        }
        return tried;
    }
}
