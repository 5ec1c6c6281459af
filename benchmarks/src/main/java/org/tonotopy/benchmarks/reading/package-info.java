/** What reading and checking a recording costs. */
@NullMarked
package org.tonotopy.benchmarks.reading;

import org.jspecify.annotations.NullMarked;
