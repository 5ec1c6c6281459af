package org.tonotopy.api.sweep;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.tonotopy.api.job.FitRequestCheck;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.registry.benchmark.Benchmark;
import org.tonotopy.registry.job.JobSpec;
import org.tonotopy.registry.reference.VersionedName;
import org.tonotopy.registry.sweep.Sweep;

/** Checks a request for a sweep and writes out its fits. */
@Component
class SweepRequestCheck {
    private static final String SEEDS = "seeds";
    private static final String SEED_COUNT = "seed_count";
    private static final int MOST_SEEDS = 100;

    private final FitRequestCheck fits;

    SweepRequestCheck(FitRequestCheck fits) {
        this.fits = fits;
    }

    /**
     * A sweep that can be carried out.
     *
     * @param benchmark that it is for
     * @param fits one for each seed
     * @param ensemble whether their ensemble is to be made
     */
    record Checked(Benchmark benchmark, List<JobSpec.Fit> fits, boolean ensemble) {}

    /**
     * Checks a request.
     *
     * @throws org.tonotopy.api.problem.ProblemException naming everything that is wrong
     */
    Checked check(CreateSweepRequest request) {
        FieldProblems problems = new FieldProblems();
        List<Long> seeds = seeds(request, problems);
        if (request.wantsEnsemble() && problems.isEmpty() && seeds.size() < 2) {
            problems.add(
                    "ensemble", "there is only one seed, and an ensemble is of two or more", "Ask for more seeds.");
        }
        Optional<FitRequestCheck.Checked> checked = fits.check(request.ofFits(), problems);
        checked.ifPresent(fit -> refuseVainSeeds(request, fit, seeds, problems));
        checked.ifPresent(fit -> refuseLongName(request, fit, problems));
        problems.refuse();
        FitRequestCheck.Checked fit = checked.orElseThrow();
        return new Checked(fit.benchmark(), seeds.stream().map(fit::withSeed).toList(), request.wantsEnsemble());
    }

    private static List<Long> seeds(CreateSweepRequest request, FieldProblems problems) {
        List<@Nullable Long> sent = request.seeds();
        Integer count = request.seedCount();
        if (sent != null && count != null) {
            problems.add(SEED_COUNT, "seeds says it already", "Leave one of them out.");
            return List.of();
        }
        if (sent != null) {
            return isAllowed(sent.size(), SEEDS, problems) ? listed(sent, problems) : List.of();
        }
        if (count != null) {
            return isAllowed(count, SEED_COUNT, problems)
                    ? LongStream.range(0, count).boxed().toList()
                    : List.of();
        }
        problems.add(SEEDS, "it is missing", "Send a list such as [0, 1, 2], or " + SEED_COUNT + ": 3.");
        return List.of();
    }

    private static boolean isAllowed(int seeds, String field, FieldProblems problems) {
        boolean allowed = seeds >= 1 && seeds <= MOST_SEEDS;
        if (!allowed) {
            problems.add(field, "there cannot be " + seeds + " seeds", "Ask for 1 to " + MOST_SEEDS + ".");
        }
        return allowed;
    }

    private static List<Long> listed(List<@Nullable Long> sent, FieldProblems problems) {
        List<Long> seeds = new ArrayList<>();
        for (int place = 0; place < sent.size(); place++) {
            String field = SEEDS + "[" + place + "]";
            Long seed = sent.get(place);
            if (seed == null) {
                problems.add(field, "it is null", "Send whole numbers.");
                continue;
            }
            FitRequestCheck.checkSeed(field, seed, problems);
            if (seeds.contains(seed)) {
                problems.add(field, "the seed " + seed + " is named twice", "Name each seed once.");
            }
            seeds.add(seed);
        }
        return seeds;
    }

    private static void refuseVainSeeds(
            CreateSweepRequest request, FitRequestCheck.Checked fit, List<Long> seeds, FieldProblems problems) {
        if (seeds.size() > 1 && !fit.fit().dependsOnSeed()) {
            problems.add(
                    request.seeds() == null ? SEED_COUNT : SEEDS,
                    "this fit is solved in closed form, and every seed gives the same weights",
                    "Ask for one seed, or train by gradient.");
        }
    }

    private static void refuseLongName(
            CreateSweepRequest request, FitRequestCheck.Checked fit, FieldProblems problems) {
        if (request.wantsEnsemble() && !VersionedName.isName(Sweep.ensembleName(fit.modelName()))) {
            problems.add(
                    "model_name",
                    "the ensemble is kept as " + Sweep.ensembleName(fit.modelName()) + ", which is too long for a name",
                    "Give a shorter one.");
        }
    }
}
