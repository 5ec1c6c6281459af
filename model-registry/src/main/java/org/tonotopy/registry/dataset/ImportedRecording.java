package org.tonotopy.registry.dataset;

import org.tonotopy.registry.store.StoredObject;
import tools.jackson.databind.JsonNode;

/**
 * A recording that an importer made, in the canonical form.
 *
 * @param arrays the NPZ
 * @param metadata the JSON that belongs to it
 */
public record ImportedRecording(StoredObject arrays, JsonNode metadata) {}
