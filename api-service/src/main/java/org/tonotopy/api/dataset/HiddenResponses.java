package org.tonotopy.api.dataset;

import java.util.List;
import java.util.SortedSet;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.tonotopy.api.account.Caller;
import org.tonotopy.api.problem.ProblemException;
import org.tonotopy.api.problem.ProblemType;
import org.tonotopy.registry.benchmark.HiddenTests;
import org.tonotopy.registry.dataset.Dataset;
import org.tonotopy.registry.report.DatasetFigure;
import org.tonotopy.registry.store.StoredObject;

/**
 * Keeps responses to hidden test stimuli from everybody below admin. Whatever shows a response of a recording asks here first; it
 * asks for whoever the request is from, and nobody known is nobody who may.
 */
@Component
public class HiddenResponses {
    private static final String ADMIN = "ROLE_ADMIN";

    private final HiddenTests tests;
    private final RoleHierarchy roles;

    HiddenResponses(HiddenTests tests, RoleHierarchy roles) {
        this.tests = tests;
        this.roles = roles;
    }

    /** Indices of the stimuli of a dataset whose responses whoever sent this request may not have, ascending. */
    @Transactional(readOnly = true)
    public SortedSet<Integer> stimuli(Dataset dataset) {
        SortedSet<Integer> hidden = tests.stimuli(dataset.id());
        if (!hidden.isEmpty() && isAdmin()) {
            hidden.clear();
        }
        return hidden;
    }

    /** Indices of the stimuli of a dataset whose responses are left out of exports, whoever asks for one. */
    @Transactional(readOnly = true)
    public List<Integer> leftOutOfExports(Dataset dataset) {
        return List.copyOf(tests.stimuli(dataset.id()));
    }

    /**
     * Refuses a further dataset of a file of which something is hidden to all but its keeper and admins; part of the transaction
     * that makes the dataset.
     *
     * @throws ProblemException naming the keeper
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void requireMayCopy(Caller caller, StoredObject recording) {
        tests.heldKeeper(recording).filter(keeper -> !caller.owns(keeper.id())).ifPresent(keeper -> {
            throw refusal(
                    "The file",
                    "Only " + keeper.name()
                            + ", whose it is, or an admin may make a dataset of it; its other responses are in"
                            + " the exports of the dataset that there is.");
        });
    }

    private boolean isAdmin() {
        Authentication caller = SecurityContextHolder.getContext().getAuthentication();
        return caller != null
                && roles.getReachableGrantedAuthorities(caller.getAuthorities()).stream()
                        .anyMatch(authority -> ADMIN.equals(authority.getAuthority()));
    }

    /**
     * Whether a picture shows hidden responses. That of a neuron shows the stimulus with most repeats, and does not say which.
     *
     * @param hidden as {@link #stimuli} has them
     */
    boolean areIn(DatasetFigure figure, SortedSet<Integer> hidden) {
        return switch (figure.kind()) {
            case STIMULUS -> figure.subject().filter(hidden::contains).isPresent();
            case NEURON -> !hidden.isEmpty();
            case CEILINGS, ALIGNMENT -> false;
        };
    }

    /** The refusal of something that holds them. */
    static ProblemException refusal(String what, String remedy) {
        return new ProblemException(
                ProblemType.TEST_RESPONSES_HIDDEN,
                what + " holds responses to test stimuli that a benchmark hides from everybody but admins. " + remedy);
    }
}
