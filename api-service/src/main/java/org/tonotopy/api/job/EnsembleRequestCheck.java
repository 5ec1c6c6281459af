package org.tonotopy.api.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.model.ModelVersion;
import org.tonotopy.registry.model.ModelVersionRepository;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.sweep.Sweep;
import org.tonotopy.registry.visibility.Visibility;

/** Checks a request for an ensemble: its members must be fits of one benchmark for the same neurons, and different. */
@Component
class EnsembleRequestCheck {
    private static final String MEMBERS = "members";

    /** An ensemble holds copies of all networks of its members. */
    static final int MOST_MEMBERS = 100;

    static final int FEWEST_MEMBERS = 2;

    private final FitRequestCheck fits;
    private final ModelVersionRepository models;

    EnsembleRequestCheck(FitRequestCheck fits, ModelVersionRepository models) {
        this.fits = fits;
        this.models = models;
    }

    /**
     * An ensemble that can be made.
     *
     * @param benchmark that it is for
     * @param spec complete
     * @param narrowest of its members' visibilities
     */
    record Checked(Benchmark benchmark, JobSpec.Ensemble spec, Visibility narrowest) {}

    /**
     * Checks a request.
     *
     * @param problems takes everything that is wrong with it
     * @return empty where something is
     */
    Optional<Checked> check(CreateJobRequest request, FieldProblems problems) {
        Optional<Benchmark> asked =
                request.benchmark() == null ? Optional.empty() : fits.benchmark(request.benchmark(), problems);
        List<ModelVersion> members = new ArrayList<>();
        List<@Nullable String> sent = request.members() == null ? List.of() : request.members();
        if (sent.size() < FEWEST_MEMBERS || sent.size() > MOST_MEMBERS) {
            problems.add(
                    MEMBERS,
                    request.members() == null ? "it is missing" : "there cannot be " + sent.size() + " of them",
                    "Name " + FEWEST_MEMBERS + " to " + MOST_MEMBERS
                            + " models as name@version; GET /api/v1/models lists them.");
            return Optional.empty();
        }
        for (int place = 0; place < sent.size(); place++) {
            String field = MEMBERS + "[" + place + "]";
            Optional<ModelVersion> member = member(sent.get(place), field, problems);
            member.ifPresent(version -> {
                compare(version, members, asked, field, problems);
                members.add(version);
            });
        }
        String modelName = FitRequestCheck.modelName(request.modelName(), standardName(members), problems);
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        Benchmark benchmark = members.get(0).benchmark();
        return Optional.of(new Checked(
                benchmark,
                new JobSpec.Ensemble(
                        benchmark.id(),
                        benchmark.reference(),
                        modelName,
                        members.stream().map(ModelVersion::reference).toList()),
                Visibility.narrowest(members.stream().map(ModelVersion::visibility))));
    }

    private Optional<ModelVersion> member(@Nullable String reference, String field, FieldProblems problems) {
        Optional<ModelVersion> found = Optional.ofNullable(reference).flatMap(models::find);
        if (found.isEmpty()) {
            problems.add(
                    field,
                    reference == null ? "it is null" : "there is no model " + reference,
                    "Name one as name@version; GET /api/v1/models lists them.");
            return Optional.empty();
        }
        if (found.get().isExternal()) {
            problems.add(
                    field,
                    reference + " was fitted elsewhere, and an ensemble would not say so",
                    "Name models that were fitted here.");
            return Optional.empty();
        }
        List<VersionedName> own = found.get().spec().members();
        if (!own.isEmpty()) {
            problems.add(
                    field,
                    reference + " is an ensemble itself, and its members would count less than the others",
                    "Name its members instead: "
                            + own.stream().map(VersionedName::toString).collect(Collectors.joining(", ")) + ".");
            return Optional.empty();
        }
        return found;
    }

    private static void compare(
            ModelVersion version,
            List<ModelVersion> others,
            Optional<Benchmark> asked,
            String field,
            FieldProblems problems) {
        Benchmark benchmark = asked.orElseGet(
                () -> others.isEmpty() ? version.benchmark() : others.get(0).benchmark());
        if (!version.benchmark().id().equals(benchmark.id())) {
            problems.add(
                    field,
                    version.reference() + " was fitted for "
                            + version.benchmark().reference() + ", not for " + benchmark.reference(),
                    "Name models of one benchmark: the test stimuli of one may be the train stimuli of another.");
            return;
        }
        if (!others.isEmpty() && !version.neurons().equals(others.get(0).neurons())) {
            problems.add(
                    field,
                    version.reference() + " predicts other neurons than "
                            + others.get(0).reference(),
                    "Name models that predict the same neurons.");
            return;
        }
        others.stream()
                .filter(other -> hash(other).equals(hash(version)))
                .findFirst()
                .ifPresent(same -> problems.add(
                        field,
                        same.id().equals(version.id())
                                ? version.reference() + " is named twice"
                                : version.reference() + " has the same weights as " + same.reference(),
                        "Name each model once; fits with different seeds differ, unless they are solved in closed"
                                + " form."));
    }

    private static Optional<String> hash(ModelVersion version) {
        return version.weights().map(weights -> weights.content().sha256());
    }

    /** After the members where they share a name, and else after the benchmark. */
    private static String standardName(List<ModelVersion> members) {
        List<String> names = members.stream()
                .map(member -> member.reference().name())
                .distinct()
                .toList();
        if (names.isEmpty()) {
            return "";
        }
        return Sweep.ensembleName(
                names.size() == 1
                        ? names.get(0)
                        : members.get(0).benchmark().reference().name());
    }
}
