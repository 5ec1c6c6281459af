/** Dreams: inputs that a fitted model answers most, found by gradient ascent on the input. */
@NullMarked
package org.tonotopy.encoding.feature.dream;

import org.jspecify.annotations.NullMarked;
