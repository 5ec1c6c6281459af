/** Which of several models is better, and how sure that is: statistics over neurons, in double precision. */
@NullMarked
package org.tonotopy.encoding.comparison;

import org.jspecify.annotations.NullMarked;
