package org.tonotopy.worker.feature;

/**
 * A figure in both forms.
 *
 * @param png pixels
 * @param svg lines and text
 */
record DrawnFigure(byte[] png, byte[] svg) {}
