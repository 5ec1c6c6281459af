package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.tonotopy.encoding.network.ParameterNames;

/**
 * From embedded bins to windows: for each bin the patches of the window that ends with it, each with the code of its place
 * added; {@code [bin * patches + patch][unit]}. What lies before the first bin is silence, embedded: the embedding's bias.
 */
final class PatchWindows implements Layer {
    /** {@code [patch][unit]}. */
    private final INDArray codes;

    private final INDArray embeddedSilence;

    PatchWindows(ParameterArrays parameters) {
        this.codes = parameters.block(ParameterNames.POSITION_CODE);
        this.embeddedSilence = parameters.block(ParameterNames.EMBEDDING_BIAS);
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        long bins = input.rows();
        long patches = codes.rows();
        INDArray history = scope.keep(Nd4j.zeros(input.dataType(), patches - 1 + bins, codes.columns()));
        if (patches > 1) {
            history.get(NDArrayIndex.interval(0, patches - 1), NDArrayIndex.all())
                    .addiRowVector(embeddedSilence);
        }
        seen(history, patches - 1, bins).assign(input);
        INDArray output = scope.keep(Nd4j.zeros(input.dataType(), bins * patches, codes.columns()));
        for (long patch = 0; patch < patches; patch++) {
            patchOf(output, patch).assign(scope.keep(seen(history, patch, bins).addRowVector(codes.getRow(patch))));
        }
        return new Activity() {
            @Override
            public INDArray output() {
                return output;
            }

            @Override
            public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
                INDArray slopes = scope.keep(cotangent.dup('c'));
                INDArray codesGradient = scope.keep(Nd4j.zeros(codes.dataType(), codes.shape()));
                INDArray historyGradient = scope.keep(Nd4j.zeros(history.dataType(), history.shape()));
                for (long patch = 0; patch < patches; patch++) {
                    INDArray slope = scope.keep(patchOf(slopes, patch).dup('c'));
                    codesGradient.getRow(patch).assign(scope.keep(slope.sum(0)));
                    seen(historyGradient, patch, bins).addi(slope);
                }
                gradient.add(ParameterNames.POSITION_CODE, codesGradient);
                if (patches > 1) {
                    INDArray ofSilence = historyGradient.get(NDArrayIndex.interval(0, patches - 1), NDArrayIndex.all());
                    gradient.add(ParameterNames.EMBEDDING_BIAS, scope.keep(ofSilence.sum(0)));
                }
                return scope.keep(seen(historyGradient, patches - 1, bins).dup('c'));
            }
        };
    }

    /** The bins as they stand at a place of each window: rows of the history. */
    private static INDArray seen(INDArray history, long patch, long bins) {
        return history.get(NDArrayIndex.interval(patch, patch + bins), NDArrayIndex.all());
    }

    /** A view {@code [bin][unit]}. */
    private INDArray patchOf(INDArray windows, long patch) {
        long patches = codes.rows();
        return windows.reshape(windows.rows() / patches, patches, codes.columns())
                .get(NDArrayIndex.all(), NDArrayIndex.point(patch), NDArrayIndex.all());
    }
}
