package org.tonotopy.registry.benchmark;

/**
 * What one criterion does, alone.
 *
 * @param criterion its name, as in the request
 * @param kept how many meet it
 * @param leftOut how many do not
 * @param unknown how many are left out because what it asks for is not known of them
 */
public record CriterionCount(String criterion, int kept, int leftOut, int unknown) {}
