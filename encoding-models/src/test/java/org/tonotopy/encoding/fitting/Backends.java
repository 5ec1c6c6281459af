package org.tonotopy.encoding.fitting;

import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.network.vector.VectorBackend;

/** The backend that the tests of this package fit with. */
final class Backends {

    private Backends() {}

    static NetworkBackend tested() {
        return new VectorBackend();
    }
}
