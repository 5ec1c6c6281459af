/** Stored content on its way to a client: right, or not begun. */
package org.tonotopy.api.download;
