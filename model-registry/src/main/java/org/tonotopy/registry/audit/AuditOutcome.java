package org.tonotopy.registry.audit;

/** What became of what somebody asked for. */
public enum AuditOutcome {
    /** It was done. */
    DONE,
    /** Nobody known asked for it, or somebody who may not. */
    DENIED,
    /** The service failed, and may have changed something before. */
    FAILED
}
