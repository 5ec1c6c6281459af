/**
 * NPY and NPZ, NumPy's array files, read from files that nobody vouches for, and written so that the same arrays give
 * the same bytes.
 *
 * <p>Source: NumPy Enhancement Proposal 1 and {@code numpy.lib.format}, format versions 1.0, 2.0 and 3.0.
 */
@NullMarked
package org.tonotopy.encoding.npz;

import org.jspecify.annotations.NullMarked;
