package org.tonotopy.encoding.array;

import java.nio.ByteOrder;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What a file says about one of its arrays.
 *
 * @param type element type
 * @param order byte order of the elements in the file
 * @param shape length of each axis, outermost first; empty for a scalar
 */
public record ArrayHeader(ElementType type, ByteOrder order, List<Integer> shape) {

    public ArrayHeader {
        shape = List.copyOf(shape);
    }

    /** Number of elements: the product of the shape, 1 for a scalar. {@link ArrayFileLimits} have made sure that it fits. */
    public long elements() {
        long product = 1;
        for (int length : shape) {
            product = Math.multiplyExact(product, (long) length);
        }
        return product;
    }

    /** Number of axes. */
    public int dimensions() {
        return shape.size();
    }

    /** Length of one axis, counted from 0. */
    public int length(int axis) {
        return shape.get(axis);
    }

    /** The shape as people write it: {@code [20, 34, 999]}. */
    public String shapeText() {
        return shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }
}
