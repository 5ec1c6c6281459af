/** Checkpoints of running fits, from which another attempt goes on. */
package org.tonotopy.registry.checkpoint;
