package org.tonotopy.encoding.deeplearning4j;

import org.bytedeco.openblas.global.openblas;
import org.nd4j.common.config.ND4JSystemProperties;
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
        // The libraries announce themselves on loading, whatever the program around them has to say.
        System.setProperty(ND4JSystemProperties.LOG_INITIALIZATION, "false");
        Nd4j.getBackend();
        NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(1);
        openblas.blas_set_num_threads(1);
    }
}
