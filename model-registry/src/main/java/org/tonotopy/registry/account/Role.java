package org.tonotopy.registry.account;

/** What an account may do; each role may do what the ones before it may. */
public enum Role {
    /** Reads. */
    VIEWER,
    /** Also uploads, defines benchmarks and asks for jobs. */
    MEMBER,
    /** Also administers. */
    ADMIN
}
