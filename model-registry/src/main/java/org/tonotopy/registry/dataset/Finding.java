package org.tonotopy.registry.dataset;

/**
 * Why a recording cannot be used.
 *
 * @param what what is wrong
 * @param where where in the file or the metadata
 * @param remedy what to do about it
 */
public record Finding(String what, String where, String remedy) {}
