/** MAT files of untrusted origin, read within limits. */
@NullMarked
package org.tonotopy.encoding.importing.mat;

import org.jspecify.annotations.NullMarked;
