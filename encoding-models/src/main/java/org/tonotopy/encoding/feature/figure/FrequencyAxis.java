package org.tonotopy.encoding.feature.figure;

import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;

/**
 * A logarithmic axis of frequency. Places on it are octaves above 1,000 Hz; its labels are in Hz, one an octave.
 */
final class FrequencyAxis {
    private static final double ORIGIN_HZ = 1000;

    private FrequencyAxis() {}

    /** Octaves above the origin. */
    static double place(double hz) {
        return Math.log(hz / ORIGIN_HZ) / Math.log(2);
    }

    /** Where each band begins and the last one ends: halfway between centres, and as far beyond the outer ones. */
    static double[] edges(List<Double> centresHz) {
        int bands = centresHz.size();
        double[] edges = new double[bands + 1];
        for (int band = 1; band < bands; band++) {
            edges[band] = (place(centresHz.get(band - 1)) + place(centresHz.get(band))) / 2;
        }
        double first = place(centresHz.get(0));
        double last = place(centresHz.get(bands - 1));
        edges[0] = bands == 1 ? first - 0.5 : 2 * first - edges[1];
        edges[bands] = bands == 1 ? last + 0.5 : 2 * last - edges[bands - 1];
        return edges;
    }

    static NumberAxis of(double lowest, double highest) {
        NumberAxis axis = new NumberAxis("frequency (Hz)");
        axis.setRange(lowest, highest);
        axis.setTickUnit(new NumberTickUnit(Math.max(1, Math.ceil((highest - lowest) / 8)), new Hertz()));
        return axis;
    }

    /** Writes a place as Hz. */
    private static final class Hertz extends NumberFormat {
        private static final long serialVersionUID = 1L;

        @Override
        public StringBuffer format(double place, StringBuffer text, FieldPosition position) {
            return text.append(Math.round(ORIGIN_HZ * Math.pow(2, place)));
        }

        @Override
        public StringBuffer format(long place, StringBuffer text, FieldPosition position) {
            return format((double) place, text, position);
        }

        @Override
        public Number parse(String text, ParsePosition position) {
            throw new UnsupportedOperationException("an axis only writes");
        }
    }
}
