package org.tonotopy.encoding.response;

import java.util.ArrayList;
import java.util.List;
import org.tonotopy.encoding.recording.Neuron;
import org.tonotopy.encoding.recording.Recording;
import org.tonotopy.encoding.recording.ResponseKind;
import org.tonotopy.encoding.recording.StimulusResponses;

/**
 * The responses of chosen neurons to chosen stimuli, smoothed. Stimuli and neurons are addressed by their position in
 * the choice, not by their index in the recording.
 *
 * <p>The PSTH is held in double; smoothed repeats are made on demand, because they are many times larger.
 */
public final class PreparedResponses {

    private final Recording recording;
    private final List<Integer> stimuli;
    private final List<Integer> neurons;
    private final ResponseSmoothing smoothing;
    private final SmoothingWindow window;
    private final List<double[]> psths;

    PreparedResponses(Recording recording, List<Integer> stimuli, List<Integer> neurons, ResponseSmoothing smoothing) {
        this.recording = recording;
        this.stimuli = List.copyOf(stimuli);
        this.neurons = List.copyOf(neurons);
        this.smoothing = smoothing;
        this.window = smoothing.window(recording.dtMs());
        List<double[]> averaged = new ArrayList<>();
        for (int stimulus = 0; stimulus < this.stimuli.size(); stimulus++) {
            averaged.add(averages(stimulus));
        }
        this.psths = List.copyOf(averaged);
    }

    private double[] averages(int stimulus) {
        int bins = bins(stimulus);
        double[] averages = new double[bins * neurons.size()];
        for (int neuron = 0; neuron < neurons.size(); neuron++) {
            double[] sum = new double[bins];
            int[] recorded = new int[bins];
            for (double[] repeat : repeats(stimulus, neuron)) {
                for (int t = 0; t < bins; t++) {
                    if (!Double.isNaN(repeat[t])) {
                        sum[t] += repeat[t];
                        recorded[t]++;
                    }
                }
            }
            for (int t = 0; t < bins; t++) {
                averages[t * neurons.size() + neuron] = recorded[t] == 0 ? Double.NaN : sum[t] / recorded[t];
            }
        }
        return averages;
    }

    /** Number of stimuli. */
    public int stimuli() {
        return stimuli.size();
    }

    /** Number of neurons. */
    public int neurons() {
        return neurons.size();
    }

    /** The neuron at a position. */
    public Neuron neuron(int neuron) {
        return recording.neurons().get(neurons.get(neuron));
    }

    /** The index in the recording of the neuron at a position. */
    public int neuronIndex(int neuron) {
        return neurons.get(neuron);
    }

    /** The index in the recording of the stimulus at a position. */
    public int stimulusIndex(int stimulus) {
        return stimuli.get(stimulus);
    }

    /** Length of a stimulus in time bins. */
    public int bins(int stimulus) {
        return recording.responses().get(stimuli.get(stimulus)).bins();
    }

    /** How repeats were smoothed. */
    public ResponseSmoothing smoothing() {
        return smoothing;
    }

    /** The window that the smoothing is at this recording's bin width. */
    public SmoothingWindow window() {
        return window;
    }

    /** What the responses count or measure. */
    public ResponseKind kind() {
        return recording.responseKind();
    }

    /**
     * The mean over the repeats that were recorded, as a target for fitting: time-major, {@code bins * neurons}, NaN
     * where no repeat was recorded.
     */
    public float[] psth(int stimulus) {
        double[] exact = psths.get(stimulus);
        float[] rounded = new float[exact.length];
        for (int i = 0; i < exact.length; i++) {
            rounded[i] = (float) exact[i];
        }
        return rounded;
    }

    /** The same mean for one neuron and bin, in double. */
    public double psthAt(int stimulus, int bin, int neuron) {
        return psths.get(stimulus)[bin * neurons.size() + neuron];
    }

    /** The smoothed repeats of one neuron, each {@code bins} long; repeats without any recorded bin are not listed. */
    public List<double[]> repeats(int stimulus, int neuron) {
        return recorded(stimulus, neuron).stream().map(window::smooth).toList();
    }

    /** The repeats of one neuron as recorded, unsmoothed; repeats without any recorded bin are not listed. */
    public List<double[]> unsmoothedRepeats(int stimulus, int neuron) {
        return recorded(stimulus, neuron);
    }

    private List<double[]> recorded(int stimulus, int neuron) {
        StimulusResponses responses = recording.responses().get(stimuli.get(stimulus));
        List<double[]> repeats = new ArrayList<>(responses.repeatSlots());
        for (int repeat = 0; repeat < responses.repeatSlots(); repeat++) {
            double[] values = responses.repeat(neurons.get(neuron), repeat);
            if (holdsAnything(values)) {
                repeats.add(values);
            }
        }
        return repeats;
    }

    private static boolean holdsAnything(double[] values) {
        for (double value : values) {
            if (!Double.isNaN(value)) {
                return true;
            }
        }
        return false;
    }
}
