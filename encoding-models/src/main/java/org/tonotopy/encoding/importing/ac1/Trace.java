package org.tonotopy.encoding.importing.ac1;

import java.util.Arrays;
import org.tonotopy.encoding.importing.mat.MatFile;
import org.tonotopy.encoding.importing.mat.MatNumbers;
import org.tonotopy.encoding.importing.mat.MatRefusedException;
import org.tonotopy.encoding.importing.mat.MatStructs;
import org.tonotopy.encoding.recording.Finding.Code;

/**
 * What the electrode recorded: {@code response.trace} times {@code response.scale}, which makes it millivolts, at
 * {@code response.sf} samples per second.
 */
final class Trace {

    private static final String VARIABLE = "response";
    /** An edge of a bin that falls on a sample, but for rounding, falls on it. */
    private static final double EDGE = 1e-6;

    private final MatNumbers raw;
    private final double scale;
    private final double rateHz;

    private Trace(MatNumbers raw, double scale, double rateHz) {
        this.raw = raw;
        this.scale = scale;
        this.rateHz = rateHz;
    }

    static boolean isIn(MatFile file) {
        return file.names().contains(VARIABLE);
    }

    /** @param mostSamples more are refused */
    static Trace read(MatFile file, long mostSamples) throws MatRefusedException {
        MatStructs response = PublishedFields.variable(file, VARIABLE);
        String where = VARIABLE + ".trace";
        MatNumbers raw =
                PublishedFields.vector(response.get(0, "trace", VARIABLE).asNumbers(where), where, mostSamples);
        double scale = PublishedFields.scalar(response, 0, "scale", VARIABLE);
        if (!Double.isFinite(scale) || scale == 0) {
            throw new MatRefusedException(
                    Code.UNREADABLE_ARRAY,
                    VARIABLE + ".scale",
                    "The factor that makes millivolts of the trace is " + scale + ".",
                    "Save the factor that belongs to the amplifier.");
        }
        return new Trace(raw, scale, PublishedFields.rate(response, 0, "sf", VARIABLE));
    }

    int length() {
        return raw.size();
    }

    double rateHz() {
        return rateHz;
    }

    /** The sample at an index from 0, signed. */
    double at(int index) {
        return raw.at(index) * scale;
    }

    double[] samples() {
        double[] samples = raw.toDoubles();
        for (int i = 0; i < samples.length; i++) {
            samples[i] *= scale;
        }
        return samples;
    }

    /** Whether a bin is wide enough to hold a sample. */
    boolean hasSampleInEvery(double dtMs) {
        return dtMs * rateHz / 1000 >= 1;
    }

    /**
     * The mean of the samples in each bin {@code [k * dt, (k + 1) * dt)} after an onset, which smooths as it thins out and
     * looks at nothing after the bin. NaN where one of the samples is NaN or is not there.
     *
     * @param onset index of the sample with which the sound began
     */
    double[] means(int onset, int bins, double dtMs) {
        double[] means = new double[bins];
        Arrays.fill(means, Double.NaN);
        for (int bin = 0; bin < bins && end(onset, bin, dtMs) <= length(); bin++) {
            int from = (int) end(onset, bin - 1, dtMs);
            int to = (int) end(onset, bin, dtMs);
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += at(i);
            }
            means[bin] = sum / (to - from);
        }
        return means;
    }

    /** Whether it goes on to the end of so many bins. */
    boolean covers(int onset, int bins, double dtMs) {
        return end(onset, bins - 1, dtMs) <= length();
    }

    /** The sample after the last one of a bin. */
    private double end(int onset, int bin, double dtMs) {
        return onset + Math.ceil((bin + 1.0) * dtMs * rateHz / 1000 - EDGE);
    }
}
