package org.tonotopy.encoding.lanes;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;

/**
 * Makes the Vector API look up every operation that kernels use before any kernel is hot.
 *
 * <p>The API finds an operation the first time that it is used, through one method for all operations of all types. Once
 * that method is compiled, the JIT of Java 17 has seen it with a few kinds of operations and bets on those; an operation
 * that comes later loses the bet. The method is part of every operation of every kernel, so its lost bets are counted
 * once for each of them, and from a hundred on the JIT stops betting in the whole kernel: it no longer knows what kind of
 * vector it holds, and makes an object of every result. So whether kernels were fast depended on which thread of the
 * compiler came first.
 *
 * <p>Once is not enough: the JIT takes note of what it sees only after a few hundred calls, and the methods that read an
 * operation's code, which are part of every operation too, bet on the kinds that it saw then. So all are used in turn until
 * those methods are compiled.
 */
public final class VectorOperations {
    private static final int LANE = 0;
    /** Times a dozen operations: more calls than any threshold of the JIT's. */
    private static final int ROUNDS = 500;

    static {
        for (int round = 0; round < ROUNDS; round++) {
            if (Double.isNaN(floats() + doubles()) || ints() + longs() == 0) {
                throw new IllegalStateException("the vector units compute nonsense");
            }
        }
    }

    private VectorOperations() {}

    /** Kernels call it where their classes are initialised; the work is done the first time, with this class itself. */
    public static void lookUp() {}

    private static float floats() {
        FloatVector one = FloatVector.broadcast(FloatVector.SPECIES_PREFERRED, 1f);
        FloatVector sums = one.add(one).sub(one).mul(one).div(one).min(one).max(one);
        FloatVector others = sums.fma(one, one).neg().abs().sqrt();
        FloatVector blended = others.blend(sums, others.compare(VectorOperators.GT, sums));
        return blended.reduceLanes(VectorOperators.MAX) + blended.reduceLanes(VectorOperators.ADD);
    }

    private static double doubles() {
        DoubleVector one = DoubleVector.broadcast(DoubleVector.SPECIES_PREFERRED, 1);
        DoubleVector sums = one.add(one).sub(one).mul(one).div(one).min(one).max(one);
        DoubleVector others = sums.fma(one, one).neg().abs().sqrt();
        return others.blend(sums, others.compare(VectorOperators.NE, sums)).lane(LANE);
    }

    private static int ints() {
        IntVector one = IntVector.broadcast(IntVector.SPECIES_PREFERRED, 1);
        return one.lanewise(VectorOperators.LSHL, 2)
                .lanewise(VectorOperators.LSHR, 1)
                .add(one)
                .sub(one)
                .lane(LANE);
    }

    private static long longs() {
        LongVector one = LongVector.broadcast(LongVector.SPECIES_PREFERRED, 1);
        return one.lanewise(VectorOperators.LSHL, 2)
                .lanewise(VectorOperators.LSHR, 1)
                .add(one)
                .sub(one)
                .lane(LANE);
    }
}
