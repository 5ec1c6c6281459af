package org.tonotopy.encoding.report;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.StimulusResponses;

/** What all neurons do together: unsmoothed means over repeats and neurons, NaN where nothing was recorded. */
public final class PopulationResponse {

    private static final double ROUNDING = 1e-12;

    private PopulationResponse() {}

    /**
     * The PSTH of one neuron: in each bin the mean over the repeats that were recorded in it.
     *
     * @return one value per bin, in the unit of the recording; NaN where no repeat was recorded
     */
    public static double[] psth(StimulusResponses responses, int neuron) {
        double[] sum = new double[responses.bins()];
        int[] recorded = new int[responses.bins()];
        for (int repeat = 0; repeat < responses.repeatSlots(); repeat++) {
            add(responses.repeat(neuron, repeat), sum, recorded);
        }
        return mean(sum, recorded);
    }

    /**
     * The population PSTH of one stimulus: in each bin the mean over the neurons that were recorded in it.
     *
     * @return one value per bin, in the unit of the recording; NaN where no neuron was recorded
     */
    public static double[] psth(Recording recording, int stimulus) {
        return overNeurons(recording, stimulus, false);
    }

    /**
     * The same of each neuron's deviation from its own mean in this stimulus: where neurons were recorded for different
     * parts of it, their levels leave no step.
     */
    static double[] deviation(Recording recording, int stimulus) {
        return overNeurons(recording, stimulus, true);
    }

    private static double[] overNeurons(Recording recording, int stimulus, boolean centred) {
        StimulusResponses responses = recording.responses().get(stimulus);
        double[] sum = new double[responses.bins()];
        int[] recorded = new int[responses.bins()];
        for (int neuron = 0; neuron < responses.neurons(); neuron++) {
            double[] psth = psth(responses, neuron);
            add(centred ? centred(psth) : psth, sum, recorded);
        }
        return mean(sum, recorded);
    }

    /** Every value minus the mean of those that are there; exactly zero where all are equal but for rounding. */
    static double[] centred(double[] values) {
        DoubleSummaryStatistics there =
                Arrays.stream(values).filter(value -> !Double.isNaN(value)).summaryStatistics();
        double size = Math.max(Math.abs(there.getMin()), Math.abs(there.getMax()));
        boolean varies = there.getMax() - there.getMin() > ROUNDING * size;
        return Arrays.stream(values)
                .map(value -> varies || Double.isNaN(value) ? value - there.getAverage() : 0)
                .toArray();
    }

    private static void add(double[] values, double[] sum, int[] recorded) {
        for (int t = 0; t < values.length; t++) {
            if (!Double.isNaN(values[t])) {
                sum[t] += values[t];
                recorded[t]++;
            }
        }
    }

    private static double[] mean(double[] sum, int[] recorded) {
        double[] mean = new double[sum.length];
        for (int t = 0; t < mean.length; t++) {
            mean[t] = recorded[t] == 0 ? Double.NaN : sum[t] / recorded[t];
        }
        return mean;
    }
}
