package org.tonotopy.api.sweep;

/**
 * How large a sweep would be.
 *
 * @param fits how many
 * @param exact whether each combination was looked at; otherwise it is about so many, as the first ones have it
 */
public record SweepExtent(long fits, boolean exact) {}
