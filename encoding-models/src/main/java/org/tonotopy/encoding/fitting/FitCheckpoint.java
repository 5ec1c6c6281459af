package org.tonotopy.encoding.fitting;

import java.io.IOException;
import java.io.OutputStream;

/** A running fit between two epochs, complete enough to go on as if it had never been interrupted. */
@FunctionalInterface
public interface FitCheckpoint {

    /**
     * Writes what {@link Fitter#resume} reads.
     *
     * @param destination left open
     * @throws IOException where the destination fails
     */
    void writeTo(OutputStream destination) throws IOException;
}
