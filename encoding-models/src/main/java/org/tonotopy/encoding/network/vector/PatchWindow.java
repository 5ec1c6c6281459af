package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;
import static org.tonotopy.encoding.network.vector.TransformerStage.cleared;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.tonotopy.encoding.network.Dropout;
import org.tonotopy.encoding.network.SiteMask;
import org.tonotopy.encoding.network.SiteMask.Site;

/** The encoder layer on one window at a time. Names follow {@link org.tonotopy.encoding.network.Transformer}. */
final class PatchWindow {
    private final TransformerStage stage;
    private final int patches;
    private final int units;
    private final int hiddenUnits;
    private final int stride;
    private final int hiddenStride;
    private final int patchStride;

    private SiteMask weightsMask;
    private SiteMask attentionMask;
    private SiteMask unitsMask;
    private SiteMask feedForwardMask;

    /** Of each bin of the clip, without codes and biases: {@code [silence, bin][unit]}. */
    private float[] embedded = new float[0];

    private float[] binQueries = new float[0];
    private float[] binKeys = new float[0];
    private float[] binValues = new float[0];
    /** {@code [unit][silence, bin]}. */
    private float[] binKeysByUnit = new float[0];

    private float[] binValuesByUnit = new float[0];
    private int binStride;

    /** {@code [patch][unit]}. */
    private final float[] queries;

    private final float[] keys;
    private final float[] values;
    /** {@code [unit][patch]}. */
    private final float[] keysByUnit;

    private final float[] valuesByUnit;
    /** {@code [patch][patch attended to]}. */
    private final float[] weights;

    private final float[] silencedWeights;
    private final float[] attended;
    /** Residual sums, normalised in place. */
    private final float[] attentionNormal;

    private final float[] attentionKept;
    private final float[] attentionInverse;
    private final float[] middle;
    private final float[] hidden;
    /** Slope of each hidden unit by what it sums: 0 where it is at rest or silenced. */
    private final float[] hiddenGate;

    private final float[] feedForwardNormal;
    private final float[] feedForwardKept;
    private final float[] feedForwardInverse;
    private final float[] lanes = new float[COUNT];

    PatchWindow(TransformerStage stage) {
        this.stage = stage;
        this.patches = stage.patches;
        this.units = stage.units;
        this.hiddenUnits = stage.network.feedForwardUnits();
        this.stride = stage.unitStride;
        this.hiddenStride = stage.hiddenStride;
        this.patchStride = stage.patchStride;
        this.queries = new float[patches * stride];
        this.keys = new float[patches * stride];
        this.values = new float[patches * stride];
        this.keysByUnit = new float[units * patchStride];
        this.valuesByUnit = new float[units * patchStride];
        this.weights = new float[patches * patchStride];
        this.silencedWeights = new float[patches * patchStride];
        this.attended = new float[patches * stride];
        this.attentionNormal = new float[patches * stride];
        this.attentionKept = new float[patches * stride];
        this.attentionInverse = new float[patches];
        this.middle = new float[patches * stride];
        this.hidden = new float[patches * hiddenStride];
        this.hiddenGate = new float[patches * hiddenStride];
        this.feedForwardNormal = new float[patches * stride];
        this.feedForwardKept = new float[patches * stride];
        this.feedForwardInverse = new float[patches];
        this.weightsMask = mask(Site.ATTENTION_WEIGHTS, Dropout.NONE, 0);
        this.attentionMask = weightsMask;
        this.unitsMask = weightsMask;
        this.feedForwardMask = weightsMask;
    }

    /** Decides what the windows from now on silence. */
    void silence(Dropout dropout, int place) {
        weightsMask = mask(Site.ATTENTION_WEIGHTS, dropout, place);
        attentionMask = mask(Site.ATTENTION, dropout, place);
        unitsMask = mask(Site.FEED_FORWARD_UNITS, dropout, place);
        feedForwardMask = mask(Site.FEED_FORWARD, dropout, place);
    }

    private SiteMask mask(Site site, Dropout dropout, int place) {
        return new SiteMask(site, stage.network.dropout(), dropout, place);
    }

    /** Computes what windows have in common. */
    void project(int rows, float[] embeddedBins) {
        embedded = embeddedBins;
        binQueries = projected(stage.query, rows, binQueries);
        binKeys = projected(stage.key, rows, binKeys);
        binValues = projected(stage.value, rows, binValues);
        binStride = rows;
        int length = units * rows + patchStride;
        binKeysByUnit = cleared(binKeysByUnit, length);
        binValuesByUnit = cleared(binValuesByUnit, length);
        stage.byUnit(rows, binKeys, binKeysByUnit, binStride);
        stage.byUnit(rows, binValues, binValuesByUnit, binStride);
    }

    private float[] projected(DenseWeights map, int rows, float[] buffer) {
        float[] result = cleared(buffer, rows * stride);
        map.add(rows, embedded, 0, stride, result, 0);
        return result;
    }

    /** Computes the window that ends with a bin, up to its last normalisation. */
    void forward(int bin) {
        int first = bin * stride;
        int size = patches * stride;
        sum(size, binQueries, first, stage.codeQueries, queries, 0);
        sum(size, binKeys, first, stage.codeKeys, keys, 0);
        sum(size, binValues, first, stage.codeValues, values, 0);
        for (int unit = 0; unit < units; unit++) {
            int at = unit * patchStride;
            sum(patchStride, binKeysByUnit, unit * binStride + bin, stage.codeKeysByUnit, keysByUnit, at);
            sum(patchStride, binValuesByUnit, unit * binStride + bin, stage.codeValuesByUnit, valuesByUnit, at);
        }
        attend(bin);
        feed(bin);
    }

    private void attend(int bin) {
        Arrays.fill(weights, 0);
        MatrixProduct.add(
                patches, units, patchStride, queries, 0, stride, keysByUnit, 0, patchStride, weights, 0, patchStride);
        for (int patch = 0; patch < patches; patch++) {
            softmax(patches, patchStride, weights, patch * patchStride, lanes);
        }
        if (weightsMask.silences()) {
            for (int patch = 0; patch < patches; patch++) {
                weightsMask.fill((bin * patches + patch) * patches, silencedWeights, patch * patchStride, patches);
            }
            multiply(weights.length, weights, silencedWeights);
        } else {
            System.arraycopy(weights, 0, silencedWeights, 0, weights.length);
        }
        Arrays.fill(attended, 0);
        MatrixProduct.add(
                patches, patches, stride, silencedWeights, 0, patchStride, values, 0, stride, attended, 0, stride);
        stage.attention.writeBias(patches, attentionNormal, 0);
        stage.attention.add(patches, attended, 0, stride, attentionNormal, 0);
        silence(attentionMask, bin, units, stride, attentionKept, attentionNormal);
        // A patch is its bin and its place.
        addBoth(attentionNormal.length, embedded, bin * stride, stage.codes, attentionNormal);
        for (int patch = 0; patch < patches; patch++) {
            int at = patch * stride;
            attentionInverse[patch] = stage.attentionNorm.normalise(attentionNormal, at, lanes);
            stage.attentionNorm.rescale(attentionNormal, at, middle);
        }
    }

    private void feed(int bin) {
        stage.hidden.writeBias(patches, hidden, 0);
        stage.hidden.add(patches, middle, 0, stride, hidden, 0);
        if (unitsMask.silences()) {
            for (int patch = 0; patch < patches; patch++) {
                unitsMask.fill((bin * patches + patch) * hiddenUnits, hiddenGate, patch * hiddenStride, hiddenUnits);
            }
        } else {
            Arrays.fill(hiddenGate, 1);
        }
        rectify(hidden, hiddenGate);
        stage.feedForward.writeBias(patches, feedForwardNormal, 0);
        stage.feedForward.add(patches, hidden, 0, hiddenStride, feedForwardNormal, 0);
        silence(feedForwardMask, bin, units, stride, feedForwardKept, feedForwardNormal);
        sum(middle.length, middle, 0, feedForwardNormal, feedForwardNormal, 0);
        for (int patch = 0; patch < patches; patch++) {
            feedForwardInverse[patch] = stage.feedForwardNorm.normalise(feedForwardNormal, patch * stride, lanes);
        }
    }

    private void silence(SiteMask mask, int bin, int width, int rowStride, float[] kept, float[] sequence) {
        if (!mask.silences()) {
            return;
        }
        for (int patch = 0; patch < patches; patch++) {
            mask.fill((bin * patches + patch) * width, kept, patch * rowStride, width);
        }
        multiply(kept.length, kept, sequence);
    }

    /** Writes the mean over the patches. */
    void mean(float[] output, int at) {
        for (int unit = 0; unit < stride; unit += COUNT) {
            mean(patches, stride, feedForwardNormal, unit, stage.feedForwardNorm, output, at + unit);
        }
    }

    Gradient gradient() {
        return new Gradient();
    }

    /** Sums of one clip's gradient, window by window. */
    final class Gradient {
        private final DenseWeights.Gradient attention = stage.attention.gradient();
        private final DenseWeights.Gradient hiddenMap = stage.hidden.gradient();
        private final DenseWeights.Gradient feedForward = stage.feedForward.gradient();
        private final RowNorm.Gradient attentionNorm = stage.attentionNorm.gradient();
        private final RowNorm.Gradient feedForwardNorm = stage.feedForwardNorm.gradient();
        private float[] ofEmbedded = new float[0];
        private float[] ofQueries = new float[0];
        private float[] ofKeys = new float[0];
        private float[] ofValues = new float[0];
        private final float[] ofCodes = new float[patches * stride];
        private final float[] ofCodeQueries = new float[patches * stride];
        private final float[] ofCodeKeys = new float[patches * stride];
        private final float[] ofCodeValues = new float[patches * stride];
        /** Slopes along the residual path. */
        private final float[] along = new float[patches * stride];

        private final float[] branch = new float[patches * stride];
        private final float[] hiddenSlopes = new float[patches * hiddenStride];
        private final float[] weightSlopes = new float[patches * patchStride];
        private final float[] windowSlopes = new float[patches * stride];
        private final float[] outputSlopes = new float[stride];

        void begin(int rows) {
            ofEmbedded = cleared(ofEmbedded, rows * stride);
            ofQueries = cleared(ofQueries, rows * stride);
            ofKeys = cleared(ofKeys, rows * stride);
            ofValues = cleared(ofValues, rows * stride);
            for (float[] sums : new float[][] {ofCodes, ofCodeQueries, ofCodeKeys, ofCodeValues}) {
                Arrays.fill(sums, 0);
            }
            attention.clear();
            hiddenMap.clear();
            feedForward.clear();
            attentionNorm.clear();
            feedForwardNorm.clear();
        }

        /** Goes back through the window that was computed last. */
        void add(int bin, float[] slopes, int slopesAt) {
            throughMean(slopes, slopesAt);
            throughFeedForward();
            throughAttention(bin);
        }

        private void throughMean(float[] slopes, int slopesAt) {
            share(stride, patches, slopes, slopesAt, outputSlopes);
            for (int patch = 0; patch < patches; patch++) {
                int at = patch * stride;
                System.arraycopy(outputSlopes, 0, along, at, stride);
                feedForwardNorm.addAndScale(along, feedForwardNormal, at);
                stage.feedForwardNorm.back(along, feedForwardNormal, at, feedForwardInverse[patch], lanes);
            }
        }

        private void throughFeedForward() {
            System.arraycopy(along, 0, branch, 0, branch.length);
            if (feedForwardMask.silences()) {
                multiply(branch.length, feedForwardKept, branch);
            }
            feedForward.addWeight(patches, hidden, 0, branch, 0);
            feedForward.addBias(patches, branch, 0);
            Arrays.fill(hiddenSlopes, 0);
            stage.feedForward.addBack(patches, branch, 0, hiddenSlopes, 0);
            multiply(hiddenSlopes.length, hiddenGate, hiddenSlopes);
            hiddenMap.addWeight(patches, middle, 0, hiddenSlopes, 0);
            hiddenMap.addBias(patches, hiddenSlopes, 0);
            stage.hidden.addBack(patches, hiddenSlopes, 0, along, 0);
            for (int patch = 0; patch < patches; patch++) {
                int at = patch * stride;
                attentionNorm.addAndScale(along, attentionNormal, at);
                stage.attentionNorm.back(along, attentionNormal, at, attentionInverse[patch], lanes);
            }
        }

        private void throughAttention(int bin) {
            spread(along, bin, ofEmbedded, ofCodes);
            if (attentionMask.silences()) {
                multiply(along.length, attentionKept, along);
            }
            attention.addWeight(patches, attended, 0, along, 0);
            attention.addBias(patches, along, 0);
            Arrays.fill(branch, 0);
            stage.attention.addBack(patches, along, 0, branch, 0);
            Arrays.fill(weightSlopes, 0);
            MatrixProduct.add(
                    patches,
                    units,
                    patchStride,
                    branch,
                    0,
                    stride,
                    valuesByUnit,
                    0,
                    patchStride,
                    weightSlopes,
                    0,
                    patchStride);
            Arrays.fill(windowSlopes, 0);
            MatrixProduct.addTransposed(
                    patches,
                    patches,
                    stride,
                    silencedWeights,
                    0,
                    patchStride,
                    branch,
                    0,
                    stride,
                    windowSlopes,
                    0,
                    stride);
            spread(windowSlopes, bin, ofValues, ofCodeValues);
            for (int patch = 0; patch < patches; patch++) {
                throughSoftmax(patchStride, weights, silencedWeights, weightSlopes, patch * patchStride, lanes);
            }
            Arrays.fill(windowSlopes, 0);
            MatrixProduct.add(
                    patches, patches, stride, weightSlopes, 0, patchStride, keys, 0, stride, windowSlopes, 0, stride);
            spread(windowSlopes, bin, ofQueries, ofCodeQueries);
            Arrays.fill(windowSlopes, 0);
            MatrixProduct.addTransposed(
                    patches,
                    patches,
                    stride,
                    weightSlopes,
                    0,
                    patchStride,
                    queries,
                    0,
                    stride,
                    windowSlopes,
                    0,
                    stride);
            spread(windowSlopes, bin, ofKeys, ofCodeKeys);
        }

        /** Adds a window's slopes to those of its bins and of its places. */
        private void spread(float[] slopes, int bin, float[] ofBins, float[] ofPlaces) {
            addTo(slopes.length, slopes, ofBins, bin * stride);
            addTo(slopes.length, slopes, ofPlaces, 0);
        }

        void write(float[] gradient) {
            attention.write(gradient);
            hiddenMap.write(gradient);
            feedForward.write(gradient);
            attentionNorm.write(gradient);
            feedForwardNorm.write(gradient);
        }

        float[] embedded() {
            return ofEmbedded;
        }

        float[] queries() {
            return ofQueries;
        }

        float[] keys() {
            return ofKeys;
        }

        float[] values() {
            return ofValues;
        }

        float[] codes() {
            return ofCodes;
        }

        float[] codeQueries() {
            return ofCodeQueries;
        }

        float[] codeKeys() {
            return ofCodeKeys;
        }

        float[] codeValues() {
            return ofCodeValues;
        }
    }

    /** {@code to = a + b}; b and to begin at one place. */
    private static void sum(int size, float[] a, int aAt, float[] b, float[] to, int at) {
        for (int i = 0; i < size; i += COUNT) {
            FloatVector.fromArray(SPECIES, a, aAt + i)
                    .add(FloatVector.fromArray(SPECIES, b, at + i))
                    .intoArray(to, at + i);
        }
    }

    private static void addBoth(int size, float[] a, int aAt, float[] b, float[] sums) {
        for (int i = 0; i < size; i += COUNT) {
            FloatVector.fromArray(SPECIES, a, aAt + i)
                    .add(FloatVector.fromArray(SPECIES, b, i))
                    .add(FloatVector.fromArray(SPECIES, sums, i))
                    .intoArray(sums, i);
        }
    }

    private static void addTo(int size, float[] values, float[] sums, int at) {
        for (int i = 0; i < size; i += COUNT) {
            FloatVector.fromArray(SPECIES, values, i)
                    .add(FloatVector.fromArray(SPECIES, sums, at + i))
                    .intoArray(sums, at + i);
        }
    }

    private static void multiply(int size, float[] factors, float[] values) {
        for (int i = 0; i < size; i += COUNT) {
            FloatVector.fromArray(SPECIES, values, i)
                    .mul(FloatVector.fromArray(SPECIES, factors, i))
                    .intoArray(values, i);
        }
    }

    /** Rectifies and silences, and leaves in the gate the slope of each value. */
    private static void rectify(float[] values, float[] gate) {
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int i = 0; i < values.length; i += COUNT) {
            FloatVector value = FloatVector.fromArray(SPECIES, values, i);
            FloatVector slope =
                    zero.blend(FloatVector.fromArray(SPECIES, gate, i), value.compare(VectorOperators.GT, 0f));
            slope.intoArray(gate, i);
            value.mul(slope).intoArray(values, i);
        }
    }

    private static void softmax(int width, int stride, float[] scores, int at, float[] lanes) {
        Arrays.fill(scores, at + width, at + stride, -Float.MAX_VALUE);
        FloatVector largest = FloatVector.fromArray(SPECIES, scores, at);
        for (int i = COUNT; i < stride; i += COUNT) {
            largest = largest.max(FloatVector.fromArray(SPECIES, scores, at + i));
        }
        float top = largest.reduceLanes(VectorOperators.MAX);
        Arrays.fill(scores, at + width, at + stride, 0);
        for (int i = 0; i < stride; i += COUNT) {
            Elementary.exp(FloatVector.fromArray(SPECIES, scores, at + i).sub(top))
                    .intoArray(scores, at + i);
        }
        Arrays.fill(scores, at + width, at + stride, 0);
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int i = 0; i < stride; i += COUNT) {
            sum = sum.add(FloatVector.fromArray(SPECIES, scores, at + i));
        }
        sum.intoArray(lanes, 0);
        float inverse = 1 / RowNorm.sum(lanes);
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector.fromArray(SPECIES, scores, at + i).mul(inverse).intoArray(scores, at + i);
        }
    }

    /**
     * From slopes of silenced weights to slopes of scores, in place: {@code A' g - A sum(A' g)} for weights {@code A} and
     * silenced weights {@code A'}.
     */
    private static void throughSoftmax(
            int stride, float[] weights, float[] silenced, float[] slopes, int at, float[] lanes) {
        FloatVector total = FloatVector.zero(SPECIES);
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector part = FloatVector.fromArray(SPECIES, slopes, at + i)
                    .mul(FloatVector.fromArray(SPECIES, silenced, at + i));
            part.intoArray(slopes, at + i);
            total = total.add(part);
        }
        total.intoArray(lanes, 0);
        float sum = RowNorm.sum(lanes);
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector.fromArray(SPECIES, slopes, at + i)
                    .sub(FloatVector.fromArray(SPECIES, weights, at + i).mul(sum))
                    .intoArray(slopes, at + i);
        }
    }

    private static void mean(int patches, int stride, float[] normal, int unit, RowNorm norm, float[] output, int at) {
        FloatVector sum = FloatVector.zero(SPECIES);
        for (int patch = 0; patch < patches; patch++) {
            sum = sum.add(FloatVector.fromArray(SPECIES, normal, unit + patch * stride));
        }
        sum.div(patches)
                .fma(
                        FloatVector.fromArray(SPECIES, norm.scale(), unit),
                        FloatVector.fromArray(SPECIES, norm.shift(), unit))
                .intoArray(output, at);
    }

    private static void share(int stride, int patches, float[] slopes, int at, float[] shares) {
        for (int i = 0; i < stride; i += COUNT) {
            FloatVector.fromArray(SPECIES, slopes, at + i).div(patches).intoArray(shares, i);
        }
    }
}
