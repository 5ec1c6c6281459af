package org.tonotopy.encoding.cuda;

/**
 * What a way back is for.
 *
 * @param byParameters whether the slopes by a stage's parameters are wanted
 * @param byInput whether those by its input are
 */
record Wanted(boolean byParameters, boolean byInput) {}
