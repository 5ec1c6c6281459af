package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import org.tonotopy.encoding.network.Encoder;
import org.tonotopy.encoding.network.Frame;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;

/**
 * The encoder of one bin with its layer norm over channels and its sigmoid. The weights of all positions are spread into
 * one matrix with zeros where a position does not see a band: more multiplications than needed, and still less time.
 */
final class EncoderStage implements Stage {
    private static final float EPSILON = 1e-5f;
    /** Bins that are worked on at a time, so that they stay in the cache. */
    private static final int STRETCH = 64;

    private final int bands;
    private final EncoderWiring wiring;
    private final int channels;
    private final int positions;
    private final int width;
    private final int stride;
    private final int bandStride;
    private final int weightAt;
    private final int biasAt;
    private final int scaleAt;
    private final int shiftAt;
    /** {@code [band][value]}. */
    private final float[] forward;
    /** {@code [value][band]}. */
    private final float[] back;

    private final float[] bias;
    private final float[] scale;
    private final float[] shift;

    EncoderStage(Encoder encoder, Frame frame, ParameterLayout layout) {
        this.bands = frame.width();
        this.wiring = EncoderWiring.of(encoder, frame);
        this.channels = encoder.channels();
        this.positions = encoder.positions(frame.bands());
        this.width = encoder.width(frame.bands());
        this.stride = Lanes.padded(width);
        this.bandStride = Lanes.padded(bands);
        this.weightAt = layout.offset(ParameterNames.ENCODER_WEIGHT);
        this.biasAt = layout.offset(ParameterNames.ENCODER_BIAS);
        this.scaleAt = layout.offset(ParameterNames.NORM_SCALE);
        this.shiftAt = layout.offset(ParameterNames.NORM_SHIFT);
        this.forward = new float[bands * stride];
        this.back = new float[width * bandStride];
        this.bias = new float[stride];
        this.scale = new float[channels];
        this.shift = new float[channels];
    }

    @Override
    public int inputWidth() {
        return bands;
    }

    @Override
    public int outputWidth() {
        return width;
    }

    @Override
    public void load(float[] parameters) {
        for (int i = 0; i < wiring.weight().length; i++) {
            float weight = parameters[weightAt + wiring.weight()[i]];
            forward[wiring.input()[i] * stride + wiring.value()[i]] = weight;
            back[wiring.value()[i] * bandStride + wiring.input()[i]] = weight;
        }
        for (int i = 0; i < width; i++) {
            bias[i] = parameters[biasAt + wiring.bias()[i]];
        }
        System.arraycopy(parameters, scaleAt, scale, 0, channels);
        System.arraycopy(parameters, shiftAt, shift, 0, channels);
    }

    @Override
    public StageRun run() {
        return new Run();
    }

    private final class Run implements StageRun {
        private Sequence input = Sequence.zeros(0, bands);
        private Sequence normalised = spilling(0);
        private Sequence output = spilling(0);
        private Sequence inputGradient = Sequence.zeros(0, bands);
        private float[] inverseDeviation = new float[0];
        /** One stretch before its norm, and on the way back after it. */
        private final float[] raw = new float[STRETCH * stride + COUNT];

        private final float[] slopes = new float[STRETCH * stride + COUNT];
        /** {@code [channel][position]}, channels padded to whole vectors. */
        private final float[] scaleGradient = new float[channels * Lanes.padded(positions)];

        private final float[] shiftGradient = new float[channels * Lanes.padded(positions)];
        private boolean toParameters = true;
        private final float[] weightGradient = new float[bands * stride];
        private final float[] biasGradient = new float[stride];

        @Override
        public Sequence forward(Sequence given) {
            int bins = given.bins();
            input = given;
            if (output.bins() != bins) {
                normalised = spilling(bins);
                output = spilling(bins);
                inputGradient = Sequence.zeros(bins, bands);
                inverseDeviation = new float[bins * positions + COUNT];
            }
            for (int first = 0; first < bins; first += STRETCH) {
                int rows = Math.min(STRETCH, bins - first);
                for (int row = 0; row < rows; row++) {
                    System.arraycopy(bias, 0, raw, row * stride, stride);
                }
                MatrixProduct.add(
                        rows,
                        bands,
                        stride,
                        input.values(),
                        input.at(first),
                        input.stride(),
                        forward,
                        0,
                        stride,
                        raw,
                        0,
                        stride);
                for (int row = 0; row < rows; row++) {
                    normalise(row, first + row);
                }
            }
            sigmoid(output.values());
            Lanes.clearPadding(output, width);
            return output;
        }

        private void normalise(int row, int bin) {
            // The last positions first: what their vectors spill is then overwritten by its owners.
            for (int lane = lastLane(); lane >= 0; lane -= COUNT) {
                normaliseLanes(
                        channels,
                        positions,
                        raw,
                        row * stride + lane,
                        scale,
                        shift,
                        normalised.values(),
                        output.values(),
                        normalised.at(bin) + lane,
                        inverseDeviation,
                        bin * positions + lane);
            }
        }

        @Override
        public void prepareBack(boolean parametersWanted) {
            toParameters = parametersWanted;
        }

        @Override
        public Sequence backward(Sequence outputGradient, float[] gradient, boolean toInput) {
            int bins = outputGradient.bins();
            Arrays.fill(scaleGradient, 0);
            Arrays.fill(shiftGradient, 0);
            Arrays.fill(weightGradient, 0);
            Arrays.fill(biasGradient, 0);
            if (toInput) {
                Arrays.fill(inputGradient.values(), 0);
            }
            for (int first = 0; first < bins; first += STRETCH) {
                goBack(first, Math.min(STRETCH, bins - first), outputGradient, toInput);
            }
            for (int channel = 0; channel < channels; channel++) {
                gradient[scaleAt + channel] = (float) overPositions(scaleGradient, channel);
                gradient[shiftAt + channel] = (float) overPositions(shiftGradient, channel);
            }
            gather(gradient);
            return inputGradient;
        }

        private void goBack(int first, int rows, Sequence outputGradient, boolean toInput) {
            sigmoidGradient(
                    rows * stride,
                    output.values(),
                    output.at(first),
                    outputGradient.values(),
                    outputGradient.at(first),
                    raw);
            for (int row = 0; row < rows; row++) {
                for (int lane = lastLane(); lane >= 0; lane -= COUNT) {
                    throughNorm(
                            channels,
                            positions,
                            raw,
                            row * stride + lane,
                            normalised.values(),
                            normalised.at(first + row) + lane,
                            scale,
                            inverseDeviation,
                            (first + row) * positions + lane,
                            slopes,
                            scaleGradient,
                            shiftGradient,
                            lane);
                }
                Arrays.fill(slopes, row * stride + width, (row + 1) * stride, 0);
            }
            if (toParameters) {
                MatrixProduct.addTransposed(
                        bands,
                        rows,
                        stride,
                        input.values(),
                        input.at(first),
                        input.stride(),
                        slopes,
                        0,
                        stride,
                        weightGradient,
                        0,
                        stride);
                MatrixProduct.addColumnSums(rows, stride, slopes, 0, stride, biasGradient, 0);
            }
            if (toInput) {
                MatrixProduct.add(
                        rows,
                        width,
                        bandStride,
                        slopes,
                        0,
                        stride,
                        back,
                        0,
                        bandStride,
                        inputGradient.values(),
                        inputGradient.at(first),
                        bandStride);
            }
        }

        private double overPositions(float[] sums, int channel) {
            double sum = 0;
            for (int position = 0; position < positions; position++) {
                sum += sums[channel * Lanes.padded(positions) + position];
            }
            return sum;
        }

        private void gather(float[] gradient) {
            Arrays.fill(gradient, weightAt, weightAt + wiring.weights(), 0);
            for (int i = 0; i < wiring.weight().length; i++) {
                gradient[weightAt + wiring.weight()[i]] +=
                        weightGradient[wiring.input()[i] * stride + wiring.value()[i]];
            }
            Arrays.fill(gradient, biasAt, biasAt + wiring.biases(), 0);
            for (int i = 0; i < width; i++) {
                gradient[biasAt + wiring.bias()[i]] += biasGradient[i];
            }
        }
    }

    /** Where the last vector of a channel's positions begins. */
    private int lastLane() {
        return (positions - 1) / COUNT * COUNT;
    }

    /** A sequence with room after its last bin for what the vectors of the last positions spill. */
    private Sequence spilling(int bins) {
        return new Sequence(new float[bins * stride + COUNT], 0, stride, bins);
    }

    /** Normalises one vector of positions of one bin over its channels; spills past the last position. */
    private static void normaliseLanes(
            int channels,
            int positions,
            float[] raw,
            int rawAt,
            float[] scale,
            float[] shift,
            float[] normalised,
            float[] output,
            int at,
            float[] inverseDeviation,
            int inverseAt) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int channel = 0; channel < channels; channel++) {
            sum = sum.add(FloatVector.fromArray(SPECIES, raw, rawAt + channel * positions));
        }
        FloatVector mean = sum.div(channels);
        FloatVector squares = FloatVector.zero(SPECIES);
        for (int channel = 0; channel < channels; channel++) {
            FloatVector centred = FloatVector.fromArray(SPECIES, raw, rawAt + channel * positions)
                    .sub(mean);
            squares = centred.fma(centred, squares);
        }
        FloatVector inverse = FloatVector.broadcast(SPECIES, 1f)
                .div(squares.div(channels).add(EPSILON).sqrt());
        inverse.intoArray(inverseDeviation, inverseAt);
        for (int channel = 0; channel < channels; channel++) {
            FloatVector value = FloatVector.fromArray(SPECIES, raw, rawAt + channel * positions)
                    .sub(mean)
                    .mul(inverse);
            value.intoArray(normalised, at + channel * positions);
            value.mul(scale[channel]).add(shift[channel]).intoArray(output, at + channel * positions);
        }
    }

    /** The way back of {@link #normaliseLanes}; the gradients of scale and shift are sums by position. */
    private static void throughNorm(
            int channels,
            int positions,
            float[] outputSlopes,
            int slopesAt,
            float[] normalised,
            int at,
            float[] scale,
            float[] inverseDeviation,
            int inverseAt,
            float[] inputSlopes,
            float[] scaleGradient,
            float[] shiftGradient,
            int lane) {
        int channelStride = Lanes.padded(positions);
        FloatVector sum = FloatVector.zero(SPECIES);
        FloatVector projection = FloatVector.zero(SPECIES);
        for (int channel = 0; channel < channels; channel++) {
            FloatVector slope = FloatVector.fromArray(SPECIES, outputSlopes, slopesAt + channel * positions);
            FloatVector value = FloatVector.fromArray(SPECIES, normalised, at + channel * positions);
            int sumAt = channel * channelStride + lane;
            slope.fma(value, FloatVector.fromArray(SPECIES, scaleGradient, sumAt))
                    .intoArray(scaleGradient, sumAt);
            FloatVector.fromArray(SPECIES, shiftGradient, sumAt).add(slope).intoArray(shiftGradient, sumAt);
            FloatVector scaled = slope.mul(scale[channel]);
            sum = sum.add(scaled);
            projection = scaled.fma(value, projection);
        }
        FloatVector mean = sum.div(channels);
        FloatVector share = projection.div(channels);
        FloatVector inverse = FloatVector.fromArray(SPECIES, inverseDeviation, inverseAt);
        for (int channel = 0; channel < channels; channel++) {
            FloatVector scaled = FloatVector.fromArray(SPECIES, outputSlopes, slopesAt + channel * positions)
                    .mul(scale[channel]);
            FloatVector value = FloatVector.fromArray(SPECIES, normalised, at + channel * positions);
            scaled.sub(mean).sub(value.mul(share)).mul(inverse).intoArray(inputSlopes, slopesAt + channel * positions);
        }
    }

    private static void sigmoid(float[] values) {
        for (int i = 0; i < values.length; i += COUNT) {
            Elementary.sigmoid(FloatVector.fromArray(SPECIES, values, i)).intoArray(values, i);
        }
    }

    private static void sigmoidGradient(
            int size, float[] sigmoid, int sigmoidAt, float[] slopes, int slopesAt, float[] result) {
        for (int i = 0; i < size; i += COUNT) {
            FloatVector s = FloatVector.fromArray(SPECIES, sigmoid, sigmoidAt + i);
            FloatVector slope = FloatVector.fromArray(SPECIES, slopes, slopesAt + i);
            slope.mul(s.sub(s.mul(s))).intoArray(result, i);
        }
    }
}
