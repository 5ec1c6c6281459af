package org.tonotopy.registry.checkpoint;

/**
 * How far the fit of a network is.
 *
 * @param network which of the networks that the job fits, from 0
 * @param epoch the last complete epoch, from 1
 * @param seconds wall time in seconds that fitting the network has taken, over all attempts
 * @param jobSeconds wall time in seconds that fitting all networks of the job has taken, over all attempts
 * @param backend what computes it
 */
public record FitPoint(int network, int epoch, double seconds, double jobSeconds, String backend) {}
