package org.tonotopy.worker;

/**
 * A slot of the worker is lost until its process is started again.
 *
 * @param sentence why, for people
 */
public record WorkerHung(String sentence) {}
