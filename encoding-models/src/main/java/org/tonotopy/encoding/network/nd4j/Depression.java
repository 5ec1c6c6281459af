package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.tonotopy.encoding.network.ParameterNames;
import org.tonotopy.encoding.network.ShortTermDepression;

/** {@link ShortTermDepression}. */
final class Depression implements Layer {
    private final ShortTermDepression depression;
    /** {@code [band]}. */
    private final INDArray recovery;

    private final INDArray use;

    Depression(ShortTermDepression depression, ParameterArrays parameters) {
        this.depression = depression;
        this.recovery = parameters.block(ParameterNames.DEPRESSION_RECOVERY);
        this.use = parameters.block(ParameterNames.DEPRESSION_USE);
    }

    private INDArray floor(INDArray like, ArrayScope scope) {
        double[] levels =
                depression.floor().stream().mapToDouble(Double::doubleValue).toArray();
        return scope.keep(scope.keep(Nd4j.createFromArray(levels)).castTo(like.dataType()));
    }

    @Override
    public Activity forward(INDArray input, ArrayScope scope) {
        long bands = input.columns();
        INDArray sound = scope.keep(Transforms.relu(scope.keep(input.subRowVector(floor(input, scope))), true));
        INDArray rate = scope.keep(recovery.mul(recovery)).addi(1).rdivi(1).reshape(1, bands);
        INDArray used = Softplus.of(use, scope).reshape(1, bands);
        INDArray resource = scope.keep(Nd4j.ones(input.dataType(), input.shape()));
        try (StepMemory memory = new StepMemory()) {
            for (long bin = 1; bin < input.rows(); bin++) {
                try (MemoryWorkspace step = memory.step()) {
                    INDArray left = resource.getRow(bin - 1, true);
                    INDArray next = left.rsub(1)
                            .muli(rate)
                            .addi(left)
                            .subi(left.mul(used).muli(sound.getRow(bin - 1, true)));
                    resource.getRow(bin, true).assign(Transforms.min(Transforms.relu(next, false), 1, false));
                }
            }
        }
        INDArray output = scope.keep(sound.mul(resource));
        return new Run(sound, rate, used, resource, output);
    }

    private final class Run implements Activity {
        private final INDArray sound;
        private final INDArray rate;
        private final INDArray used;
        private final INDArray resource;
        private final INDArray output;

        Run(INDArray sound, INDArray rate, INDArray used, INDArray resource, INDArray output) {
            this.sound = sound;
            this.rate = rate;
            this.used = used;
            this.resource = resource;
            this.output = output;
        }

        @Override
        public INDArray output() {
            return output;
        }

        @Override
        public INDArray backward(INDArray cotangent, ParameterArrays gradient, ArrayScope scope) {
            long bands = sound.columns();
            INDArray heard = scope.keep(scope.keep(sound.gt(0)).castTo(sound.dataType()));
            INDArray open = scope.keep(scope.keep(resource.gt(0)).castTo(sound.dataType()));
            INDArray ofInput = scope.keep(cotangent.mul(resource));
            INDArray ofNext = scope.keep(Nd4j.zeros(sound.dataType(), 1, bands));
            INDArray ofRate = scope.keep(Nd4j.zeros(sound.dataType(), 1, bands));
            INDArray ofUsed = scope.keep(Nd4j.zeros(sound.dataType(), 1, bands));
            try (StepMemory memory = new StepMemory()) {
                for (long bin = sound.rows() - 1L; bin >= 0; bin--) {
                    try (MemoryWorkspace step = memory.step()) {
                        INDArray x = sound.getRow(bin, true);
                        INDArray left = resource.getRow(bin, true);
                        INDArray taken = ofNext.mul(left);
                        ofRate.addi(ofNext).subi(taken);
                        ofUsed.subi(taken.mul(x));
                        ofInput.getRow(bin, true).subi(taken.mul(used));
                        INDArray kept = used.mul(x).addi(rate).rsubi(1);
                        ofNext.assign(kept.muli(ofNext)
                                .addi(cotangent.getRow(bin, true).mul(x))
                                .muli(open.getRow(bin, true)));
                    }
                }
            }
            INDArray slopeOfRate = scope.keep(rate.mul(rate))
                    .muli(scope.keep(recovery.reshape(1, bands).mul(-2)));
            gradient.add(ParameterNames.DEPRESSION_RECOVERY, ofRate.muli(slopeOfRate));
            gradient.add(
                    ParameterNames.DEPRESSION_USE,
                    ofUsed.muli(scope.keep(Transforms.sigmoid(use, true)).reshape(1, bands)));
            return ofInput.muli(heard);
        }
    }
}
