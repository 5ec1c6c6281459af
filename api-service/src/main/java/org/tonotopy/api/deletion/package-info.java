/** Tells of what was deleted. */
package org.tonotopy.api.deletion;
