package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.TransformerStage.cleared;

import java.util.Arrays;
import org.tonotopy.encoding.network.Dropout;

/**
 * One clip on its way through a {@link TransformerStage}: what its bins have in common, and one window after another in
 * buffers that stay in the caches. What a window's way back needs is computed again: keeping it for all windows would take
 * longer, and forty times the memory.
 */
final class TransformerRun implements StageRun {
    private final TransformerStage stage;
    private final int patches;
    private final int stride;
    private final PatchWindow window;
    private final PatchWindow.Gradient gradients;
    private final DenseWeights.Gradient embeddingGradient;
    private final DenseWeights.Gradient queryGradient;
    private final DenseWeights.Gradient keyGradient;
    private final DenseWeights.Gradient valueGradient;
    /** A copy, in padded rows. */
    private Sequence input;

    private Sequence output;
    private Sequence inputGradient;
    /** {@code [silence, bin][unit]}. */
    private float[] embedded = new float[0];

    private float[] codesGradient = new float[0];

    TransformerRun(TransformerStage stage) {
        this.stage = stage;
        this.patches = stage.patches;
        this.stride = stage.unitStride;
        this.window = new PatchWindow(stage);
        this.gradients = window.gradient();
        this.embeddingGradient = stage.embedding.gradient();
        this.queryGradient = stage.query.gradient();
        this.keyGradient = stage.key.gradient();
        this.valueGradient = stage.value.gradient();
        this.input = Sequence.zeros(0, stage.inputs);
        this.output = Sequence.zeros(0, stage.units);
        this.inputGradient = input;
    }

    @Override
    public void silence(Dropout dropout, int place) {
        window.silence(dropout, place);
    }

    @Override
    public Sequence forward(Sequence given) {
        int bins = given.bins();
        int rows = patches - 1 + bins;
        if (output.bins() != bins) {
            input = Sequence.zeros(bins, stage.inputs);
            output = Sequence.zeros(bins, stage.units);
            inputGradient = Sequence.zeros(bins, stage.inputs);
        }
        Lanes.copyRows(
                given.values(), given.offset(), given.stride(), input.values(), 0, input.stride(), bins, stage.inputs);
        embedded = cleared(embedded, rows * stride);
        stage.embedding.writeBias(rows, embedded, 0);
        stage.embedding.add(bins, input.values(), 0, input.stride(), embedded, (patches - 1) * stride);
        window.project(rows, embedded);
        for (int bin = 0; bin < bins; bin++) {
            window.forward(bin);
            window.mean(output.values(), output.at(bin));
        }
        return output;
    }

    @Override
    public Sequence backward(Sequence outputGradient, float[] gradient, boolean toInput) {
        int bins = outputGradient.bins();
        int rows = patches - 1 + bins;
        gradients.begin(rows);
        for (int bin = 0; bin < bins; bin++) {
            window.forward(bin);
            gradients.add(bin, outputGradient.values(), outputGradient.at(bin));
        }
        gradients.write(gradient);
        projections(rows, gradient);
        float[] slopes = gradients.embedded();
        embeddingGradient.clear();
        int first = (patches - 1) * stride;
        embeddingGradient.addWeight(bins, input.values(), 0, slopes, first);
        embeddingGradient.addBias(rows, slopes, 0);
        embeddingGradient.write(gradient);
        if (toInput) {
            Arrays.fill(inputGradient.values(), 0);
            stage.embedding.addBack(bins, slopes, first, inputGradient.values(), 0);
        }
        return inputGradient;
    }

    /** Goes back through the maps to query, key and value, of bins and of codes. */
    private void projections(int rows, float[] gradient) {
        codesGradient = cleared(codesGradient, patches * stride);
        System.arraycopy(gradients.codes(), 0, codesGradient, 0, codesGradient.length);
        project(stage.query, queryGradient, rows, gradients.queries(), gradients.codeQueries(), gradient);
        project(stage.key, keyGradient, rows, gradients.keys(), gradients.codeKeys(), gradient);
        project(stage.value, valueGradient, rows, gradients.values(), gradients.codeValues(), gradient);
        Lanes.copyRows(codesGradient, 0, stride, gradient, stage.codesAt, stage.units, patches, stage.units);
    }

    private void project(
            DenseWeights map,
            DenseWeights.Gradient ofMap,
            int rows,
            float[] slopes,
            float[] codeSlopes,
            float[] gradient) {
        ofMap.clear();
        ofMap.addWeight(rows, embedded, 0, slopes, 0);
        ofMap.addWeight(patches, stage.codes, 0, codeSlopes, 0);
        ofMap.addBias(patches, codeSlopes, 0);
        ofMap.write(gradient);
        map.addBack(rows, slopes, 0, gradients.embedded(), 0);
        map.addBack(patches, codeSlopes, 0, codesGradient, 0);
    }
}
