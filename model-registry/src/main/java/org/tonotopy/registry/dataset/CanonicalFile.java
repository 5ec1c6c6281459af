package org.tonotopy.registry.dataset;

import org.tonotopy.registry.store.StoredObject;
import tools.jackson.databind.JsonNode;

/**
 * A recording in a canonical form.
 *
 * @param arrays the file
 * @param metadata the JSON that belongs to it; of HDF5 that which was sent beside it
 */
public record CanonicalFile(StoredObject arrays, JsonNode metadata) {}
