package org.tonotopy.registry.store;

/** What is wrong with an object that is recorded. */
public enum ObjectDamage {
    /** The store has nothing under its key. */
    MISSING,
    /** The store has other bytes than were written once. */
    CORRUPT,
    /** The store answers, but does not give the object's bytes. */
    UNREADABLE
}
