package org.tonotopy.worker;

/**
 * Something of the worker is lost until its process is started again: a slot, or what it computes on.
 *
 * @param sentence why, for people
 */
public record RestartNeeded(String sentence) {}
