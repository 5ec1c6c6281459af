package org.tonotopy.encoding.network.vector;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.tonotopy.encoding.network.ConvolutionalNetwork;
import org.tonotopy.encoding.network.Frame;
import org.tonotopy.encoding.network.ParameterLayout;

/** The convolutions of a {@link ConvolutionalNetwork}; channel {@code c} of position {@code p} is value {@code c * positions + p}. */
final class ConvolutionStage implements Stage {
    private final Frame frame;
    private final int channels;
    private final int silentBinsPerLayer;
    private final int rowsBelow;
    private final int strideBelow;
    private final int stride;
    private final int slopeStride;
    private final List<ConvolutionLayer> layers = new ArrayList<>();
    private final ConvolutionLayer last;

    ConvolutionStage(ConvolutionalNetwork network, Frame frame, ParameterLayout layout) {
        this.frame = frame;
        this.channels = network.channels();
        this.silentBinsPerLayer = network.kernelBins() - 1;
        this.rowsBelow = frame.channels();
        this.strideBelow = Lanes.padded(frame.bands());
        this.stride = Lanes.padded(network.positions(1, frame.bands()));
        this.slopeStride = ConvolutionLayer.slopeStride(network, stride);
        int rows = ConvolutionProduct.padded(channels);
        layers.add(new ConvolutionLayer(network, 1, frame, rowsBelow, strideBelow, stride, layout));
        for (int number = 2; number <= network.layers(); number++) {
            layers.add(new ConvolutionLayer(network, number, frame, rows, stride, stride, layout));
        }
        this.last = layers.get(layers.size() - 1);
    }

    @Override
    public int inputWidth() {
        return frame.width();
    }

    @Override
    public int outputWidth() {
        return channels * last.positions();
    }

    @Override
    public void load(float[] parameters) {
        layers.forEach(layer -> layer.load(parameters));
    }

    @Override
    public StageRun run() {
        return new Run();
    }

    private final class Run implements StageRun {
        private final List<ConvolutionLayer.Run> runs =
                layers.stream().map(ConvolutionLayer::run).toList();
        /** {@code [silence, bin][channel][band]}. */
        private float[] sound = new float[0];

        private Sequence output = Sequence.zeros(0, outputWidth());
        /** Slopes of the outputs of the layer at hand, then of the layer below. */
        private float[] outputSlopes = new float[0];

        private float[] slopes = new float[0];
        private float[] soundSlopes = new float[0];
        private Sequence inputGradient = Sequence.zeros(0, frame.width());

        private int silentBins() {
            return layers.size() * silentBinsPerLayer;
        }

        @Override
        public Sequence forward(Sequence input) {
            int bins = input.bins();
            if (output.bins() != bins) {
                output = Sequence.zeros(bins, outputWidth());
                sound = new float[(silentBins() + bins) * rowsBelow * strideBelow + last.slack()];
                int longest = silentBins() + bins;
                outputSlopes = new float[longest * last.row()];
                slopes = new float
                        [(longest + silentBinsPerLayer) * ConvolutionProduct.padded(channels) * slopeStride
                                + last.slack()];
                soundSlopes = new float[0];
            }
            for (int channel = 0; channel < frame.channels(); channel++) {
                Lanes.copyRows(
                        input.values(),
                        input.offset() + channel * frame.bands(),
                        input.stride(),
                        sound,
                        (silentBins() * rowsBelow + channel) * strideBelow,
                        rowsBelow * strideBelow,
                        bins,
                        frame.bands());
            }
            float[] values = sound;
            for (int i = 0; i < runs.size(); i++) {
                values = runs.get(i).forward(values, bins + (runs.size() - 1 - i) * silentBinsPerLayer);
            }
            for (int channel = 0; channel < channels; channel++) {
                Lanes.copyRows(
                        values,
                        channel * stride,
                        last.row(),
                        output.values(),
                        channel * last.positions(),
                        output.stride(),
                        bins,
                        last.positions());
            }
            return output;
        }

        @Override
        public Sequence backward(Sequence outputGradient, float[] gradient, boolean toInput) {
            int bins = outputGradient.bins();
            Arrays.fill(outputSlopes, 0, bins * last.row(), 0);
            for (int channel = 0; channel < channels; channel++) {
                Lanes.copyRows(
                        outputGradient.values(),
                        outputGradient.offset() + channel * last.positions(),
                        outputGradient.stride(),
                        outputSlopes,
                        channel * stride,
                        last.row(),
                        bins,
                        last.positions());
            }
            for (int i = runs.size() - 1; i > 0; i--) {
                runs.get(i).backward(outputSlopes, slopes, gradient);
                runs.get(i).toInput(slopes, outputSlopes);
            }
            runs.get(0).backward(outputSlopes, slopes, gradient);
            return toInput ? toSound(bins) : inputGradient;
        }

        private Sequence toSound(int bins) {
            int row = ConvolutionProduct.padded(rowsBelow) * strideBelow;
            if (soundSlopes.length == 0) {
                soundSlopes = new float[(silentBins() + bins) * row];
                inputGradient = Sequence.zeros(bins, frame.width());
            }
            runs.get(0).toInput(slopes, soundSlopes);
            for (int channel = 0; channel < frame.channels(); channel++) {
                Lanes.copyRows(
                        soundSlopes,
                        silentBins() * row + channel * strideBelow,
                        row,
                        inputGradient.values(),
                        channel * frame.bands(),
                        inputGradient.stride(),
                        bins,
                        frame.bands());
            }
            return inputGradient;
        }
    }
}
