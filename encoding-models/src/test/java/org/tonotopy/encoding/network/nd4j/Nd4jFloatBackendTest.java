package org.tonotopy.encoding.network.nd4j;

import org.junit.jupiter.api.Tag;
import org.nd4j.linalg.api.buffer.DataType;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.network.NetworkBackendTest;

/** Workers do not compute on it, and in double precision the same code is tested with every build. */
@Tag("slow")
class Nd4jFloatBackendTest extends NetworkBackendTest {
    @Override
    protected NetworkBackend backend() {
        return new Nd4jBackend(DataType.FLOAT);
    }
}
