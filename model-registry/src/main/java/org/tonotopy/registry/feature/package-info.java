/** What fitted models listen for: features of neurons, stored for good. */
package org.tonotopy.registry.feature;
