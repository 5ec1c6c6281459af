package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.ConvolutionProduct.CHANNELS;
import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.tonotopy.encoding.network.ConvolutionalNetwork;
import org.tonotopy.encoding.network.Frame;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;

/**
 * One convolution with its layer normalisation over channels and its leaky rectifier. A bin is {@code
 * [channel][position]}, positions padded to whole vectors and channels to whole blocks; since the window of a kernel is
 * {@code [bin, channel below]} in steps of one length, its sum is one product for each of its positions.
 */
final class ConvolutionLayer {
    private static final float LEAK = 0.1f;
    private static final float EPSILON = 1e-5f;
    /** Bins whose values and slopes stay in the second-level cache. */
    private static final int CHUNK = 64;

    private final int below;
    private final int channels;
    private final int positions;
    private final int kernelBands;
    private final int kernelBins;
    /** From channel to channel of what lies below, and of this layer. */
    private final int strideBelow;

    private final int stride;
    /** From channel to channel of slopes, which have zeros on both sides. */
    private final int slopeStride;

    private final int lanes;
    private final int blocks;
    private final int lanesBelow;
    private final int blocksBelow;
    /** Channels below that the input's rows have, padding included. */
    private final int rowsBelow;

    private final int weightAt;
    private final int biasAt;
    private final int scaleAt;
    private final int shiftAt;
    /** {@code [block of channels][position][bin, channel below][channel of the block]}. */
    private final float[] forward;
    /** The other way round in both directions: {@code [block below][position][bin, channel][channel of the block]}. */
    private final float[] back;

    private final float[] bias;
    private final float[] scale;
    private final float[] shift;

    /**
     * @param number of the layer, from 1
     * @param frame what the network sees of a bin
     * @param rowsBelow channels below, padding included
     * @param strideBelow from channel to channel below
     * @param stride from channel to channel of this layer
     */
    ConvolutionLayer(
            ConvolutionalNetwork network,
            int number,
            Frame frame,
            int rowsBelow,
            int strideBelow,
            int stride,
            ParameterLayout layout) {
        this.below = number == 1 ? frame.channels() : network.channels();
        this.channels = network.channels();
        this.positions = network.positions(number, frame.bands());
        this.kernelBands = network.kernelBands();
        this.kernelBins = network.kernelBins();
        this.rowsBelow = rowsBelow;
        this.strideBelow = strideBelow;
        this.stride = stride;
        this.slopeStride = slopeStride(network, stride);
        this.lanes = Lanes.padded(positions);
        this.lanesBelow = Lanes.padded(positions + kernelBands - 1);
        this.blocks = ConvolutionProduct.padded(channels) / CHANNELS;
        this.blocksBelow = ConvolutionProduct.padded(below) / CHANNELS;
        this.weightAt = layout.offset(ParameterNames.convolutionWeight(number));
        this.biasAt = layout.offset(ParameterNames.convolutionBias(number));
        this.scaleAt = layout.offset(ParameterNames.convolutionNormScale(number));
        this.shiftAt = layout.offset(ParameterNames.convolutionNormShift(number));
        this.forward = new float[blocks * kernelBands * steps() * CHANNELS];
        this.back = new float[blocksBelow * kernelBands * backSteps() * CHANNELS];
        this.bias = new float[channels];
        this.scale = new float[channels];
        this.shift = new float[channels];
    }

    static int slopeStride(ConvolutionalNetwork network, int stride) {
        return stride + 2 * (network.kernelBands() - 1);
    }

    private int steps() {
        return kernelBins * rowsBelow;
    }

    private int backSteps() {
        return kernelBins * blocks * CHANNELS;
    }

    int row() {
        return blocks * CHANNELS * stride;
    }

    private int slopeRow() {
        return blocks * CHANNELS * slopeStride;
    }

    int positions() {
        return positions;
    }

    void load(float[] parameters) {
        for (int channel = 0; channel < channels; channel++) {
            for (int from = 0; from < below; from++) {
                for (int position = 0; position < kernelBands; position++) {
                    for (int bin = 0; bin < kernelBins; bin++) {
                        float weight = parameters[weight(channel, from, position, bin)];
                        forward[packed(channel, position, bin * rowsBelow + from, steps())] = weight;
                        int mirrored = (kernelBins - 1 - bin) * blocks * CHANNELS + channel;
                        back[packed(from, kernelBands - 1 - position, mirrored, backSteps())] = weight;
                    }
                }
            }
        }
        System.arraycopy(parameters, biasAt, bias, 0, channels);
        System.arraycopy(parameters, scaleAt, scale, 0, channels);
        System.arraycopy(parameters, shiftAt, shift, 0, channels);
    }

    private int weight(int channel, int from, int position, int bin) {
        return weightAt + ((channel * below + from) * kernelBands + position) * kernelBins + bin;
    }

    private int packed(int channel, int position, int step, int steps) {
        return ((channel / CHANNELS * kernelBands + position) * steps + step) * CHANNELS + channel % CHANNELS;
    }

    Run run() {
        return new Run();
    }

    /** One clip on its way through the layer. */
    final class Run {
        private int bins;
        private float[] input = new float[0];
        private float[] normalised = new float[0];
        private float[] output = new float[0];
        private float[] inverseDeviation = new float[0];
        private final float[] weightSums = new float[forward.length * COUNT];
        private final float[] scaleSums = new float[channels * COUNT];
        private final float[] shiftSums = new float[channels * COUNT];
        private final float[] biasSums = new float[channels * COUNT];

        /**
         * Computes the layer.
         *
         * @param given {@code [bins + kernelBins - 1][channel below][position]} with as much behind it as {@link #slack}
         * @param givenBins bins of the output
         * @return {@code [bins][channel][position]}; valid until the next call
         */
        float[] forward(float[] given, int givenBins) {
            input = given;
            if (bins != givenBins) {
                bins = givenBins;
                normalised = new float[bins * row()];
                output = new float[bins * row() + slack()];
                inverseDeviation = new float[bins * stride];
            }
            for (int bin = 0; bin < bins; bin++) {
                int at = bin * row();
                for (int channel = 0; channel < channels; channel++) {
                    Arrays.fill(normalised, at + channel * stride, at + channel * stride + lanes, bias[channel]);
                }
                for (int block = 0; block < blocks; block++) {
                    for (int position = 0; position < kernelBands; position++) {
                        ConvolutionProduct.add(
                                lanes,
                                steps(),
                                forward,
                                packed(block * CHANNELS, position, 0, steps()),
                                input,
                                bin * rowsBelow * strideBelow + position,
                                strideBelow,
                                normalised,
                                at + block * CHANNELS * stride,
                                stride);
                    }
                }
                for (int lane = 0; lane < lanes; lane += COUNT) {
                    normalise(
                            channels,
                            stride,
                            normalised,
                            output,
                            at + lane,
                            scale,
                            shift,
                            inverseDeviation,
                            bin * stride + lane);
                }
            }
            return output;
        }

        /**
         * Goes back to the layer's own parameters.
         *
         * @param outputSlopes {@code [bins][channel][position]}; overwritten
         * @param slopes overwritten with those of the convolution's values, with zeros around them: {@code kernelBins - 1}
         *     bins on both sides, {@code kernelBands - 1} positions on both sides
         */
        void backward(float[] outputSlopes, float[] slopes, float[] gradient) {
            Arrays.fill(scaleSums, 0);
            Arrays.fill(shiftSums, 0);
            Arrays.fill(biasSums, 0);
            Arrays.fill(weightSums, 0);
            int silence = (kernelBins - 1) * slopeRow();
            Arrays.fill(slopes, silence + bins * slopeRow(), 2 * silence + bins * slopeRow(), 0);
            for (int first = 0; first < bins; first += CHUNK) {
                int chunk = Math.min(CHUNK, bins - first);
                for (int bin = first; bin < first + chunk; bin++) {
                    throughNorm(bin, outputSlopes, slopes, silence + bin * slopeRow() + kernelBands - 1);
                }
                addWeightProducts(first, chunk, slopes, silence + first * slopeRow() + kernelBands - 1);
            }
            write(gradient);
        }

        private void throughNorm(int bin, float[] outputSlopes, float[] slopes, int slopesAt) {
            int at = bin * row();
            for (int lane = 0; lane < lanes; lane += COUNT) {
                goBack(
                        channels,
                        stride,
                        outputSlopes,
                        normalised,
                        at + lane,
                        inverseDeviation,
                        bin * stride + lane,
                        scale,
                        shift,
                        scaleSums,
                        shiftSums,
                        biasSums,
                        slopes,
                        slopesAt + lane,
                        slopeStride);
            }
            for (int channel = 0; channel < channels; channel++) {
                int from = slopesAt + channel * slopeStride;
                Arrays.fill(slopes, from + positions, from + stride, 0);
            }
        }

        private void addWeightProducts(int first, int chunk, float[] slopes, int slopesAt) {
            for (int block = 0; block < blocks; block++) {
                for (int position = 0; position < kernelBands; position++) {
                    ConvolutionProduct.addProducts(
                            lanes,
                            steps(),
                            chunk,
                            slopes,
                            slopesAt + block * CHANNELS * slopeStride,
                            slopeRow(),
                            slopeStride,
                            input,
                            first * rowsBelow * strideBelow + position,
                            rowsBelow * strideBelow,
                            strideBelow,
                            weightSums,
                            packed(block * CHANNELS, position, 0, steps()) * COUNT);
                }
            }
        }

        private void write(float[] gradient) {
            for (int channel = 0; channel < channels; channel++) {
                gradient[biasAt + channel] = sum(biasSums, channel * COUNT);
                gradient[scaleAt + channel] = sum(scaleSums, channel * COUNT);
                gradient[shiftAt + channel] = sum(shiftSums, channel * COUNT);
                for (int from = 0; from < below; from++) {
                    for (int position = 0; position < kernelBands; position++) {
                        for (int bin = 0; bin < kernelBins; bin++) {
                            int packed = packed(channel, position, bin * rowsBelow + from, steps());
                            gradient[weight(channel, from, position, bin)] = sum(weightSums, packed * COUNT);
                        }
                    }
                }
            }
        }

        /**
         * Goes back to what lies below.
         *
         * @param slopes as {@link #backward} wrote them
         * @param inputSlopes overwritten, {@code [bins + kernelBins - 1][channel below][position]}, channels padded to
         *     whole blocks
         */
        void toInput(float[] slopes, float[] inputSlopes) {
            int inputBins = bins + kernelBins - 1;
            int rowBelow = blocksBelow * CHANNELS * strideBelow;
            Arrays.fill(inputSlopes, 0, inputBins * rowBelow, 0);
            for (int bin = 0; bin < inputBins; bin++) {
                for (int block = 0; block < blocksBelow; block++) {
                    for (int position = 0; position < kernelBands; position++) {
                        ConvolutionProduct.add(
                                lanesBelow,
                                backSteps(),
                                back,
                                packed(block * CHANNELS, position, 0, backSteps()),
                                slopes,
                                bin * slopeRow() + position,
                                slopeStride,
                                inputSlopes,
                                bin * rowBelow + block * CHANNELS * strideBelow,
                                strideBelow);
                    }
                }
            }
        }
    }

    /** What vectors may read behind the last bin. */
    int slack() {
        return kernelBands + COUNT;
    }

    private static float sum(float[] sums, int at) {
        double sum = 0;
        for (int lane = 0; lane < COUNT; lane++) {
            sum += sums[at + lane];
        }
        return (float) sum;
    }

    private static void normalise(
            int channels,
            int stride,
            float[] values,
            float[] output,
            int at,
            float[] scale,
            float[] shift,
            float[] inverseDeviation,
            int inverseAt) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int channel = 0; channel < channels; channel++) {
            sum = sum.add(FloatVector.fromArray(SPECIES, values, at + channel * stride));
        }
        FloatVector mean = sum.div(channels);
        FloatVector squares = FloatVector.zero(SPECIES);
        for (int channel = 0; channel < channels; channel++) {
            FloatVector centred = FloatVector.fromArray(SPECIES, values, at + channel * stride)
                    .sub(mean);
            squares = centred.fma(centred, squares);
        }
        FloatVector deviation = squares.div(channels).add(EPSILON).sqrt();
        FloatVector inverse = FloatVector.broadcast(SPECIES, 1f).div(deviation);
        inverse.intoArray(inverseDeviation, inverseAt);
        for (int channel = 0; channel < channels; channel++) {
            int here = at + channel * stride;
            FloatVector normal =
                    FloatVector.fromArray(SPECIES, values, here).sub(mean).mul(inverse);
            normal.intoArray(values, here);
            FloatVector value = normal.mul(scale[channel]).add(shift[channel]);
            value.mul(LEAK).blend(value, value.compare(VectorOperators.GT, 0f)).intoArray(output, here);
        }
    }

    private static void goBack(
            int channels,
            int stride,
            float[] outputSlopes,
            float[] normalised,
            int at,
            float[] inverseDeviation,
            int inverseAt,
            float[] scale,
            float[] shift,
            float[] scaleSums,
            float[] shiftSums,
            float[] biasSums,
            float[] slopes,
            int slopesAt,
            int slopeStride) {
        FloatVector sum = FloatVector.zero(SPECIES);
        FloatVector projection = FloatVector.zero(SPECIES);
        for (int channel = 0; channel < channels; channel++) {
            int here = at + channel * stride;
            FloatVector normal = FloatVector.fromArray(SPECIES, normalised, here);
            FloatVector given = FloatVector.fromArray(SPECIES, outputSlopes, here);
            FloatVector value = normal.mul(scale[channel]).add(shift[channel]);
            FloatVector slope = given.mul(LEAK).blend(given, value.compare(VectorOperators.GT, 0f));
            add(scaleSums, channel * COUNT, slope.mul(normal));
            add(shiftSums, channel * COUNT, slope);
            FloatVector scaled = slope.mul(scale[channel]);
            scaled.intoArray(outputSlopes, here);
            sum = sum.add(scaled);
            projection = scaled.fma(normal, projection);
        }
        FloatVector mean = sum.div(channels);
        FloatVector share = projection.div(channels);
        FloatVector inverse = FloatVector.fromArray(SPECIES, inverseDeviation, inverseAt);
        for (int channel = 0; channel < channels; channel++) {
            int here = at + channel * stride;
            FloatVector slope = FloatVector.fromArray(SPECIES, outputSlopes, here)
                    .sub(mean)
                    .sub(FloatVector.fromArray(SPECIES, normalised, here).mul(share))
                    .mul(inverse);
            slope.intoArray(slopes, slopesAt + channel * slopeStride);
            add(biasSums, channel * COUNT, slope);
        }
    }

    private static void add(float[] sums, int at, FloatVector values) {
        FloatVector.fromArray(SPECIES, sums, at).add(values).intoArray(sums, at);
    }
}
