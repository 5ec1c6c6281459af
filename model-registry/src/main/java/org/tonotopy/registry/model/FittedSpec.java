package org.tonotopy.registry.model;

import org.tonotopy.registry.catalogue.Specification;
import org.tonotopy.registry.content.Sha256;
import org.tonotopy.registry.json.RegistryJson;

/**
 * What was fitted and how, without the seed: versions with equal specs on one benchmark are seeds of one model.
 *
 * @param model what was fitted
 * @param training how
 */
public record FittedSpec(Specification model, Specification training) {
    /** Hash by which equal specs are found. */
    public byte[] sha256() {
        return Sha256.of(RegistryJson.canonicalBytes(this));
    }
}
