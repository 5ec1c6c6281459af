package org.tonotopy.api.sweep;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tonotopy.api.problem.FieldProblems;
import org.tonotopy.registry.sweep.Halving;

/**
 * Says how weak fits of a sweep are stopped early.
 *
 * @param firstEpochs after how many epochs for the first time
 * @param factor which part of them goes on, for as many times the epochs
 */
@Schema(
        name = "SweepHalving",
        description =
                "Stops weak fits early: all run for first_epochs, then the best by validation score, one in factor,"
                        + " go on to factor times the epochs, and so on until max_epochs; the others are CANCELLED. Only for"
                        + " fits by gradient of one network each.")
@JsonInclude(JsonInclude.Include.NON_NULL)
record HalvingRequest(
        @Schema(description = "Epochs of the first rung.", minimum = "1", requiredMode = Schema.RequiredMode.REQUIRED)
        @Nullable Integer firstEpochs,

        @Schema(
                description = "How many times longer each rung is, and fewer fits it has.",
                minimum = "2",
                maximum = "" + LARGEST_FACTOR,
                defaultValue = "3")
        @Nullable Integer factor) {
    private static final String FIELD = "halving";
    private static final int FACTOR = 3;
    private static final int LARGEST_FACTOR = 100;

    /**
     * Checks it against what is to be fitted.
     *
     * @param longest the most epochs of any of the fits; empty where one of them is not by gradient
     * @param networks of each fit
     * @param ensemble whether an ensemble of all fits is wanted
     */
    Optional<Halving> check(Optional<Integer> longest, List<Long> networks, boolean ensemble, FieldProblems problems) {
        int epochs = firstEpochs == null ? 0 : firstEpochs;
        int part = factor == null ? FACTOR : factor;
        if (epochs < 1) {
            problems.add(
                    FIELD + ".first_epochs",
                    firstEpochs == null ? "it is missing" : "it is " + epochs,
                    "Say after how many epochs weak fits are stopped for the first time, 1 or more.");
        }
        if (part < 2 || part > LARGEST_FACTOR) {
            problems.add(FIELD + ".factor", "it is " + part, "Use 2 to " + LARGEST_FACTOR + ".");
        }
        if (ensemble) {
            problems.add("ensemble", "with halving not all fits succeed", "Leave one of them out.");
        }
        if (longest.isEmpty()) {
            problems.add(FIELD, "a fit in closed form has no epochs", "Leave it out, or train by gradient.");
        } else if (epochs >= longest.get()) {
            problems.add(
                    FIELD + ".first_epochs",
                    "no fit has more than " + longest.get() + " epochs",
                    "Use fewer, or larger max_epochs.");
        }
        if (networks.stream().anyMatch(number -> number > 1)) {
            problems.add(
                    FIELD,
                    "a fit has " + networks.stream().max(Long::compare).orElse(1L)
                            + " networks, each with epochs of its own",
                    "Use units population and a benchmark without folds, or leave it out.");
        }
        return problems.isEmpty() ? Optional.of(new Halving(epochs, part)) : Optional.empty();
    }
}
