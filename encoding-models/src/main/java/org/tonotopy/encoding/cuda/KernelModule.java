package org.tonotopy.encoding.cuda;

import java.util.List;
import java.util.stream.Stream;

/**
 * Kernels that are compiled together: networks that agree in it share them.
 *
 * @param file where they stand
 * @param definitions what they are compiled for, as {@code NAME=value}
 */
record KernelModule(KernelFile file, List<String> definitions) {
    /** Rows that one block adds up. It is a part of what fixes the order of a sum. */
    static final int CHUNK = 1024;

    /** The same of what a loss is made of. */
    static final int LOSS_CHUNK = 256;

    /** The same of the weights of a convolution, where each row has many positions. */
    static final int CONVOLUTION_CHUNK = 128;

    private static final List<String> CHUNKS =
            List.of("CHUNK=" + CHUNK, "LOSS_CHUNK=" + LOSS_CHUNK, "CONVOLUTION_CHUNK=" + CONVOLUTION_CHUNK);

    static KernelModule of(KernelFile file, String... definitions) {
        return new KernelModule(file, List.of(definitions));
    }

    /** Products by blocks of one width. */
    static KernelModule ofProducts(KernelFile file, ProductTile tile, List<String> definitions) {
        String width = "COLUMNS=" + tile.sixteens();
        return new KernelModule(
                file, Stream.concat(definitions.stream(), Stream.of(width)).toList());
    }

    /** What the compiler is told. */
    List<String> options() {
        return Stream.concat(CHUNKS.stream(), definitions.stream())
                .map(definition -> "-D" + definition)
                .toList();
    }
}
