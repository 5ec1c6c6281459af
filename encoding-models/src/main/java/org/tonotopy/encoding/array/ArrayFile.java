package org.tonotopy.encoding.array;

import java.io.Closeable;
import java.io.IOException;
import java.util.Set;

/** A file of named arrays from an untrusted source. Arrays are read forward, so none has to fit into memory. */
public interface ArrayFile extends Closeable {

    /** The names of the arrays, in the order of the file. */
    Set<String> names();

    /** Whether there is an array of this name. */
    default boolean has(String name) {
        return names().contains(name);
    }

    /**
     * The element type and shape of an array, once the file was found to hold as many bytes as it needs.
     *
     * @throws ArrayFileRefusedException where the file has no such array, or it cannot be read
     */
    ArrayHeader header(String name) throws IOException;

    /**
     * The elements of an array in C order, to be read forward.
     *
     * @throws ArrayFileRefusedException where the file has no such array, or it cannot be read
     */
    ElementReader elements(String name) throws IOException;
}
