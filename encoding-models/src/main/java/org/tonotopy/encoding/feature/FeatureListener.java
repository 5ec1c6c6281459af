package org.tonotopy.encoding.feature;

/**
 * Hears of a batch of features while it runs; called by one thread at a time, which may be any of those that compute.
 *
 * @param <R> what is made for each target
 */
public interface FeatureListener<R> {
    /**
     * A target is done. What it got depends on nothing else in the batch: whoever keeps it can leave the target out of a
     * later batch and get the same for the others.
     */
    void onFinished(R result);

    /**
     * Called often.
     *
     * @return whether to go on
     */
    FeatureDecision onProgress(FeatureProgress progress);

    /** Lets everything run to its end. */
    static <R> FeatureListener<R> silent() {
        return new FeatureListener<>() {
            @Override
            public void onFinished(R result) {
                // The batch returns it too.
            }

            @Override
            public FeatureDecision onProgress(FeatureProgress progress) {
                return FeatureDecision.CONTINUE;
            }
        };
    }
}
