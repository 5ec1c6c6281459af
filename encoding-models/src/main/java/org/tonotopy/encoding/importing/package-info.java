/** Recordings in the forms in which labs have or publish them, made into the one that the models read. */
@NullMarked
package org.tonotopy.encoding.importing;

import org.jspecify.annotations.NullMarked;
