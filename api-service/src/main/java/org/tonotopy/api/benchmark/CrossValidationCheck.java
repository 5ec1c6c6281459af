package org.tonotopy.api.benchmark;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.registry.benchmark.BenchmarkSplit;
import org.tonotopy.registry.benchmark.CrossValidation;
import org.tonotopy.registry.dataset.DatasetShape;
import org.tonotopy.registry.json.RegistryJson;
import tools.jackson.databind.JsonNode;

/** Checks what was asked of a cross-validation and draws its folds. */
final class CrossValidationCheck {
    /** A network is fitted for each. */
    static final int MOST_FOLDS = 100;

    static final int FEWEST_FOLDS = 2;

    private static final double DEFAULT_VALIDATION_SHARE = 0.2;

    private final CreateBenchmarkRequest.Split sent;
    private final FieldProblems problems;
    private final List<List<Integer>> sounds;

    /**
     * A check.
     *
     * @param filter says which stimuli may take part
     * @param report of the dataset, which says what stimuli are the same sound
     */
    CrossValidationCheck(
            CreateBenchmarkRequest.Split sent,
            DatasetShape shape,
            StimulusFilterCheck filter,
            JsonNode report,
            FieldProblems problems) {
        this.sent = sent;
        this.problems = problems;
        int count = shape.stimuli().size();
        List<Integer> stimuli = sent.stimuli() == null
                ? IntStream.range(0, count).boxed().toList()
                : new IndexList("split.stimuli", "stimuli", count).check(sent.stimuli(), problems);
        this.sounds = sounds(filter.keep("split.stimuli", stimuli), report);
    }

    /** Stimuli that are the same sound are tested together, or one would be learned by heart and asked for again. */
    private static List<List<Integer>> sounds(List<Integer> stimuli, JsonNode report) {
        List<List<Integer>> sounds = new ArrayList<>();
        Set<Integer> grouped = new HashSet<>();
        for (int stimulus : stimuli) {
            if (!grouped.contains(stimulus)) {
                List<Integer> same = SameSounds.in(report)
                        .filter(group -> group.contains(stimulus))
                        .findFirst()
                        .orElse(List.of(stimulus));
                List<Integer> sound =
                        same.stream().filter(stimuli::contains).sorted().toList();
                grouped.addAll(sound);
                sounds.add(sound);
            }
        }
        return sounds;
    }

    /** The folds; empty where something is wrong with the request. */
    Optional<BenchmarkSplit> draw(CrossValidation.Scheme scheme) {
        refuseLists();
        boolean shuffled = scheme == CrossValidation.Scheme.K_FOLD;
        int folds = shuffled ? folds() : sounds.size();
        long seed = sent.seed() == null ? 0 : sent.seed();
        if (!shuffled) {
            refuse("folds", sent.folds() != null, "Every sound is a fold; leave it out.");
            refuse("seed", sent.seed() != null, "Nothing is drawn; leave it out.");
            if (folds > MOST_FOLDS) {
                problems.add(
                        "split.kind",
                        "it makes " + folds + " folds, and a network is fitted for each",
                        "Use k_fold with at most " + MOST_FOLDS + " folds.");
            }
        } else if (seed < 0 || seed > RegistryJson.LARGEST_WHOLE) {
            problems.add(
                    "split.seed", "it is out of range", "It must be from 0 to " + RegistryJson.LARGEST_WHOLE + ".");
        }
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        int untested = sounds.size() - (sounds.size() + folds - 1) / Math.max(1, folds);
        int validation = validation(untested);
        if (!problems.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                shuffled
                        ? CrossValidation.kFold(sounds, folds, seed, validation)
                        : CrossValidation.leaveOneStimulusOut(sounds, validation));
    }

    private void refuseLists() {
        refuse("train", sent.train() != null, "The folds say it; leave it out.");
        refuse("validation", sent.validation() != null, "Say validation_count or validation_share instead.");
        refuse("test", sent.test() != null, "Every stimulus is tested once; leave it out.");
    }

    private void refuse(String field, boolean present, String remedy) {
        if (present) {
            problems.add("split." + field, "it has no meaning for " + sent.kind(), remedy);
        }
    }

    private int folds() {
        int most = Math.min(sounds.size(), MOST_FOLDS);
        if (sent.folds() == null || sent.folds() < FEWEST_FOLDS || sent.folds() > most) {
            problems.add(
                    "split.folds",
                    sent.folds() == null
                            ? "it is missing"
                            : "there cannot be " + sent.folds() + " folds of " + sounds.size() + " sounds",
                    "Use a number from " + FEWEST_FOLDS + " to " + most + ".");
            return FEWEST_FOLDS;
        }
        return sent.folds();
    }

    /**
     * Sounds that stop the fit of each fold.
     *
     * @param untested sounds that the largest fold leaves
     */
    private int validation(int untested) {
        if (untested < 2) {
            problems.add(
                    "split",
                    "its largest fold leaves " + untested + " of " + sounds.size() + " sounds to fit to and to stop by",
                    "Use more folds or more stimuli: at least two sounds must be left.");
            return 1;
        }
        if (sent.validationCount() != null) {
            if (sent.validationShare() != null) {
                problems.add("split.validation_share", "validation_count says it already", "Leave one of them out.");
            }
            if (sent.validationCount() < 1 || sent.validationCount() >= untested) {
                problems.add(
                        "split.validation_count",
                        "there cannot be " + sent.validationCount() + " of " + untested + " sounds",
                        "Use a number from 1 to " + (untested - 1) + ", so that one is left to fit to.");
            }
            return sent.validationCount();
        }
        double share = sent.validationShare() == null ? DEFAULT_VALIDATION_SHARE : sent.validationShare();
        if (!(share > 0) || share >= 1) {
            problems.add("split.validation_share", "it is out of range", "Use a number above 0 and below 1.");
        }
        return Math.max(1, Math.min(untested - 1, (int) Math.round(share * untested)));
    }
}
