/** Scores predictions without a server. */
@NullMarked
package org.tonotopy.standalone.score;

import org.jspecify.annotations.NullMarked;
