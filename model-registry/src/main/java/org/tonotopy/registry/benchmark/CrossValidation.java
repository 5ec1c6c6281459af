package org.tonotopy.registry.benchmark;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Every stimulus is tested once, by a network that was fitted without it. The folds are written out when the benchmark is
 * defined, so that a reader sees them and no later release can draw them differently.
 *
 * @param scheme how the folds were drawn
 * @param seed of the draw; empty where nothing was drawn
 * @param validationSounds sounds that stop the fit of each fold
 * @param folds for each fold which stimuli are for what
 */
public record CrossValidation(Scheme scheme, Optional<Long> seed, int validationSounds, List<StimulusSplit> folds)
        implements BenchmarkSplit {
    /** How folds are drawn. */
    public enum Scheme {
        /** The sounds are shuffled and dealt out to k folds. */
        @JsonProperty("k_fold")
        K_FOLD,
        /** Every sound is a fold. */
        @JsonProperty("leave_one_stimulus_out")
        LEAVE_ONE_STIMULUS_OUT
    }

    /** Copies the list. */
    public CrossValidation {
        folds = List.copyOf(folds);
    }

    /**
     * Shuffles the sounds and deals them out to folds whose sizes differ by one at most. A fold tests its own sounds, stops by
     * those that follow them in the shuffled row, which begins again at its end, and is fitted to the rest.
     *
     * @param sounds each the indices of the stimuli that are this sound; ascending
     * @param folds from 2 to the number of sounds
     * @param seed of the shuffling
     * @param validationSounds at least 1; the largest fold leaves one sound or more beside them
     */
    public static CrossValidation kFold(List<List<Integer>> sounds, int folds, long seed, int validationSounds) {
        List<List<Integer>> row = shuffled(sounds, seed);
        List<StimulusSplit> drawn = new ArrayList<>();
        for (int fold = 0; fold < folds; fold++) {
            int first = Math.toIntExact((long) row.size() * fold / folds);
            int end = Math.toIntExact((long) row.size() * (fold + 1) / folds);
            drawn.add(turn(row, first, end - first, validationSounds));
        }
        return new CrossValidation(Scheme.K_FOLD, Optional.of(seed), validationSounds, drawn);
    }

    /**
     * Tests each sound in a fold of its own, which stops by the sounds that follow it, beginning again at the end.
     *
     * @param sounds each the indices of the stimuli that are this sound; ascending
     * @param validationSounds at least 1, and two fewer than there are sounds at most
     */
    public static CrossValidation leaveOneStimulusOut(List<List<Integer>> sounds, int validationSounds) {
        List<StimulusSplit> drawn = new ArrayList<>();
        for (int sound = 0; sound < sounds.size(); sound++) {
            drawn.add(turn(sounds, sound, 1, validationSounds));
        }
        return new CrossValidation(Scheme.LEAVE_ONE_STIMULUS_OUT, Optional.empty(), validationSounds, drawn);
    }

    private static StimulusSplit turn(List<List<Integer>> row, int first, int tested, int validated) {
        List<List<Integer>> turned = Stream.concat(
                        row.stream().skip(first), row.stream().limit(first))
                .toList();
        return new StimulusSplit(
                stimuli(turned.subList(tested + validated, turned.size())),
                stimuli(turned.subList(tested, tested + validated)),
                stimuli(turned.subList(0, tested)));
    }

    private static List<Integer> stimuli(List<List<Integer>> sounds) {
        return sounds.stream().flatMap(List::stream).sorted().toList();
    }

    /** Fisher and Yates. */
    private static List<List<Integer>> shuffled(List<List<Integer>> sounds, long seed) {
        List<List<Integer>> row = new ArrayList<>(sounds);
        SplittableRandom random = new SplittableRandom(seed);
        for (int last = row.size() - 1; last > 0; last--) {
            List<Integer> kept = row.get(last);
            int other = random.nextInt(last + 1);
            row.set(last, row.get(other));
            row.set(other, kept);
        }
        return row;
    }

    @Override
    public List<StimulusSplit> turns() {
        return folds;
    }
}
