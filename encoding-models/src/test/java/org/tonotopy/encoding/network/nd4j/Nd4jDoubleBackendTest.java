package org.tonotopy.encoding.network.nd4j;

import org.junit.jupiter.api.Tag;
import org.nd4j.linalg.api.buffer.DataType;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.network.NetworkBackendTest;

/** Workers do not compute on it; the reference vectors hold it with every build ({@link Nd4jExactnessTest}). */
@Tag("slow")
class Nd4jDoubleBackendTest extends NetworkBackendTest {
    @Override
    protected NetworkBackend backend() {
        return new Nd4jBackend(DataType.DOUBLE);
    }
}
