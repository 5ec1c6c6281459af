/**
 * The pictures of a report, each with the numbers that are in it. Time runs in milliseconds, frequency in kHz, spikes in
 * spikes per second; what was not recorded is grey, never zero.
 */
@NullMarked
package org.tonotopy.encoding.report.figure;

import org.jspecify.annotations.NullMarked;
