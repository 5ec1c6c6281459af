/** The NS1 recording, as it was published with Harper et al. (2016). */
@NullMarked
package org.tonotopy.encoding.importing.ns1;

import org.jspecify.annotations.NullMarked;
