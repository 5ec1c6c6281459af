package org.tonotopy.encoding.feature;

import java.util.ArrayList;
import java.util.List;
import org.tonotopy.encoding.fitting.PoissonNeurons;
import org.tonotopy.encoding.network.Clip;

/**
 * A neuron that listens for a sequence: a sound that is on in a low band and, 400 ms later, the end of a sound in a high
 * band. The low band is remembered with a kernel {@code exp(-t / fade) - exp(-t / rise)}, highest after 400 ms, with 95 % of
 * its energy within 1.5 s. What is remembered opens a gate, and through the gate the end of the high sound excites as much
 * as its start suppresses. So the mean response to any low sound is that at rest, and no filter with a fixed nonlinearity
 * has anything to find in the low band.
 *
 * <p>It is a network of its own, with slopes by its input written by hand.
 */
final class OnThenOffNeuron implements PoissonNeurons.Rates, DifferentiableResponse {
    static final int BANDS = 6;
    static final int LOW = 1;
    static final int HIGH = 4;
    static final double DT_MS = 20;
    /** From the sound in the low band to the end of the sound in the high one. */
    static final double DELAY_MS = 400;
    /** Within which 95 % of the energy of the low band's kernel lie. */
    static final double HORIZON_MS = 1500;

    private static final double FADE = Math.exp(-DT_MS / 740);
    private static final double RISE = Math.exp(-DT_MS / 230);
    private static final double RECENT = Math.exp(-DT_MS / 80);
    /** Makes the deviation of what is remembered of the sounds of {@link PoissonNeurons} about 1. */
    private static final double MEMORY_SCALE = 0.125;

    private static final double HALF_OPEN = 0.5;
    private static final double GATE_WIDTH = 0.3;
    private static final double GAIN = 2.5;
    private static final double SPIKES_AT_REST = 0.5;

    /** All that the way back needs, one value per bin. */
    private record Course(double[] gate, double[] ending, double[] open) {}

    @Override
    public int bands() {
        return BANDS;
    }

    @Override
    public int width() {
        return BANDS;
    }

    @Override
    public int neurons() {
        return 1;
    }

    @Override
    public double[] of(float[] input, int bins) {
        return rates(course(input, bins));
    }

    /** What the low band's past has in the memory, by lag in bins. */
    static double[] memoryKernel(int bins) {
        double[] kernel = new double[bins];
        for (int lag = 0; lag < bins; lag++) {
            kernel[lag] = MEMORY_SCALE * (Math.pow(FADE, lag) - Math.pow(RISE, lag));
        }
        return kernel;
    }

    /** How far open the gate is in each bin, from 0 to 1. */
    static double[] gate(float[] input, int bins) {
        return course(input, bins).gate();
    }

    /** How far the high band has just fallen in each bin. */
    static double[] ending(float[] input, int bins) {
        return course(input, bins).ending();
    }

    private static Course course(float[] input, int bins) {
        Course course = new Course(new double[bins], new double[bins], new double[bins]);
        double fading = 0;
        double rising = 0;
        double recent = 0;
        for (int bin = 0; bin < bins; bin++) {
            double low = input[bin * BANDS + LOW];
            double high = input[bin * BANDS + HIGH];
            fading = FADE * fading + low;
            rising = RISE * rising + low;
            double remembered = MEMORY_SCALE * (fading - rising);
            course.gate()[bin] = sigmoid((remembered - HALF_OPEN) / GATE_WIDTH);
            course.ending()[bin] = recent - high;
            course.open()[bin] = sigmoid(GAIN * course.gate()[bin] * course.ending()[bin]);
            recent = RECENT * recent + (1 - RECENT) * high;
        }
        return course;
    }

    private static double[] rates(Course course) {
        double[] rates = new double[course.open().length];
        for (int bin = 0; bin < rates.length; bin++) {
            rates[bin] = 2 * SPIKES_AT_REST * course.open()[bin];
        }
        return rates;
    }

    @Override
    public ResponsePass respond(List<Clip> inputs) {
        List<Course> courses =
                inputs.stream().map(clip -> course(clip.input(), clip.bins())).toList();
        return new ResponsePass() {
            @Override
            public List<float[]> responses() {
                return courses.stream()
                        .map(course -> {
                            double[] rates = rates(course);
                            float[] responses = new float[rates.length];
                            for (int bin = 0; bin < rates.length; bin++) {
                                responses[bin] = (float) rates[bin];
                            }
                            return responses;
                        })
                        .toList();
            }

            @Override
            public List<float[]> inputGradients(List<float[]> cotangents) {
                List<float[]> gradients = new ArrayList<>();
                for (int clip = 0; clip < courses.size(); clip++) {
                    gradients.add(back(courses.get(clip), cotangents.get(clip)));
                }
                return gradients;
            }
        };
    }

    private static float[] back(Course course, float[] cotangents) {
        float[] gradient = new float[cotangents.length * BANDS];
        double fading = 0;
        double rising = 0;
        double recent = 0;
        for (int bin = cotangents.length - 1; bin >= 0; bin--) {
            double gate = course.gate()[bin];
            double open = course.open()[bin];
            double drive = cotangents[bin] * 2 * SPIKES_AT_REST * open * (1 - open) * GAIN;
            double remembered = drive * course.ending()[bin] * gate * (1 - gate) / GATE_WIDTH * MEMORY_SCALE;
            double ending = drive * gate;
            fading = FADE * fading + remembered;
            rising = RISE * rising - remembered;
            gradient[bin * BANDS + LOW] = (float) (fading + rising);
            gradient[bin * BANDS + HIGH] = (float) ((1 - RECENT) * recent - ending);
            recent = RECENT * recent + ending;
        }
        return gradient;
    }

    @Override
    public OnThenOffNeuron only(List<Integer> neurons) {
        ResponseTarget.neuron(neurons.get(0)).requireWithin(1);
        return this;
    }

    private static double sigmoid(double value) {
        return 1 / (1 + Math.exp(-value));
    }
}
