/** Temporary files, of which a killed process leaves none for good. */
package org.tonotopy.registry.temporary;
