package org.tonotopy.registry.account;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

/** The labs. */
public interface LabRepository extends Repository<Lab, UUID> {
    /** Inserts a new lab. */
    Lab save(Lab lab);

    /** By name. */
    Optional<Lab> findByName(String name);

    /** The labs whose names come after one, by name. */
    List<Lab> findByNameGreaterThanOrderByName(String after, Limit limit);
}
