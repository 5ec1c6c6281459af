/** What whole fits cost. */
@NullMarked
package org.tonotopy.benchmarks.fit;

import org.jspecify.annotations.NullMarked;
