/** Locks that last as long as a transaction. */
package org.tonotopy.api.lock;
