package org.tonotopy.encoding.network;

import java.util.List;

/**
 * A named array inside a parameter vector.
 *
 * @param name one of {@link ParameterNames}
 * @param offset where it begins
 * @param shape its axes, row-major
 */
public record ParameterBlock(String name, int offset, List<Integer> shape) {
    /** Copies the shape. */
    public ParameterBlock {
        shape = List.copyOf(shape);
    }

    /** Number of values. */
    public int size() {
        return shape.stream().reduce(1, Math::multiplyExact);
    }
}
