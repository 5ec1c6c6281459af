package org.tonotopy.benchmarks.machine;

import org.tonotopy.encoding.cuda.CudaBackend;
import org.tonotopy.encoding.cuda.CudaDevice;
import org.tonotopy.encoding.network.NetworkBackend;
import org.tonotopy.encoding.network.vector.VectorBackend;

/** What computes, by its name on a command line. */
public final class Backends {
    private Backends() {}

    /**
     * Opens a backend.
     *
     * @param name {@code vector} or {@code cuda}
     */
    public static NetworkBackend of(String name) {
        return switch (name) {
            case "vector" -> new VectorBackend();
            case "cuda" -> new CudaBackend(CudaDevice.open(), new VectorBackend());
            default -> throw new IllegalArgumentException("backend is " + name + ": use vector or cuda");
        };
    }

    /** The argument after the others; {@code vector} where there is none. */
    public static NetworkBackend after(int others, String[] arguments) {
        return of(arguments.length > others ? arguments[others] : "vector");
    }
}
