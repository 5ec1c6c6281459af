package org.tonotopy.encoding.network;

import java.util.List;

/**
 * A network bound to the shape of the data and to a backend. It holds buffers and belongs to one thread at a time;
 * parameters are the caller's. Results depend on neither the number of threads nor what else is in a batch.
 */
public interface Network {
    /** What it is. */
    NetworkSpec spec();

    /** The data that it is for. */
    NetworkShape shape();

    /** Where each parameter lies. */
    ParameterLayout layout();

    /** What computes it: name and version of the backend. */
    String backend();

    /**
     * Responses to a batch of clips of any lengths.
     *
     * @param parameters the parameter vector, read only
     * @param clips the batch; neither it nor the parameters may change while the pass is used
     * @param dropout what is silenced before the readout
     * @return the responses; valid until the next call
     * @throws IllegalArgumentException if a length does not fit
     */
    ForwardPass forward(float[] parameters, List<Clip> clips, Dropout dropout);
}
