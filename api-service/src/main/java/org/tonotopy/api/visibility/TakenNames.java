package org.tonotopy.api.visibility;

import java.util.function.LongSupplier;
import org.springframework.stereotype.Component;
import org.tonotopy.api.problem.FieldProblem;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.visibility.Sight;

/** Names are shared by all: under one that has a version which one may not read, one makes no other. */
@Component
public class TakenNames {
    private final Sight sight;

    TakenNames(Sight sight) {
        this.sight = sight;
    }

    /**
     * Refuses a name that has versions which the caller may not read; part of the transaction that makes one.
     *
     * @param versions counts those that are seen
     * @throws ProblemException of {@link ProblemType#NAME_TAKEN}
     */
    public void requireReadable(String name, LongSupplier versions) {
        if (sight.ofEverything(versions::getAsLong) > versions.getAsLong()) {
            throw new ProblemException(
                    ProblemType.NAME_TAKEN,
                    new FieldProblem(
                            "name", name + " is the name of something that you may not read", "Use another one."));
        }
    }
}
