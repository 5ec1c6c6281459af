package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import java.util.Arrays;
import java.util.function.UnaryOperator;
import jdk.incubator.vector.FloatVector;
import org.tonotopy.encoding.network.ContrastGain;
import org.tonotopy.encoding.network.Frame;
import org.tonotopy.encoding.network.OutputNonlinearity;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;

/** {@link ContrastGain}: the filter, the contrast through its magnitude, and the output between two ends. */
final class ContrastGainStage implements Stage {
    private final ContrastGain model;
    private final int bands;
    private final int neurons;
    private final int stride;
    private final StrfStage filter;
    private final StrfStage magnitude;
    private final SaturatingStage low;
    private final SaturatingStage high;
    private final int parameters;
    /** The filter's parameters stand before it, at the beginning. */
    private final int biasAt;
    /** From the values at the lowest contrast to those at the highest. */
    private final float[] steps;

    ContrastGainStage(ContrastGain model, Frame frame, int neurons, ParameterLayout layout) {
        this.model = model;
        this.bands = frame.bands();
        this.neurons = neurons;
        this.stride = Lanes.padded(neurons);
        int delays = model.delayBins();
        this.filter = new StrfStage(model.kernel(), frame, delays, neurons, layout);
        FilterWeights signed = FilterWeights.of(model.kernel(), frame, delays, neurons, layout);
        this.magnitude = StrfStage.withoutBias(
                MagnitudeWeights.of(signed, delays * frame.width(), neurons), frame, delays, neurons);
        this.low = output(layout, UnaryOperator.identity());
        this.high = output(layout, ParameterNames::highContrast);
        this.parameters = layout.size();
        this.biasAt = layout.offset(ParameterNames.STRF_BIAS);
        this.steps = new float[low.values.length];
    }

    private SaturatingStage output(ParameterLayout layout, UnaryOperator<String> naming) {
        OutputNonlinearity output = model.output();
        boolean held = !output.reachesBelowZero();
        return output == OutputNonlinearity.DEXP || output == OutputNonlinearity.DEXP_NON_NEGATIVE
                ? new DoubleExponentialStage(neurons, layout, held, naming)
                : new Sigmoid4Stage(neurons, layout, held, naming);
    }

    @Override
    public int inputWidth() {
        return bands;
    }

    @Override
    public int outputWidth() {
        return neurons;
    }

    @Override
    public void load(float[] values) {
        filter.load(values);
        magnitude.load(values);
        low.load(values);
        high.load(values);
        for (int i = 0; i < steps.length; i++) {
            steps[i] = high.values[i] - low.values[i];
        }
    }

    @Override
    public StageRun run() {
        return new Run();
    }

    private final class Run implements StageRun {
        private final StageRun filterRun = filter.run();
        private final ScaledContrast contrast = new ScaledContrast(model, bands);
        private final StageRun magnitudeRun = magnitude.run();
        private Sequence drive = Sequence.zeros(0, neurons);
        private Sequence through = Sequence.zeros(0, neurons);
        private Sequence output = Sequence.zeros(0, neurons);
        private Sequence throughSlopes = Sequence.zeros(0, neurons);
        /** The output's parameters at one bin, and their slopes. */
        private final float[] values = new float[steps.length];

        private final float[] valueSlopes = new float[steps.length];
        private final float[] lowSlopes = new float[steps.length];
        private final float[] highSlopes = new float[steps.length];
        private final float[] magnitudeGradient = new float[parameters];

        @Override
        public Sequence forward(Sequence input) {
            int bins = input.bins();
            drive = filterRun.forward(input);
            through = magnitudeRun.forward(contrast.forward(input));
            if (output.bins() != bins) {
                output = Sequence.zeros(bins, neurons);
                throughSlopes = Sequence.zeros(bins, neurons);
            }
            for (int bin = 0; bin < bins; bin++) {
                move(stride, low.values, steps, through.values(), through.at(bin), values);
                low.respond(values, drive.values(), drive.at(bin), output.values(), output.at(bin));
            }
            Lanes.clearPadding(output, neurons);
            return output;
        }

        @Override
        public Sequence backward(Sequence outputGradient, float[] gradient, boolean toInput) {
            Arrays.fill(lowSlopes, 0);
            Arrays.fill(highSlopes, 0);
            for (int bin = 0; bin < outputGradient.bins(); bin++) {
                move(stride, low.values, steps, through.values(), through.at(bin), values);
                Arrays.fill(valueSlopes, 0);
                low.goBack(
                        values,
                        drive.values(),
                        drive.at(bin),
                        outputGradient.values(),
                        outputGradient.at(bin),
                        valueSlopes);
                for (int neuron = 0; neuron < stride; neuron += COUNT) {
                    goBack(
                            stride,
                            neuron,
                            valueSlopes,
                            steps,
                            through.values(),
                            through.at(bin) + neuron,
                            lowSlopes,
                            highSlopes,
                            throughSlopes.values());
                }
            }
            low.write(lowSlopes, gradient);
            high.write(highSlopes, gradient);
            Sequence ofInput = filterRun.backward(outputGradient, gradient, toInput);
            Sequence ofContrast = magnitudeRun.backward(throughSlopes, magnitudeGradient, toInput);
            for (int i = 0; i < biasAt; i++) {
                gradient[i] += magnitudeGradient[i];
            }
            if (toInput) {
                float[] more = contrast.backward(ofContrast).values();
                for (int i = 0; i < more.length; i++) {
                    ofInput.values()[i] += more[i];
                }
            }
            return ofInput;
        }
    }

    private static void move(int stride, float[] low, float[] steps, float[] through, int at, float[] values) {
        for (int i = 0; i < low.length; i += COUNT) {
            FloatVector.fromArray(SPECIES, steps, i)
                    .fma(
                            FloatVector.fromArray(SPECIES, through, at + i % stride),
                            FloatVector.fromArray(SPECIES, low, i))
                    .intoArray(values, i);
        }
    }

    private static void goBack(
            int stride,
            int neuron,
            float[] slopes,
            float[] steps,
            float[] through,
            int at,
            float[] lowSlopes,
            float[] highSlopes,
            float[] throughSlopes) {
        FloatVector share = FloatVector.fromArray(SPECIES, through, at);
        FloatVector ofShare = FloatVector.zero(SPECIES);
        for (int i = neuron; i < slopes.length; i += stride) {
            FloatVector slope = FloatVector.fromArray(SPECIES, slopes, i);
            FloatVector high = slope.mul(share);
            high.add(FloatVector.fromArray(SPECIES, highSlopes, i)).intoArray(highSlopes, i);
            slope.sub(high).add(FloatVector.fromArray(SPECIES, lowSlopes, i)).intoArray(lowSlopes, i);
            ofShare = slope.fma(FloatVector.fromArray(SPECIES, steps, i), ofShare);
        }
        ofShare.intoArray(throughSlopes, at);
    }
}
