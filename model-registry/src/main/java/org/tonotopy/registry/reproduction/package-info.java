/** Fits that are made again, to see whether the same comes out. */
package org.tonotopy.registry.reproduction;
