/** What a person should know about a recording before fitting anything to it. */
@NullMarked
package org.tonotopy.encoding.report;

import org.jspecify.annotations.NullMarked;
