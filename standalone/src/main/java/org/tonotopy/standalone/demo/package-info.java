/** The demo: an ordinary HTTP client of the running API that goes the whole way from a recording to the board. */
@NullMarked
package org.tonotopy.standalone.demo;

import org.jspecify.annotations.NullMarked;
