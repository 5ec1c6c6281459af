/** Work on several processor cores whose results do not depend on their number. */
@NullMarked
package org.tonotopy.encoding.parallel;

import org.jspecify.annotations.NullMarked;
