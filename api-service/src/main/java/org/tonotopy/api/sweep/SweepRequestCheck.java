package org.tonotopy.api.sweep;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tonotopy.api.job.FitRequestCheck;
import org.tonotopy.api.job.FitTarget;
import org.tonotopy.api.job.JobUrgency;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.api.visibility.AskedVisibility;
import org.tonotopy.registry.account.Account;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.catalogue.FitSpecification;
import org.tonotopy.registry.catalogue.SpecificationProblem;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.job.Units;
import org.tonotopy.registry.json.RegistryJson;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.sweep.Halving;
import org.tonotopy.registry.sweep.Sweep;
import org.tonotopy.registry.sweep.SweepPlan;
import org.tonotopy.registry.sweep.VariedValues;
import org.tonotopy.registry.visibility.Visibility;

/**
 * Checks a request for a sweep and plans its fits. Every specification is completed twice, to be checked and to be written: one
 * after another, so that memory does not grow with what they hold.
 */
@Component
class SweepRequestCheck {
    private static final String ENSEMBLE = "ensemble";
    private static final String MODELS = "models";
    private static final String MAX_EPOCHS = "max_epochs";
    private static final int MOST_PROBLEMS = 20;

    /** Combinations that a preview looks at. */
    static final int LOOKED_AT = 500;

    private static final int MOST_MEMBERS = 100;

    private final FitRequestCheck fits;

    private final AskedVisibility visibility;

    SweepRequestCheck(FitRequestCheck fits, AskedVisibility visibility) {
        this.visibility = visibility;
        this.fits = fits;
    }

    /** A point that is fitted, being unlike those before it. */
    private record Point(SweepModel model, int index) {}

    /** What was found in a look at all points. */
    private static final class Found {
        private final List<Point> points = new ArrayList<>();
        private final Set<ByteBuffer> known = new HashSet<>();
        private final Map<String, Object> first = new TreeMap<>();
        private final Set<String> varied = new TreeSet<>();
        private boolean seedsMatter;
        private boolean closedForm;
        private int mostEpochs;

        private void add(Point point, FitSpecification fit, Set<String> paths) {
            if (!known.add(ByteBuffer.wrap(Sha256.of(RegistryJson.canonicalBytes(fit))))) {
                return;
            }
            seedsMatter |= fit.dependsOnSeed();
            if (fit.training().has(MAX_EPOCHS)) {
                mostEpochs = Math.max(mostEpochs, fit.training().whole(MAX_EPOCHS));
            } else {
                closedForm = true;
            }
            Map<String, Object> values = values(fit);
            if (points.isEmpty()) {
                first.putAll(values);
            }
            paths.stream()
                    .filter(path -> !Optional.ofNullable(values.get(path)).equals(Optional.ofNullable(first.get(path))))
                    .forEach(varied::add);
            points.add(point);
        }

        /** The most epochs of any; empty where one has none. */
        private Optional<Integer> longest() {
            return closedForm ? Optional.empty() : Optional.of(mostEpochs);
        }

        private static Map<String, Object> values(FitSpecification fit) {
            Map<String, Object> values = new HashMap<>();
            fit.model().flat().forEach((name, value) -> values.put("model." + name, value));
            fit.training().flat().forEach((name, value) -> values.put("training." + name, value));
            return values;
        }
    }

    /**
     * Checks a request.
     *
     * @param owner who asks
     * @throws org.tonotopy.api.problem.ProblemException naming what is wrong
     */
    SweepPlan check(CreateSweepRequest request, Account owner) {
        return check(request, owner, SweepSize.MOST);
    }

    /**
     * How many fits a request would make. Of many combinations only the first are looked at, so that a form may ask at every change.
     *
     * @throws org.tonotopy.api.problem.ProblemException naming what is wrong
     */
    SweepExtent extent(CreateSweepRequest request, Account owner) {
        long fits = check(request, owner, LOOKED_AT).fits().count();
        long points = models(request, new FieldProblems()).stream()
                .mapToLong(model -> model.search().size())
                .sum();
        return points <= LOOKED_AT
                ? new SweepExtent(fits, true)
                : new SweepExtent(Math.round((double) fits * points / LOOKED_AT), false);
    }

    /** @param mostPoints combinations of models and hyperparameters that are looked at, the first ones */
    private SweepPlan check(CreateSweepRequest request, Account owner, int mostPoints) {
        FieldProblems problems = new FieldProblems();
        JobUrgency urgency = JobUrgency.check(request.priority(), request.device(), owner, problems);
        List<SweepModel> models = models(request, problems);
        List<Benchmark> benchmarks = SweepTarget.benchmarks(request, fits, problems);
        Units units = FitRequestCheck.units(request.units(), problems);
        List<SweepTarget> targets = SweepTarget.of(benchmarks, request.neurons(), problems);
        long points = models.stream().mapToLong(model -> model.search().size()).reduce(0, SweepRequestCheck::sum);
        SeedList seeds = SeedList.check(
                request.seeds(),
                request.seedCount(),
                request.search() == null && request.models() == null && targets.size() <= 1,
                problems);
        Visibility readers = visibility.of(request.visibility(), owner, problems);
        String modelName = FitRequestCheck.modelName(request.modelName(), "", problems);
        String largest = points == 1 ? seeds.field() : request.models() == null ? "search" : MODELS;
        SweepSize.check(largest, points, seeds.seeds().size(), targets.size(), problems);
        refuseUnlike(request, points, targets, seeds, problems);
        // A look at the points is worth its while even where the seeds are wrong: one answer names it all.
        Found found = points > SweepSize.MOST || targets.isEmpty()
                ? new Found()
                : look(models, units, targets, mostPoints, problems);
        if (seeds.seeds().size() > 1 && !found.points.isEmpty() && !found.seedsMatter) {
            problems.add(
                    seeds.field(),
                    "this fit is solved in closed form, and every seed gives the same weights",
                    "Ask for one seed, or train by gradient.");
        }
        Optional<Halving> halving = found.points.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(request.halving())
                        .flatMap(asked -> asked.check(
                                found.longest(),
                                different(units, targets).stream()
                                        .map(FitTarget::networks)
                                        .toList(),
                                request.wantsEnsemble(),
                                problems));
        problems.refuse();
        Function<FitSpecification, Function<Benchmark, String>> names =
                fit -> benchmark -> modelName.isEmpty() ? FitRequestCheck.standardName(fit, benchmark) : modelName;
        Point first = found.points.get(0);
        FitSpecification firstFit = complete(first, units, targets);
        refuseLongNames(request, found, units, targets, names, problems);
        problems.refuse();
        return new SweepPlan(
                benchmarks,
                names.apply(firstFit).apply(benchmarks.get(0)),
                varied(found, seeds, benchmarks, targets),
                request.wantsEnsemble(),
                halving,
                readers,
                urgency.priority(),
                urgency.device(),
                found.points.stream()
                        .flatMap(point -> planned(complete(point, units, targets), seeds, units, targets, names)));
    }

    private static long sum(long one, long other) {
        return one > Long.MAX_VALUE - other ? Long.MAX_VALUE : one + other;
    }

    private static List<SweepModel> models(CreateSweepRequest request, FieldProblems problems) {
        List<SweepModel> models = new ArrayList<>();
        List<ModelRequest> several = request.models();
        if (several == null) {
            SweepModel one = SweepModel.of("", request.model(), request.training(), new Search.Nothing());
            return List.of(SweepModel.of(
                    "",
                    request.model(),
                    request.training(),
                    new SearchCheck("search", one.model(), problems).check(request.search())));
        }
        if (request.model() != null || request.training() != null || request.search() != null) {
            problems.add(
                    MODELS,
                    "it stands beside model, training or search",
                    "Say model, training and search within each of the models.");
        }
        if (several.isEmpty()) {
            problems.add(MODELS, "it is empty", "Name at least one, for instance {\"model\": {\"kind\": \"ln\"}}.");
        }
        for (int place = 0; place < several.size(); place++) {
            String field = MODELS + "[" + place + "].";
            ModelRequest sent = several.get(place);
            if (sent == null) {
                problems.add(MODELS + "[" + place + "]", "it is null", "Send an object with a model.");
                continue;
            }
            SweepModel one = SweepModel.of(field, sent.model(), sent.training(), new Search.Nothing());
            models.add(SweepModel.of(
                    field,
                    sent.model(),
                    sent.training(),
                    new SearchCheck(field + "search", one.model(), problems).check(sent.search())));
        }
        return models;
    }

    /** An ensemble is of fits that differ by seed alone. */
    private static void refuseUnlike(
            CreateSweepRequest request,
            long points,
            List<SweepTarget> targets,
            SeedList seeds,
            FieldProblems problems) {
        if (!request.wantsEnsemble() || !problems.isEmpty()) {
            return;
        }
        if (points > 1 || targets.size() > 1) {
            problems.add(
                    ENSEMBLE,
                    "the fits differ in more than their seed",
                    "Leave it out, and ask for an ensemble of the models that you choose with POST /api/v1/jobs.");
        } else if (seeds.seeds().size() < 2) {
            problems.add(ENSEMBLE, "there is only one seed, and an ensemble is of two or more", "Ask for more seeds.");
        } else if (seeds.seeds().size() > MOST_MEMBERS) {
            problems.add(
                    ENSEMBLE,
                    "there are " + seeds.seeds().size() + " seeds, and an ensemble is of " + MOST_MEMBERS + " at most",
                    "Ask for fewer seeds, or leave it out.");
        }
    }

    private static Found look(
            List<SweepModel> models, Units units, List<SweepTarget> targets, int mostPoints, FieldProblems problems) {
        int looked = 0;
        List<FitTarget> different = different(units, targets);
        Set<String> paths = paths(models);
        Set<SpecificationProblem> told = new HashSet<>();
        Found found = new Found();
        for (SweepModel model : models) {
            for (int index = 0;
                    index < model.search().size() && told.size() < MOST_PROBLEMS && looked < mostPoints;
                    index++) {
                looked++;
                Optional<FitSpecification> fit = Optional.empty();
                for (FitTarget target : different) {
                    FitSpecification.Outcome outcome = model.complete(index, target);
                    for (SpecificationProblem problem : outcome.problems()) {
                        SpecificationProblem inRequest = model.inRequest(index, problem);
                        if (told.add(inRequest)) {
                            problems.add(inRequest.field(), inRequest.problem(), inRequest.remedy());
                        }
                    }
                    fit = outcome.specification();
                }
                int point = index;
                fit.ifPresent(complete -> found.add(new Point(model, point), complete, paths));
            }
        }
        return found;
    }

    /** What fits are for matters to a specification by the number of neurons alone. */
    private static List<FitTarget> different(Units units, List<SweepTarget> targets) {
        return targets.stream()
                .map(target -> FitTarget.of(target.benchmark(), units, target.neurons()))
                .collect(Collectors.toMap(
                        target -> List.of(
                                target.networks(),
                                target.networkShape().neurons().size()),
                        Function.identity(),
                        (one, alike) -> one))
                .values()
                .stream()
                .toList();
    }

    /** The paths at which the request itself says that models differ. */
    private static Set<String> paths(List<SweepModel> models) {
        Set<String> paths = new TreeSet<>();
        for (SweepModel model : models) {
            paths.addAll(model.search().paths());
            if (models.size() > 1) {
                paths.add("model.kind");
                paths.add("training.kind");
                model.model().propertyNames().forEach(name -> paths.add("model." + name));
                model.training()
                        .ifPresent(training -> training.propertyNames().forEach(name -> paths.add("training." + name)));
            }
        }
        return paths;
    }

    private static List<String> varied(
            Found found, SeedList seeds, List<Benchmark> benchmarks, List<SweepTarget> targets) {
        List<String> varied = new ArrayList<>();
        if (benchmarks.size() > 1) {
            varied.add(VariedValues.BENCHMARK);
        }
        varied.addAll(found.varied);
        if (targets.stream().map(SweepTarget::neurons).distinct().count() > 1) {
            varied.add(VariedValues.NEURONS);
        }
        if (seeds.seeds().size() > 1) {
            varied.add(VariedValues.SEED);
        }
        return varied;
    }

    private static FitSpecification complete(Point point, Units units, List<SweepTarget> targets) {
        SweepTarget any = targets.get(0);
        return point.model()
                .complete(point.index(), FitTarget.of(any.benchmark(), units, any.neurons()))
                .specification()
                .orElseThrow();
    }

    /** Of a fit that no seed changes there is one. */
    private static Stream<SweepPlan.Planned> planned(
            FitSpecification fit,
            SeedList seeds,
            Units units,
            List<SweepTarget> targets,
            Function<FitSpecification, Function<Benchmark, String>> names) {
        Stream<Long> drawn = seeds.seeds().stream().limit(fit.dependsOnSeed() ? Long.MAX_VALUE : 1);
        Function<Benchmark, String> name = names.apply(fit);
        return drawn.flatMap(seed -> targets.stream()
                .map(target -> new SweepPlan.Planned(
                        target.benchmark(),
                        new JobSpec.Fit(
                                target.benchmark().id(),
                                target.benchmark().reference(),
                                name.apply(target.benchmark()),
                                fit.model(),
                                fit.training(),
                                seed,
                                units,
                                target.neurons()))));
    }

    private static void refuseLongNames(
            CreateSweepRequest request,
            Found found,
            Units units,
            List<SweepTarget> targets,
            Function<FitSpecification, Function<Benchmark, String>> names,
            FieldProblems problems) {
        Set<String> made = found.points.stream()
                .map(Point::model)
                .distinct()
                .map(model -> complete(new Point(model, 0), units, targets))
                .flatMap(fit ->
                        targets.stream().map(SweepTarget::benchmark).distinct().map(names.apply(fit)))
                .collect(Collectors.toCollection(TreeSet::new));
        for (String name : made) {
            if (!VersionedName.isName(name)) {
                problems.add(
                        "model_name",
                        "it is missing, and " + name + " is too long for a name",
                        "Give one of at most 100 characters.");
            } else if (request.wantsEnsemble() && !VersionedName.isName(Sweep.ensembleName(name))) {
                problems.add(
                        "model_name",
                        "the ensemble is kept as " + Sweep.ensembleName(name) + ", which is too long for a name",
                        "Give a shorter one.");
            }
        }
    }
}
