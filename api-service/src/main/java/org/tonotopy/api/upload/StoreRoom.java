package org.tonotopy.api.upload;

import java.io.IOException;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.store.ObjectStore;

/** Asks before content is sent whether there is room for it, where the store tells. */
@Component
class StoreRoom {
    /** Stays free for what jobs write, and for a database on the same disk. */
    private static final long RESERVE_BYTES = 256L << 20;

    private final ObjectStore store;

    StoreRoom(ObjectStore store) {
        this.store = store;
    }

    /**
     * Refuses what does not fit.
     *
     * @param field that says how long the content is
     * @param bytes that it takes at most
     * @throws ProblemException of {@link ProblemType#NO_ROOM}
     */
    void require(String field, long bytes) throws IOException {
        OptionalLong free = store.room();
        if (free.isPresent() && bytes > free.getAsLong() - RESERVE_BYTES) {
            throw new ProblemException(
                    ProblemType.NO_ROOM,
                    new FieldProblem(
                            field,
                            "it takes " + bytes + " bytes in the object store, which has " + free.getAsLong()
                                    + " free and keeps " + RESERVE_BYTES + " of them",
                            "Delete datasets that are not needed any more, or ask whoever runs the service for more"
                                    + " space."));
        }
    }
}
