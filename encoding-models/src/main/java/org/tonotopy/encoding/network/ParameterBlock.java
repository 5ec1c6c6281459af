package org.tonotopy.encoding.network;

import java.util.List;

/**
 * A named array inside a parameter vector.
 *
 * @param name one of {@link ParameterNames}
 * @param offset where it begins
 * @param shape its axes, row-major
 * @param start its values before a fit
 */
public record ParameterBlock(String name, int offset, List<Integer> shape, StartingValues start) {
    /** Copies the shape. */
    public ParameterBlock {
        shape = List.copyOf(shape);
    }

    /** Number of values. */
    public int size() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }
}
