/** What a training step costs. */
@NullMarked
package org.tonotopy.benchmarks.step;

import org.jspecify.annotations.NullMarked;
