package org.tonotopy.encoding.report;

import java.util.ArrayList;
import java.util.List;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.report.Alignment.LagCorrelation;

/** Sound level and population response of some stimuli, each minus its mean in the stimulus, to be set against each other. */
final class LaggedSeries {
    private final double dtMs;
    private final List<double[]> levels = new ArrayList<>();
    private final List<double[]> responses = new ArrayList<>();

    private LaggedSeries(double dtMs) {
        this.dtMs = dtMs;
    }

    /**
     * The first stimuli of a recording.
     *
     * @param mostBins no stimulus begins after so many bins of those before it
     */
    static LaggedSeries of(Recording recording, int mostBins) {
        LaggedSeries series = new LaggedSeries(recording.dtMs());
        long bins = 0;
        for (int stimulus = 0; stimulus < recording.stimuli().size() && bins < mostBins; stimulus++) {
            series.levels.add(
                    PopulationResponse.centred(SoundLevel.of(recording.stimuli().get(stimulus))));
            series.responses.add(PopulationResponse.deviation(recording, stimulus));
            bins += recording.stimuli().get(stimulus).bins();
        }
        return series;
    }

    /**
     * The pooled correlation at a lag; NaN where one of the two does not change.
     *
     * @param lag bins by which the response is later; negative: earlier
     */
    LagCorrelation correlation(int lag) {
        double shared = 0;
        double ofLevel = 0;
        double ofResponse = 0;
        long bins = 0;
        for (int stimulus = 0; stimulus < levels.size(); stimulus++) {
            double[] level = levels.get(stimulus);
            double[] response = responses.get(stimulus);
            for (int t = Math.max(0, lag); t < Math.min(response.length, level.length + lag); t++) {
                if (!Double.isNaN(response[t])) {
                    shared += level[t - lag] * response[t];
                    ofLevel += level[t - lag] * level[t - lag];
                    ofResponse += response[t] * response[t];
                    bins++;
                }
            }
        }
        double correlation = ofLevel > 0 && ofResponse > 0 ? shared / Math.sqrt(ofLevel * ofResponse) : Double.NaN;
        return new LagCorrelation(lag, lag * dtMs, correlation, bins);
    }

    /**
     * The standard error of a correlation between independent series that correlate with themselves as these do (Bartlett
     * 1946): {@code sqrt(sum_k rho_x(k) rho_y(k) / n)}, and never less than without self-correlations.
     *
     * @param bins pairs that the correlation is over
     * @param step bins between the lags at which self-correlations are taken
     * @param memory bins over which they are summed
     */
    double standardError(long bins, int step, int memory) {
        double sum = 0;
        for (int lag = step; lag <= memory; lag += step) {
            sum += 2 * selfCorrelation(levels, lag) * selfCorrelation(responses, lag);
        }
        return Math.sqrt(Math.max(1, 1 + step * sum) / bins);
    }

    private static double selfCorrelation(List<double[]> series, int lag) {
        double shared = 0;
        double own = 0;
        for (double[] values : series) {
            for (int t = 0; t < values.length; t++) {
                if (!Double.isNaN(values[t])) {
                    own += values[t] * values[t];
                    if (t >= lag && !Double.isNaN(values[t - lag])) {
                        shared += values[t] * values[t - lag];
                    }
                }
            }
        }
        return shared / own;
    }
}
