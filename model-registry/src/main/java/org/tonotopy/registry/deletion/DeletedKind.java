package org.tonotopy.registry.deletion;

/** What had a reference that was deleted. */
public enum DeletedKind {
    /** A dataset version. */
    DATASET,
    /** A benchmark version. */
    BENCHMARK,
    /** A model version. */
    MODEL,
    /** A suite version. */
    SUITE
}
