package org.tonotopy.encoding.cuda;

import java.util.Comparator;
import java.util.List;

/**
 * What one block computes of a product of matrices.
 *
 * @param sixteens its columns, in sixteens
 */
record ProductTile(int sixteens) {
    /** Rows of a block. */
    static final int HEIGHT = 128;

    private static final int SIXTEEN = 16;
    /** Those that there are kernels for; of two that compute as much, the wider reads less. */
    private static final List<ProductTile> ALL =
            List.of(new ProductTile(8), new ProductTile(7), new ProductTile(5), new ProductTile(3), new ProductTile(1));

    /** The one that costs least where a block costs as much as its columns and another sixteen for its rows. */
    static ProductTile of(int columns) {
        return ALL.stream()
                .min(Comparator.comparingInt(tile -> Launch.blocks(columns, tile.width()) * (tile.width() + SIXTEEN)))
                .orElseThrow();
    }

    int width() {
        return SIXTEEN * sixteens;
    }
}
