package org.tonotopy.registry.board;

import java.util.UUID;

/**
 * The right to compute a board.
 *
 * @param board identity of the benchmark or the suite whose board it is
 * @param changes that the statistics will know
 * @param token fences what is written
 */
public record BoardClaim(UUID board, long changes, UUID token) {}
