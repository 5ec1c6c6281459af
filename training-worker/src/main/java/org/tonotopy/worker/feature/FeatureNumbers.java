package org.tonotopy.worker.feature;

import java.util.EnumMap;
import java.util.Map;
import org.tonotopy.encoding.feature.FeatureSummary;
import org.tonotopy.encoding.feature.FeatureValue;
import org.tonotopy.encoding.feature.MemoryHorizon;
import org.tonotopy.encoding.feature.UndefinedFeature;
import org.tonotopy.encoding.feature.dream.Dream;
import org.tonotopy.registry.feature.FeatureNumber;

/** Puts the numbers that sum a feature up into the registry's form. */
final class FeatureNumbers {
    private final Map<FeatureNumber, Double> defined = new EnumMap<>(FeatureNumber.class);
    private final Map<FeatureNumber, String> undefined = new EnumMap<>(FeatureNumber.class);

    FeatureNumbers summary(FeatureSummary summary) {
        return add(FeatureNumber.BEST_FREQUENCY_HZ, summary.bestFrequencyHz())
                .add(FeatureNumber.BANDWIDTH_OCTAVES, summary.bandwidthOctaves())
                .add(FeatureNumber.LATENCY_MS, summary.latencyMs())
                .add(FeatureNumber.SEPARABILITY, summary.separability())
                .add(FeatureNumber.ON_OFF_BALANCE, summary.onOffBalance())
                .horizon(summary.horizon());
    }

    FeatureNumbers horizon(MemoryHorizon horizon) {
        return add(FeatureNumber.HORIZON_50_MS, horizon.halfMs())
                .add(FeatureNumber.HORIZON_90_MS, horizon.ninetyMs())
                .add(FeatureNumber.HORIZON_95_MS, horizon.ninetyFiveMs())
                .add(FeatureNumber.OLDEST_TENTH, horizon.oldestTenth());
    }

    FeatureNumbers reached(Dream dream) {
        double reached = dream.best().reached();
        return add(
                        FeatureNumber.RESPONSE_REACHED,
                        Double.isFinite(reached)
                                ? FeatureValue.of(reached)
                                : FeatureValue.undefined(UndefinedFeature.NOT_FINITE))
                .add(FeatureNumber.RESPONSE_RATIO, dream.multiple())
                .add(FeatureNumber.RESTART_AGREEMENT, dream.agreement());
    }

    FeatureNumbers add(FeatureNumber number, FeatureValue value) {
        value.reason()
                .ifPresentOrElse(
                        reason -> undefined.put(number, reason.message()), () -> defined.put(number, value.value()));
        return this;
    }

    Map<FeatureNumber, Double> defined() {
        return defined;
    }

    Map<FeatureNumber, String> undefined() {
        return undefined;
    }
}
