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
        private Sequence normalised = Sequence.zeros(0, width);
        private Sequence output = Sequence.zeros(0, width);
        private Sequence inputGradient = Sequence.zeros(0, bands);
        private float[] inverseDeviation = new float[0];
        private final float[] weightGradient = new float[bands * stride];
        private final float[] biasGradient = new float[stride];

        @Override
        public Sequence forward(Sequence given) {
            int bins = given.bins();
            input = given;
            if (output.bins() != bins) {
                normalised = Sequence.zeros(bins, width);
                output = Sequence.zeros(bins, width);
                inputGradient = Sequence.zeros(bins, bands);
                inverseDeviation = new float[bins * positions];
            }
            float[] values = normalised.values();
            for (int bin = 0; bin < bins; bin++) {
                System.arraycopy(bias, 0, values, bin * stride, stride);
            }
            MatrixProduct.add(
                    bins,
                    bands,
                    stride,
                    input.values(),
                    input.offset(),
                    input.stride(),
                    forward,
                    0,
                    stride,
                    values,
                    0,
                    stride);
            for (int bin = 0; bin < bins; bin++) {
                for (int position = 0; position < positions; position++) {
                    normalise(bin, position);
                }
            }
            sigmoid(output.values());
            Lanes.clearPadding(output, width);
            return output;
        }

        private void normalise(int bin, int position) {
            float[] values = normalised.values();
            int first = bin * stride + position;
            float sum = 0;
            for (int channel = 0; channel < channels; channel++) {
                sum += values[first + channel * positions];
            }
            float mean = sum / channels;
            float squares = 0;
            for (int channel = 0; channel < channels; channel++) {
                float centred = values[first + channel * positions] - mean;
                squares += centred * centred;
            }
            float inverse = (float) (1 / Math.sqrt(squares / channels + EPSILON));
            inverseDeviation[bin * positions + position] = inverse;
            for (int channel = 0; channel < channels; channel++) {
                int at = first + channel * positions;
                float value = (values[at] - mean) * inverse;
                values[at] = value;
                output.values()[at] = value * scale[channel] + shift[channel];
            }
        }

        @Override
        public Sequence backward(Sequence outputGradient, float[] gradient, boolean toInput) {
            int bins = outputGradient.bins();
            float[] slopes = outputGradient.values();
            sigmoidGradient(output.values(), slopes);
            double[] scaleGradient = new double[channels];
            double[] shiftGradient = new double[channels];
            for (int bin = 0; bin < bins; bin++) {
                for (int position = 0; position < positions; position++) {
                    throughNorm(bin, position, slopes, scaleGradient, shiftGradient);
                }
            }
            for (int channel = 0; channel < channels; channel++) {
                gradient[scaleAt + channel] = (float) scaleGradient[channel];
                gradient[shiftAt + channel] = (float) shiftGradient[channel];
            }
            Arrays.fill(weightGradient, 0);
            Arrays.fill(biasGradient, 0);
            MatrixProduct.addTransposed(
                    bands,
                    bins,
                    stride,
                    input.values(),
                    input.offset(),
                    input.stride(),
                    slopes,
                    0,
                    stride,
                    weightGradient,
                    0,
                    stride);
            MatrixProduct.addColumnSums(bins, stride, slopes, 0, stride, biasGradient);
            gather(gradient);
            if (toInput) {
                Arrays.fill(inputGradient.values(), 0);
                MatrixProduct.add(
                        bins,
                        width,
                        bandStride,
                        slopes,
                        0,
                        stride,
                        back,
                        0,
                        bandStride,
                        inputGradient.values(),
                        0,
                        bandStride);
            }
            return inputGradient;
        }

        private void throughNorm(
                int bin, int position, float[] slopes, double[] scaleGradient, double[] shiftGradient) {
            float[] values = normalised.values();
            int first = bin * stride + position;
            float sum = 0;
            float projection = 0;
            for (int channel = 0; channel < channels; channel++) {
                int at = first + channel * positions;
                scaleGradient[channel] += slopes[at] * values[at];
                shiftGradient[channel] += slopes[at];
                float slope = slopes[at] * scale[channel];
                slopes[at] = slope;
                sum += slope;
                projection += slope * values[at];
            }
            float mean = sum / channels;
            float share = projection / channels;
            float inverse = inverseDeviation[bin * positions + position];
            for (int channel = 0; channel < channels; channel++) {
                int at = first + channel * positions;
                slopes[at] = (slopes[at] - mean - values[at] * share) * inverse;
            }
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

    private static void sigmoid(float[] values) {
        for (int i = 0; i < values.length; i += COUNT) {
            Elementary.sigmoid(FloatVector.fromArray(SPECIES, values, i)).intoArray(values, i);
        }
    }

    private static void sigmoidGradient(float[] sigmoid, float[] slopes) {
        for (int i = 0; i < sigmoid.length; i += COUNT) {
            FloatVector s = FloatVector.fromArray(SPECIES, sigmoid, i);
            FloatVector slope = FloatVector.fromArray(SPECIES, slopes, i);
            slope.mul(s.sub(s.mul(s))).intoArray(slopes, i);
        }
    }
}
