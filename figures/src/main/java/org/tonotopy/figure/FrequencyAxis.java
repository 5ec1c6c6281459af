package org.tonotopy.figure;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.util.List;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;

/** A logarithmic axis of frequency. Places on it are octaves above 1,000 Hz; its labels are frequencies, one an octave. */
public final class FrequencyAxis {
    private static final double ORIGIN_HZ = 1000;
    private static final MathContext KILOHERTZ_DIGITS = new MathContext(3);

    private FrequencyAxis() {}

    /** Octaves above the origin. */
    public static double place(double hz) {
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

    /** From one place to another, labelled in Hz. */
    public static NumberAxis of(double lowest, double highest) {
        return axis("frequency (Hz)", lowest, highest, new Hertz());
    }

    /** From one place to another, labelled in kHz. */
    public static NumberAxis inKilohertz(double lowest, double highest) {
        return axis("frequency (kHz)", lowest, highest, new Kilohertz());
    }

    private static NumberAxis axis(String label, double lowest, double highest, NumberFormat format) {
        NumberAxis axis = new NumberAxis(label);
        axis.setRange(lowest, highest);
        axis.setTickUnit(new NumberTickUnit(Math.max(1, Math.ceil((highest - lowest) / 8)), format));
        return axis;
    }

    /** Writes a place as a frequency. */
    private abstract static class Frequency extends NumberFormat {
        private static final long serialVersionUID = 1L;

        abstract String text(double hz);

        @Override
        public StringBuffer format(double place, StringBuffer text, FieldPosition position) {
            return text.append(text(ORIGIN_HZ * Math.pow(2, place)));
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

    private static final class Hertz extends Frequency {
        private static final long serialVersionUID = 1L;

        @Override
        String text(double hz) {
            return String.valueOf(Math.round(hz));
        }
    }

    private static final class Kilohertz extends Frequency {
        private static final long serialVersionUID = 1L;

        @Override
        String text(double hz) {
            return BigDecimal.valueOf(hz / 1000)
                    .round(KILOHERTZ_DIGITS)
                    .stripTrailingZeros()
                    .toPlainString();
        }
    }
}
