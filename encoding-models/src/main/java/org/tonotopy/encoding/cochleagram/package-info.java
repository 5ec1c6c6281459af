/** From sound to what the models hear: filter banks, short-time levels, compression, time bins. */
@NullMarked
package org.tonotopy.encoding.cochleagram;

import org.jspecify.annotations.NullMarked;
