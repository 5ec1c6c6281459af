package org.tonotopy.registry.catalogue;

/**
 * What is wrong with a request for a fit.
 *
 * @param field path of the field in the request
 * @param problem what is wrong with it
 * @param remedy what to do about it
 */
public record SpecificationProblem(String field, String problem, String remedy) {}
