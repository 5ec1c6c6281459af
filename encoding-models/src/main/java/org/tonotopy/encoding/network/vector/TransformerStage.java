package org.tonotopy.encoding.network.vector;

import java.util.Arrays;
import org.tonotopy.encoding.network.Frame;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;
import org.tonotopy.encoding.network.Transformer;

/**
 * A {@link Transformer} up to the mean over its patches. A patch is a bin's embedding and a place's code, and the maps to
 * query, key and value are linear: so each is computed once for each bin and once for each place, and windows only add.
 */
final class TransformerStage implements Stage {
    final Transformer network;
    final int inputs;
    final int patches;
    final int units;
    final int unitStride;
    final int hiddenStride;
    final int patchStride;
    final DenseWeights embedding;
    final DenseWeights query;
    final DenseWeights key;
    final DenseWeights value;
    final DenseWeights attention;
    final DenseWeights hidden;
    final DenseWeights feedForward;
    final RowNorm attentionNorm;
    final RowNorm feedForwardNorm;
    /** {@code [patch][unit]}. */
    final float[] codes;
    /** The codes' queries, keys and values, with the maps' biases. */
    final float[] codeQueries;

    final float[] codeKeys;
    final float[] codeValues;
    /** {@code [unit][patch]}. */
    final float[] codeKeysByUnit;

    final float[] codeValuesByUnit;
    final int codesAt;

    TransformerStage(Transformer network, Frame frame, ParameterLayout layout) {
        this.network = network;
        this.inputs = frame.width();
        this.patches = network.windowBins();
        this.units = network.embeddingUnits();
        this.unitStride = Lanes.padded(units);
        int hiddenUnits = network.feedForwardUnits();
        this.hiddenStride = Lanes.padded(hiddenUnits);
        this.patchStride = Lanes.padded(patches);
        this.embedding = new DenseWeights(
                inputs,
                units,
                layout.offset(ParameterNames.EMBEDDING_WEIGHT),
                layout.offset(ParameterNames.EMBEDDING_BIAS));
        int maps = layout.offset(ParameterNames.ATTENTION_INPUT_WEIGHT);
        int biases = layout.offset(ParameterNames.ATTENTION_INPUT_BIAS);
        this.query = new DenseWeights(units, units, maps, biases, (float) (1 / Math.sqrt(units)));
        this.key = new DenseWeights(units, units, maps + units * units, biases + units);
        this.value = new DenseWeights(units, units, maps + 2 * units * units, biases + 2 * units);
        this.attention = new DenseWeights(
                units,
                units,
                layout.offset(ParameterNames.ATTENTION_OUTPUT_WEIGHT),
                layout.offset(ParameterNames.ATTENTION_OUTPUT_BIAS));
        this.hidden = new DenseWeights(
                units,
                hiddenUnits,
                layout.offset(ParameterNames.FEED_FORWARD_HIDDEN_WEIGHT),
                layout.offset(ParameterNames.FEED_FORWARD_HIDDEN_BIAS));
        this.feedForward = new DenseWeights(
                hiddenUnits,
                units,
                layout.offset(ParameterNames.FEED_FORWARD_OUTPUT_WEIGHT),
                layout.offset(ParameterNames.FEED_FORWARD_OUTPUT_BIAS));
        this.attentionNorm = new RowNorm(
                units,
                layout.offset(ParameterNames.ATTENTION_NORM_SCALE),
                layout.offset(ParameterNames.ATTENTION_NORM_SHIFT));
        this.feedForwardNorm = new RowNorm(
                units,
                layout.offset(ParameterNames.FEED_FORWARD_NORM_SCALE),
                layout.offset(ParameterNames.FEED_FORWARD_NORM_SHIFT));
        this.codesAt = layout.offset(ParameterNames.POSITION_CODE);
        this.codes = new float[patches * unitStride];
        this.codeQueries = new float[patches * unitStride];
        this.codeKeys = new float[patches * unitStride];
        this.codeValues = new float[patches * unitStride];
        this.codeKeysByUnit = new float[units * patchStride];
        this.codeValuesByUnit = new float[units * patchStride];
    }

    @Override
    public int inputWidth() {
        return inputs;
    }

    @Override
    public int outputWidth() {
        return units;
    }

    @Override
    public void load(float[] parameters) {
        for (DenseWeights map : new DenseWeights[] {embedding, query, key, value, attention, hidden, feedForward}) {
            map.load(parameters);
        }
        attentionNorm.load(parameters);
        feedForwardNorm.load(parameters);
        Lanes.copyRows(parameters, codesAt, units, codes, 0, unitStride, patches, units);
        mapCodes(query, codeQueries);
        mapCodes(key, codeKeys);
        mapCodes(value, codeValues);
        byUnit(patches, codeKeys, codeKeysByUnit, patchStride);
        byUnit(patches, codeValues, codeValuesByUnit, patchStride);
    }

    private void mapCodes(DenseWeights map, float[] mapped) {
        map.writeBias(patches, mapped, 0);
        map.add(patches, codes, 0, unitStride, mapped, 0);
    }

    /** From rows of units to rows of bins. */
    void byUnit(int rows, float[] from, float[] to, int stride) {
        for (int row = 0; row < rows; row++) {
            for (int unit = 0; unit < units; unit++) {
                to[unit * stride + row] = from[row * unitStride + unit];
            }
        }
    }

    @Override
    public StageRun run() {
        return new TransformerRun(this);
    }

    /** Zeroes, or makes anew where the length is another. */
    static float[] cleared(float[] values, int length) {
        if (values.length != length) {
            return new float[length];
        }
        Arrays.fill(values, 0);
        return values;
    }
}
