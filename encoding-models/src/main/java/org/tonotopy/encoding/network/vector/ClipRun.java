package org.tonotopy.encoding.network.vector;

import java.util.List;
import org.tonotopy.encoding.network.Clip;
import org.tonotopy.encoding.network.Dropout;
import org.tonotopy.encoding.network.DropoutMask;
import org.tonotopy.encoding.network.NetworkShape;

/** One place of a batch: buffers of every stage for one clip, and its share of the gradient. */
final class ClipRun {
    private final NetworkShape shape;
    private final List<StageRun> beforeReadout;
    private final List<StageRun> readout;
    private final int readoutWidth;
    private final float[] gradient;
    private final boolean silencesUnits;

    private float[] mask = new float[0];
    private float[] dropped = new float[0];
    private boolean masked;
    private Sequence cotangent;
    private Sequence output;
    private Sequence inputGradient;

    ClipRun(NetworkShape shape, StageRow stages, int parameters) {
        this.shape = shape;
        this.beforeReadout = stages.beforeReadout().stream().map(Stage::run).toList();
        this.readout = stages.readout().stream().map(Stage::run).toList();
        this.readoutWidth = stages.readout().get(0).inputWidth();
        this.gradient = new float[parameters];
        this.silencesUnits = stages.unitsBeforeReadout();
        this.cotangent = Sequence.zeros(0, shape.neurons());
        this.output = cotangent;
        this.inputGradient = cotangent;
    }

    void forward(Clip clip, Dropout dropout, int place) {
        Sequence sequence = new Sequence(clip.input(), 0, shape.bands(), clip.bins());
        for (StageRun run : beforeReadout) {
            run.silence(dropout, place);
            sequence = run.forward(sequence);
        }
        masked = dropout.rate() > 0 && silencesUnits;
        if (masked) {
            sequence = silence(sequence, dropout, place);
        }
        for (StageRun run : readout) {
            sequence = run.forward(sequence);
        }
        output = sequence;
    }

    private Sequence silence(Sequence sequence, Dropout dropout, int place) {
        int bins = sequence.bins();
        int stride = sequence.stride();
        if (mask.length != bins * readoutWidth) {
            mask = new float[bins * readoutWidth];
            dropped = new float[bins * stride];
        }
        DropoutMask.fill(dropout, place, mask);
        for (int bin = 0; bin < bins; bin++) {
            int from = sequence.at(bin);
            for (int i = 0; i < readoutWidth; i++) {
                dropped[bin * stride + i] = sequence.values()[from + i] * mask[bin * readoutWidth + i];
            }
        }
        return new Sequence(dropped, 0, stride, bins);
    }

    float[] response() {
        int neurons = shape.neurons();
        float[] response = new float[output.bins() * neurons];
        Lanes.copyRows(output.values(), output.offset(), output.stride(), response, 0, neurons, output.bins(), neurons);
        return response;
    }

    void backward(float[] responseCotangent, boolean toInput) {
        int bins = output.bins();
        int neurons = shape.neurons();
        if (cotangent.bins() != bins) {
            cotangent = Sequence.zeros(bins, neurons);
        }
        Lanes.copyRows(responseCotangent, 0, neurons, cotangent.values(), 0, cotangent.stride(), bins, neurons);
        Sequence slope = cotangent;
        for (int i = readout.size() - 1; i >= 0; i--) {
            slope = readout.get(i).backward(slope, gradient, toInput || i > 0 || !beforeReadout.isEmpty());
        }
        if (masked) {
            for (int bin = 0; bin < bins; bin++) {
                int at = slope.at(bin);
                for (int i = 0; i < readoutWidth; i++) {
                    slope.values()[at + i] *= mask[bin * readoutWidth + i];
                }
            }
        }
        for (int i = beforeReadout.size() - 1; i >= 0; i--) {
            slope = beforeReadout.get(i).backward(slope, gradient, toInput || i > 0);
        }
        inputGradient = slope;
    }

    /** This clip's share of the parameters' gradient. */
    float[] gradient() {
        return gradient;
    }

    float[] inputGradient() {
        int bands = shape.bands();
        float[] gradientOfInput = new float[inputGradient.bins() * bands];
        Lanes.copyRows(
                inputGradient.values(),
                inputGradient.offset(),
                inputGradient.stride(),
                gradientOfInput,
                0,
                bands,
                inputGradient.bins(),
                bands);
        return gradientOfInput;
    }
}
