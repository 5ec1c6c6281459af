/** Archives that people send: listed and read entry by entry, never unpacked under names of their own. */
@NullMarked
package org.tonotopy.encoding.importing.archive;

import org.jspecify.annotations.NullMarked;
