package org.tonotopy.registry.sweep;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** The sweeps; they are changed through {@link SweepLedger}. */
public interface SweepRepository extends Repository<Sweep, UUID> {
    /** Inserts a new sweep and sends it to the database at once. */
    Sweep saveAndFlush(Sweep sweep);

    /** By identity. */
    Optional<Sweep> findById(UUID id);
}
