package org.tonotopy.encoding.network.nd4j;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.tonotopy.encoding.network.ContrastGain;

/** From a cochleagram to the contrast of each band, scaled by its extremes; one operation after another for each lag. */
final class ScaledContrast implements Layer {
    private final ContrastGain model;
    private final int lags;

    ScaledContrast(ContrastGain model) {
        this.model = model;
        this.lags = model.contrastBins();
    }

    private static INDArray row(List<Double> values, INDArray like, ArrayScope scope) {
        double[] row = values.stream().mapToDouble(Double::doubleValue).toArray();
        return scope.keep(scope.keep(Nd4j.createFromArray(row)).castTo(like.dataType()));
    }

    /** What stands some bins before each bin, with zeros before the first. */
    private INDArray seen(INDArray history, int lag) {
        long bins = history.rows() - (lags - 1L);
        return history.get(NDArrayIndex.interval(lags - 1L - lag, lags - 1L - lag + bins), NDArrayIndex.all());
    }

    private static INDArray ones(INDArray condition, INDArray like, ArrayScope scope) {
        return scope.keep(scope.keep(condition).castTo(like.dataType()));
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        INDArray above = scope.keep(input.subRowVector(row(model.reference().floor(), input, scope)));
        INDArray heard = ones(above.gt(0), input, scope);
        long bins = input.rows();
        INDArray sound = scope.keep(Nd4j.zeros(input.dataType(), lags - 1L + bins, input.columns()));
        INDArray present = scope.keep(Nd4j.zeros(input.dataType(), lags - 1L + bins, input.columns()));
        seen(sound, 0).assign(scope.keep(above.mul(heard)));
        seen(present, 0).assign(1);
        INDArray count = scope.keep(Nd4j.zeros(input.dataType(), input.shape()));
        INDArray mean = scope.keep(Nd4j.zeros(input.dataType(), input.shape()));
        for (int lag = 0; lag < lags; lag++) {
            count.addi(seen(present, lag));
            mean.addi(seen(sound, lag));
        }
        mean.divi(count);
        INDArray variance = scope.keep(Nd4j.zeros(input.dataType(), input.shape()));
        for (int lag = 0; lag < lags; lag++) {
            INDArray centred = scope.keep(seen(sound, lag).sub(mean));
            variance.addi(centred.muli(centred).muli(seen(present, lag)));
        }
        INDArray deviation = Transforms.sqrt(variance.divi(count), false);
        INDArray silent = ones(mean.eq(0), input, scope);
        // Where there is no sound there is no contrast: 0 over 1.
        INDArray level = scope.keep(mean.add(silent));
        INDArray contrast = scope.keep(deviation.div(level));
        INDArray least = row(model.reference().least(), input, scope);
        INDArray range = row(model.reference().greatest(), input, scope).subi(least);
        INDArray varies = ones(range.gt(0), input, scope);
        INDArray scale = scope.keep(varies.div(scope.keep(range.add(scope.keep(varies.rsub(1))))));
        INDArray scaled = scope.keep(contrast.subRowVector(least)).muliRowVector(scale);
        INDArray inside = ones(scaled.gt(0), input, scope).muli(ones(scaled.lt(1), input, scope));
        INDArray output = Transforms.min(Transforms.max(scope.keep(scaled.dup('c')), 0, false), 1, false);
        return new Activity() {
            @Override
            public INDArray output() {
                return output;
            }

            @Override
            public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
                INDArray ofContrast =
                        scope.keep(cotangent.mul(inside)).muliRowVector(scale).divi(count);
                INDArray steady = ones(deviation.eq(0), input, scope);
                INDArray ofCentred = scope.keep(ofContrast.div(scope.keep(deviation.add(steady))))
                        .muli(scope.keep(steady.rsub(1)))
                        .divi(level);
                INDArray ofMean = scope.keep(ofContrast.mul(contrast)).divi(level);
                INDArray soundGradient = scope.keep(Nd4j.zeros(sound.dataType(), sound.shape()));
                for (int lag = 0; lag < lags; lag++) {
                    INDArray centred = scope.keep(seen(sound, lag).sub(mean));
                    seen(soundGradient, lag).addi(centred.muli(ofCentred).subi(ofMean));
                }
                return scope.keep(seen(soundGradient, 0).mul(heard));
            }
        };
    }
}
