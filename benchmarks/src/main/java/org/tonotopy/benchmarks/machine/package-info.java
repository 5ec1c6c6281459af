/** What the machine could do at most. */
@NullMarked
package org.tonotopy.benchmarks.machine;

import org.jspecify.annotations.NullMarked;
