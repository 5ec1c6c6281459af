package org.tonotopy.encoding.deeplearning4j;

import org.bytedeco.openblas.global.openblas;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Keeps the native libraries to one thread each: their own threads are slower on these small matrices, stall when cores
 * are shared, and would make sums depend on their number. Parallel work is Java's.
 */
public final class NativeThreads {

    private NativeThreads() {}

    /** Safe to call before every use; the libraries are loaded by the first call. */
    public static void keepToOne() {
        Nd4j.getBackend();
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
        openblas.blas_set_num_threads(1);
    }
}
