/** What all users of the processor's vector units share. */
@NullMarked
package org.tonotopy.encoding.lanes;

import org.jspecify.annotations.NullMarked;
