package org.tonotopy.encoding.cuda;

/**
 * Rows whose description is on the processor.
 *
 * @param rows where clips and members lie
 * @param members address of {@link Rows#members}
 * @param clips address of {@link Rows#clips}
 * @param clipOfRow address of the clip that each row is of
 * @param binOfRow address of the bin of its clip that each row is
 */
record PlacedRows(Rows rows, long members, long clips, long clipOfRow, long binOfRow) {
    int total() {
        return rows.total();
    }

    int longestMember() {
        return rows.longestMember();
    }

    /** Of each member there are as many chunks as of the longest. */
    int chunks(int ofRows) {
        return Launch.blocks(rows.longestMember(), ofRows);
    }
}
