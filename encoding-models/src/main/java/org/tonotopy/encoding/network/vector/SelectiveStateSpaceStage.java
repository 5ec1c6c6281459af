package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;
import org.tonotopy.encoding.network.SelectiveStateSpace;

/** {@link SelectiveStateSpace}: maps of each bin around one scan over time. */
final class SelectiveStateSpaceStage implements Stage {
    private static final int LAGS = SelectiveStateSpace.CONVOLUTION_BINS;

    private final int width;
    private final int wide;
    private final int wideStride;
    private final int shortWeightAt;
    private final int shortBiasAt;
    private final DenseWeights toWide;
    private final DenseWeights toGate;
    private final DenseWeights stepFactor;
    private final DenseWeights toStep;
    private final DenseWeights toTaken;
    private final DenseWeights toGiven;
    private final DenseWeights mix;
    private final SelectiveScan scan;
    private final Stage silu;
    private final Stage softplus;
    /** {@code [lag][unit]}. */
    private final float[] taps;

    private final float[] shortBias;

    SelectiveStateSpaceStage(int width, ParameterLayout layout) {
        this.width = width;
        this.wide = SelectiveStateSpace.wide(width);
        this.wideStride = Lanes.padded(wide);
        this.shortWeightAt = layout.offset(ParameterNames.SHORT_WEIGHT);
        this.shortBiasAt = layout.offset(ParameterNames.SHORT_BIAS);
        int rank = SelectiveStateSpace.rank(width);
        int modes = SelectiveStateSpace.MODES;
        this.toWide = DenseWeights.withoutBias(width, wide, layout.offset(ParameterNames.WIDE_WEIGHT));
        this.toGate = DenseWeights.withoutBias(width, wide, layout.offset(ParameterNames.GATE_WEIGHT));
        this.stepFactor = DenseWeights.withoutBias(wide, rank, layout.offset(ParameterNames.STEP_FACTOR));
        this.toStep = new DenseWeights(
                rank, wide, layout.offset(ParameterNames.STEP_WEIGHT), layout.offset(ParameterNames.STEP_BIAS));
        this.toTaken = DenseWeights.withoutBias(wide, modes, layout.offset(ParameterNames.MODE_INPUT));
        this.toGiven = DenseWeights.withoutBias(wide, modes, layout.offset(ParameterNames.MODE_OUTPUT));
        this.mix = DenseWeights.withoutBias(wide, width, layout.offset(ParameterNames.MIX_WEIGHT));
        this.scan = new SelectiveScan(wide, layout);
        this.silu = new ActivationStage(Activation.SILU, wide);
        this.softplus = new ActivationStage(Activation.SOFTPLUS, wide);
        this.taps = new float[LAGS * wideStride];
        this.shortBias = new float[wideStride];
    }

    @Override
    public int inputWidth() {
        return width;
    }

    @Override
    public int outputWidth() {
        return width;
    }

    @Override
    public void load(float[] parameters) {
        toWide.load(parameters);
        toGate.load(parameters);
        stepFactor.load(parameters);
        toStep.load(parameters);
        toTaken.load(parameters);
        toGiven.load(parameters);
        mix.load(parameters);
        scan.load(parameters);
        for (int unit = 0; unit < wide; unit++) {
            for (int lag = 0; lag < LAGS; lag++) {
                taps[lag * wideStride + unit] = parameters[shortWeightAt + unit * LAGS + LAGS - 1 - lag];
            }
        }
        System.arraycopy(parameters, shortBiasAt, shortBias, 0, wide);
    }

    @Override
    public StageRun run() {
        return new Run();
    }

    /** Writes the map of each row. */
    private static void map(DenseWeights weights, Sequence x, Sequence y) {
        weights.writeBias(x.bins(), y.values(), 0);
        weights.add(x.bins(), x.values(), x.offset(), x.stride(), y.values(), 0);
    }

    /** Adds the slopes of each row's input. */
    private static void addBack(DenseWeights weights, Sequence slopes, Sequence inputSlopes) {
        weights.addBack(slopes.bins(), slopes.values(), 0, inputSlopes.values(), 0);
    }

    private static void write(DenseWeights.Gradient of, Sequence x, Sequence slopes, float[] gradient) {
        of.clear();
        of.addWeight(x.bins(), x.values(), x.offset(), slopes.values(), 0);
        of.addBias(x.bins(), slopes.values(), 0);
        of.write(gradient);
    }

    private final class Run implements StageRun {
        private final SelectiveScan.Run scanned = scan.run();
        private final DepthwiseFilter convolution = DepthwiseFilter.fromSilence(LAGS, wide);
        private final StageRun unitActivation = silu.run();
        private final StageRun stepActivation = softplus.run();
        private final StageRun gateActivation = silu.run();
        private final DenseWeights.Gradient ofToWide = toWide.gradient();
        private final DenseWeights.Gradient ofToGate = toGate.gradient();
        private final DenseWeights.Gradient ofStepFactor = stepFactor.gradient();
        private final DenseWeights.Gradient ofToStep = toStep.gradient();
        private final DenseWeights.Gradient ofToTaken = toTaken.gradient();
        private final DenseWeights.Gradient ofToGiven = toGiven.gradient();
        private final DenseWeights.Gradient ofMix = mix.gradient();
        private final float[] tapsGradient = new float[LAGS * wideStride];
        private final float[] biasGradient = new float[wideStride];
        private Sequence input = Sequence.zeros(0, width);
        private Sequence widened = Sequence.zeros(0, wide);
        private Sequence convolved = widened;
        private Sequence factors = Sequence.zeros(0, stepFactor.outputs());
        private Sequence rawSteps = widened;
        private Sequence taken = Sequence.zeros(0, SelectiveStateSpace.MODES);
        private Sequence given = taken;
        private Sequence rawGates = widened;
        private Sequence gated = widened;
        private Sequence output = input;
        private Sequence units = widened;
        private Sequence sums = widened;
        private Sequence gates = widened;
        private Sequence ofGated = widened;
        private Sequence ofGates = widened;
        private Sequence ofFactors = factors;
        private Sequence inputGradient = input;

        private void resize(int bins) {
            widened = Sequence.zeros(bins, wide);
            convolved = Sequence.zeros(bins, wide);
            factors = Sequence.zeros(bins, stepFactor.outputs());
            rawSteps = Sequence.zeros(bins, wide);
            taken = Sequence.zeros(bins, SelectiveStateSpace.MODES);
            given = Sequence.zeros(bins, SelectiveStateSpace.MODES);
            rawGates = Sequence.zeros(bins, wide);
            gated = Sequence.zeros(bins, wide);
            output = Sequence.zeros(bins, width);
            ofGated = Sequence.zeros(bins, wide);
            ofGates = Sequence.zeros(bins, wide);
            ofFactors = Sequence.zeros(bins, stepFactor.outputs());
            inputGradient = Sequence.zeros(bins, width);
        }

        @Override
        public Sequence forward(Sequence sequence) {
            input = sequence;
            if (output.bins() != sequence.bins()) {
                resize(sequence.bins());
            }
            map(toWide, input, widened);
            convolution.take(widened);
            convolution.filter(taps, convolved.values());
            addToRows(shortBias, convolved);
            units = unitActivation.forward(convolved);
            map(stepFactor, units, factors);
            map(toStep, factors, rawSteps);
            map(toTaken, units, taken);
            map(toGiven, units, given);
            sums = scanned.forward(units, stepActivation.forward(rawSteps), taken, given);
            map(toGate, input, rawGates);
            gates = gateActivation.forward(rawGates);
            multiply(sums.values(), gates.values(), gated.values());
            Lanes.copyRows(
                    input.values(),
                    input.offset(),
                    input.stride(),
                    output.values(),
                    0,
                    output.stride(),
                    input.bins(),
                    width);
            mix.add(input.bins(), gated.values(), 0, gated.stride(), output.values(), 0);
            return output;
        }

        @Override
        public Sequence backward(Sequence outputGradient, float[] gradient, boolean toInput) {
            write(ofMix, gated, outputGradient, gradient);
            Arrays.fill(ofGated.values(), 0);
            addBack(mix, outputGradient, ofGated);
            multiply(ofGated.values(), sums.values(), ofGates.values());
            multiply(ofGated.values(), gates.values(), ofGated.values());
            scanned.backward(ofGated.values(), gradient);
            Sequence ofRawGates = gateActivation.backward(ofGates, gradient, true);
            write(ofToGate, input, ofRawGates, gradient);
            Sequence ofWide = throughUnits(gradient);
            write(ofToWide, input, ofWide, gradient);
            if (toInput) {
                System.arraycopy(outputGradient.values(), 0, inputGradient.values(), 0, inputGradient.values().length);
                addBack(toGate, ofRawGates, inputGradient);
                addBack(toWide, ofWide, inputGradient);
            }
            return inputGradient;
        }

        /** From the slopes of what the scan was given to those of what was convolved. */
        private Sequence throughUnits(float[] gradient) {
            Sequence ofUnits = scanned.ofUnits();
            Sequence ofRawSteps = stepActivation.backward(scanned.ofSteps(), gradient, true);
            write(ofToStep, factors, ofRawSteps, gradient);
            Arrays.fill(ofFactors.values(), 0);
            addBack(toStep, ofRawSteps, ofFactors);
            write(ofStepFactor, units, ofFactors, gradient);
            addBack(stepFactor, ofFactors, ofUnits);
            write(ofToTaken, units, scanned.ofTaken(), gradient);
            addBack(toTaken, scanned.ofTaken(), ofUnits);
            write(ofToGiven, units, scanned.ofGiven(), gradient);
            addBack(toGiven, scanned.ofGiven(), ofUnits);
            Sequence ofConvolved = unitActivation.backward(ofUnits, gradient, true);
            Arrays.fill(biasGradient, 0);
            MatrixProduct.addColumnSums(
                    ofConvolved.bins(), wideStride, ofConvolved.values(), 0, wideStride, biasGradient, 0);
            System.arraycopy(biasGradient, 0, gradient, shortBiasAt, wide);
            convolution.tapsGradient(ofConvolved.values(), tapsGradient);
            for (int unit = 0; unit < wide; unit++) {
                for (int lag = 0; lag < LAGS; lag++) {
                    gradient[shortWeightAt + unit * LAGS + LAGS - 1 - lag] = tapsGradient[lag * wideStride + unit];
                }
            }
            convolution.clearInputGradient();
            convolution.addInputGradient(taps, ofConvolved.values());
            return convolution.inputGradient();
        }
    }

    private static void addToRows(float[] row, Sequence rows) {
        for (int bin = 0; bin < rows.bins(); bin++) {
            for (int i = 0; i < row.length; i += COUNT) {
                FloatVector.fromArray(SPECIES, rows.values(), rows.at(bin) + i)
                        .add(FloatVector.fromArray(SPECIES, row, i))
                        .intoArray(rows.values(), rows.at(bin) + i);
            }
        }
    }

    private static void multiply(float[] left, float[] right, float[] product) {
        for (int i = 0; i < product.length; i += COUNT) {
            FloatVector.fromArray(SPECIES, left, i)
                    .mul(FloatVector.fromArray(SPECIES, right, i))
                    .intoArray(product, i);
        }
    }
}
