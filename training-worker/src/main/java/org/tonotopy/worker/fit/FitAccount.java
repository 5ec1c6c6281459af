package org.tonotopy.worker.fit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import org.tonotopy.encoding.fitting.CompletedFit;
import org.tonotopy.encoding.fitting.PenaltyScore;
import org.tonotopy.encoding.fitting.StopReason;
import org.tonotopy.encoding.response.InputScaling;
import org.tonotopy.registry.model.FitSummary;
import org.tonotopy.registry.model.FittedNetwork;
import org.tonotopy.registry.model.LearningCurvePoint;
import org.tonotopy.registry.model.NetworkOutcome;

/** Puts how a fit went into the registry's form, where an undefined number is absent. */
final class FitAccount {
    private FitAccount() {}

    /**
     * A network of a job.
     *
     * @param alone whether it is for all neurons that the job is for
     */
    static NetworkOutcome network(NetworkPlan plan, boolean alone, CompletedFit fit, double seconds) {
        return new NetworkOutcome(
                new FittedNetwork(
                        plan.turn().fold(),
                        alone ? List.of() : plan.neurons(),
                        plan.seed(),
                        fit.model().parameterCount(),
                        summary(fit),
                        seconds),
                curve(fit));
    }

    private static FitSummary summary(CompletedFit fit) {
        InputScaling scaling = fit.model().inputScaling();
        boolean closedForm = fit.stopReason() == StopReason.SOLVED_IN_CLOSED_FORM;
        return new FitSummary(
                closedForm ? 0 : fit.curve().size(),
                closedForm ? 0 : fit.bestEpoch(),
                fit.stopReason().name().toLowerCase(Locale.ROOT),
                Optional.of(fit.bestValidationScore()).filter(Double::isFinite),
                chosen(fit.penalties()),
                scaling.mean(),
                scaling.deviation());
    }

    private static List<LearningCurvePoint> curve(CompletedFit fit) {
        boolean closedForm = fit.stopReason() == StopReason.SOLVED_IN_CLOSED_FORM;
        return fit.curve().stream()
                .map(epoch -> new LearningCurvePoint(
                        epoch.epoch(),
                        defined(epoch.trainLoss()),
                        defined(epoch.validationLoss()),
                        defined(epoch.validationScore()),
                        closedForm ? OptionalDouble.empty() : defined(epoch.learningRate()),
                        epoch.seconds()))
                .toList();
    }

    /** The penalty that was taken. */
    private static Map<String, Double> chosen(List<PenaltyScore> tried) {
        return tried.stream()
                .filter(penalty -> penalty.neurons() > 0)
                .collect(Collectors.toMap(penalty -> "penalty", PenaltyScore::penalty, Math::max));
    }

    private static OptionalDouble defined(double value) {
        return Double.isFinite(value) ? OptionalDouble.of(value) : OptionalDouble.empty();
    }
}
