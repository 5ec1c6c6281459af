/** What waits, and who is there to take it. */
package org.tonotopy.api.queue;
