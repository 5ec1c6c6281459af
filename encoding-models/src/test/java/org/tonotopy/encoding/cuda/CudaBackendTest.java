package org.tonotopy.encoding.cuda;

import org.junit.jupiter.api.BeforeAll;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.network.NetworkBackendTest;

/** What every backend keeps, on a graphics processor; skipped where there is none. */
class CudaBackendTest extends NetworkBackendTest {
    @BeforeAll
    static void needsAGraphicsProcessor() {
        Gpu.device();
    }

    @Override
    protected NetworkBackend backend() {
        return Gpu.backend();
    }
}
