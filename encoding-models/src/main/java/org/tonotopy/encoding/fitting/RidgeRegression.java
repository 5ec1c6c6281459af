package org.tonotopy.encoding.fitting;

import static org.bytedeco.openblas.global.openblas.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas.CblasTrans;
import static org.bytedeco.openblas.global.openblas.CblasUpper;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dpotrf;
import static org.bytedeco.openblas.global.openblas.LAPACKE_dpotrs;
import static org.bytedeco.openblas.global.openblas.LAPACK_ROW_MAJOR;
import static org.bytedeco.openblas.global.openblas.cblas_dgemm;
import static org.bytedeco.openblas.global.openblas.cblas_dsyrk;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.tonotopy.encoding.deeplearning4j.NativeThreads;

/**
 * Ridge regression of responses on the last bins of their stimulus, solved by Cholesky factorisation of the normal
 * equations in double.
 *
 * <p>Neurons that were recorded in the same bins share one Gram matrix, which is gathered in blocks of rows: memory is two
 * matrices of {@code (delayBins * bands + 1)^2} doubles whatever the length of the recording. A bin enters a neuron's
 * regression where its target is recorded. Before a stimulus begins its window sees zeros.
 */
final class RidgeRegression {

    /** Two Gram matrices of this order take 0.6 GB. */
    static final int MOST_WEIGHTS_PER_NEURON = 6000;

    private static final int BLOCK_ROWS = 1024;
    private static final byte UPPER = 'U';

    private final List<FittingClip> clips;
    private final int delayBins;
    private final int bands;
    private final int neurons;
    private final int order;

    RidgeRegression(List<FittingClip> clips, int delayBins) {
        this.clips = clips;
        this.delayBins = delayBins;
        this.bands = clips.get(0).bands();
        this.neurons = clips.get(0).neurons();
        int weights = Math.multiplyExact(delayBins, bands);
        if (weights > MOST_WEIGHTS_PER_NEURON) {
            throw new InvalidRecipeException(
                    "delay_bins",
                    "at most " + MOST_WEIGHTS_PER_NEURON / bands + " for ridge regression on " + bands
                            + " bands, which holds a matrix of the square of their product",
                    delayBins);
        }
        // The last column is the constant that carries the bias.
        this.order = weights + 1;
    }

    /** The filters for each penalty, in the order of the penalties. A neuron without a recorded bin gets zeros. */
    List<LinearFilters> solve(List<Double> penalties) {
        NativeThreads.keepToOne();
        List<LinearFilters> path = new ArrayList<>();
        for (int i = 0; i < penalties.size(); i++) {
            path.add(LinearFilters.zero(delayBins, bands, neurons));
        }
        for (Map.Entry<BitSet, List<Integer>> group : neuronsByRecordedBins().entrySet()) {
            if (!group.getKey().isEmpty()) {
                solveGroup(group.getKey(), group.getValue(), penalties, path);
            }
        }
        return path;
    }

    private Map<BitSet, List<Integer>> neuronsByRecordedBins() {
        Map<BitSet, List<Integer>> groups = new LinkedHashMap<>();
        for (int neuron = 0; neuron < neurons; neuron++) {
            BitSet recorded = new BitSet();
            int offset = 0;
            for (FittingClip clip : clips) {
                for (int bin = 0; bin < clip.bins(); bin++) {
                    if (!Float.isNaN(clip.target()[bin * neurons + neuron])) {
                        recorded.set(offset + bin);
                    }
                }
                offset += clip.bins();
            }
            groups.computeIfAbsent(recorded, key -> new ArrayList<>()).add(neuron);
        }
        return groups;
    }

    private void solveGroup(BitSet recorded, List<Integer> group, List<Double> penalties, List<LinearFilters> path) {
        double[] gram = new double[order * order];
        double[] products = new double[order * group.size()];
        gather(recorded, group, gram, products);
        for (int i = 0; i < penalties.size(); i++) {
            double[] solution = factorise(gram, products, group.size(), penalties.get(i));
            store(solution, group, path.get(i));
        }
    }

    private void gather(BitSet recorded, List<Integer> group, double[] gram, double[] products) {
        double[] windows = new double[BLOCK_ROWS * order];
        double[] targets = new double[BLOCK_ROWS * group.size()];
        int rows = 0;
        int offset = 0;
        for (FittingClip clip : clips) {
            for (int bin = 0; bin < clip.bins(); bin++) {
                if (recorded.get(offset + bin)) {
                    writeWindow(clip, bin, windows, rows * order);
                    for (int i = 0; i < group.size(); i++) {
                        targets[rows * group.size() + i] = clip.target()[bin * neurons + group.get(i)];
                    }
                    rows++;
                    if (rows == BLOCK_ROWS) {
                        accumulate(windows, targets, rows, group.size(), gram, products);
                        rows = 0;
                    }
                }
            }
            offset += clip.bins();
        }
        if (rows > 0) {
            accumulate(windows, targets, rows, group.size(), gram, products);
        }
    }

    private void writeWindow(FittingClip clip, int bin, double[] windows, int start) {
        int silent = Math.max(0, delayBins - 1 - bin) * bands;
        Arrays.fill(windows, start, start + silent, 0);
        int source = (bin + 1 - delayBins) * bands;
        for (int i = silent; i < order - 1; i++) {
            windows[start + i] = clip.input()[source + i];
        }
        windows[start + order - 1] = 1;
    }

    private void accumulate(double[] windows, double[] targets, int rows, int width, double[] gram, double[] products) {
        cblas_dsyrk(CblasRowMajor, CblasUpper, CblasTrans, order, rows, 1, windows, order, 1, gram, order);
        cblas_dgemm(
                CblasRowMajor,
                CblasTrans,
                CblasNoTrans,
                order,
                width,
                rows,
                1,
                windows,
                order,
                targets,
                width,
                1,
                products,
                width);
    }

    private double[] factorise(double[] gram, double[] products, int width, double penalty) {
        double[] factor = gram.clone();
        for (int i = 0; i < order - 1; i++) {
            factor[i * order + i] += penalty;
        }
        if (LAPACKE_dpotrf(LAPACK_ROW_MAJOR, UPPER, order, factor, order) != 0) {
            throw new InvalidRecipeException(
                    "penalties", "larger for this stimulus, whose bands depend on each other", penalty);
        }
        double[] solution = products.clone();
        LAPACKE_dpotrs(LAPACK_ROW_MAJOR, UPPER, order, width, factor, order, solution, width);
        return solution;
    }

    private void store(double[] solution, List<Integer> group, LinearFilters filters) {
        int width = group.size();
        for (int i = 0; i < width; i++) {
            int neuron = group.get(i);
            for (int weight = 0; weight < order - 1; weight++) {
                filters.weights()[weight * neurons + neuron] = (float) solution[weight * width + i];
            }
            filters.biases()[neuron] = (float) solution[(order - 1) * width + i];
        }
    }
}
