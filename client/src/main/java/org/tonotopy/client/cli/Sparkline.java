package org.tonotopy.client.cli;

import java.util.Arrays;
import java.util.List;

/** A curve in one line of text. */
final class Sparkline {
    private static final String LEVELS = "▁▂▃▄▅▆▇█";

    private Sparkline() {}

    /**
     * Draws values from their least to their greatest.
     *
     * @param width characters at most; of more values each character is the mean of its share
     */
    static String of(List<Double> values, int width) {
        int count = Math.min(width, values.size());
        double[] means = new double[count];
        for (int i = 0; i < count; i++) {
            int from = (int) ((long) i * values.size() / count);
            int to = (int) ((long) (i + 1) * values.size() / count);
            means[i] = values.subList(from, to).stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .orElseThrow();
        }
        double low = Arrays.stream(means).min().orElse(0);
        double range = Arrays.stream(means).max().orElse(0) - low;
        StringBuilder line = new StringBuilder();
        for (double mean : means) {
            int level = range == 0 ? 0 : (int) Math.min(7, (mean - low) / range * 8);
            line.append(LEVELS.charAt(level));
        }
        return line.toString();
    }
}
