package org.tonotopy.encoding.network.vector;

import static org.tonotopy.encoding.network.vector.Lanes.COUNT;
import static org.tonotopy.encoding.network.vector.Lanes.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.tonotopy.encoding.network.ParameterLayout;
import org.tonotopy.encoding.network.ParameterNames;
import org.tonotopy.encoding.network.ShortTermDepression;

/** {@link ShortTermDepression}. A vector of bands goes through the whole clip before the next. */
final class DepressionStage implements Stage {
    private final int bands;
    private final int stride;
    private final int recoveryAt;
    private final int useAt;
    private final float[] floor;
    /** {@code 1 / tau}, and its derivative by its parameter. */
    private final float[] recovery;

    private final double[] recoverySlope;
    private final float[] use;
    private final double[] useSlope;

    DepressionStage(ShortTermDepression depression, ParameterLayout layout) {
        this.bands = depression.floor().size();
        this.stride = Lanes.padded(bands);
        this.recoveryAt = layout.offset(ParameterNames.DEPRESSION_RECOVERY);
        this.useAt = layout.offset(ParameterNames.DEPRESSION_USE);
        this.floor = new float[bands];
        for (int band = 0; band < bands; band++) {
            floor[band] = depression.floor().get(band).floatValue();
        }
        this.recovery = new float[stride];
        this.recoverySlope = new double[bands];
        this.use = new float[stride];
        this.useSlope = new double[bands];
    }

    @Override
    public int inputWidth() {
        return bands;
    }

    @Override
    public int outputWidth() {
        return bands;
    }

    @Override
    public void load(float[] parameters) {
        for (int band = 0; band < bands; band++) {
            double r = parameters[recoveryAt + band];
            double rate = 1 / (1 + r * r);
            recovery[band] = (float) rate;
            recoverySlope[band] = -2 * r * rate * rate;
            double raw = parameters[useAt + band];
            use[band] = (float) (Math.max(raw, 0) + Math.log1p(Math.exp(-Math.abs(raw))));
            useSlope[band] = 1 / (1 + Math.exp(-raw));
        }
    }

    @Override
    public StageRun run() {
        return new Run();
    }

    private final class Run implements StageRun {
        private Sequence sound = Sequence.zeros(0, bands);
        private Sequence resource = Sequence.zeros(0, bands);
        private Sequence output = Sequence.zeros(0, bands);
        private Sequence inputGradient = Sequence.zeros(0, bands);
        private final float[] ofRecovery = new float[stride];
        private final float[] ofUse = new float[stride];

        @Override
        public Sequence forward(Sequence input) {
            int bins = input.bins();
            if (sound.bins() != bins) {
                sound = Sequence.zeros(bins, bands);
                resource = Sequence.zeros(bins, bands);
                output = Sequence.zeros(bins, bands);
                inputGradient = Sequence.zeros(bins, bands);
            }
            for (int bin = 0; bin < bins; bin++) {
                int from = input.at(bin);
                int to = sound.at(bin);
                for (int band = 0; band < bands; band++) {
                    sound.values()[to + band] = Math.max(input.values()[from + band] - floor[band], 0);
                }
            }
            for (int lane = 0; lane < stride; lane += COUNT) {
                deplete(bins, lane);
            }
            return output;
        }

        private void deplete(int bins, int lane) {
            FloatVector rate = FloatVector.fromArray(SPECIES, recovery, lane);
            FloatVector used = FloatVector.fromArray(SPECIES, use, lane);
            FloatVector one = FloatVector.broadcast(SPECIES, 1f);
            FloatVector left = one;
            for (int bin = 0; bin < bins; bin++) {
                int at = bin * stride + lane;
                FloatVector x = FloatVector.fromArray(SPECIES, sound.values(), at);
                left.intoArray(resource.values(), at);
                x.mul(left).intoArray(output.values(), at);
                FloatVector next =
                        rate.fma(one.sub(left), left).sub(used.mul(left).mul(x));
                left = next.max(0f).min(1f);
            }
        }

        @Override
        public Sequence backward(Sequence outputGradient, float[] gradient, boolean toInput) {
            int bins = outputGradient.bins();
            Arrays.fill(ofRecovery, 0);
            Arrays.fill(ofUse, 0);
            for (int lane = 0; lane < stride && bins > 0; lane += COUNT) {
                goBack(bins, lane, outputGradient.values());
            }
            for (int band = 0; band < bands; band++) {
                gradient[recoveryAt + band] = (float) (ofRecovery[band] * recoverySlope[band]);
                gradient[useAt + band] = (float) (ofUse[band] * useSlope[band]);
            }
            return inputGradient;
        }

        private void goBack(int bins, int lane, float[] slopes) {
            FloatVector rate = FloatVector.fromArray(SPECIES, recovery, lane);
            FloatVector used = FloatVector.fromArray(SPECIES, use, lane);
            FloatVector one = FloatVector.broadcast(SPECIES, 1f);
            FloatVector byRecovery = FloatVector.zero(SPECIES);
            FloatVector byUse = FloatVector.zero(SPECIES);
            // The slope of what the resource of the bin after would be without its bounds.
            FloatVector ofNext = FloatVector.zero(SPECIES);
            for (int bin = bins - 1; bin >= 0; bin--) {
                int at = bin * stride + lane;
                FloatVector x = FloatVector.fromArray(SPECIES, sound.values(), at);
                FloatVector left = FloatVector.fromArray(SPECIES, resource.values(), at);
                FloatVector slope = FloatVector.fromArray(SPECIES, slopes, at);
                byRecovery = ofNext.fma(one.sub(left), byRecovery);
                byUse = byUse.sub(ofNext.mul(left).mul(x));
                slope.sub(ofNext.mul(used))
                        .mul(left)
                        .blend(0f, x.compare(VectorOperators.LE, 0f))
                        .intoArray(inputGradient.values(), at);
                FloatVector ofLeft = slope.fma(x, ofNext.mul(one.sub(rate).sub(used.mul(x))));
                // It never reaches its upper bound from below.
                ofNext = ofLeft.blend(0f, left.compare(VectorOperators.LE, 0f));
            }
            byRecovery.intoArray(ofRecovery, lane);
            byUse.intoArray(ofUse, lane);
        }
    }
}
