/** Encoding models as Deeplearning4j networks: the layer, its updater, and the runtime's settings. */
@NullMarked
package org.tonotopy.encoding.deeplearning4j;

import org.jspecify.annotations.NullMarked;
