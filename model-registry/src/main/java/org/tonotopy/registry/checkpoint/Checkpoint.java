package org.tonotopy.registry.checkpoint;

import org.tonotopy.registry.store.StoredObject;

/**
 * A stored checkpoint.
 *
 * @param point how far the network was
 * @param attempt the attempt that wrote it
 * @param object its content, to be verified on reading
 */
public record Checkpoint(FitPoint point, int attempt, StoredObject object) {}
