/** Sweeps: fits that differ by seed alone, asked for, watched and cancelled together. */
package org.tonotopy.api.sweep;
