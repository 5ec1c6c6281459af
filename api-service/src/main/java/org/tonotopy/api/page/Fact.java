package org.tonotopy.api.page;

/**
 * Something to know.
 *
 * @param name what
 * @param value as a text
 */
record Fact(String name, String value) {}
