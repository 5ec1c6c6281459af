package org.tonotopy.encoding.fitting;

import java.util.Arrays;
import java.util.List;
import org.tonotopy.encoding.parallel.ParallelLoop;

/**
 * The loss of a batch of clips and its derivative with respect to every prediction.
 *
 * <p>The value is {@code mean over recorded (bin, neuron) of loss(r, y) + lambda * (1 - mean over neurons of CC)}, where
 * CC is the Pearson correlation of a neuron over all its recorded bins of the batch, concatenated. A neuron whose
 * correlation is undefined (fewer than two recorded bins, or a constant prediction or target) has no part in that mean;
 * where no neuron has one, the term is left out. Targets that are NaN count nowhere and get a zero derivative.
 *
 * <p>Sums run in double over pieces of a fixed length, which are added in their order: the value depends on nothing but its
 * arguments, whatever the number of threads.
 */
public final class BatchLoss {

    /** Bins of a piece. */
    private static final int PIECE = 256;

    /** Entries that are doubles at a time. */
    private static final int BLOCK = 1024;

    private final LossFunction function;
    private final double correlationWeight;
    private final int neurons;
    private final ParallelLoop threads;
    private final NeuronMoments moments;
    private double recorded;
    /** See {@link LossKernels}: a, b and c of the correlation's derivative, each followed by its beginning. */
    private final float[] constants;

    private final int rowOfConstants;
    private final int momentsPerPiece;
    /** Of every piece. */
    private double[] sums = new double[0];

    private double[] counts = new double[0];

    private double[] pieceMoments = new double[0];
    private Scratch[] scratch = new Scratch[0];

    /**
     * A loss on one thread.
     *
     * @param function loss of one entry
     * @param correlationWeight {@code lambda}; 0 leaves the correlation term out
     * @param neurons width of predictions and targets
     */
    public BatchLoss(LossFunction function, double correlationWeight, int neurons) {
        this(function, correlationWeight, neurons, ParallelLoop.of(1));
    }

    /**
     * A loss on several threads.
     *
     * @param function loss of one entry
     * @param correlationWeight {@code lambda}; 0 leaves the correlation term out
     * @param neurons width of predictions and targets
     * @param threads what the pieces are spread over
     */
    public BatchLoss(LossFunction function, double correlationWeight, int neurons, ParallelLoop threads) {
        this.function = function;
        this.correlationWeight = correlationWeight;
        this.neurons = neurons;
        this.threads = threads;
        this.moments = new NeuronMoments(neurons);
        this.momentsPerPiece = NeuronMoments.KINDS * neurons;
        this.rowOfConstants = neurons + LossKernels.FLOATS.length();
        this.constants = new float[LossKernels.CONSTANTS * rowOfConstants];
    }

    /**
     * The value alone.
     *
     * @param predictions per clip, {@code bins * neurons}
     * @param clips the clips with their targets, in the same order
     * @return the loss; NaN where nothing was recorded or a prediction is not finite
     */
    public double value(List<float[]> predictions, List<FittingClip> clips) {
        return gather(predictions, clips);
    }

    /**
     * The value, and its derivatives.
     *
     * @param predictions per clip, {@code bins * neurons}
     * @param clips the clips with their targets, in the same order
     * @param cotangents per clip, {@code bins * neurons}: overwritten with the derivative of the value
     * @return the loss; NaN where nothing was recorded or a prediction is not finite
     */
    public double valueAndCotangents(List<float[]> predictions, List<FittingClip> clips, List<float[]> cotangents) {
        double value = gather(predictions, clips);
        float perEntry = (float) (1 / recorded);
        threads.forEach(pieces(clips), piece -> {
            int clip = clipOf(piece, clips);
            writeCotangents(
                    span(piece, clip, clips), predictions.get(clip), clips.get(clip), perEntry, cotangents.get(clip));
        });
        return value;
    }

    private double gather(List<float[]> predictions, List<FittingClip> clips) {
        int pieces = pieces(clips);
        boolean correlated = correlationWeight != 0;
        if (sums.length < pieces) {
            sums = new double[pieces];
            counts = new double[pieces];
            pieceMoments = new double[correlated ? pieces * momentsPerPiece : 0];
            scratch = new Scratch[pieces];
            Arrays.setAll(scratch, piece -> new Scratch(block() + LossKernels.COUNT));
        }
        Arrays.fill(pieceMoments, 0);
        threads.forEach(pieces, piece -> {
            int clip = clipOf(piece, clips);
            gather(
                    piece,
                    span(piece, clip, clips),
                    predictions.get(clip),
                    clips.get(clip).target());
        });
        moments.clear();
        recorded = 0;
        double sum = 0;
        for (int piece = 0; piece < pieces; piece++) {
            sum += sums[piece];
            recorded += counts[piece];
            if (correlated) {
                moments.add(pieceMoments, piece * momentsPerPiece);
            }
        }
        double value = sum / recorded;
        return correlated ? value + correlationTerm() : value;
    }

    /** Entries that are doubles at a time: whole bins. */
    private int block() {
        return Math.max(1, BLOCK / neurons) * neurons;
    }

    /** What a piece works in, kept from step to step. */
    private static final class Scratch {
        private final double[] prediction;
        private final double[] target;
        private final double[] logarithms;
        private final double[] sums = new double[LossKernels.SUMS * LossKernels.COUNT];

        Scratch(int size) {
            this.prediction = new double[size];
            this.target = new double[size];
            this.logarithms = new double[size];
        }
    }

    /** Entries of a clip from one up to below another. */
    private record Span(int from, int to) {}

    private static int pieces(List<FittingClip> clips) {
        int pieces = 0;
        for (FittingClip clip : clips) {
            pieces += pieces(clip);
        }
        return pieces;
    }

    private static int pieces(FittingClip clip) {
        return (clip.bins() + PIECE - 1) / PIECE;
    }

    private static int clipOf(int piece, List<FittingClip> clips) {
        int clip = 0;
        for (int before = pieces(clips.get(0)); before <= piece; before += pieces(clips.get(clip))) {
            clip++;
        }
        return clip;
    }

    private Span span(int piece, int clip, List<FittingClip> clips) {
        int first = (piece - pieces(clips.subList(0, clip))) * PIECE;
        return new Span(first * neurons, Math.min(first + PIECE, clips.get(clip).bins()) * neurons);
    }

    /** Adds up a piece, a few bins at a time as doubles. */
    private void gather(int piece, Span span, float[] prediction, float[] target) {
        int lanes = LossKernels.COUNT;
        int block = block();
        double[] r = scratch[piece].prediction;
        double[] y = scratch[piece].target;
        double[] ofLanes = scratch[piece].sums;
        Arrays.fill(ofLanes, 0);
        for (int from = span.from(); from < span.to(); from += block) {
            int size = Math.min(block, span.to() - from);
            LossKernels.widen(prediction, from, size, r);
            LossKernels.widen(target, from, size, y);
            // What fills the last vector was not recorded.
            Arrays.fill(y, size, size + lanes, Double.NaN);
            int whole = (size + lanes - 1) / lanes * lanes;
            switch (function) {
                case MEAN_SQUARED_ERROR -> LossKernels.squares(whole, r, y, ofLanes);
                case POISSON -> {
                    LossKernels.logarithms(whole, r, scratch[piece].logarithms);
                    LossKernels.poisson(whole, r, y, scratch[piece].logarithms, ofLanes);
                }
            }
            if (correlationWeight != 0) {
                NeuronMoments.gather(size / neurons, neurons, r, y, pieceMoments, piece * momentsPerPiece);
            }
        }
        sums[piece] = 0;
        counts[piece] = 0;
        for (int lane = 0; lane < lanes; lane++) {
            sums[piece] += ofLanes[lane];
            counts[piece] += ofLanes[lanes + lane];
        }
    }

    /**
     * The derivative of {@code -lambda/M * CC} is linear in target and prediction, with three constants per neuron:
     * {@code dCC/dr = (y - mean y)/sqrt(Srr Syy) - CC (r - mean r)/Srr}.
     */
    private double correlationTerm() {
        Arrays.fill(constants, 0);
        int defined = 0;
        double total = 0;
        for (int neuron = 0; neuron < neurons; neuron++) {
            double correlation = moments.correlation(neuron);
            if (!Double.isNaN(correlation)) {
                defined++;
                total += correlation;
            }
        }
        if (defined == 0) {
            return 0;
        }
        double scale = -correlationWeight / defined;
        for (int neuron = 0; neuron < neurons; neuron++) {
            double correlation = moments.correlation(neuron);
            if (!Double.isNaN(correlation)) {
                double predictionSpread = moments.predictionSpread(neuron);
                double onTarget = scale / Math.sqrt(predictionSpread * moments.targetSpread(neuron));
                double onPrediction = -scale * correlation / predictionSpread;
                double offset = -onTarget * moments.targetMean(neuron) - onPrediction * moments.predictionMean(neuron);
                for (int i = neuron; i < rowOfConstants; i += neurons) {
                    constants[i] = (float) onTarget;
                    constants[rowOfConstants + i] = (float) onPrediction;
                    constants[2 * rowOfConstants + i] = (float) offset;
                }
            }
        }
        return correlationWeight * (1 - total / defined);
    }

    private void writeCotangents(Span span, float[] prediction, FittingClip clip, float perEntry, float[] cotangent) {
        float[] target = clip.target();
        int done = switch (function) {
            case MEAN_SQUARED_ERROR ->
                LossKernels.squaresSlopes(
                        span.from(), span.to(), prediction, target, perEntry, constants, neurons, cotangent);
            case POISSON ->
                LossKernels.poissonSlopes(
                        span.from(), span.to(), prediction, target, perEntry, constants, neurons, cotangent);
        };
        for (int i = done; i < span.to(); i++) {
            int neuron = i % neurons;
            float y = target[i];
            double slope = perEntry * function.slope(prediction[i], y)
                    + constants[neuron] * y
                    + constants[rowOfConstants + neuron] * prediction[i]
                    + constants[2 * rowOfConstants + neuron];
            cotangent[i] = Float.isNaN(y) ? 0 : (float) slope;
        }
    }
}
