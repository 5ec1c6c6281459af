/** Predictions that were made elsewhere, as people send them to be scored. */
@NullMarked
package org.tonotopy.encoding.submission;

import org.jspecify.annotations.NullMarked;
