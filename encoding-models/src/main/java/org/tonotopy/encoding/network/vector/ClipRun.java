package org.tonotopy.encoding.network.vector;

import java.util.List;
import org.tonotopy.encoding.network.Clip;
import org.tonotopy.encoding.network.Dropout;
import org.tonotopy.encoding.network.DropoutMask;
import org.tonotopy.encoding.network.NetworkShape;

/** One place of a batch: how far its clip has come, its buffers of every stage, and its share of the gradient. */
final class ClipRun {
    private final NetworkShape shape;
    private final List<StageRun> stages;
    private final int readoutAt;
    private final int readoutWidth;
    private final float[] gradient;
    private final boolean silencesUnits;

    private int place;
    private Dropout dropout = Dropout.NONE;
    private float[] mask = new float[0];
    private float[] dropped = new float[0];
    /** What the next stage takes. */
    private Sequence sequence;

    private float[] responseCotangent = new float[0];
    private Sequence cotangent;
    private boolean toInput;
    /** The gradient of what the last stage on the way back took. */
    private Sequence slope;

    ClipRun(NetworkShape shape, StageRow stages, int parameters) {
        this.shape = shape;
        this.stages = stages.all().stream().map(Stage::run).toList();
        this.readoutAt = stages.beforeReadout().size();
        this.readoutWidth = stages.readout().get(0).inputWidth();
        this.gradient = new float[parameters];
        this.silencesUnits = stages.unitsBeforeReadout();
        this.cotangent = Sequence.zeros(0, shape.neurons());
        this.sequence = cotangent;
        this.slope = cotangent;
    }

    /** Takes a clip. */
    void begin(Clip clip, Dropout silenced, int placeInBatch) {
        sequence = new Sequence(clip.input(), 0, shape.bands(), clip.bins());
        dropout = silenced;
        place = placeInBatch;
        stages.forEach(run -> run.silence(silenced, placeInBatch));
    }

    int bins() {
        return sequence.bins();
    }

    /** Runs through the stages from one place in the row up to below another. */
    void forward(int from, int to) {
        for (int i = from; i < to; i++) {
            sequence = stages.get(i).forward(input(i));
        }
    }

    /** Enters a recurrent stage, whose output stands where the next stage takes it once the clip has passed. */
    RecurrentClip enter(int stage) {
        RecurrentClip clip = (RecurrentClip) stages.get(stage);
        sequence = clip.enter(input(stage));
        return clip;
    }

    private Sequence input(int stage) {
        return stage == readoutAt && masked() ? silence() : sequence;
    }

    private boolean masked() {
        return dropout.rate() > 0 && silencesUnits;
    }

    private Sequence silence() {
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

    /** Copies the output of the last stage. */
    void copyResponse(float[] destination) {
        copyDense(sequence, shape.neurons(), destination);
    }

    /** Takes the gradient of the responses; that of the input is wanted, or that of the parameters. */
    void beginBack(float[] ofResponse, boolean wanted) {
        responseCotangent = ofResponse;
        toInput = wanted;
        stages.forEach(run -> run.prepareBack(!wanted));
    }

    /** Runs back through the stages from below one place in the row to another. */
    void backward(int from, int to) {
        for (int i = to - 1; i >= from; i--) {
            slope = stages.get(i).backward(outputGradient(i), gradient, toInput || i > 0);
            throughMask(i);
        }
    }

    /** Enters a recurrent stage on the way back. */
    RecurrentClip enterBack(int stage) {
        RecurrentClip clip = (RecurrentClip) stages.get(stage);
        slope = clip.enterBack(outputGradient(stage), gradient, toInput || stage > 0);
        return clip;
    }

    private Sequence outputGradient(int stage) {
        if (stage < stages.size() - 1) {
            return slope;
        }
        int bins = bins();
        int neurons = shape.neurons();
        if (cotangent.bins() != bins) {
            cotangent = Sequence.zeros(bins, neurons);
        }
        Lanes.copyRows(responseCotangent, 0, neurons, cotangent.values(), 0, cotangent.stride(), bins, neurons);
        return cotangent;
    }

    private void throughMask(int stage) {
        if (stage == readoutAt && masked()) {
            for (int bin = 0; bin < slope.bins(); bin++) {
                int at = slope.at(bin);
                for (int i = 0; i < readoutWidth; i++) {
                    slope.values()[at + i] *= mask[bin * readoutWidth + i];
                }
            }
        }
    }

    /** This clip's share of the parameters' gradient. */
    float[] gradient() {
        return gradient;
    }

    float[] inputGradient() {
        float[] gradientOfInput = new float[slope.bins() * shape.bands()];
        copyDense(slope, shape.bands(), gradientOfInput);
        return gradientOfInput;
    }

    private static void copyDense(Sequence padded, int width, float[] dense) {
        Lanes.copyRows(padded.values(), padded.offset(), padded.stride(), dense, 0, width, padded.bins(), width);
    }
}
