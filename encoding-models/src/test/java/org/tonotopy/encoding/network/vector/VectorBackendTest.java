package org.tonotopy.encoding.network.vector;

import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.network.NetworkBackendTest;

class VectorBackendTest extends NetworkBackendTest {
    @Override
    protected NetworkBackend backend() {
        return new VectorBackend();
    }
}
