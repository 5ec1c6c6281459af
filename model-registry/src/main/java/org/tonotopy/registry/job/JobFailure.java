package org.tonotopy.registry.job;

/**
 * Why a job failed.
 *
 * @param kind as a kind
 * @param message in one sentence
 */
public record JobFailure(FailureKind kind, String message) {}
