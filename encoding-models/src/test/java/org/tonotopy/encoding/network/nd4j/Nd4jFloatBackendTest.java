package org.tonotopy.encoding.network.nd4j;

import org.nd4j.linalg.api.buffer.DataType;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.network.NetworkBackendTest;

class Nd4jFloatBackendTest extends NetworkBackendTest {
    @Override
    protected NetworkBackend backend() {
        return new Nd4jBackend(DataType.FLOAT);
    }
}
