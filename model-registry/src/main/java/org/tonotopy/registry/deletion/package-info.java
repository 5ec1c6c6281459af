/** Deleting datasets with what stands on them, and what is left to tell of it. */
package org.tonotopy.registry.deletion;
