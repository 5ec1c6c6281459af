package org.tonotopy.encoding.feature;

/**
 * How far back a model listens: the energy at a lag is the sum over bands of the squared gradient (or of a dream's squared
 * distance from its base), and a horizon is the length of the past, the bin of the response included, within which a share
 * of it lies.
 *
 * @param halfMs within which half of the energy lies
 * @param ninetyMs within which 90 % of it lie
 * @param ninetyFiveMs within which 95 % of it lie
 * @param oldestTenth share of the energy in the oldest tenth of the window: where it is not small, the window cuts the
 *     memory off and the horizons are too short
 */
public record MemoryHorizon(
        FeatureValue halfMs, FeatureValue ninetyMs, FeatureValue ninetyFiveMs, FeatureValue oldestTenth) {
    /** Measures a gradient map, a receptive field, or a dream's distance from its base. */
    public static MemoryHorizon of(FeatureImage image) {
        double[] energy = energyByLag(image);
        double total = 0;
        for (double share : energy) {
            total += share;
        }
        if (!(total > 0) || Double.isInfinite(total)) {
            FeatureValue none =
                    FeatureValue.undefined(total == 0 ? UndefinedFeature.NO_ENERGY : UndefinedFeature.NOT_FINITE);
            return new MemoryHorizon(none, none, none, none);
        }
        double oldest = 0;
        for (int lag = energy.length - Math.max(1, energy.length / 10); lag < energy.length; lag++) {
            oldest += energy[lag];
        }
        return new MemoryHorizon(
                within(energy, 0.5 * total, image),
                within(energy, 0.9 * total, image),
                within(energy, 0.95 * total, image),
                FeatureValue.of(oldest / total));
    }

    /** The energy at each lag, the bin of the response first. */
    public static double[] energyByLag(FeatureImage image) {
        double[] energy = new double[image.bins()];
        int width = image.axes().width();
        for (int i = 0; i < image.values().length; i++) {
            energy[energy.length - 1 - i / width] += (double) image.values()[i] * image.values()[i];
        }
        return energy;
    }

    private static FeatureValue within(double[] energy, double least, FeatureImage image) {
        double sum = 0;
        int lag = 0;
        for (; lag < energy.length - 1; lag++) {
            sum += energy[lag];
            if (sum >= least) {
                break;
            }
        }
        return FeatureValue.of((lag + 1) * image.axes().dtMs());
    }
}
