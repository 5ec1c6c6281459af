package org.tonotopy.encoding.cuda;

import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.tonotopy.encoding.network.vector.VectorBackend;

/** The graphics processor of this machine, opened once for all tests. */
final class Gpu {
    private static final Optional<CudaDevice> DEVICE = find();

    private Gpu() {}

    private static Optional<CudaDevice> find() {
        try {
            return Optional.of(CudaDevice.open());
        } catch (GpuUnavailableException none) {
            return Optional.empty();
        }
    }

    /** Skips the test where there is none. */
    static CudaDevice device() {
        Assumptions.assumeTrue(DEVICE.isPresent(), "there is no graphics processor here");
        return DEVICE.orElseThrow();
    }

    static CudaBackend backend() {
        return new CudaBackend(device(), new VectorBackend());
    }
}
