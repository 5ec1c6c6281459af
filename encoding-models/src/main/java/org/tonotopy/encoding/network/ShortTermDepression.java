package org.tonotopy.encoding.network;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.tonotopy.encoding.network.StartingValues.BeforeSoftplus;
import org.tonotopy.encoding.network.StartingValues.Constant;

/**
 * Learned short-term depression of each band (Tsodyks &amp; Markram 1997 PNAS 94:719; as a model of auditory cortex, David
 * et al. 2009 J Neurosci 29:3374). Of a resource {@code d} what is not there comes back with time constant {@code tau}, and
 * sound uses it up: {@code d(t) = d(t-1) + (1 - d(t-1)) / tau - u d(t-1) x(t-1)}, {@code d(0) = 1}, held to [0, 1]; what
 * passes is {@code x(t) d(t)}. {@code x} is the input above the band's floor, 0 below it.
 *
 * <p>Learned per band: {@code r} with {@code tau = 1 + r^2} bins, which no fit can bring below one bin, and a number
 * whose softplus is {@code u >= 0}, in units of one over those of the input. A fit starts at {@code u = 1 /
 * tau}, where a steady sound one unit above the floor leaves half of the resource.
 *
 * @param floor for each band the level that counts as no sound, in the units in which the network sees it
 * @param recoveryBins {@code tau} in bins before a fit; above 1
 */
public record ShortTermDepression(List<Double> floor, double recoveryBins) implements Prefilter {
    private static final double FIRST_RECOVERY_MS = 100;
    /** At one bin {@code r} is 0, where it has no slope. */
    private static final double LEAST_FIRST_RECOVERY_BINS = 2;

    /** Checks and copies. */
    public ShortTermDepression {
        floor = List.copyOf(floor);
        if (!floor.stream().allMatch(Double::isFinite)) {
            throw new IllegalArgumentException("floor is not finite in every band");
        }
        if (!(recoveryBins > 1) || Double.isInfinite(recoveryBins)) {
            throw new IllegalArgumentException("recoveryBins is " + recoveryBins + ": use a number above 1");
        }
    }

    /**
     * For sounds like these: the floor of a band is its least value in them, and recovery begins at 100 ms, or two bins
     * where those are longer.
     *
     * @param train the train stimuli as the network will see them; one or more
     * @param bands bands of each
     * @param dtMs width of a bin in milliseconds
     */
    public static ShortTermDepression measure(List<Clip> train, int bands, double dtMs) {
        List<Double> floor = new ArrayList<>(Collections.nCopies(bands, Double.POSITIVE_INFINITY));
        for (Clip clip : train) {
            for (int i = 0; i < clip.input().length; i++) {
                int band = i % bands;
                floor.set(band, Math.min(floor.get(band), clip.input()[i]));
            }
        }
        return new ShortTermDepression(floor, Math.max(LEAST_FIRST_RECOVERY_BINS, FIRST_RECOVERY_MS / dtMs));
    }

    @Override
    public Frame output(Frame input) {
        requireFrame(input);
        return input;
    }

    @Override
    public void addTo(ParameterLayout.Builder layout, Frame input) {
        requireFrame(input);
        layout.add(ParameterNames.DEPRESSION_RECOVERY, new Constant(Math.sqrt(recoveryBins - 1)), input.bands())
                .add(ParameterNames.DEPRESSION_USE, new Constant(BeforeSoftplus.of(1 / recoveryBins)), input.bands());
    }

    private void requireFrame(Frame input) {
        if (input.channels() != 1 || input.bands() != floor.size()) {
            throw new IllegalArgumentException("floor has " + floor.size()
                    + " bands: the cochleagram in front of the network has " + input.bands());
        }
    }
}
