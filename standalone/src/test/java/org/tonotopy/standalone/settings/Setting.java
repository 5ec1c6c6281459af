package org.tonotopy.standalone.settings;

/**
 * What people can set.
 *
 * @param variable name in the environment
 * @param property what it sets in a service
 * @param fallback value where it is not set; empty: nothing
 * @param required whether a service does not start without it
 * @param form what a value looks like, with its unit
 * @param meaning a sentence
 */
record Setting(String variable, String property, String fallback, boolean required, String form, String meaning) {}
