/** Requests that may be sent again: one key makes one thing. */
package org.tonotopy.api.idempotency;
