/** The client commands of {@code tonotopy}. */
@NullMarked
package org.tonotopy.client.cli;

import org.jspecify.annotations.NullMarked;
