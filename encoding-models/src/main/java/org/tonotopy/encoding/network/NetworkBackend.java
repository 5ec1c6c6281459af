package org.tonotopy.encoding.network;

/** Something that computes networks. Models do not know which one runs; what ran is recorded by its name. */
public interface NetworkBackend {
    /** Its name and version, as recorded with a fitted model. */
    String name();

    /**
     * Makes a network.
     *
     * @param spec what it is
     * @param shape the data that it is for
     * @param threads threads that it may use, at least 1; results do not depend on it
     * @throws IllegalArgumentException if the network does not fit the shape
     */
    Network network(NetworkSpec spec, NetworkShape shape, int threads);
}
