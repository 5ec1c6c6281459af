package org.tonotopy.encoding.array;

import java.io.IOException;

/** A file of named arrays that is being written. */
public interface ArraySink {

    /** The elements of one array, which need not be in memory all at once. */
    interface Content {
        /** Writes every element, in C order. */
        void writeTo(ElementWriter elements) throws IOException;
    }

    /**
     * Adds one array.
     *
     * @throws IOException where the file cannot be written
     * @throws IllegalArgumentException where {@code content} has more or fewer elements than the header's shape
     */
    void write(String name, ArrayHeader header, Content content) throws IOException;
}
