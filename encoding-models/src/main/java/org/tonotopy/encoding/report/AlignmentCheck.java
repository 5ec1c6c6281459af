package org.tonotopy.encoding.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.ResponseKind;
import org.tonotopy.encoding.report.Alignment.LagCorrelation;
import org.tonotopy.encoding.report.Alignment.Verdict;

/**
 * Looks for recordings whose responses are shifted against their sounds: by a trigger that was missed, silence that was cut
 * from the sounds alone, or bins of another width.
 *
 * <p>At each lag the population response is correlated with the sound level: the mean over neurons of their PSTHs, each minus
 * its own mean in the stimulus, against the mean over bands of the levels, minus its mean in the stimulus; pairs of all
 * stimuli are pooled, those without a recorded neuron left out. Spikes follow the level of a sound, so of counts the peak is
 * the highest correlation. A membrane potential may fall as well as rise with the sound, and its sign is a matter of the
 * amplifier, so of traces it is the largest in size, of either sign; cells of opposite sign cancel in the mean, which leaves
 * the verdict undecided, not wrong. (Absolute deviations would have no such doubt, but a trace that swings to both sides of
 * its mean deviates as much in the quiet as in the loud, and they would miss it.)
 *
 * <p>How the verdict is found:
 * <ul>
 *   <li>Lags reach from -200 to 200 ms: longer shifts are longer than the sound's own fluctuations and show as no peak.
 *   <li>A peak stands out if it is more than {@value #STANDARD_ERRORS} standard errors from zero. The standard error of a
 *       correlation between two independent series that each correlate with themselves is {@code sqrt(sum_k
 *       rho_x(k) rho_y(k) / n)} (Bartlett 1946, J R Stat Soc Suppl 8:27); among 81 lags of which each exceeds four of them with
 *       probability 6e-5, one does in one recording out of 200.
 *   <li>From 0 to {@value Alignment#LATEST_MS} ms it is where it should be. The first spikes of auditory cortex come 10 to 30 ms after
 *       the sound, those of field L, MLd and the inferior colliculus earlier, and the level rises for a bin or two before its
 *       peak. (NS1, ferret cortex: the peak is at 10 ms, r = 0.54.)
 *   <li>Elsewhere it is suspicious, unless the best lag of that window comes within {@value #AS_GOOD_AS} of it: then the curve
 *       is too broad to tell.
 * </ul>
 *
 * <p>Sounds that repeat themselves hide a shift by their period, and a population that answers only to what ends (offsets)
 * looks late: the verdict is a suspicion, not a proof.
 */
final class AlignmentCheck {
    private static final double REACH_MS = 200;
    private static final double STANDARD_ERRORS = 4;
    private static final double AS_GOOD_AS = 0.9;

    /** Bins without which no peak is looked for, and of which each lag needs at least half. */
    private static final int FEWEST_BINS = 200;
    /** With fewer lags there is no curve to have a peak. */
    private static final int FEWEST_LAGS = 5;
    /** Bins that are looked at: more than an hour at 5 ms, and a second's work. */
    private static final int MOST_BINS = 1_000_000;
    /** Lags are this far apart where bins are finer. */
    private static final double FINEST_LAG_MS = 1;
    /** Over how long self-correlations are summed for the standard error. */
    private static final double MEMORY_MS = 1000;

    private static final MathContext WRITTEN = new MathContext(4);

    private static final String REMEDY =
            "Compare the first bin of a sound with the first bin of its response: see that both"
                    + " begin at the same trigger, that no silence was cut from one of them alone, and that bins are as wide in both."
                    + " Then upload the recording again.";

    private final double dtMs;
    private final boolean eitherSign;
    private final LaggedSeries series;

    private AlignmentCheck(Recording recording) {
        this.dtMs = recording.dtMs();
        this.eitherSign = recording.responseKind() == ResponseKind.TRACE;
        this.series = LaggedSeries.of(recording, MOST_BINS);
    }

    /** Looks at a recording. */
    static Alignment check(Recording recording) {
        return new AlignmentCheck(recording).alignment();
    }

    private Alignment alignment() {
        LagCorrelation none = series.correlation(0);
        if (none.bins() < FEWEST_BINS) {
            return undecided(
                    "Only " + none.bins() + " bins have a recorded response, and " + FEWEST_BINS
                            + " are needed to see a latency.",
                    List.of());
        }
        if (Double.isNaN(none.correlation())) {
            return undecided("The level of the sounds or the mean response never changes.", List.of());
        }
        List<LagCorrelation> curve = curve(none.bins());
        if (curve.size() < FEWEST_LAGS) {
            return undecided(
                    "The bins are too wide or the stimuli too short: there are only " + curve.size()
                            + " lags within 200 ms.",
                    List.of());
        }
        return verdict(curve);
    }

    private List<LagCorrelation> curve(long binsWithoutLag) {
        int step = step();
        int reach = (int) Math.floor(REACH_MS / (step * dtMs));
        List<LagCorrelation> curve = new ArrayList<>();
        for (int lag = -reach; lag <= reach; lag++) {
            LagCorrelation point = series.correlation(lag * step);
            if (2 * point.bins() >= binsWithoutLag && !Double.isNaN(point.correlation())) {
                curve.add(point);
            }
        }
        return curve;
    }

    private int step() {
        return (int) Math.max(1, Math.round(FINEST_LAG_MS / dtMs));
    }

    private Alignment verdict(List<LagCorrelation> curve) {
        LagCorrelation peak = best(curve);
        double least = STANDARD_ERRORS * series.standardError(peak.bins(), step(), (int) (MEMORY_MS / dtMs));
        if (!(size(peak) > least)) {
            return undecided(
                    String.format(
                            Locale.ROOT,
                            "No lag stands out: the highest correlation is %.2f, and one above %.2f would not be chance.",
                            size(peak),
                            least),
                    curve);
        }
        if (isCausal(peak)) {
            return new Alignment(
                    Verdict.ALIGNED,
                    "Responses follow the sound level by " + lag(peak.lagBins()) + ", as those of neurons do.",
                    Optional.empty(),
                    Optional.of(peak),
                    curve);
        }
        LagCorrelation expected = best(curve.stream().filter(this::isCausal).toList());
        if (size(expected) >= AS_GOOD_AS * size(peak)) {
            return undecided(
                    "The peak is too broad: " + lag(peak.lagBins()) + " is hardly better than "
                            + lag(expected.lagBins()) + ".",
                    curve);
        }
        String where = peak.lagBins() < 0
                ? "Responses come " + lag(-peak.lagBins()) + " before the sound that they follow best"
                : "Responses follow the sound level by " + lag(peak.lagBins()) + ", later than neurons do";
        return new Alignment(Verdict.SUSPICIOUS, where + ".", Optional.of(REMEDY), Optional.of(peak), curve);
    }

    private Alignment undecided(String words, List<LagCorrelation> curve) {
        Optional<LagCorrelation> peak = curve.isEmpty() ? Optional.empty() : Optional.of(best(curve));
        return new Alignment(Verdict.UNDECIDED, words, Optional.empty(), peak, curve);
    }

    private LagCorrelation best(List<LagCorrelation> curve) {
        return curve.stream().max(Comparator.comparingDouble(this::size)).orElseThrow();
    }

    private double size(LagCorrelation point) {
        return eitherSign ? Math.abs(point.correlation()) : point.correlation();
    }

    /** A lag of one bin is within the window however wide the bin is. */
    private boolean isCausal(LagCorrelation point) {
        return point.lagBins() >= 0 && (point.lagMs() <= Alignment.LATEST_MS || point.lagBins() == 1);
    }

    private String lag(int bins) {
        String milliseconds = BigDecimal.valueOf(bins * dtMs)
                .round(WRITTEN)
                .stripTrailingZeros()
                .toPlainString();
        return milliseconds + " ms (" + bins + (Math.abs(bins) == 1 ? " bin)" : " bins)");
    }
}
