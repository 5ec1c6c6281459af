/** Removes what nobody waits for any more. */
package org.tonotopy.api.cleanup;
