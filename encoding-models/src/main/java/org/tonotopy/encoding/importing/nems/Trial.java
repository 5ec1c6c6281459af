package org.tonotopy.encoding.importing.nems;

/**
 * A presentation of which responses are wanted.
 *
 * @param stimulus its index
 * @param number of the trial, the same for all units that were recorded together
 * @param presentation when it was
 * @param bins how many are wanted from its beginning on
 */
record Trial(int stimulus, int number, Presentation presentation, int bins) {}
