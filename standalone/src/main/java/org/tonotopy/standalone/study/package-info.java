/** Every model of the field on some benchmarks, and a report of what came out. */
@NullMarked
package org.tonotopy.standalone.study;

import org.jspecify.annotations.NullMarked;
