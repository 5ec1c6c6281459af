/**
 * Features drawn for papers and pages: PNG and SVG from the same drawing. Frequency runs on a logarithmic axis in Hz, time
 * before the response in milliseconds; values with a sign are coloured around zero, so that they can be told apart in grey.
 */
@NullMarked
package org.tonotopy.encoding.feature.figure;

import org.jspecify.annotations.NullMarked;
