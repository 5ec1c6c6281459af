package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.tonotopy.encoding.network.Frame;
import org.tonotopy.encoding.network.ParameterNames;

/** {@link org.tonotopy.encoding.network.GaussianKernel}. */
final class GaussianKernelWeights implements KernelWeights {
    private final Frame frame;
    private final int delays;
    private final Axis bands;
    private final Axis lags;
    /** {@code [filter][channel][bump]}. */
    private final INDArray weight;

    GaussianKernelWeights(Frame frame, int delays, ParameterArrays parameters) {
        this.frame = frame;
        this.delays = delays;
        this.bands = new Axis(
                frame.bands(),
                parameters.block(ParameterNames.STRF_BAND_POSITION),
                parameters.block(ParameterNames.STRF_BAND_WIDTH));
        this.lags = new Axis(
                delays,
                parameters.block(ParameterNames.STRF_LAG_POSITION),
                parameters.block(ParameterNames.STRF_LAG_WIDTH));
        this.weight = parameters.block(ParameterNames.STRF_BUMP_WEIGHT);
    }

    /** Bumps along one axis, by their flat number. */
    private record Axis(int extent, INDArray position, INDArray width) {
        /** {@code (i - centre) / width} for each place along the axis: {@code [1][extent]}. */
        INDArray distance(long bump, DoubleColumn softplus, ArrayScope scope) {
            return scope.keep(Nd4j.arange(extent).castTo(position.dataType()))
                    .reshape(1, extent)
                    .subi(position.getDouble(bump) * (extent - 1))
                    .divi(softplus.at(bump) * extent);
        }

        INDArray widths(ArrayScope scope) {
            return Softplus.of(flat(width), scope);
        }

        static INDArray flat(INDArray array) {
            return array.reshape(array.length());
        }
    }

    private interface DoubleColumn {
        double at(long index);
    }

    /** From lag to delay and back: the last delay is lag 0. */
    private static INDArray reversed(INDArray column, ArrayScope scope) {
        return scope.keep(Nd4j.reverse(column.dup('c')));
    }

    private static INDArray bell(INDArray distance, ArrayScope scope) {
        return Transforms.exp(scope.keep(distance.mul(distance)).divi(-2), false);
    }

    /** A view {@code [delay][band]}. */
    private INDArray field(INDArray weights, long bump) {
        long bumps = weight.size(2);
        long channel = bump / bumps % frame.channels();
        long filter = bump / bumps / frame.channels();
        return weights.get(
                NDArrayIndex.all(),
                NDArrayIndex.interval(channel * frame.bands(), (channel + 1) * frame.bands()),
                NDArrayIndex.point(filter));
    }

    @Override
    public INDArray weights(ArrayScope scope) {
        INDArray weights = scope.keep(Nd4j.zeros(weight.dataType(), delays, frame.width(), weight.size(0)));
        INDArray bandWidths = bands.widths(scope);
        INDArray lagWidths = lags.widths(scope);
        for (long bump = 0; bump < weight.length(); bump++) {
            INDArray acrossBands = bell(bands.distance(bump, bandWidths::getDouble, scope), scope);
            INDArray acrossLags = reversed(bell(lags.distance(bump, lagWidths::getDouble, scope), scope), scope);
            INDArray field = scope.keep(acrossLags.reshape(delays, 1).mmul(acrossBands));
            field(weights, bump).addi(field.muli(weight.getDouble(bump)));
        }
        return weights;
    }

    @Override
    public void backward(INDArray weightGradient, ParameterArrays gradient, ArrayScope scope) {
        INDArray[] sums = new INDArray[5];
        for (int i = 0; i < sums.length; i++) {
            sums[i] = scope.keep(Nd4j.zeros(weight.dataType(), weight.length()));
        }
        INDArray bandWidths = bands.widths(scope);
        INDArray lagWidths = lags.widths(scope);
        for (long bump = 0; bump < weight.length(); bump++) {
            INDArray u = bands.distance(bump, bandWidths::getDouble, scope);
            INDArray v = lags.distance(bump, lagWidths::getDouble, scope);
            INDArray bellOfBands = bell(u, scope);
            INDArray bellOfLags = bell(v, scope);
            INDArray slope = scope.keep(field(weightGradient, bump).dup('c'));
            double w = weight.getDouble(bump);
            double byBandWidth = w * along(slope, scope.keep(u.mul(u)).muli(bellOfBands), bellOfLags, scope);
            double byLagWidth =
                    w * along(slope, bellOfBands, scope.keep(v.mul(v)).muli(bellOfLags), scope);
            double bandWidth = bandWidths.getDouble(bump) * frame.bands();
            double lagWidth = lagWidths.getDouble(bump) * delays;
            sums[0].putScalar(bump, along(slope, bellOfBands, bellOfLags, scope));
            sums[1].putScalar(
                    bump,
                    w
                            * along(slope, scope.keep(u.mul(bellOfBands)), bellOfLags, scope)
                            / bandWidth
                            * (frame.bands() - 1));
            sums[2].putScalar(bump, byBandWidth / bandWidths.getDouble(bump));
            sums[3].putScalar(
                    bump,
                    w * along(slope, bellOfBands, scope.keep(v.mul(bellOfLags)), scope) / lagWidth * (delays - 1));
            sums[4].putScalar(bump, byLagWidth / lagWidths.getDouble(bump));
        }
        gradient.add(ParameterNames.STRF_BUMP_WEIGHT, sums[0]);
        gradient.add(ParameterNames.STRF_BAND_POSITION, sums[1]);
        gradient.add(
                ParameterNames.STRF_BAND_WIDTH,
                sums[2].muli(scope.keep(Transforms.sigmoid(Axis.flat(bands.width()), true))));
        gradient.add(ParameterNames.STRF_LAG_POSITION, sums[3]);
        gradient.add(
                ParameterNames.STRF_LAG_WIDTH,
                sums[4].muli(scope.keep(Transforms.sigmoid(Axis.flat(lags.width()), true))));
    }

    /** {@code sum over delay, band of slope * ofLag * ofBand}. */
    private double along(INDArray slope, INDArray ofBands, INDArray ofLags, ArrayScope scope) {
        INDArray byDelay = scope.keep(slope.mmul(ofBands.reshape(frame.bands(), 1)));
        INDArray delayed = reversed(ofLags, scope).reshape(1, delays);
        return scope.keep(delayed.mmul(byDelay)).getDouble(0);
    }
}
