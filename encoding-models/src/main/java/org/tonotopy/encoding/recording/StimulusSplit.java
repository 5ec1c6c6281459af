package org.tonotopy.encoding.recording;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Which stimuli a model is fitted on, stopped by and scored on. Whole stimuli only: neighbouring bins of one sound
 * are not independent.
 *
 * @param train stimulus indices for fitting and for every normalisation constant
 * @param validation stimulus indices for early stopping and for choosing hyperparameters
 * @param test stimulus indices that the scorer alone reads
 */
public record StimulusSplit(List<Integer> train, List<Integer> validation, List<Integer> test) {

    /** @throws IllegalArgumentException where a set is empty, an index negative, or a stimulus in two places */
    public StimulusSplit {
        train = List.copyOf(train);
        validation = List.copyOf(validation);
        test = List.copyOf(test);
        Map<Integer, String> owners = new HashMap<>();
        claim("train", train, owners);
        claim("validation", validation, owners);
        claim("test", test, owners);
    }

    private static void claim(String set, List<Integer> stimuli, Map<Integer, String> owners) {
        if (stimuli.isEmpty()) {
            throw new IllegalArgumentException(set + " is empty: name at least one stimulus");
        }
        for (int stimulus : stimuli) {
            if (stimulus < 0) {
                throw new IllegalArgumentException(set + " names stimulus " + stimulus + ": indices start at 0");
            }
            String owner = owners.putIfAbsent(stimulus, set);
            if (owner != null) {
                throw new IllegalArgumentException("stimulus " + stimulus + " is in " + owner
                        + (owner.equals(set) ? " twice" : " and in " + set) + ": leave it in one place");
            }
        }
    }

    /**
     * Checks that every index names one of {@code stimuli} stimuli.
     *
     * @throws IllegalArgumentException where one does not
     */
    public void requireWithin(int stimuli) {
        for (List<Integer> set : List.of(train, validation, test)) {
            for (int stimulus : set) {
                if (stimulus >= stimuli) {
                    throw new IllegalArgumentException("the split names stimulus " + stimulus
                            + ", but the recording has stimuli 0 to " + (stimuli - 1));
                }
            }
        }
    }
}
