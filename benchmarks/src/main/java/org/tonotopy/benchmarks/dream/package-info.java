/** Dreams and gradient maps of a whole population, each in a process of its own. */
@NullMarked
package org.tonotopy.benchmarks.dream;

import org.jspecify.annotations.NullMarked;
