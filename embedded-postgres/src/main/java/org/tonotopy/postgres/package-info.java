/**
 * A real PostgreSQL server as a child process, from binaries that come as a Maven artifact: no installation, no Docker, no root, and root works too.
 */
@NullMarked
package org.tonotopy.postgres;

import org.jspecify.annotations.NullMarked;
