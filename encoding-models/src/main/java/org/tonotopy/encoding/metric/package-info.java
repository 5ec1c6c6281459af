/**
 * How well predictions describe responses, in double precision. Whatever is undefined is NaN with a stated reason,
 * never 0 or 1. Variances are divided by the number of bins minus one.
 */
@NullMarked
package org.tonotopy.encoding.metric;

import org.jspecify.annotations.NullMarked;
