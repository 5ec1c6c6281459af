/** The embedded default: PostgreSQL, the API and one worker in one process, with everything it keeps in one folder. */
@NullMarked
package org.tonotopy.standalone;

import org.jspecify.annotations.NullMarked;
