package org.tonotopy.encoding.cuda;

/**
 * Memory that a stage takes, in floats.
 *
 * @param ofARow for each row of the batch
 * @param ofAClip for each clip besides
 * @param ofAMember for each member
 * @param ofAChunk for each chunk of rows, until they are added up: stages share that
 * @param chunk rows of a chunk
 */
record Footprint(long ofARow, long ofAClip, long ofAMember, long ofAChunk, int chunk) {
    static Footprint ofRows(long floats) {
        return new Footprint(floats, 0, 0, 0, KernelModule.CHUNK);
    }
}
