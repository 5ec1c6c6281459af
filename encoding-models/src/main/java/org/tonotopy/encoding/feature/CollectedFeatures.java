package org.tonotopy.encoding.feature;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * Keeps what is finished, for those who want all of it in memory; everything else goes to another listener.
 *
 * @param <R> what is made for each target
 */
public final class CollectedFeatures<R> implements FeatureListener<R> {
    private final FeatureListener<R> listener;
    private final List<R> finished = new ArrayList<>();

    /** @param listener hears of everything too */
    public CollectedFeatures(FeatureListener<R> listener) {
        this.listener = listener;
    }

    @Override
    public void onFinished(R result) {
        finished.add(result);
        listener.onFinished(result);
    }

    @Override
    public FeatureDecision onProgress(FeatureProgress progress) {
        return listener.onProgress(progress);
    }

    /**
     * What is finished, when the computation is over.
     *
     * @param targets whose order it has
     * @param targetOf whose a result is
     */
    public List<R> inOrderOf(List<ResponseTarget> targets, Function<R, ResponseTarget> targetOf) {
        return finished.stream()
                .sorted(Comparator.comparingInt(result -> targets.indexOf(targetOf.apply(result))))
                .toList();
    }
}
