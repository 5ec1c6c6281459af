package org.tonotopy.encoding.deeplearning4j;

import java.util.Objects;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Proves that ND4J computes on a GPU: its backend says so, and a product of matrices there comes out as it must. A driver that is
 * missing, or a GPU that another program fills, is found by computing and by nothing else.
 */
public final class GpuProof {
    private static final int SIZE = 256;

    private GpuProof() {}

    /**
     * Multiplies the matrix of ones by itself.
     *
     * @return the backend, for people
     * @throws IllegalStateException with a sentence for people, if there is no GPU to compute on
     */
    public static String prove() {
        String backend = Objects.toString(
                Nd4j.getExecutioner().getEnvironmentInformation().getProperty("backend"), "unknown");
        if (!"CUDA".equalsIgnoreCase(backend)) {
            throw new IllegalStateException("ND4J computes on " + backend
                    + ", not on a GPU: start a worker that was built with the CUDA backend, on a machine with a GPU, or set"
                    + " tonotopy.worker.device (TONOTOPY_WORKER_DEVICE) to cpu");
        }
        try (INDArray ones = Nd4j.ones(DataType.FLOAT, SIZE, SIZE);
                INDArray product = ones.mmul(ones)) {
            double wrong = product.sub(SIZE).amaxNumber().doubleValue();
            if (wrong != 0) {
                throw new IllegalStateException(
                        "the GPU computed a product of matrices wrongly: look at its driver and its memory");
            }
        }
        return backend;
    }
}
