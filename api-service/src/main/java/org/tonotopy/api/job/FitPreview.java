package org.tonotopy.api.job;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.tonotopy.registry.catalogue.FitSpecification;

/**
 * What a fit would be that nobody has asked for yet.
 *
 * @param fit complete
 * @param networks that it is made of
 * @param parameters of one network
 * @param alike what is known of fits like it
 * @param before the job of an earlier request for exactly this
 */
public record FitPreview(FitSpecification fit, long networks, long parameters, Alike alike, Optional<UUID> before) {
    /**
     * The latest fits of the same kind of model for the same benchmark, at most 50.
     *
     * @param fits how many have succeeded
     * @param mean time that one took; empty where none has
     */
    public record Alike(int fits, Optional<Duration> mean) {}
}
