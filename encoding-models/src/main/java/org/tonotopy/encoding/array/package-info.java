/** Named arrays in files that nobody vouches for, whatever the form of the file. */
@NullMarked
package org.tonotopy.encoding.array;

import org.jspecify.annotations.NullMarked;
