/** Fits that are made again, over HTTP. */
package org.tonotopy.api.reproduction;
